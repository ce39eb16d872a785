"""All that only SQLite has: how it is opened, its triggers, its full-text tables, its errors, its housekeeping.

A second database would get a module like this one; no other module names SQLite's own things.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    Table,
    create_engine,
    event,
    exc,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table
from sqlalchemy.engine import URL

from onrecord.errors import LedgerDamaged, LedgerError, LedgerLocked, LedgerNotFound, StorageFull
from onrecord.ledger.columns import escape

APPLICATION = 0x4F6E5263
"""``OnRc`` in the file's header, so that ``file`` and we know a ledger from other SQLite files."""

_PAUSE = 0.02
"""Seconds between two tries of what SQLite does not wait for."""

APPEND_ONLY = tuple(
    f"CREATE TRIGGER {table}_never_{action.lower()}d BEFORE {action} ON {table} {door} "
    f"BEGIN SELECT RAISE(ABORT, 'judgements are kept for ever'); END"
    for table in ("judgements", "judgement_targets")
    for action, door in (("DELETE", ""), ("UPDATE", "WHEN NOT EXISTS (SELECT 1 FROM erasing)"))
)

# The lemmas are kept beside the index: SQLite before 3.43 cannot delete from an index without its content.
# The lemmas hold letters and digits only, and their case and marks are settled before, so nothing is folded here.
_TOKENS = "tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\""
SEARCH_TABLES = (
    f"CREATE VIRTUAL TABLE document_words USING fts5(title, text, {_TOKENS})",
    f"CREATE VIRTUAL TABLE attribution_words USING fts5(speaker, content, {_TOKENS})",
    "INSERT INTO document_words(document_words, rank) VALUES('rank', 'bm25(5.0, 1.0)')",
    "INSERT INTO attribution_words(attribution_words, rank) VALUES('rank', 'bm25(2.0, 1.0)')",
)


def make_engine(url: URL, wait_seconds: float) -> Engine:
    """An engine whose transactions begin when we say so: ``BEGIN IMMEDIATE`` for those marked ``writes``."""
    engine = create_engine(url, connect_args={"timeout": wait_seconds, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def settle(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        for pragma in (
            "foreign_keys = ON",
            "secure_delete = ON",
            "synchronous = NORMAL",  # with WAL: consistent after any crash
            "cache_size = -16000",
            "journal_size_limit = 67108864",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def prepare_file(connection: Connection, wait_seconds: float) -> None:
    """Set what a new file keeps for ever: write-ahead logging and the mark of this application.

    SQLite does not wait by itself where two programs turn to write-ahead logging at once, so this does: up to
    ``wait_seconds``. Raises ``sqlite3.OperationalError`` after that.
    """
    driver: Any = connection.connection.driver_connection
    deadline = monotonic() + wait_seconds
    while True:
        try:
            driver.execute(f"PRAGMA application_id = {APPLICATION}")
            driver.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() >= deadline:
                raise
            sleep(_PAUSE)


def make_own_things(connection: Connection) -> None:
    """The triggers and full-text tables, which SQLAlchemy cannot describe."""
    for statement in (*APPEND_ONLY, *SEARCH_TABLES):
        connection.exec_driver_sql(statement)


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn the database's errors into ours; ``where`` names the ledger in the message."""
    try:
        yield
    except exc.DBAPIError as error:
        translation = explain(where, error.orig)
        if translation is None:
            raise
        raise translation from error
    except sqlite3.Error as error:
        translation = explain(where, error)
        if translation is None:
            raise
        raise translation from error


def explain(where: str, error: BaseException | None) -> LedgerError | None:
    """The error as a user needs it; null where it is a fault of ours."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerLocked(
            f"{where}: another program holds the ledger (wait until it is done, then try again)"
        )
    if code == sqlite3.SQLITE_FULL:
        return StorageFull(f"{where}: the disk is full (free some space, then run the same again)")
    if code == sqlite3.SQLITE_NOTADB:
        return LedgerDamaged(f"{where}: not a ledger (give the path of one, or another path to make one)")
    if code == sqlite3.SQLITE_CORRUPT:
        return LedgerDamaged(f"{where}: the ledger is damaged: {error} (restore the latest backup)")
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return LedgerNotFound(f"{where}: cannot be opened (check the folder and its permissions)")
    if code == sqlite3.SQLITE_READONLY:
        return LedgerError(f"{where}: cannot be written (check the permissions of the file and its folder)")
    if code == sqlite3.SQLITE_IOERR:
        return StorageFull(
            f"{where}: the disk failed or is full: {error} (free some space, or check the disk)"
        )
    if "no such module: fts5" in str(error):
        return LedgerError(
            "this Python's SQLite has no full-text search, FTS5 (use a Python from python.org)"
        )
    return None


def looks_like_a_ledger(connection: Connection) -> bool | None:
    """Whether the file carries our mark; null where it is empty, as a file just made is."""
    if connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one() == 0:
        return None
    return int(connection.execute(text("PRAGMA application_id")).scalar_one()) == APPLICATION


def revision_of(connection: Connection) -> str | None:
    """The migration the ledger stands at; null where none has run."""
    there = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if connection.execute(text(there)).first() is None:
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows of numbers and texts, passing over those whose key is there already.

    Past SQLAlchemy, which takes longer over a row than SQLite: these are the rows that an import of names has most of.
    """
    if rows:
        names = list(rows[0])
        places = ", ".join("?" * len(names))
        statement = f"INSERT OR IGNORE INTO {table.name} ({', '.join(names)}) VALUES ({places})"  # noqa: S608
        values = [
            tuple(escape(value) if isinstance(value, str) else value for value in row.values())
            for row in rows
        ]
        connection.exec_driver_sql(statement, values)


def put_words(connection: Connection, table: str, rows: Sequence[tuple[int, str, str]]) -> None:
    """Put rows (number, first column, second column) into a full-text table."""
    if rows:
        first, second = columns_of(table)
        statement = f"INSERT INTO {table} (rowid, {first}, {second}) VALUES (?, ?, ?)"  # noqa: S608
        connection.exec_driver_sql(statement, list(rows))


def drop_words(connection: Connection, table: str, ids: Sequence[int]) -> None:
    """Take rows out of a full-text table; numbers that are not in it do no harm."""
    if ids:
        statement = f"DELETE FROM {table} WHERE rowid = ?"  # noqa: S608
        connection.exec_driver_sql(statement, [(number,) for number in ids])


def columns_of(table: str) -> tuple[str, str]:
    """The two columns of a full-text table."""
    return ("title", "text") if table == "document_words" else ("speaker", "content")


def rebuild_words(connection: Connection) -> None:
    """Make both full-text indexes anew from the lemmas kept, so that nothing deleted stays in them."""
    for table in ("document_words", "attribution_words"):
        connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES('rebuild')")


def check_words(connection: Connection) -> list[str]:
    """What is wrong with the full-text indexes themselves, in words."""
    wrong = []
    for table in ("document_words", "attribution_words"):
        try:
            connection.exec_driver_sql(f"INSERT INTO {table}({table}, rank) VALUES('integrity-check', 1)")
        except exc.DBAPIError as error:
            wrong.append(f"{table}: {error.orig}")
    return wrong


def check_file(connection: Connection) -> list[str]:
    """What SQLite's own check of the file and of the foreign keys finds, in words."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    wrong = [f"the file: {line}" for line in found if line != "ok"]
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        wrong.append(f"{table} {row} points to a row of {parent} that is not there")
    return wrong


def compact(path: Path, wait_seconds: float) -> None:
    """Write the file anew without what was deleted, and empty the write-ahead log.

    Raises :class:`LedgerLocked` where another program keeps old pages in use.
    """
    with closing(sqlite3.connect(path, timeout=wait_seconds, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise LedgerLocked(
                f"{path}: what was erased stays in the log while another program reads the ledger"
                " (close it; the next command that opens the ledger finishes the work)"
            )


def copy_file(source: Path, target: Path, wait_seconds: float) -> None:
    """Copy the ledger as it stands at one moment, while others read and write."""
    with (
        closing(sqlite3.connect(source, timeout=wait_seconds)) as held,
        closing(sqlite3.connect(target)) as copy,
    ):
        held.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing left in a log beside it


def found_numbers(table: str, expression: str) -> Select[tuple[int]]:
    """The numbers of the rows of a full-text table that match, as a subquery."""
    words = sql_table(table, sql_column("rowid"))
    return select(words.c.rowid).where(literal_column(table).op("MATCH")(expression))


def ranked(
    connection: Connection, table: str, expression: str, limit: int | None
) -> Iterator[tuple[int, float]]:
    """The numbers of the rows that match, each with its rank, best first; reads the index, not the rows."""
    statement = f"SELECT rowid, rank FROM {table} WHERE {table} MATCH ? ORDER BY rank, rowid LIMIT ?"  # noqa: S608
    for row in connection.exec_driver_sql(statement, (expression, -1 if limit is None else limit)):
        yield row[0], row[1]


def indexed_numbers(table: str) -> Select[tuple[int]]:
    """The numbers of all rows of a full-text table."""
    words = sql_table(table, sql_column("rowid"))
    return select(words.c.rowid.label("id"))


def holds(column: ColumnElement[Any], piece: str) -> ColumnElement[bool]:
    """A condition that a text holds a piece, letter by letter, however long the piece is."""
    return func.instr(column, piece) > 0


@contextmanager
def opened_copy(path: Path) -> Iterator[tuple[str, Iterator[str]]]:
    """A copied ledger: the migration it stands at, and the digests of its originals in order."""
    with closing(sqlite3.connect(path)) as copy:
        revision = copy.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        held = copy.execute("SELECT sha256 FROM originals WHERE sha256 IS NOT NULL ORDER BY sha256")
        yield str(revision), (row[0] for row in held)
