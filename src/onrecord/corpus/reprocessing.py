"""What is held is read again by today's code, from the original bytes where they hold the document alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from onrecord.archive.capture import Capture
from onrecord.attributions.reading import Reading
from onrecord.errors import InputError
from onrecord.settings import Settings
from onrecord.text.document import Document

if TYPE_CHECKING:
    from onrecord.ledger import FullDocument, Ledger
    from onrecord.ledger.rows import Reprocessed


def reprocess(ledger: Ledger, settings: Settings, *, force: bool = False) -> Iterator[Reprocessed]:
    """Read every document of ``ledger`` again that older code read; yields what came of each, in order.

    With ``force`` those that today's code has read, too. Killed at any moment, the next call goes on.
    """
    yield from ledger.reprocess(partial(_read_again, settings), force=force)


def _read_again(settings: Settings, original: bytes | None, held: FullDocument) -> Reading:
    from onrecord.attributions import attribute

    document = as_held(held)
    # A message of an export or an entry of a feed means little without its container, so its text is kept as it was
    # extracted; the same where the original was erased by forget.
    if original is not None and held.locator is None:
        document = extracted_again(settings, original, document) or document
    return attribute(document)


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
        warnings=tuple(warning for warning in held.warnings if warning.code != "no-attributions-language"),
    )


def extracted_again(settings: Settings, original: bytes, held: Document) -> Document | None:
    """The document from its original bytes by today's readers; null where they no longer make one document of them."""
    from onrecord.intake import read_bytes

    outcomes: list[Capture | InputError] = list(
        read_bytes(original, held.path, settings=settings, media_type=held.media_type)
    )
    if len(outcomes) != 1 or isinstance(outcomes[0], InputError):
        return None
    fresh = outcomes[0].document
    return replace(fresh, id=held.id, path=held.path, locator=held.locator)
