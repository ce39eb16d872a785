"""How the work on many documents is spread: one process, or a pool of them on this machine.

An engine maps a picklable function over items, lazily and in the order given, and holds only a few items at a
time, so that memory does not grow with the corpus. An existing cluster engine joins by meeting :class:`Engine`; there
is no scheduler of our own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WAITING_PER_PROCESS = 4
"""How many items a pool takes ahead per process: enough that none idles while the caller writes to the ledger."""


class Engine(Protocol):
    """Anything that can map a function over items in order."""

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield ``function(item)`` for every item, in the order of the items, without reading far ahead."""
        ...


class Serial:
    """Everything in this process, one item after another."""

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield ``function(item)`` for every item."""
        for item in items:
            yield function(item)


class ProcessPool:
    """Several processes on this machine; results still come in the order of the items."""

    def __init__(self, processes: int) -> None:
        self.processes = processes

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield ``function(item)`` for every item, with at most a few items per process under way."""
        window = self.processes * WAITING_PER_PROCESS
        pool = ProcessPoolExecutor(self.processes)
        waiting: deque[Future[Result]] = deque()
        try:
            for item in items:
                waiting.append(pool.submit(function, item))
                if len(waiting) >= window:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def engine(jobs: int) -> Engine:
    """The engine for ``jobs`` processes: serial for one, a pool for more."""
    return Serial() if jobs <= 1 else ProcessPool(jobs)
