"""Runs of ``add``: what was asked for, by which process, and whether it came to its end."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, select

from onrecord.ledger.encoding import now, to_json
from onrecord.ledger.numbers import take_one
from onrecord.ledger.opening import Opened
from onrecord.ledger.schema import runs


@dataclass(frozen=True, slots=True)
class Run:
    """One run of ``add`` over ``inputs``, as a context manager.

    ``resumed`` is true where it continues one whose process was killed or interrupted: what that one captured
    is not captured a second time. Left without an error, the run is finished; left with one, it can be resumed.
    """

    id: int
    inputs: tuple[str, ...]
    resumed: bool
    opened: Opened

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.finish()

    def finish(self) -> None:
        """Mark the run as done, so that the same inputs make a new one."""
        with self.opened.write() as connection:
            connection.execute(runs.update().where(runs.c.id == self.id).values(finished_at=now()))


def begin_run(opened: Opened, inputs: Sequence[str]) -> Run:
    """Begin a run, or take up the oldest unfinished one with the same inputs whose process is gone."""
    wanted = to_json(list(inputs))
    mine = {"host": host(), "pid": os.getpid(), "process_started": process_started(os.getpid())}
    with opened.write() as connection:
        number = _abandoned(connection, wanted)
        if number is not None:
            connection.execute(runs.update().where(runs.c.id == number).values(**mine))
            return Run(number, tuple(inputs), True, opened)
        number = take_one(connection, "runs")
        connection.execute(
            runs.insert().values(id=number, inputs=wanted, started_at=now(), finished_at=None, **mine)
        )
    return Run(number, tuple(inputs), False, opened)


def _abandoned(connection: Connection, inputs: str) -> int | None:
    """The oldest unfinished run with these inputs that no living process of this machine works on."""
    unfinished = (
        select(runs.c.id, runs.c.host, runs.c.pid, runs.c.process_started)
        .where(runs.c.finished_at.is_(None), runs.c.inputs == inputs)
        .order_by(runs.c.id)
    )
    for row in connection.execute(unfinished).all():
        here = row.host == host()
        # The run of this very process is over: a process holds one run of the same inputs at a time.
        if here and (row.pid == os.getpid() or not alive(row.pid, row.process_started)):
            return int(row.id)
    return None


def host() -> str:
    """The name of this machine."""
    return platform.node() or "unknown"


def alive(pid: int, started: str | None) -> bool:
    """Whether the process runs; one that got the number of a dead one is told by when it began, where known."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it is there, and somebody else's
    return started is None or process_started(pid) in (None, started)


def process_started(pid: int) -> str | None:
    """When a process began, as Linux counts it: with the number of the boot; null on other systems."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    # A dead process that its parent has not yet collected is as good as gone.
    return "dead" if fields[0] == "Z" else f"{boot}:{fields[19]}"
