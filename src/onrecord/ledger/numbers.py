"""Numbers for new rows, taken inside the transaction that uses them and never used twice."""

from __future__ import annotations

from sqlalchemy import Connection, select

from onrecord.ledger.schema import numbers


def take(connection: Connection, **counts: int) -> dict[str, range]:
    """The next ``counts[table]`` numbers for each table named."""
    connection.execute(
        numbers.update().values({name: numbers.c[name] + count for name, count in counts.items()})
    )
    last = connection.execute(select(*(numbers.c[name] for name in counts))).one()._mapping
    return {name: range(last[name] - count + 1, last[name] + 1) for name, count in counts.items()}


def take_one(connection: Connection, table: str) -> int:
    """The next number for one table."""
    return take(connection, **{table: 1})[table][0]
