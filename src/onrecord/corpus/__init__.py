"""Corpus: the same work over many documents, in one process or in several.

:mod:`onrecord.corpus.engines` says how work is spread, :mod:`onrecord.corpus.extracting` turns sources into
readings, :mod:`onrecord.corpus.adding` puts them into a ledger, :mod:`onrecord.corpus.annotated` is the one document
that the Python interface hands out.
"""
