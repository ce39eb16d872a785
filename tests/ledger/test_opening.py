"""Opening a ledger: what is there, what is not, and what another version or program made of it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from tests.ledger.fakes import add, numbered

from onrecord.errors import LedgerDamaged, LedgerLocked, LedgerNotFound, LedgerTooNew, UsageError
from onrecord.ledger import Ledger
from onrecord.ledger.columns import metadata
from onrecord.ledger.migrating import configuration
from onrecord.ledger.opening import path_of
from onrecord.ledger.schema import HEAD, NUMBERED, REVISIONS


def test_a_missing_ledger_says_how_to_make_one(place: Path) -> None:
    with pytest.raises(LedgerNotFound, match=r"no ledger \(make one with: onrecord add --ledger"):
        Ledger.open(str(place))
    assert not place.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerNotFound, match="no folder"):
        Ledger.open(str(tmp_path / "nowhere" / "onrecord.db"), create=True)


def test_a_made_ledger_opens_again_by_path_and_by_url(place: Path) -> None:
    with Ledger.open(str(place), create=True) as ledger:
        add(ledger, numbered(1))
    for where in (str(place), f"sqlite:///{place}"):
        with Ledger.open(where) as ledger:
            assert [row.ref for row in ledger.documents()] == ["d1"]
            assert ledger.originals.root == place.with_name("onrecord.db.originals")


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("postgresql://press/ledger", "only SQLite"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("", "path is empty"),
        ("::// ", "not a path and not a database URL"),
    ],
)
def test_what_names_no_file_is_refused(where: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        path_of(where)


def test_a_file_that_is_no_database(place: Path) -> None:
    place.write_text("Colonel Orlin said nothing. " * 200)
    with pytest.raises(LedgerDamaged, match="not a ledger"):
        Ledger.open(str(place), create=True)
    assert place.read_text().startswith("Colonel Orlin")


def test_a_database_that_is_no_ledger_is_left_alone(place: Path) -> None:
    with closing(sqlite3.connect(place)) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(LedgerDamaged, match="a database, but not a ledger"):
        Ledger.open(str(place), create=True)
    with closing(sqlite3.connect(place)) as database:
        assert database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerDamaged, match="a folder"):
        Ledger.open(str(tmp_path))


def test_a_ledger_of_a_newer_version(place: Path) -> None:
    Ledger.open(str(place), create=True).close()
    with closing(sqlite3.connect(place)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    with pytest.raises(LedgerTooNew, match=r"newer version .*9999.*upgrade onrecord"):
        Ledger.open(str(place))


def test_a_file_cut_short_is_damaged(place: Path) -> None:
    with Ledger.open(str(place), create=True) as ledger:
        for number in range(20):
            add(ledger, numbered(number))
    place.write_bytes(place.read_bytes()[: 4096 * 5])

    def use() -> None:
        with Ledger.open(str(place)) as ledger:
            list(ledger.documents())
            ledger.verify()

    with pytest.raises(LedgerDamaged):
        use()


def test_a_locked_ledger_says_so_after_waiting(place: Path) -> None:
    Ledger.open(str(place), create=True).close()
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerLocked, match="another program holds the ledger"):
            Ledger.open(str(place), wait_seconds=0.05)


def test_a_writer_in_the_way_stops_writers_and_not_readers(place: Path) -> None:
    with Ledger.open(str(place), create=True, wait_seconds=0.05) as ledger:
        add(ledger, numbered(1))
        with closing(sqlite3.connect(place, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LedgerLocked):
                add(ledger, numbered(2))
            assert [row.id for row in ledger.documents()] == [1]
        assert add(ledger, numbered(2)).document_id == 2


def test_two_programs_may_make_the_same_ledger_at_once(place: Path) -> None:
    def make(_: int) -> int:
        with Ledger.open(str(place), create=True, wait_seconds=20) as ledger:
            return len(list(ledger.documents()))

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(make, range(6))) == [0] * 6


def test_an_empty_file_becomes_a_ledger_where_one_may_be_made(place: Path) -> None:
    place.touch()
    with pytest.raises(LedgerNotFound):
        Ledger.open(str(place))
    with Ledger.open(str(place), create=True) as ledger:
        assert list(ledger.documents()) == []


def test_the_migrations_make_the_tables_that_the_code_uses(place: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine

    Ledger.open(str(place), create=True).close()
    engine = create_engine(f"sqlite:///{place}")
    with engine.connect() as connection:

        def ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
            return not (kind == "table" and name is not None and "_words" in name)

        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_type": lambda *_: None}
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_code_knows_every_migration() -> None:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(configuration())
    assert script.get_heads() == [HEAD]
    assert [step.revision for step in script.walk_revisions()][::-1] == list(REVISIONS)


def test_every_table_with_numbers_of_its_own_takes_them_from_one_place() -> None:
    single = {
        table.name
        for table in metadata.tables.values()
        if [column.name for column in table.primary_key] == ["id"]
    }
    assert single - {"numbers", "erasing", "unfinished"} == set(NUMBERED)


def test_words_of_people_stand_in_columns_that_a_mask_reaches() -> None:
    from sqlalchemy import String

    plain = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, String)
    }
    ours = ("sha256", "_at", "kind", "version", "made_by", "digest", "mode", "rule", "method", "local_id")
    others = {"runs.host", "runs.process_started", "carried.how", "states.verdict", "unfinished.task"}
    others |= {
        "labels.act",
        "occasions.day",
        "tombstones.what",
        "judgements.at",
        "carried.at",
        "tombstones.at",
    }
    assert {name for name in plain if not name.endswith(ours)} == others


def test_opening_an_up_to_date_ledger_loads_no_alembic(place: Path) -> None:
    Ledger.open(str(place), create=True).close()
    program = (
        "import sys; from onrecord.ledger import Ledger;"
        f" ledger = Ledger.open({str(place)!r}); list(ledger.documents());"
        " print([name for name in ('alembic', 'mako', 'pymorphy3', 'simplemma', 'rapidfuzz') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_importing_the_room_loads_nothing_heavy() -> None:
    program = (
        "import sys, onrecord.ledger;"
        " print([name for name in ('sqlalchemy', 'msgspec', 'sqlite3') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
