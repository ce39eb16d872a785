"""``onrecord demo``: a ledger of the demonstration corpus, built in front of you, then its reading page."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from onrecord.cli.options import chosen_speed, load_settings
from onrecord.cli.progress import Failures, counted


@click.command()
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo-ledger"),
    show_default=True,
    metavar="DIR",
    help="Where the demonstration's documents and ledger are put; made anew each time.",
)
@click.option(
    "--serve/--no-serve", default=True, help="Open the reading page afterwards, or stop at the summary."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8462, show_default=True, help="Port on 127.0.0.1."
)
def demo(folder: Path, serve: bool, port: int) -> int:
    """Build a ledger from 39 documents on an invented war, print a summary and open its reading page."""
    from onrecord.cli.summary import print_summary
    from onrecord.corpus.adding import AddedDocument, add
    from onrecord.demonstration import copy_corpus, is_demonstration, mark
    from onrecord.errors import InputError, UsageError
    from onrecord.ledger import Ledger

    folder = folder.absolute()
    if folder.exists() and any(folder.iterdir()):
        if not is_demonstration(folder):
            raise UsageError(
                f"{folder}: is not empty and was not made by the demonstration; name another --folder"
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    mark(folder)
    corpus = copy_corpus(folder)
    ledger_path = folder / "onrecord.db"
    failures = Failures()
    print(f"Reading the demonstration corpus into {ledger_path}", file=sys.stderr)
    with Ledger.open(str(ledger_path), create=True) as ledger:
        settings = load_settings()
        outcomes = add(ledger, [str(corpus)], settings, speed=chosen_speed(None, settings))
        for outcome in counted(outcomes, "reading"):
            if isinstance(outcome, InputError):
                failures.report(outcome)
            elif isinstance(outcome, AddedDocument):
                name = outcome.name.removeprefix(f"{corpus}/")
                print(f"  {outcome.ref:>4}  {name}  {outcome.attributions} attributions")
        print_summary(ledger)
    print(f"\nLook around:\n  onrecord attributions --ledger {ledger_path} --speaker Brannik")
    print(f"  onrecord search --ledger {ledger_path} генералы")
    if serve:
        from onrecord.workbench.server import serve as run_server

        run_server(str(ledger_path), port=port)
    return failures.exit_status
