"""What is held is read again by today's code, from its original bytes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from onrecord.attributions.reading import READING_WARNINGS, Reading
from onrecord.attributions.speed import Speed
from onrecord.corpus.reading import made_version
from onrecord.settings import Settings
from onrecord.text.document import Document

if TYPE_CHECKING:
    from onrecord.ledger import FullDocument, Ledger
    from onrecord.ledger.rows import Reprocessed


def reprocess(
    ledger: Ledger, settings: Settings, *, speed: Speed = "accurate", force: bool = False
) -> Iterator[Reprocessed]:
    """Read every document of ``ledger`` again that older code read; yields what came of each, in order.

    With ``force`` those that today's code has read, too. Killed at any moment, the next call goes on.
    """
    yield from ledger.reprocess(
        partial(_read_again, settings, speed), made_version=made_version(speed), force=force
    )


def _read_again(settings: Settings, speed: Speed, original: bytes | None, held: FullDocument) -> Reading:
    """The reading of one document. Raises :class:`~onrecord.errors.InputError` where its original is no longer readable."""
    from onrecord.corpus.reading import read_document
    from onrecord.intake import read_again

    document = as_held(held)
    # Where forget erased the original, the text that was extracted from it is all there is.
    if original is not None:
        capture = held.all_captures[0]
        document = read_again(original, document, capture.details, method=capture.method, settings=settings)
    return read_document(document, speed)


def as_held(held: FullDocument) -> Document:
    """The document as it was extracted when it was added."""
    return Document(
        id=held.identity,
        path=held.path,
        text=held.text,
        sha256=held.sha256 or "",
        media_type=held.media_type,
        locator=held.locator,
        language=held.language,
        title=held.title,
        outlet=held.outlet,
        byline=held.byline,
        published=held.published,
        url=held.url,
        findings=held.findings,
        pages=held.pages,
        # What the reading found to warn of will be found again; what the extraction found belongs to the text.
        warnings=tuple(warning for warning in held.warnings if warning.code not in READING_WARNINGS),
    )
