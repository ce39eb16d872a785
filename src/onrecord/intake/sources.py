"""From what the user names (a path, a folder, ``-``, an address) to materials, and on to captures."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from onrecord.archive.capture import Capture
from onrecord.errors import DamagedInput, EmptyInput, InputError, UnreadableInput, UnsupportedInput
from onrecord.intake.assembling import capture
from onrecord.intake.formats import choose_format
from onrecord.intake.material import HEAD_BYTES, Format, Material, Piece
from onrecord.settings import Settings
from onrecord.text.document import Warning

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://")


def read_source(
    source: str | Path, settings: Settings, *, allow_private: bool, stdin: BinaryIO | None
) -> Iterator[Capture | InputError]:
    """The captures behind one source; an error for each piece that cannot be used."""
    if source == "-":
        yield from _read_stdin(settings, stdin)
    elif isinstance(source, str) and _SCHEME.match(source):
        yield from _read_address(source, settings, allow_private=allow_private)
    else:
        yield from _read_path(source, settings)


def now() -> str:
    """The time of capture: UTC with seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_material(material: Material) -> Iterator[Capture | InputError]:
    """The captures of one material, in its own order; what goes wrong in one piece is that piece's error."""
    try:
        head = material.stream.read(HEAD_BYTES)
        if not head:
            raise EmptyInput(material.name, "it is empty")
        container = choose_format(head, material.name, material.media_type)
        rewound = replace(material, stream=_rewound(head, material.stream))
        for piece in container.split(rewound):
            yield piece if isinstance(piece, InputError) else _captured(rewound, container, piece)
    except InputError as error:
        yield error
    except OSError as error:
        yield UnreadableInput(material.name, _reason(error))
    except Exception as error:
        yield _defect(material.name, error)


def _captured(material: Material, container: Format, piece: Piece) -> Capture | InputError:
    try:
        return capture(material, container, piece)
    except InputError as error:
        if piece.fallback is None:
            return error
        told = Warning("summary-only", f"only the summary could be read; {error}")
        fallback = replace(piece.fallback, warnings=(*piece.fallback.warnings, told))
        return _captured(material, container, fallback)
    except Exception as error:
        return _defect(piece.label, error)


def _defect(name: str, error: Exception) -> InputError:
    """A fault of a reader or of a library under it must not stop the batch; it is told with its kind."""
    return DamagedInput(name, f"it cannot be read ({type(error).__name__}: {error})")


def _reason(error: OSError) -> str:
    """What the system says, in small letters: ``permission denied``."""
    return (error.strerror or str(error)).lower()


class _Rewound(io.RawIOBase):
    """A stream from its beginning again, after its head was read: pipes cannot be wound back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._head:
            count = min(len(buffer), len(self._head))
            buffer[:count] = self._head[:count]
            self._head = self._head[count:]
            return count
        data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _rewound(head: bytes, rest: BinaryIO) -> BinaryIO:
    return io.BufferedReader(_Rewound(head, rest), buffer_size=HEAD_BYTES)


def _read_stdin(settings: Settings, stdin: BinaryIO | None) -> Iterator[Capture | InputError]:
    stream = sys.stdin.buffer if stdin is None else stdin
    yield from read_material(
        Material(name="-", source="-", method="stdin", captured_at=now(), stream=stream, settings=settings)
    )


def _read_address(url: str, settings: Settings, *, allow_private: bool) -> Iterator[Capture | InputError]:
    if not url.lower().startswith(("http://", "https://")):
        yield UnsupportedInput(url, "only http and https addresses are fetched")
        return
    from onrecord.intake.fetch import Fetcher

    with Fetcher(settings, allow_private=allow_private) as fetcher:
        try:
            page = fetcher.fetch(url)
        except InputError as error:
            yield error
            return
        yield from read_material(
            Material(
                name=url,
                source=url,
                method="http",
                captured_at=now(),
                stream=io.BytesIO(page.body),
                settings=settings,
                media_type=page.media_type,
                charset=page.charset,
                url=page.url,
                details=page.details,
                fetcher=fetcher,
            )
        )


def _read_path(source: str | Path, settings: Settings) -> Iterator[Capture | InputError]:
    if not str(source):
        yield UnreadableInput("''", "an empty path")
        return
    pending = [Path(source)]
    seen: set[tuple[int, int]] = set()
    while pending:
        path = pending.pop()
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                place = (status.st_dev, status.st_ino)
                if place not in seen:  # a link back up the tree would never end
                    seen.add(place)
                    pending += reversed(_visible(path))
                continue
            _refuse_special(path, status.st_mode, named=path == Path(source))
        except InputError as error:
            yield error
        except (OSError, ValueError) as error:
            yield UnreadableInput(str(path), _reason(error) if isinstance(error, OSError) else str(error))
        else:
            yield from _read_file(path, str(source) if path == Path(source) else str(path), settings)


def _visible(folder: Path) -> list[Path]:
    """What a folder holds, sorted by name, without hidden entries."""
    return sorted(
        (each for each in folder.iterdir() if not each.name.startswith(".")), key=lambda each: each.name
    )


def _refuse_special(path: Path, mode: int, *, named: bool) -> None:
    """Only files are read, and pipes where the user named one (``<(command)``); devices and sockets never."""
    if not (stat.S_ISREG(mode) or (named and stat.S_ISFIFO(mode))):
        raise UnreadableInput(str(path), "neither a file nor a folder")


def _read_file(path: Path, name: str, settings: Settings) -> Iterator[Capture | InputError]:
    try:
        stream = path.open("rb")
    except OSError as error:
        yield UnreadableInput(name, _reason(error))
        return
    with stream:
        yield from read_material(
            Material(
                name=name,
                source=os.path.abspath(path),  # noqa: PTH100 - resolve() would follow links, absolute() keeps ".."
                method="file",
                captured_at=now(),
                stream=stream,
                settings=settings,
            )
        )
