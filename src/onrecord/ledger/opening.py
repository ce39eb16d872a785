"""Opening a ledger: where it lies, whether it is one, and whether this version can use it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from onrecord.archive import OriginalStore
from onrecord.errors import LedgerDamaged, LedgerNotFound, LedgerTooNew, UsageError
from onrecord.ledger import sqlite
from onrecord.ledger.schema import HEAD, REVISIONS, unfinished

WAIT_SECONDS = 10.0
"""How long to wait for another program that is writing, unless the caller says otherwise."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open ledger: the database and the originals beside it. Safe to use from several threads."""

    path: Path
    engine: Engine
    originals: OriginalStore
    wait_seconds: float

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees the ledger as it was at its first query."""
        with sqlite.translated(str(self.path)), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that holds the ledger's one pen; committed at the end, rolled back on any error."""
        with sqlite.translated(str(self.path)), self.engine.connect() as connection:
            writer = connection.execution_options(writes=True)
            with writer.begin():
                yield writer


def open_ledger(where: str, *, create: bool, wait_seconds: float) -> Opened:
    """Open the ledger at ``where``, a path or an SQLAlchemy URL, and bring it to this version's tables.

    Raises :class:`LedgerNotFound`, :class:`LedgerDamaged` (not a ledger), :class:`LedgerTooNew`,
    :class:`LedgerLocked`, and :class:`UsageError` for a URL that names no SQLite file.
    """
    path = path_of(where)
    fresh = not path.exists() or path.stat().st_size == 0
    if path.is_dir():
        raise LedgerDamaged(f"{path}: a folder, not a ledger (give the path of the file)")
    if fresh and not create:
        raise LedgerNotFound(
            f"{path}: there is no ledger (make one with: onrecord add --ledger {path} PATH…)"
        )
    if fresh and not path.parent.is_dir():
        raise LedgerNotFound(
            f"{path}: there is no folder {path.parent} to make the ledger in (make it first)"
        )
    engine = sqlite.make_engine(URL.create("sqlite", database=str(path)), wait_seconds)
    opened = Opened(path, engine, OriginalStore(originals_of(path)), wait_seconds)
    try:
        bring_up_to_date(opened, fresh)
    except BaseException:
        engine.dispose()
        raise
    return opened


def unfinished_work(opened: Opened) -> bool:
    """Whether a ``forget`` was killed between erasing and clearing up."""
    with opened.read() as connection:
        return (
            connection.execute(select(unfinished.c.id).order_by(unfinished.c.id).limit(1)).first() is not None
        )


def path_of(where: str) -> Path:
    """The file that a path or an SQLAlchemy URL names, absolute. Raises :class:`UsageError` for another database."""
    if "://" not in where:
        if not where:
            raise UsageError("the ledger's path is empty (give a path, for example onrecord.db)")
        return Path(os.path.abspath(Path(where).expanduser()))  # noqa: PTH100 (resolve would follow links)
    try:
        url = make_url(where)
    except ArgumentError:
        raise UsageError(
            f"{where}: not a path and not a database URL (for example sqlite:///onrecord.db)"
        ) from None
    if url.get_backend_name() != "sqlite":
        raise UsageError(
            f"{where}: only SQLite ledgers can be opened so far (for example sqlite:///onrecord.db)"
        )
    if url.database in (None, "", ":memory:"):
        raise UsageError(f"{where}: a ledger needs a file (for example sqlite:///onrecord.db)")
    return path_of(str(url.database))


def originals_of(path: Path) -> Path:
    """The folder of originals beside the ledger at ``path``."""
    return path.with_name(path.name + ".originals")


def bring_up_to_date(opened: Opened, fresh: bool) -> None:
    """Check the revision with one query; migrate only where it is an older one."""
    where = str(opened.path)
    with opened.read() as connection:
        revision = sqlite.revision_of(connection)
        mark = sqlite.looks_like_a_ledger(connection) if revision is None else True
    if revision == HEAD:
        return
    if mark is False and revision is None and not fresh:
        raise LedgerDamaged(f"{where}: a database, but not a ledger (give another path)")
    if revision is not None and revision not in REVISIONS:
        raise LedgerTooNew(
            f"{where}: a newer version of onrecord wrote this ledger (its tables are at {revision}, this version"
            f" knows {HEAD}; upgrade onrecord)"
        )
    from onrecord.ledger.migrating import migrate  # alembic is heavy, and needed once

    migrate(opened)
