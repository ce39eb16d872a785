"""``onrecord reprocess``: newer code over what is held."""

from __future__ import annotations

import sys

import click

from onrecord.cli.options import chosen_speed, ledger_option, load_settings, open_ledger, speed_option
from onrecord.cli.progress import counted


@click.command()
@ledger_option
@speed_option
@click.option("--force", is_flag=True, help="Read again what the current version has read already, too.")
def reprocess(ledger_place: str | None, speed: str | None, force: bool) -> int:
    """Run this version's code over every document held.

    What is found is added and what was found before stays. Judgements are carried over by their words; those that
    cannot be for certain are listed by `onrecord review`.
    """
    from onrecord.corpus.reprocessing import reprocess as run_reprocess

    counts: dict[str, int] = {}
    failed = 0
    settings = load_settings()
    with open_ledger(ledger_place) as ledger:
        outcomes = run_reprocess(ledger, settings, speed=chosen_speed(speed, settings), force=force)
        for outcome in counted(outcomes, "reprocessing"):
            counts[outcome.outcome] = counts.get(outcome.outcome, 0) + 1
            if outcome.error is not None:
                failed += 1
                print(f"onrecord: {outcome.document_ref}: {outcome.error}", file=sys.stderr)
        waiting = sum(1 for _ in ledger.review())
    done = ", ".join(f"{count} {outcome}" for outcome, count in counts.items()) or "no documents"
    print(f"onrecord: {done}; {waiting} judgements up for review", file=sys.stderr)
    return 1 if failed else 0
