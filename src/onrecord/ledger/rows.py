"""What a ledger gives back: plain frozen values, without a trace of SQL.

Numbers are the ledger's own and are never used again, not even after ``forget``. Where a person or a program
names a record, a letter stands before the number: ``d12`` a document, ``a7`` an attribution, ``s3`` a statement,
``j5`` a judgement, ``r2`` an item up for review. Every row gives that name as ``ref``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from onrecord.attributions.record import Attribution
from onrecord.errors import OnrecordError
from onrecord.text.document import Finding, Span, Warning

Outcome = Literal["new", "new version", "read again", "known"]
Verdict = Literal["accepted", "rejected"]
Carried = Literal["exact", "fuzzy", "review"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one call of ``add`` did.

    ``outcome`` is ``new`` (an identity not held before), ``new version`` (a held identity with a text it
    did not have), ``read again`` (a held text, with attributions by another version of the code) or ``known``.
    ``version`` counts the texts of the document from 1. ``removed`` is true where an analyst has taken the
    document out of all views: adding it again does not bring it back, ``undo`` does.
    """

    document_id: int
    version: int
    outcome: Outcome
    attributions: int
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprocessed:
    """What ``reprocess`` did with one document.

    ``outcome`` is as in :class:`Added`, or ``current`` (today's code has read it already), ``not read`` (there was
    no reading to be had) or ``failed`` (``error`` says why).
    """

    document_id: int
    outcome: Outcome | Literal["current", "not read", "failed"]
    error: OnrecordError | None = None

    @property
    def document_ref(self) -> str:
        """The document's name in the ledger, as ``d12``."""
        return f"d{self.document_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the analysts' judgements, taken in order and less those undone, say of one record.

    ``verdict`` is the latest of accept and reject; ``grade`` the latest grade; ``edits`` maps a field of the record
    (``speaker.name``) to the value an analyst gave it; ``resolution`` is the payload of the latest ``resolve``;
    ``notes`` are the texts of the notes, in order; ``judgements`` the numbers of those that count, in order.
    """

    verdict: Verdict | None = None
    grade: str | None = None
    edits: dict[str, Any] = field(default_factory=dict)
    resolution: dict[str, Any] | None = None
    notes: tuple[str, ...] = ()
    judgements: tuple[int, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The standing in words, for a listing: ``("accepted", "edited")``; empty where nobody judged."""
        said = [self.verdict] if self.verdict else []
        more = (("edited", self.edits), ("graded", self.grade), ("resolved", self.resolution is not None))
        return (*said, *(word for word, holds in more if holds), *(("noted",) if self.notes else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One document as a listing shows it: what is known of its current version.

    ``version`` is the number of that version, ``versions`` how many texts are held; ``captures`` how often
    the document was captured, ``captured_at`` (UTC) and ``captured_from`` when and whence this version first was.
    ``sha256`` is null where the original was erased by ``forget``. ``attributions`` counts those of the
    current reading, nested ones included. ``characters`` is the length of the text in code points.
    """

    id: int
    identity: str
    version: int
    versions: int
    path: str
    media_type: str
    locator: str | None
    language: str | None
    title: str | None
    outlet: str | None
    byline: tuple[str, ...]
    published: str | None
    url: str | None
    sha256: str | None
    text_sha256: str
    characters: int
    captured_at: str
    captured_from: str
    captures: int
    attributions: int
    made_by: str
    made_version: str
    warnings: tuple[Warning, ...] = ()
    removed: bool = False

    @property
    def ref(self) -> str:
        """The document's name in the ledger, as ``d12``."""
        return f"d{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One text of a document. ``current`` is true for the one that was captured last."""

    id: int
    number: int
    text_sha256: str
    sha256: str | None
    characters: int
    captured_at: str
    title: str | None
    published: str | None
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRow:
    """One time that a document was captured. ``sha256`` is null where the original was erased by ``forget``."""

    id: int
    run_id: int
    version: int
    sha256: str | None
    source: str
    method: str
    captured_at: str
    details: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FullDocument(DocumentRow):
    """One document with its text and its history.

    ``text``, ``findings`` and ``pages`` are those of the version asked for (the current one, if none was).
    """

    text: str
    findings: tuple[Finding, ...] = ()
    pages: tuple[Span, ...] = ()
    all_versions: tuple[VersionRow, ...] = ()
    all_captures: tuple[CaptureRow, ...] = ()
    standing: Standing = field(default_factory=Standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionRow:
    """One attribution with all that a citation needs.

    ``computed`` is the record as the code found it; ``record`` is the same with the analysts' edits laid over it.
    ``speaker_words``, ``cue_words`` and ``quoted_words`` are the words at the spans of ``record``; where a part
    has several spans, `` … `` stands between them. ``current`` is false for what a newer reading or a newer
    version of the document superseded. ``speaker_id`` is the ledger's speaker, null where it is nobody.
    """

    id: int
    document_id: int
    version: int
    position: int
    record: Attribution
    computed: Attribution
    speaker_words: str
    cue_words: str
    quoted_words: str
    nested_in: int | None
    statement_id: int | None
    made_by: str
    made_version: str
    current: bool
    title: str | None
    outlet: str | None
    byline: tuple[str, ...]
    published: str | None
    url: str | None
    path: str
    language: str | None
    captured_at: str
    captured_from: str
    sha256: str | None
    text_sha256: str
    standing: Standing = field(default_factory=Standing)
    speaker_id: int | None = None

    @property
    def ref(self) -> str:
        """The attribution's name in the ledger, as ``a7``."""
        return f"a{self.id}"

    @property
    def document_ref(self) -> str:
        """The name of the document it stands in, as ``d12``."""
        return f"d{self.document_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One statement with the attributions it rests on and, for each of them in order, the rule that joined it."""

    id: int
    attributions: tuple[AttributionRow, ...]
    rules: tuple[str, ...]
    standing: Standing = field(default_factory=Standing)

    @property
    def ref(self) -> str:
        """The statement's name in the ledger, as ``s3``."""
        return f"s{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow:
    """One judgement, kept for ever. ``undone`` is true where a later judgement took it back."""

    id: int
    kind: str
    targets: tuple[str, ...]
    by: str
    at: str
    reason: str
    payload: dict[str, Any]
    undone: bool = False

    @property
    def ref(self) -> str:
        """The judgement's name in the ledger, as ``j5``."""
        return f"j{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A judgement that a newer reading could take over only by similar words, or not at all.

    ``before`` is the attribution judged, ``after`` the one it was carried to (null where none is like it),
    ``score`` how alike their words are, from 0 to 100.
    """

    id: int
    judgement: JudgementRow
    how: Carried
    score: float
    before: AttributionRow
    after: AttributionRow | None

    @property
    def ref(self) -> str:
        """The item's name in the ledger, as ``r2``."""
        return f"r{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TombstoneRow:
    """What a ``forget`` left: that something was erased, when, by whom and why. Never what it said.

    ``kind`` is ``document`` or ``name``; ``what`` the number that the document had.
    """

    id: int
    kind: str
    what: str
    by: str
    at: str
    reason: str

    @property
    def ref(self) -> str:
        """The tombstone's name in the ledger, as ``t1``."""
        return f"t{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One document or attribution that a search found.

    ``spans`` are the words found, in the document's text; ``snippet`` is the piece ``snippet_span`` of the
    text around the first of them. The lower ``rank`` the better the match (BM25 as SQLite's FTS5 computes it).
    """

    kind: Literal["document", "attribution"]
    rank: float
    document: DocumentRow
    attribution: AttributionRow | None
    spans: tuple[Span, ...]
    snippet: str
    snippet_span: Span

    @property
    def ref(self) -> str:
        """The name in the ledger of what was found."""
        return self.attribution.ref if self.attribution else self.document.ref
