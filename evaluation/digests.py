"""The digest of gold files, so that a floor is never compared with a figure on other gold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path


def digest(*paths: Path) -> str:
    """SHA-256 (hexadecimal) over the SHA-256 of each file, in the order given."""
    total = hashlib.sha256()
    for path in paths:
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def files_in(folder: Path) -> Iterator[Path]:
    """Every file under a folder by its path; hidden ones, which file managers leave behind, are no gold."""
    for path in sorted(folder.rglob("*"), key=lambda each: each.relative_to(folder).as_posix()):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path
