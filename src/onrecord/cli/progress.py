"""Progress and failures of a batch, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from onrecord.errors import InputError

Item = TypeVar("Item")


class Failures:
    """Counts the inputs that failed and prints one line for each as it comes."""

    def __init__(self) -> None:
        self.count = 0

    def report(self, error: InputError) -> None:
        """Print the error, on one line, and count it."""
        from onrecord.cli.output import one_line

        self.count += 1
        print(f"onrecord: {one_line(str(error))}", file=sys.stderr)

    @property
    def exit_status(self) -> int:
        """1 where any input failed, else 0."""
        return 1 if self.count else 0


def counted(items: Iterable[Item], what: str) -> Iterator[Item]:
    """The items, with a running count on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    from onrecord.cli.output import console

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    # What is printed while the bar stands goes above it: rich redirects both streams on a terminal.
    with Progress(
        *columns, console=console(sys.stderr), transient=True, redirect_stdout=sys.stdout.isatty()
    ) as bar:
        task = bar.add_task(what, total=None)
        for item in items:
            yield item
            bar.advance(task)
