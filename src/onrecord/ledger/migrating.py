"""Running the migrations, one transaction for all of them; two programs at once take turns."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from onrecord.ledger import sqlite
from onrecord.ledger.opening import Opened

SCRIPTS = Path(__file__).with_name("migrations")


def configuration() -> Config:
    """Alembic's configuration for the migrations in this package."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config


def migrate(opened: Opened) -> None:
    """Bring the ledger to the newest tables, or leave it as it was."""
    with sqlite.translated(str(opened.path)), opened.engine.connect() as connection:
        sqlite.prepare_file(connection, opened.wait_seconds)
    with opened.write() as connection:
        before = sqlite.revision_of(connection)
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if before == "0001":
            from onrecord.ledger.mentions import fill

            fill(connection)
        if before in ("0001", "0002"):
            from onrecord.ledger import labels, occasions
            from onrecord.ledger.carrying import begin_missing

            labels.fill(connection)
            occasions.fill(connection)
            begin_missing(connection)
