"""``onrecord add``: documents go into a ledger."""

from __future__ import annotations

import sys

import click

from onrecord.cli.options import (
    absolute,
    chosen_speed,
    jobs_option,
    ledger_option,
    load_settings,
    open_ledger,
    private_option,
    speed_option,
)
from onrecord.cli.progress import Failures, counted


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|FEED...")
@ledger_option
@private_option
@jobs_option
@speed_option
@click.option("--quiet", "-q", is_flag=True, help="No line a document; failures and the summary only.")
def add(
    sources: tuple[str, ...],
    ledger_place: str | None,
    allow_private: bool,
    jobs: int | None,
    speed: str | None,
    quiet: bool,
) -> int:
    """Capture documents and put them, with their attributions, into a ledger, which is made where there is none.

    Adding the same again changes nothing but the record of captures. A run that was killed is finished by the next
    one with the same arguments.
    """
    from onrecord.cli.output import one_line
    from onrecord.corpus.adding import add as run_add
    from onrecord.corpus.engines import engine
    from onrecord.errors import InputError

    settings = load_settings()
    failures = Failures()
    counts: dict[str, int] = {}
    attributions = 0
    with open_ledger(ledger_place, create=True) as ledger:
        outcomes = run_add(
            ledger,
            [absolute(source) for source in sources],
            settings,
            allow_private=allow_private or settings.allow_private,
            stdin=sys.stdin.buffer,
            engine=engine(jobs or settings.jobs),
            speed=chosen_speed(speed, settings),
        )
        for outcome in counted(outcomes, "adding"):
            if isinstance(outcome, InputError):
                failures.report(outcome)
                continue
            counts[outcome.added.outcome] = counts.get(outcome.added.outcome, 0) + 1
            attributions += outcome.attributions or 0
            for warning in outcome.warnings:
                print(f"onrecord: {one_line(outcome.name)}: {one_line(warning.message)}", file=sys.stderr)
            if not quiet:
                found = "" if outcome.attributions is None else f"\t{outcome.attributions} attributions"
                print(f"{outcome.ref}\t{outcome.added.outcome}\t{one_line(outcome.name)}{found}")
    done = ", ".join(f"{count} {outcome}" for outcome, count in counts.items()) or "nothing added"
    failed = f"; {failures.count} failed" if failures.count else ""
    print(f"onrecord: {done}; {attributions} attributions found{failed}", file=sys.stderr)
    return failures.exit_status
