"""``onrecord backup`` and ``onrecord restore``."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.options import ledger_option, load_settings, open_ledger


@click.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@ledger_option
def backup(target: Path, ledger_place: str | None) -> int:
    """Copy ledger and originals into FILE, one consistent state, while others read and write."""
    with open_ledger(ledger_place) as ledger:
        ledger.backup(target)
    print(f"{target}\t{target.stat().st_size} bytes")
    return 0


@click.command()
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@ledger_option
def restore(source: Path, ledger_place: str | None) -> int:
    """Make a ledger, with its originals, from a backup. Nothing that exists is overwritten."""
    from onrecord.ledger import Ledger

    place = ledger_place or load_settings().ledger
    Ledger.restore(source, place)
    print(place)
    return 0
