"""Who is on record, saying what: attributions from English, Russian and Ukrainian news, kept in a ledger.

Read one document. The text keeps exact offsets, and the attributions are found when they are asked for:

>>> import onrecord
>>> document = onrecord.from_text(
...     "General Orest Valko warned that the front would not hold. "
...     "“We asked for time,” he said.", language="en")
>>> for found in document.attributions:
...     print(found.id, "|", document.words(found.source), "|", document.words(found.cue), "|",
...           document.words(found.content), "|", found.mode)
a1 | General Orest Valko | warned | the front would not hold | indirect
a2 | he | said | “We asked for time,” | direct

Every part of an attribution is a tuple of spans, in code points of ``document.text``:

>>> found = document.attributions[0]
>>> found.source
(Span(start=0, end=19),)
>>> document.text[0:19]
'General Orest Valko'

From a file, a page or a URL (a folder, a feed or JSON Lines hold several documents: ``read_all``)::

    document = onrecord.read("article.html")
    document.title, document.document.byline, document.document.published
    document.warnings             # for example two different names for one author
    document.record()             # the record that `onrecord extract` prints
    print(document.citation(document.attributions[0]))

In a notebook a document shows itself as its text with sources, cues and contents marked.

A ledger keeps documents with their original bytes, attributions, statements and judgements::

    with onrecord.Ledger.open("war.db", create=True) as ledger:
        for outcome in onrecord.add(ledger, ["/archive/2024"], onrecord.Settings.load()):
            ...
        for row in ledger.attributions(onrecord.AttributionFilter(speaker="Valko")):
            print(row.source, row.content, row.url)

Two names, in any script, case and spelling, can be one person's or not; the score comes with its reasons:

>>> same = onrecord.compare_names("Єгором Тараном", "Yegor Taran")
>>> same.score
0.9801
>>> same.explanation[1]
'“Тараном” and “Taran” can be case forms of one word'

What an analyst decides is a judgement: kept for ever, with who, when and why, and taken back only by another one::

        ledger.judge("reject", ["a12"], by="N. Analyst", reason="irony")

Everything that can go wrong on purpose is an :class:`OnrecordError`; :mod:`onrecord.errors` draws the tree.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.attributions.reading import Reading
    from onrecord.attributions.record import Attribution
    from onrecord.corpus.adding import add
    from onrecord.corpus.annotated import AnnotatedDocument, from_text, read, read_all
    from onrecord.errors import InputError, LedgerError, OnrecordError, UsageError
    from onrecord.ledger import AttributionFilter, DocumentFilter, Ledger
    from onrecord.settings import Settings
    from onrecord.speakers.names.comparing import compare as compare_names
    from onrecord.text.document import Document, Span

_HOMES = {
    "AnnotatedDocument": "onrecord.corpus.annotated",
    "Attribution": "onrecord.attributions.record",
    "AttributionFilter": "onrecord.ledger",
    "Document": "onrecord.text.document",
    "DocumentFilter": "onrecord.ledger",
    "InputError": "onrecord.errors",
    "Ledger": "onrecord.ledger",
    "LedgerError": "onrecord.errors",
    "OnrecordError": "onrecord.errors",
    "Reading": "onrecord.attributions.reading",
    "Settings": "onrecord.settings",
    "Span": "onrecord.text.document",
    "UsageError": "onrecord.errors",
    "add": "onrecord.corpus.adding",
    "compare_names": "onrecord.speakers.names.comparing",
    "from_text": "onrecord.corpus.annotated",
    "read": "onrecord.corpus.annotated",
    "read_all": "onrecord.corpus.annotated",
}

_THERE = {"compare_names": "compare"}
"""Public names that are called otherwise where they live."""

__all__ = [
    "AnnotatedDocument",
    "Attribution",
    "AttributionFilter",
    "Document",
    "DocumentFilter",
    "InputError",
    "Ledger",
    "LedgerError",
    "OnrecordError",
    "Reading",
    "Settings",
    "Span",
    "UsageError",
    "__version__",
    "add",
    "compare_names",
    "from_text",
    "read",
    "read_all",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import onrecord`` costs nothing."""
    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), _THERE.get(name, name))
        globals()[name] = value
        return value
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
