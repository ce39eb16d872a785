"""Sources become readings: captured, read, and their attributions found. No ledger is touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from onrecord.archive.capture import Capture
from onrecord.attributions.reading import Reading
from onrecord.attributions.speed import Speed
from onrecord.corpus.engines import Engine, Serial
from onrecord.errors import InputError, OnrecordError
from onrecord.settings import Settings


@dataclass(frozen=True, slots=True)
class Extracted:
    """One document as captured, and what was found in it."""

    capture: Capture
    reading: Reading


def captures(
    sources: Iterable[str | Path],
    settings: Settings,
    *,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Capture | InputError]:
    """Every document behind every source, in the order given; one error for each piece that cannot be used."""
    from onrecord import intake

    return chain.from_iterable(
        intake.read(source, settings=settings, allow_private=allow_private, stdin=stdin) for source in sources
    )


def read_capture(item: Capture | InputError, *, speed: Speed) -> Extracted | InputError:
    """Find the attributions of one captured document and their speakers; errors pass through.

    A defect of ours in one document must not stop the other ten thousand, so an unexpected exception becomes an
    error of that document, with its kind named.
    """
    if isinstance(item, InputError):
        return item
    from onrecord.corpus.reading import read_document

    try:
        return Extracted(item, read_document(item.document, speed))
    except OnrecordError as error:
        return InputError(item.document.path, str(error))
    except Exception as error:
        return InputError(
            item.document.path,
            f"a defect in onrecord stopped the reading: {type(error).__name__}: {error}",
            "please report it with the document if you can share it",
        )


def extract(
    sources: Iterable[str | Path],
    settings: Settings,
    *,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
    engine: Engine | None = None,
    speed: Speed = "accurate",
) -> Iterator[Extracted | InputError]:
    """Readings of every document behind ``sources``, in order; an :class:`InputError` for each that fails."""
    engine = engine or Serial()
    found = captures(sources, settings, allow_private=allow_private, stdin=stdin)
    yield from engine.map(partial(read_capture, speed=speed), found)
