"""Killed at any moment, the next run finds a whole ledger and finishes the work without doubles."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.ledger.conftest import ROOT
from tests.ledger.fakes import content_of
from tests.ledger.writing import main as write

from onrecord.ledger import Ledger

DOCUMENTS = 150
KILLS = 20


def start(place: Path, *arguments: str) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(ROOT), *sys.path])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.writing", str(place), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
    )


@pytest.mark.slow
def test_killed_at_twenty_moments_the_ledger_comes_out_the_same(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.db", tmp_path / "cut.db"
    write(str(whole), "0", str(DOCUMENTS))
    chance = random.Random(20250301)
    reached = [0]
    for number in range(KILLS):
        process = start(cut, "0", str(DOCUMENTS), "/press", "linger")
        assert process.stdout is not None
        if number < 5:  # while the file and its tables are made
            time.sleep(0.1 + chance.random() * 0.3)
        else:  # somewhere in the documents that the last one did not come to
            for _ in range(min(reached[-1] + chance.randrange(12), DOCUMENTS)):
                process.stdout.readline()
            time.sleep(chance.random() * 0.015)
        process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        if cut.exists() and cut.stat().st_size:
            with Ledger.open(str(cut), create=True) as ledger:
                report = ledger.verify()
                assert report.problems == ()
                reached.append(report.texts)
    assert reached == sorted(reached)
    assert len(set(reached)) > KILLS // 3, "the kills should meet the ledger at many stages"
    write(str(cut), "0", str(DOCUMENTS))
    with Ledger.open(str(cut)) as ledger:
        ledger.verify(fix=True)
        assert [hit.ref for hit in ledger.search("bridge 17", kinds=["document"])] == ["d18"]
    assert content_of(cut) == content_of(whole)


@pytest.mark.slow
def test_two_writers_at_once_make_no_doubles(tmp_path: Path) -> None:
    place = tmp_path / "onrecord.db"
    writers = [start(place, "0", "40", "/one"), start(place, "0", "40", "/two")]
    assert [writer.communicate() and writer.returncode for writer in writers] == [0, 0]
    with Ledger.open(str(place)) as ledger:
        rows = list(ledger.documents())
        assert len({row.identity for row in rows}) == len(rows) == 40
        assert {(row.captures, row.versions, row.attributions) for row in rows} == {(2, 1, 2)}
        assert len(list(ledger.statements())) == 80
        report = ledger.verify()
        assert (report.problems, report.orphans) == ((), 0)
