"""``onrecord export``: the ledger in formats that others read."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from pathlib import Path

import click

from onrecord.cli.options import ledger_option, open_ledger


@click.command()
@click.option("--to", "form", type=click.Choice(["jsonl", "csv"]), required=True, help="The format.")
@click.option(
    "--what",
    type=click.Choice(["attributions", "documents", "statements", "judgements"]),
    default="attributions",
    show_default=True,
    help="Which rows.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Else standard output."
)
@ledger_option
def export(form: str, what: str, out: Path | None, ledger_place: str | None) -> int:
    """Write attributions, documents, statements or judgements as JSON lines or CSV.

    Spans count Unicode code points of the document's text. In CSV a cell that a spreadsheet would take for a formula
    gets an apostrophe before it; JSON lines are exact.
    """
    from onrecord.cli.judging import judgement_fields
    from onrecord.cli.listings import attribution_fields, document_fields, statement_fields
    from onrecord.cli.output import Column, Row, emit, written_whole
    from onrecord.ledger import AttributionFilter, DocumentFilter, JudgementFilter

    with open_ledger(ledger_place) as ledger:
        rows: map[Row]
        if what == "attributions":
            rows = map(attribution_fields, ledger.attributions(AttributionFilter()))
        elif what == "documents":
            rows = map(document_fields, ledger.documents(DocumentFilter()))
        elif what == "statements":
            rows = map(statement_fields, ledger.statements())
        else:
            rows = map(judgement_fields, ledger.judgements(JudgementFilter()))
        columns = (Column("id", "id"),)
        if out is None:
            emit(rows, columns, form, as_json=False, empty="")
            return 0
        with written_whole(out) as file, redirect_stdout(file):
            count = emit(rows, columns, form, as_json=False, empty="")
        print(f"onrecord: {count} {what} written to {out}", file=sys.stderr)
    return 0
