"""Text as captured: documents, exact offsets, quotation marks, sentences.

Offsets are Unicode code points everywhere inside this package. An HTML page and a browser count
UTF-16 code units: :mod:`onrecord.text.offsets` converts at that edge and nowhere else.
"""
