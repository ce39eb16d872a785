"""Sources go into a ledger: captured, read where that is not known yet, and written one transaction a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from onrecord.archive.capture import Capture
from onrecord.attributions.speed import Speed
from onrecord.corpus.engines import Engine, Serial
from onrecord.corpus.extracting import Extracted, captures, read_capture
from onrecord.corpus.reading import made_version
from onrecord.errors import InputError
from onrecord.settings import Settings
from onrecord.text.document import Warning

if TYPE_CHECKING:
    from onrecord.ledger import Added, Ledger


@dataclass(frozen=True, slots=True)
class AddedDocument:
    """One document that is in the ledger now, and whether it was new (``new``, ``new version``, ``known``)."""

    path: str
    locator: str | None
    added: Added
    attributions: int | None
    """How many attributions were found; null where the document was known and not read again."""
    warnings: tuple[Warning, ...] = ()

    @property
    def ref(self) -> str:
        """The document's name in the ledger, as ``d12``."""
        return f"d{self.added.document_id}"

    @property
    def name(self) -> str:
        """The path, with the place in a container that holds several documents."""
        return f"{self.path}, {self.locator}" if self.locator else self.path


@dataclass(frozen=True, slots=True)
class _Known:
    """A capture whose document need not be read again."""

    capture: Capture


def _read_unless_known(
    item: Capture | InputError | _Known, *, speed: Speed
) -> Extracted | InputError | _Known:
    return item if isinstance(item, _Known) else read_capture(item, speed=speed)


def add(
    ledger: Ledger,
    sources: Sequence[str],
    settings: Settings,
    *,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
    engine: Engine | None = None,
    speed: Speed = "accurate",
) -> Iterator[AddedDocument | InputError]:
    """Put every document behind ``sources`` into ``ledger``; yields one outcome a document, in order.

    Raises :class:`~onrecord.errors.LedgerError` when the ledger itself fails (locked, full disk): that ends the batch,
    and what was yielded before is safe in the ledger. Paths must be absolute, since they may become identities.
    """
    engine = engine or Serial()
    made = made_version(speed)

    def sorted_out() -> Iterator[Capture | InputError | _Known]:
        for item in captures(sources, settings, allow_private=allow_private, stdin=stdin):
            if isinstance(item, Capture) and ledger.known(item, made_version=made):
                yield _Known(item)
            else:
                yield item

    with ledger.run(list(sources)) as run:
        for outcome in engine.map(partial(_read_unless_known, speed=speed), sorted_out()):
            match outcome:
                case InputError():
                    yield outcome
                case _Known(capture):
                    document = capture.document
                    added = ledger.add_known(capture, run, made_version=made)
                    yield AddedDocument(document.path, document.locator, added, None)
                case Extracted(capture, reading):
                    added = ledger.add(reading, capture, run)
                    yield AddedDocument(
                        capture.document.path,
                        capture.document.locator,
                        added,
                        len(reading.attributions),
                        reading.warnings,
                    )
