"""``onrecord verify``: is everything still what it was when it was captured?"""

from __future__ import annotations

import sys

import click

from onrecord.cli.options import ledger_option, open_ledger


@click.command()
@ledger_option
@click.option(
    "--fix", is_flag=True, help="Remove originals that nothing refers to, and compute search and states anew."
)
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON object.")
def verify(ledger_place: str | None, fix: bool, as_json: bool) -> int:
    """Re-hash every original and text, check that every span still has its words, and report.

    Exit status 1 where anything does not hold.
    """
    from onrecord.cli.output import to_json

    with open_ledger(ledger_place) as ledger:
        report = ledger.verify(fix=fix)
    if as_json:
        print(to_json(report.as_dict()))
    else:
        for line in report.lines():
            print(line)
        for problem in report.problems:
            print(f"onrecord: {problem}", file=sys.stderr)
    return 1 if report.problems else 0
