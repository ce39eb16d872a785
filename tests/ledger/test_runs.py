"""Runs: the same inputs again are a new run, unless the last one was cut off."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from tests.ledger.fakes import capture, numbered

from onrecord.ledger import Ledger
from onrecord.ledger.runs import alive, process_started
from onrecord.ledger.schema import runs


def test_a_finished_run_is_not_taken_up_again(ledger: Ledger) -> None:
    with ledger.run(["/press"]) as first:
        pass
    with ledger.run(["/press"]) as second:
        assert not second.resumed
    assert second.id != first.id


def test_an_interrupted_run_goes_on(ledger: Ledger) -> None:
    of = numbered(1)
    first = ledger.run(["/press"])

    def interrupted() -> None:
        with first:
            ledger.add(of, capture(of), first)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with ledger.run(["/elsewhere"]) as other:
        assert not other.resumed
    with ledger.run(["/press"]) as second:
        assert (second.id, second.resumed) == (first.id, True)
        ledger.add(of, capture(of), second)
    assert next(ledger.documents()).captures == 1


def test_the_run_of_a_living_process_is_left_alone(ledger: Ledger) -> None:
    mine = ledger.run(["/press"])
    parent = os.getppid()
    values = {"pid": parent, "process_started": process_started(parent)}
    with ledger._opened.write() as connection:
        connection.execute(runs.update().where(runs.c.id == mine.id).values(**values))
    with ledger.run(["/press"]) as second:
        assert second.id != mine.id


@pytest.mark.parametrize("changed", [{"host": "another-machine"}, {"pid": 1, "process_started": None}])
def test_a_run_that_may_be_alive_is_left_alone(ledger: Ledger, changed: dict[str, object]) -> None:
    mine = ledger.run(["/press"])
    with ledger._opened.write() as connection:
        connection.execute(runs.update().where(runs.c.id == mine.id).values(**changed))
    assert ledger.run(["/press"]).id != mine.id


def test_a_dead_process_is_known_and_so_is_one_that_got_its_number() -> None:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    assert not alive(done.pid, None)
    assert alive(os.getpid(), process_started(os.getpid()))
    if process_started(os.getpid()) is not None:
        assert not alive(os.getpid(), "an earlier boot:1")


def test_a_dead_process_that_nobody_has_collected_is_dead() -> None:
    if process_started(os.getpid()) is None:
        pytest.skip("this system does not tell when a process began")
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        started = process_started(child.pid)
        assert alive(child.pid, started)
        assert child.stdin is not None
        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert not alive(child.pid, started)
    finally:
        child.communicate()
