"""A capture: the original bytes of one document, with when, whence and how they were taken."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.text.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One document as it was captured.

    ``original`` are the bytes that hold this document whole: a file, or the piece of a container
    (a row, a message, an entry, a record's payload), so that one document can be erased without the others.
    ``source`` is the absolute path or the URL that was asked for; ``method`` is how (``file``, ``stdin``, ``http``,
    ``warc``, ``feed``); ``captured_at`` is UTC in ISO 8601 with seconds; ``details`` are what else is known of the
    fetching (final address, redirects, HTTP status and headers kept, time of the WARC record).
    """

    document: Document
    original: bytes
    source: str
    method: str
    captured_at: str
    details: dict[str, str] = field(default_factory=dict)
