"""Commands whose reader has gone (`… | head`) end without a traceback, and not as if all were well."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMANDS = sorted(
    path
    for room in ("evaluation", "benchmarks")
    for path in (ROOT / room).glob("*.py")
    if '__name__ == "__main__"' in path.read_text("utf-8")
)


def ended(code: str, output: int) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", f"from evaluation.console import finish\n{code}"],
        cwd=ROOT,
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("lines", [1, 100_000], ids=["at the end", "while printing"])
def test_a_reader_that_has_gone_is_no_traceback_and_no_success(lines: int) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert ended(f"finish(lambda: print('line\\n' * {lines}))", writing) == (141, "")
    finally:
        os.close(writing)


@pytest.mark.parametrize("status", [0, 1, 2])
def test_the_status_of_a_command_is_kept(status: int) -> None:
    assert ended(f"finish(lambda: {status})", subprocess.DEVNULL) == (status, "")


def test_a_command_without_a_status_ends_well() -> None:
    assert ended("finish(lambda: None)", subprocess.DEVNULL) == (0, "")


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_every_command_ends_by_it(path: Path) -> None:
    assert path.read_text("utf-8").endswith('if __name__ == "__main__":\n    finish(main)\n')
