"""The page Start, followed to the letter: its files written, its commands run in a terminal, its results compared.

A ``{code-block}`` with a caption, or in the README a ``text`` block with a title, is a
file that the reader saves. A ``console`` block is a terminal: a line after ``$ `` is
typed, the lines up to the next are what it prints. ``…`` in a printed line stands for anything (times, places, hashes),
on a line of its own for any number of lines.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

pty = pytest.importorskip(
    "pty", reason="the page is for a shell, and this system has no terminals of that kind"
)

ROOT = Path(__file__).parents[2]
PAGES = ("docs/start.md", "README.md")
"""The pages that are followed. More of them need nothing but their name here."""
FENCE = re.compile(
    r"^(`{3,})(\{code-block\}[^\n]*|text title=\S+|console)\n(.*?)^\1$", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True)
class File:
    """A file to save."""

    name: str
    content: str


@dataclass(frozen=True)
class Typed:
    """A command line, and what the page says it prints."""

    line: int
    command: str
    printed: str


def steps(page: str) -> list[File | Typed]:
    """Files and commands in the order of the page."""
    found: list[File | Typed] = []
    for block in FENCE.finditer(page):
        body = block[3]
        if block[2].startswith("text title="):
            found.append(File(block[2].removeprefix("text title="), block[3]))
            continue
        if block[2].startswith("{code-block}"):
            caption = re.match(r":caption: (\S+)\n\n?", body)
            if caption:
                found.append(File(caption[1], body[caption.end() :]))
            continue
        at = page.count("\n", 0, block.start(3)) + 1
        for number, line in enumerate(body.splitlines()):
            if line.startswith("$ "):
                found.append(Typed(at + number, line[2:], ""))
            else:
                last = found.pop()
                assert isinstance(last, Typed), "a block begins with a command"
                found.append(Typed(last.line, last.command, last.printed + line + "\n"))
    return found


def as_pattern(printed: str) -> re.Pattern[str]:
    """The page's words as a regular expression."""
    parts = (re.escape(words(part)) for part in printed.split("…"))
    return re.compile(r"\s?.*?\s?".join(parts), re.DOTALL)


def words(printed: str) -> str:
    """What a terminal shows, its words parted by one space: where lines break depends on the length of a path."""
    return " ".join(printed.split())


def in_terminal(command: str, folder: Path) -> str:
    """Run a command line as a person does, in a terminal of 100 columns, and return what it shows."""
    tools = folder.parent / "bin"
    tools.mkdir(exist_ok=True)
    onrecord = tools / "onrecord"
    onrecord.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m onrecord.cli.main "$@"\n')
    onrecord.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    environment = {
        **kept,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder.parent),
        "XDG_CONFIG_HOME": str(folder.parent / "no-settings"),
        "TERM": "dumb",
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "LINES": "50",
        "PYTHONIOENCODING": "utf-8",
    }
    terminal, side = pty.openpty()
    child = subprocess.Popen(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=side,
        stderr=side,
    )
    os.close(side)
    shown = bytearray()
    try:
        while part := os.read(terminal, 65536):
            shown += part
    except OSError:  # Linux says that the other side is closed
        pass
    os.close(terminal)
    child.wait()
    return shown.decode("utf-8", "replace")


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_a_page_prints_what_it_says(page: str, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    commands = 0
    for step in steps((ROOT / page).read_text("utf-8")):
        if isinstance(step, File):
            (folder / step.name).write_text(step.content, encoding="utf-8")
            continue
        commands += 1
        shown = in_terminal(step.command, folder)
        assert as_pattern(step.printed).fullmatch(words(shown)), (
            f"{page}, line {step.line}: $ {step.command}\n--- the page says\n{step.printed}\n--- it prints\n{shown}"
        )
    assert commands


def test_an_ellipsis_stands_for_anything_and_nothing_else_does() -> None:
    assert as_pattern("d1 new …/bridge.txt\n").fullmatch("d1 new /somewhere/bridge.txt")
    assert as_pattern("first\n…\nlast\n").fullmatch("first second third last")
    assert not as_pattern("d1 new\n").fullmatch("d1 known")
    assert not as_pattern("one\n").fullmatch("one two")
