"""The demonstration corpus: documents written for this project on an invented war, and their gold ledger."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

MARK = ".onrecord-demonstration"
"""A file that tells a folder made by the demonstration, which may be made anew, from anybody's work."""


def copy_corpus(folder: Path) -> Path:
    """Copy the corpus into ``folder/documents`` and return that path."""
    target = folder / "documents"
    with as_file(files(__name__) / "corpus") as corpus:
        shutil.copytree(corpus, target)
    return target


def mark(folder: Path) -> None:
    """Say in ``folder`` that the demonstration made it."""
    (folder / MARK).write_text("Made by `onrecord demo`, which makes this folder anew.\n", encoding="utf-8")


def is_demonstration(folder: Path) -> bool:
    """True where the demonstration made this folder."""
    return (folder / MARK).is_file()
