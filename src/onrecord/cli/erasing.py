"""``onrecord remove`` and ``onrecord forget``."""

from __future__ import annotations

import sys

import click

from onrecord.cli.options import analyst_option, ledger_option, open_ledger, reason_option


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@ledger_option
@analyst_option
@reason_option
def remove(documents: tuple[str, ...], ledger_place: str | None, analyst: str, reason: str) -> int:
    """Take documents out of every view and search; `undo` of the printed judgement brings one back."""
    with open_ledger(ledger_place) as ledger:
        for reference in documents:
            made = ledger.remove(reference, by=analyst, reason=reason)
            print(f"{made.ref}\tremoved\t{reference}")
    return 0


@click.command()
@click.argument("document", required=False, metavar="[DOCUMENT]")
@click.option("--name", metavar="NAME", help="Erase a person's name from everything that is held.")
@click.option("--yes", is_flag=True, help="Do not ask. Erasing cannot be undone.")
@ledger_option
@analyst_option
@reason_option
def forget(
    document: str | None, name: str | None, yes: bool, ledger_place: str | None, analyst: str, reason: str
) -> int:
    """Erase one document, or a person's name everywhere, for good; a tombstone without content stays.

    Originals that hold the name are erased too, since an original is never changed.
    """
    from onrecord.errors import UsageError

    if (document is None) == (name is None):
        raise UsageError("forget: name one DOCUMENT, or a person with --name")
    what = f"document {document}" if document else f"the name '{name}' wherever it is held"
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("forget: erasing cannot be undone; say --yes to do it without being asked")
        if not click.confirm(f"Erase {what} for good?", err=True):
            print("onrecord: nothing was erased", file=sys.stderr)
            return 0
    with open_ledger(ledger_place) as ledger:
        if document is not None:
            report = ledger.forget_document(document, by=analyst, reason=reason)
        else:
            assert name is not None
            report = ledger.forget_name(name, by=analyst, reason=reason)
    for line in report.lines():
        print(line)
    return 0
