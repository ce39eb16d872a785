"""Numbers for new rows, taken inside the transaction that uses them and never used twice."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from onrecord.ledger.schema import NUMBERED, numbers

# Built once: adding a document takes numbers three times.
_TAKE = numbers.update().values({name: numbers.c[name] + bindparam(f"more_{name}") for name in NUMBERED})
_LAST = select(*(numbers.c[name] for name in NUMBERED))
_NONE = {f"more_{name}": 0 for name in NUMBERED}


def take(connection: Connection, **counts: int) -> dict[str, range]:
    """The next ``counts[table]`` numbers for each table named."""
    connection.execute(_TAKE, {**_NONE, **{f"more_{name}": count for name, count in counts.items()}})
    last = connection.execute(_LAST).one()._mapping
    return {name: range(last[name] - count + 1, last[name] + 1) for name, count in counts.items()}


def take_one(connection: Connection, table: str) -> int:
    """The next number for one table."""
    return take(connection, **{table: 1})[table][0]
