"""``onrecord serve`` as a process: one line with the address, one clear line where it cannot."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from onrecord.ledger import Ledger

COMMAND = [sys.executable, "-m", "onrecord.cli.main", "serve", "--no-browser"]


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", line)
            yield process, address
        finally:
            process.kill()


def test_serves_on_loopback_and_ends_quietly(ledger_path: Path) -> None:
    with serving("--ledger", str(ledger_path), "--port", "0") as (process, address):
        answer = httpx.get(address)
        assert answer.status_code == 200
        assert "Meridian Courier" in answer.text
        assert httpx.get(address, headers={"Host": "evil.example"}).status_code == 421
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=30)
    assert (process.returncode, out, errors) == (0, "", "")


def test_a_taken_port_is_said_in_one_line(ledger_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*COMMAND, "--ledger", str(ledger_path), "--port", str(port)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert f"127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr


@pytest.mark.parametrize("content", [None, b"not a ledger, whatever its name says"])
def test_what_is_no_ledger_is_said_in_one_line(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "some.db"
    if content is not None:
        path.write_bytes(content)
    done = subprocess.run([*COMMAND, "--ledger", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert str(path) in done.stderr


def test_reading_leaves_the_ledger_as_it_was(ledger_path: Path) -> None:
    def held() -> list[str]:
        with Ledger.open(str(ledger_path)) as ledger:
            return [repr(row) for row in (*ledger.documents(), *ledger.attributions())]

    before = held()
    with serving("--ledger", str(ledger_path), "--port", "0") as (_, address):
        for path in ("", "documents/d1", "attributions", "search?q=generals"):
            httpx.get(address + path)
    assert held() == before
