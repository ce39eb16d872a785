"""The ledger as the rest of the software uses it: one class, each method a door to the module that does it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onrecord.archive import Capture, OriginalStore
from onrecord.attributions.reading import Reading
from onrecord.errors import StorageFull
from onrecord.ledger import adding, attribution_listing, document_listing, judging, runs
from onrecord.ledger.filters import AttributionFilter, DocumentFilter, JudgementFilter
from onrecord.ledger.opening import WAIT_SECONDS, Opened, open_ledger, unfinished_work
from onrecord.ledger.reports import ForgetReport, VerifyReport
from onrecord.ledger.rows import (
    Added,
    AttributionRow,
    DocumentRow,
    FullDocument,
    JudgementRow,
    Reprocessed,
    ReviewRow,
    SearchHit,
    StatementRow,
    TombstoneRow,
)
from onrecord.ledger.runs import Run
from onrecord.version import EXTRACTION_VERSION

if TYPE_CHECKING:
    from onrecord.ledger.reprocessing import ReadAgain
    from onrecord.ledger.searching import Kind
    from onrecord.ledger.speaker_rows import FullSpeaker, Imported, SpeakerFilter, SpeakerRow, SuggestionRow
    from onrecord.speakers.exporting import Known


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
        opened = open_ledger(where, create=create, wait_seconds=wait_seconds)
        if unfinished_work(opened):
            from onrecord.ledger.forgetting import finish

            with suppress(StorageFull):  # a full disk is no reason not to read
                finish(opened)
        return cls(opened)

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

    def known(self, capture: Capture, *, made_version: str) -> bool:
        """Whether the document is held with these bytes and this text, as today's code would extract and read it.

        ``made_version`` is the version of what would read it (:func:`onrecord.attributions.speed.made_version`).

        Then the reading need not be computed: :meth:`add_known` records the capture.
        """
        return adding.known(self._opened, capture, made_version)

    def add_known(self, capture: Capture, run: Run, *, made_version: str) -> Added:
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

    def targets(self) -> list[str]:
        """The names of all that words shown are aimed at, each once, in order."""
        return attribution_listing.list_targets(self._opened)

    def statements_now(self, refs: Collection[str]) -> dict[str, str]:
        """Where the attributions of statements are now: another statement for those that were merged into one."""
        return attribution_listing.statements_now(self._opened, refs)

    def full_speakers(self, ids: Sequence[int]) -> list[FullSpeaker]:
        """The speakers with these numbers in full, in their order; those of whom nothing is shown are left out."""
        from onrecord.ledger.speaker_listing import read_speakers

        return read_speakers(self._opened, ids)

    def speaker_names(self, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Kind and name of each of these speakers of whom something is shown."""
        from onrecord.ledger.speaker_listing import names_by_id

        return names_by_id(self._opened, ids)

    def people_named(self, name: str) -> list[FullSpeaker]:
        """The people whom a name in any script and spelling, or ``p12``, may mean; none where nobody has it."""
        from onrecord.ledger.speaker_listing import people_named

        return people_named(self._opened, name)

    def speakers(self, wanted: SpeakerFilter | None = None) -> Iterator[SpeakerRow]:
        """The speakers by number, streamed; those without a name of their own (groups) only where asked for."""
        from onrecord.ledger.speaker_listing import list_speakers
        from onrecord.ledger.speaker_rows import SpeakerFilter as Anything

        return list_speakers(self._opened, wanted or Anything())

    def speaker(self, ref: str) -> FullSpeaker:
        """One speaker with names, roles over time, statements in order, conflicts, and why each mention is theirs.

        ``ref`` is ``p12``, or a name in any script, case and spelling. Raises
        :class:`~onrecord.errors.NoSuchRecord` where nobody has it, and :class:`~onrecord.errors.UsageError`, which
        names them, where several do; also for what is no name.
        """
        from onrecord.ledger.speaker_listing import read_speaker

        return read_speaker(self._opened, ref)

    def suggestions(self, limit: int | None = None) -> Iterator[SuggestionRow]:
        """Pairs of speakers who may be one and whom no rule dared to join, the likeliest first.

        ``judge("merge", ["p1", "p7"], …)`` accepts one, ``judge("apart", ["p1", "p7"], …)`` refuses it for good.
        """
        from onrecord.ledger.speaker_listing import list_suggestions

        return list_suggestions(self._opened, limit)

    def import_speakers(
        self,
        path: Path,
        *,
        by: str,
        skip_broken: bool = False,
        on_broken: Callable[[str], None] | None = None,
    ) -> Imported:
        """Keep what a file knows of people and bodies: FollowTheMoney JSON lines, or CSV with a column ``name``.

        One transaction: all of it or nothing. Every fact keeps the file, its digest and the line. The same file twice
        adds nothing. ``on_broken`` gets a message for each broken line; there being one, nothing is imported and
        :class:`~onrecord.errors.DamagedInput` is raised, unless ``skip_broken``. Other
        :class:`~onrecord.errors.InputError` for what cannot be read, is neither format, or names nobody.
        """
        from onrecord.ledger.speaker_imports import import_speakers

        return import_speakers(self._opened, Path(path), by=by, skip_broken=skip_broken, on_broken=on_broken)

    def known_speakers(self, wanted: SpeakerFilter | None = None) -> Iterator[Known]:
        """The speakers as :mod:`onrecord.speakers.exporting` writes them for others, by number, streamed."""
        from onrecord.ledger.speaker_listing import known_speakers
        from onrecord.ledger.speaker_rows import SpeakerFilter as Anything

        return known_speakers(self._opened, wanted or Anything())

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
        ``speaker.name`` to its new value); ``merge`` statements or speakers (into the first named) and ``split`` one (the
        statement and the attributions to take out; the speaker and the mentions); ``apart`` two speakers who are not
        one; ``terms`` statements (what a forecast says, in the payload) and ``verdict`` a statement by a document;
        ``grade`` (payload ``{"grade": …}``) and ``note`` (the reason is
        its text) attributions, statements or documents; ``resolve`` attributions, statements (payload: the
        outcome) or an item up for review (payload ``{"to": "a12"}``, or null to let the judgement go).

        Raises :class:`~onrecord.errors.UsageError` for a judgement that makes no sense and
        :class:`~onrecord.errors.NoSuchRecord` for a target that is not there.
        """
        return judging.judge(self._opened, kind, targets, by=by, reason=reason, payload=payload or {})

    def undo(self, judgement: str, *, by: str, reason: str = "") -> JudgementRow:
        """Take a judgement back by another; an undo is undone the same way.

        Raises :class:`~onrecord.errors.UsageError` where it is undone already.
        """
        return judging.undo(self._opened, judgement, by=by, reason=reason)

    def judgements(self, wanted: JudgementFilter | None = None) -> Iterator[JudgementRow]:
        """The judgements in the order in which they were made, those undone included, streamed."""
        from onrecord.ledger.judgement_listing import list_judgements

        return list_judgements(self._opened, wanted or JudgementFilter())

    def review(self) -> Iterator[ReviewRow]:
        """The judgements that newer readings took over only by similar words, or not at all, and nobody settled.

        One by similar words counts until somebody says otherwise; one without words like its own does not count.
        ``judge("resolve", ["r2"], …)`` settles an item.
        """
        from onrecord.ledger.judgement_listing import list_review

        return list_review(self._opened)

    def reprocess(
        self,
        read_again: ReadAgain,
        *,
        made_version: str,
        extraction_version: str = EXTRACTION_VERSION,
        force: bool = False,
    ) -> Iterator[Reprocessed]:
        """Run newer code over every document held; iterate to the end, one result for each document.

        ``read_again`` gets the original bytes (null where ``forget`` erased them: then the text held is all there
        is) and the document, and gives its reading, or null for none. What it finds is added, what was found before
        stays; judgements go with the words they were made on, else they are up for review. Documents that this
        version of the code has read are skipped unless ``force``. Stopped or killed, the next call goes on.
        """
        from onrecord.ledger.reprocessing import reprocess

        return reprocess(
            self._opened,
            read_again,
            made_version=made_version,
            extraction_version=extraction_version,
            force=force,
        )

    def search(
        self, query: str, *, kinds: Collection[Kind] = ("document", "attribution"), limit: int | None = None
    ) -> Iterator[SearchHit]:
        """Find documents and attributions by the lemmas of their words, best first.

        All words must be there, in any of their forms; words in quotation marks stand next to each other. No query
        is an error: what is no word is passed over. Hits come as they are taken, by rank, then kind and number.
        Only what the views show is found: current versions of documents that are not removed.
        """
        from onrecord.ledger.searching import search

        return search(self._opened, query, kinds=kinds, limit=limit)

    def remove(self, document: str, *, by: str, reason: str = "") -> JudgementRow:
        """Take a document out of every view and search; ``undo`` of the judgement returned brings it back."""
        return judging.remove(self._opened, document, by=by, reason=reason)

    def forget_document(self, document: str, *, by: str, reason: str) -> ForgetReport:
        """Erase a document for good: its texts, attributions, judgements' words and captures.

        Its original bytes go too, unless another document has the same. A tombstone without content stays.
        """
        from onrecord.ledger.forgetting import forget_document

        return forget_document(self._opened, document, by=by, reason=reason)

    def forget_name(self, name: str, *, by: str, reason: str) -> ForgetReport:
        """Erase a person's name for good, in every letter case and grammatical case.

        Every character of it, wherever it is held, becomes a block, so that offsets hold; the originals that contain
        it are erased. A tombstone without the name stays. :mod:`onrecord.ledger.masking` says what counts as the
        name; another spelling needs another call. Raises :class:`~onrecord.errors.UsageError` for what is no name.
        """
        from onrecord.ledger.forgetting_names import forget_name

        return forget_name(self._opened, name, by=by, reason=reason)

    def tombstones(self) -> Iterator[TombstoneRow]:
        """What ``forget`` left, in order."""
        from onrecord.ledger.forgetting import list_tombstones

        return list_tombstones(self._opened)

    def verify(self, *, fix: bool = False) -> VerifyReport:
        """Hash every original and text again, check every span against its words, and that all holds together.

        ``fix`` removes originals that nothing refers to and computes anew what is computed from the rest (search,
        states); it changes nothing else. Others may read and write meanwhile.
        """
        from onrecord.ledger.verifying import verify

        return verify(self._opened, fix=fix)

    def backup(self, target: Path) -> None:
        """Copy ledger and originals, as they stand at one moment, into the one file ``target`` (a zip).

        Others may read and write meanwhile. Raises :class:`~onrecord.errors.UsageError` where there is a file.
        """
        from onrecord.ledger.copying import backup

        backup(self._opened, Path(target))

    @staticmethod
    def restore(archive: Path, where: str) -> None:
        """Make a ledger at ``where`` from a backup, every digest checked.

        The ledger appears last and whole, so that a restore killed half-way leaves none and can be run again.
        Raises :class:`~onrecord.errors.UsageError` where there is a ledger, and
        :class:`~onrecord.errors.LedgerDamaged` for what is no whole backup.
        """
        from onrecord.ledger.copying import restore

        restore(Path(archive), where)
