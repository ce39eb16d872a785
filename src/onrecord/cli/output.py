"""How listings are printed: a table for people, lines for a pipe, JSON and CSV for programs."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.console import Console

Row = Mapping[str, Any]

ROWS_PER_TABLE = 200
"""A terminal table must know all of its rows to set the widths; longer listings come as several tables."""

# Control characters of a captured text could move the cursor or set the title of the reader's terminal.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
UNPRINTABLE = re.compile(r"[\x7f-\x9f\ud800-\udfff]")
WHITE = re.compile(r"\s+")


@contextmanager
def written_whole(out: Path) -> Iterator[TextIO]:
    """A file to write ``out`` by: beside it, and moved over it at the end, so that a killed run leaves no half file."""
    partial = out.with_name(out.name + ".partial")
    with partial.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        yield file
    partial.replace(out)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field of the row it shows, its heading, and how it looks in a terminal table."""

    field: str
    title: str
    style: str = ""
    ratio: int | None = None
    show: Callable[[Any], str] | None = None

    def cell(self, row: Row) -> str:
        """The value on one line, without control characters."""
        value = row.get(self.field)
        if self.show is not None:
            value = self.show(value)
        elif isinstance(value, (list, tuple)):
            value = ", ".join(str(part) for part in value)
        return one_line("" if value is None else str(value))


def one_line(text: str) -> str:
    """The text on one line, with control characters made visible."""
    return WHITE.sub(" ", visible(text)).strip()


def visible(text: str) -> str:
    """The text with control characters, tabs and line breaks apart, replaced by a visible sign."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def to_json(value: Any) -> str:
    """JSON on one line; lone surrogates and the control characters that JSON allows come out as ``\\uXXXX`` escapes."""
    encoded = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    # JSON lets DEL and the C1 controls stand as they are; a terminal would obey them.
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", encoded)


def console(stream: TextIO | None = None) -> Console:
    """A rich console on a stream; colour only on a terminal, and none where NO_COLOR is set."""
    from rich.console import Console

    return Console(file=stream or sys.stdout, highlight=False, soft_wrap=False)


def emit(rows: Iterable[Row], columns: Sequence[Column], form: str, *, as_json: bool, empty: str) -> int:
    """Print rows and return how many there were.

    ``form`` is ``table``, ``jsonl`` or ``csv``; ``as_json`` overrides it with one array. ``empty`` is what a person is
    told, on standard error, when there is nothing: an empty answer is an answer.
    """
    if as_json:
        return _emit_array(rows)
    if form == "jsonl":
        return _count(print(to_json(dict(row))) for row in rows)
    if form == "csv":
        return _emit_csv(rows, columns)
    count = _emit_tables(rows, columns) if sys.stdout.isatty() else _emit_lines(rows, columns)
    if count == 0:
        print(empty, file=sys.stderr)
    return count


def _count(actions: Iterable[object]) -> int:
    return sum(1 for _ in actions)


def _emit_array(rows: Iterable[Row]) -> int:
    count = 0
    sys.stdout.write("[")
    for row in rows:
        sys.stdout.write((",\n " if count else "") + to_json(dict(row)))
        count += 1
    sys.stdout.write("]\n")
    return count


def flat(value: Any) -> str:
    """A value as a CSV cell: text as it stands, lists joined by `` | ``, objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        return " | ".join(value)
    return to_json(value) if isinstance(value, (dict, list, tuple)) else str(value)


def harmless(cell: str) -> str:
    """A cell that a spreadsheet cannot take for a formula: captured text may begin with ``=``, ``+``, ``-`` or ``@``."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _emit_csv(rows: Iterable[Row], columns: Sequence[Column]) -> int:
    """All fields of the rows, not only the columns a terminal has room for."""
    iterator = iter(rows)
    first = next(iterator, None)
    names = list(first) if first is not None else [column.field for column in columns]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    count = 0
    for row in _chain(first, iterator):
        writer.writerow([harmless(flat(row.get(name))) for name in names])
        count += 1
    return count


def _chain(first: Row | None, rest: Iterator[Row]) -> Iterator[Row]:
    if first is not None:
        yield first
        yield from rest


def _emit_lines(rows: Iterable[Row], columns: Sequence[Column]) -> int:
    return _count(print("\t".join(column.cell(row) for column in columns)) for row in rows)


def _emit_tables(rows: Iterable[Row], columns: Sequence[Column]) -> int:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    out = console()
    iterator = iter(rows)
    count = 0
    while chunk := list(islice(iterator, ROWS_PER_TABLE)):
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
        for column in columns:
            table.add_column(
                column.title,
                style=column.style,
                ratio=column.ratio,
                no_wrap=column.ratio is None,
                overflow="fold",
            )
        for row in chunk:
            table.add_row(*(Text(column.cell(row)) for column in columns))
        out.print(table)
        count += len(chunk)
    return count
