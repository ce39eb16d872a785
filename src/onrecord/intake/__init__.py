"""File, page, feed or archive to document.

:func:`read` gives every document behind a path, a folder, ``-`` or an address, one by one; :func:`read_bytes` those in
bytes that are in memory already. Both yield an :class:`~onrecord.errors.InputError` for each piece that cannot be used
and go on with the rest. :func:`read_again` reads one original that the archive kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.archive.capture import Capture
    from onrecord.errors import InputError
    from onrecord.settings import Settings
    from onrecord.text.document import Document

__all__ = ["read", "read_again", "read_bytes"]


def read(
    source: str | Path,
    *,
    settings: Settings,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Capture | InputError]:
    """Every document behind ``source``, lazily and in a fixed order.

    ``source`` is a path, a folder (all of it, sorted by name, hidden files left out), ``-`` for ``stdin`` (by
    default the process's) or an http(s) address. ``allow_private`` (or the setting of that name) permits addresses
    that are not public. Nothing is raised for a bad input: its error is yielded in its place.
    """
    from onrecord.intake.sources import read_source

    return read_source(source, settings, allow_private=allow_private or settings.allow_private, stdin=stdin)


def read_bytes(
    data: bytes,
    name: str,
    *,
    settings: Settings,
    media_type: str | None = None,
    charset: str | None = None,
) -> Iterator[Capture | InputError]:
    """Every document in ``data``, which is called ``name`` (its suffix and the content tell the format)."""
    import io

    from onrecord.intake.material import Material
    from onrecord.intake.sources import now, read_material

    return read_material(
        Material(
            name=name,
            source=name,
            method="memory",
            captured_at=now(),
            stream=io.BytesIO(data),
            settings=settings,
            media_type=media_type,
            charset=charset,
        )
    )


def read_again(
    original: bytes, held: Document, details: Mapping[str, str], *, method: str, settings: Settings
) -> Document:
    """The document ``held`` read again from its ``original`` by today's readers, with the identity it has.

    ``details`` and ``method`` are those of its capture: they say what the piece of a container (a message, a feed's
    entry, an archive's payload) was. Raises :class:`~onrecord.errors.InputError` where it cannot be read any more.
    """
    from onrecord.intake.assembling import document_again

    return document_again(original, held, details, method=method, settings=settings)
