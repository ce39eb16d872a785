"""The ledger as the rest of the software uses it: one class, each method a door to the module that does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from onrecord.archive import Capture, OriginalStore
from onrecord.attributions.reading import Reading
from onrecord.ledger import adding, attribution_listing, document_listing, judging, runs
from onrecord.ledger.filters import AttributionFilter, DocumentFilter
from onrecord.ledger.opening import WAIT_SECONDS, Opened, open_ledger
from onrecord.ledger.rows import (
    Added,
    AttributionRow,
    DocumentRow,
    FullDocument,
    JudgementRow,
    StatementRow,
)
from onrecord.ledger.runs import Run
from onrecord.version import RULES_VERSION


class Ledger:
    """An open ledger; a context manager that closes it. Safe to use from several threads.

    Everything is read as of one moment: a listing does not see what is written while it runs. Listings stream,
    so close them (or exhaust them) before closing the ledger. Every method may raise
    :class:`~onrecord.errors.LedgerLocked` after waiting, and those that write
    :class:`~onrecord.errors.StorageFull`; then nothing of that call is kept.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    @classmethod
    def open(cls, where: str, *, create: bool = False, wait_seconds: float = WAIT_SECONDS) -> Ledger:
        """Open the ledger at ``where``: a path, or an SQLAlchemy URL (``sqlite:///onrecord.db``).

        The originals lie in the folder ``<path>.originals`` beside it. ``create`` makes a ledger where there is
        none. ``wait_seconds`` is how long each call waits for another program that is writing.

        Raises :class:`~onrecord.errors.LedgerNotFound`, :class:`~onrecord.errors.LedgerTooNew`,
        :class:`~onrecord.errors.LedgerDamaged` for a file that is no ledger,
        :class:`~onrecord.errors.LedgerLocked` and, for another database, :class:`~onrecord.errors.UsageError`.
        """
        return cls(open_ledger(where, create=create, wait_seconds=wait_seconds))

    def close(self) -> None:
        """Close it; doing so twice does no harm."""
        self._opened.engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file of the ledger."""
        return self._opened.path

    @property
    def originals(self) -> OriginalStore:
        """The original bytes, by their digest."""
        return self._opened.originals

    def run(self, inputs: Sequence[str]) -> Run:
        """Begin a run of ``add`` over ``inputs``, as a context manager.

        A run with the same inputs that a killed process left unfinished is taken up instead, so that nothing is
        captured twice; one whose process is alive on this machine, or on another machine, is left alone.
        """
        return runs.begin_run(self._opened, inputs)

    def known(self, capture: Capture, *, made_version: str = RULES_VERSION) -> bool:
        """Whether the document is held with these bytes and this text, as today's code would extract and read it.

        Then the reading need not be computed: :meth:`add_known` records the capture.
        """
        return adding.known(self._opened, capture, made_version)

    def add_known(self, capture: Capture, run: Run, *, made_version: str = RULES_VERSION) -> Added:
        """Record one more capture of a known document.

        Raises :class:`~onrecord.errors.NoSuchRecord` where it is known no longer; then read and add it.
        """
        return adding.add_known(self._opened, capture, run, made_version)

    def add(self, reading: Reading, capture: Capture, run: Run) -> Added:
        """Keep one capture and its reading, in one transaction; :class:`Added` says what came of it.

        Killed at any moment, the ledger holds all of it or nothing. The same identity with the same text read by
        the same version of the code adds a capture only; another text is a new version, and both stay.
        """
        return adding.add(self._opened, reading, capture, run)

    def documents(self, wanted: DocumentFilter | None = None) -> Iterator[DocumentRow]:
        """The documents in the order in which they came, streamed; removed ones only where asked for."""
        return document_listing.list_documents(self._opened, wanted or DocumentFilter())

    def document(self, ref: str, *, version: int | None = None) -> FullDocument:
        """One document with its text, versions, captures, findings and warnings.

        ``ref`` is ``d12``, an identity, a URL, a path, or an unambiguous beginning (six digits or more) of
        the SHA-256 of an original. Raises :class:`~onrecord.errors.NoSuchRecord`.
        """
        return document_listing.read_document(self._opened, ref, version)

    def attributions(self, wanted: AttributionFilter | None = None) -> Iterator[AttributionRow]:
        """The attributions in the order of documents and of the text, streamed."""
        return attribution_listing.list_attributions(self._opened, wanted or AttributionFilter())

    def attribution(self, ref: str) -> AttributionRow:
        """The attribution named ``a12``, superseded or not. Raises :class:`~onrecord.errors.NoSuchRecord`."""
        return attribution_listing.read_attribution(self._opened, ref)

    def statements(self, wanted: AttributionFilter | None = None) -> Iterator[StatementRow]:
        """The statements that rest on attributions that ``wanted`` keeps, with those, streamed by number."""
        return attribution_listing.list_statements(self._opened, wanted or AttributionFilter())

    def statement(self, ref: str) -> StatementRow:
        """The statement named ``s3``. Raises :class:`~onrecord.errors.NoSuchRecord`."""
        return attribution_listing.read_statement(self._opened, ref)

    def judge(
        self,
        kind: str,
        targets: Sequence[str],
        *,
        by: str,
        reason: str = "",
        payload: Mapping[str, Any] | None = None,
    ) -> JudgementRow:
        """Append a judgement.

        ``accept`` and ``reject`` attributions or statements; ``edit`` attributions (payload: field or path such as
        ``speaker.name`` to its new value); ``merge`` statements (into the first named) and ``split`` one (the
        statement and the attributions to take out); ``grade`` (payload ``{"grade": …}``) and ``note`` (the reason is
        its text) attributions, statements or documents; ``resolve`` attributions, statements (payload: the
        outcome) or an item up for review (payload ``{"to": "a12"}``, or null to let the judgement go).

        Raises :class:`~onrecord.errors.UsageError` for a judgement that makes no sense and
        :class:`~onrecord.errors.NoSuchRecord` for a target that is not there.
        """
        return judging.judge(self._opened, kind, targets, by=by, reason=reason, payload=payload or {})
