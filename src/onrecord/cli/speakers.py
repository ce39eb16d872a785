"""``onrecord speakers``: who speaks in a ledger; joining them, keeping them apart, knowledge from outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from onrecord.cli.judging import make
from onrecord.cli.options import analyst_option, format_options, ledger_option, open_ledger, reason_option

if TYPE_CHECKING:
    from onrecord.ledger import Ledger, SpeakerRow, SuggestionRow


def speaker_fields(row: SpeakerRow) -> dict[str, Any]:
    """A speaker as a flat row for listings and export."""
    return {
        "id": row.ref,
        "kind": row.kind,
        "name": row.name,
        "names": list(row.names),
        "roles": list(row.roles),
        "statements": row.statements,
        "hearsay": row.hearsay,
        "statuses": row.statuses,
        "documents": row.documents,
        "first": row.first,
        "last": row.last,
        "imports": row.imports,
        "conflicts": row.conflicts,
    }


def suggestion_fields(row: SuggestionRow) -> dict[str, Any]:
    """A suggestion as a flat row."""
    return {
        "left": row.left.ref,
        "right": row.right.ref,
        "left_name": row.left_name,
        "right_name": row.right_name,
        "score": row.score,
        "rule": row.rule,
        "explanation": list(row.explanation),
        "shared": list(row.shared),
        "left_roles": list(row.left.roles),
        "right_roles": list(row.right.roles),
    }


@click.group(invoke_without_command=True)
@ledger_option
@click.option("--name", metavar="TEXT", help="Those with a name that holds this.")
@click.option("--body", metavar="TEXT", help="Those with a role in a body whose name holds this.")
@click.option(
    "--status",
    type=click.Choice(["current", "former", "unknown"]),
    help="Those who spoke in this status at least once.",
)
@click.option(
    "--kind",
    type=click.Choice(["named_person", "organisation", "group", "unnamed_person"]),
    help="Only this kind. Without it people and bodies with a name.",
)
@click.option("--quoted", is_flag=True, help="Leave out those known from imported files only.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows.")
@format_options
@click.pass_context
def speakers(
    context: click.Context,
    ledger_place: str | None,
    name: str | None,
    body: str | None,
    status: str | None,
    kind: str | None,
    quoted: bool,
    limit: int | None,
    form: str,
    as_json: bool,
) -> int:
    """List speakers: people and bodies with their names, roles, and how much they are on record saying.

    The commands below join speakers and keep them apart, and exchange what is known of them with files.
    """
    if context.invoked_subcommand is not None:
        if any((ledger_place, name, body, status, kind, quoted, limit, as_json, form != "table")):
            raise click.UsageError(
                f"options stand after the command: onrecord speakers {context.invoked_subcommand} …"
            )
        return 0
    from onrecord.cli.output import Column, emit
    from onrecord.ledger import SpeakerFilter

    wanted = SpeakerFilter(name=name, body=body, status=status, kind=kind, statements=quoted, limit=limit)
    columns = (
        Column("id", "id", "dim"),
        Column("name", "name", "bold cyan", ratio=4),
        Column("roles", "roles", ratio=6, show=lambda value: "; ".join(value[:3])),
        Column("statements", "said"),
        Column("statuses", "as", "magenta", ratio=2, show=_spread),
        Column("last", "last", "dim"),
    )
    with open_ledger(ledger_place) as ledger:
        rows = map(speaker_fields, ledger.speakers(wanted))
        emit(rows, columns, form, as_json=as_json, empty="No speakers: 0 on record that fit.")
    return 0


def _spread(value: dict[str, int]) -> str:
    return ", ".join(f"{count} {status}" for status, count in value.items())


@speakers.command()
@ledger_option
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows.")
@format_options
def suggest(ledger_place: str | None, limit: int | None, form: str, as_json: bool) -> int:
    """List pairs that may be one speaker and that no rule dared to join; settle each with `merge` or `apart`."""
    from onrecord.cli.output import Column, emit

    columns = (
        Column("left", "", "dim"),
        Column("left_name", "may be", "bold cyan", ratio=3),
        Column("right", "", "dim"),
        Column("right_name", "the same as", "bold cyan", ratio=3),
        Column("score", "alike"),
        Column("rule", "because", ratio=5),
    )
    with open_ledger(ledger_place) as ledger:
        rows = map(suggestion_fields, ledger.suggestions(limit))
        emit(rows, columns, form, as_json=as_json, empty="No suggestions.")
    return 0


@speakers.command()
@click.argument("targets", nargs=-1, required=True, metavar="SPEAKER...")
@ledger_option
@analyst_option
@reason_option
def merge(targets: tuple[str, ...], ledger_place: str | None, analyst: str, reason: str) -> int:
    """Say that speakers (p1 p7) are one; the first is the one that stays. `undo` takes it back."""
    return make("merge", targets, ledger_place, analyst=analyst, reason=reason)


@speakers.command()
@click.argument("speaker", metavar="SPEAKER")
@click.argument("targets", nargs=-1, required=True, metavar="MENTION...")
@ledger_option
@analyst_option
@reason_option
def split(speaker: str, targets: tuple[str, ...], ledger_place: str | None, analyst: str, reason: str) -> int:
    """Say that mentions (m5), or those that speak attributions (a12), are another speaker than the rest of p1."""
    return make("split", (speaker, *targets), ledger_place, analyst=analyst, reason=reason)


@speakers.command()
@click.argument("one", metavar="SPEAKER")
@click.argument("other", metavar="SPEAKER")
@ledger_option
@analyst_option
@reason_option
def apart(one: str, other: str, ledger_place: str | None, analyst: str, reason: str) -> int:
    """Say that two speakers (p1 p7) are not one, so that it is not suggested again."""
    return make("apart", (one, other), ledger_place, analyst=analyst, reason=reason)


@speakers.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@ledger_option
@analyst_option
@click.option("--skip-broken", is_flag=True, help="Leave broken lines out instead of refusing the file.")
def import_(files: tuple[str, ...], ledger_place: str | None, analyst: str, skip_broken: bool) -> int:
    """Keep what files know of people and bodies: FollowTheMoney JSON lines, or CSV. The ledger is made where there is none.

    Each file is one step: all of it or nothing. The same file twice adds nothing.
    """
    import sys

    from onrecord.cli.output import one_line
    from onrecord.cli.progress import Failures
    from onrecord.errors import InputError

    failures = Failures()
    with open_ledger(ledger_place, create=True) as ledger:
        for name in files:
            try:
                done = ledger.import_speakers(
                    Path(name),
                    by=analyst,
                    skip_broken=skip_broken,
                    on_broken=lambda message: print(f"onrecord: {one_line(message)}", file=sys.stderr),
                )
            except InputError as error:
                failures.report(error)
                continue
            what = "known already" if done.known else f"{done.entities} speakers, {done.roles} roles"
            if not done.known:
                what += f"; {done.joined} joined to speakers held, {done.suggestions} suggestions"
            print(f"{one_line(name)}\t{what}")
    return failures.exit_status


@speakers.command()
@click.option(
    "--to",
    "target",
    type=click.Choice(["ftm", "csv"]),
    required=True,
    help="FollowTheMoney JSON lines, or the CSV that `import` reads.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Else standard output."
)
@ledger_option
def export(target: str, out: Path | None, ledger_place: str | None) -> int:
    """Write people and bodies, their names and roles with dates and sources, for other programs."""
    import sys

    from onrecord.cli.output import written_whole

    with open_ledger(ledger_place) as ledger:
        if out is None:
            _write(ledger, target, sys.stdout)
            return 0
        with written_whole(out) as file:
            _write(ledger, target, file)
        print(f"onrecord: speakers written to {out}", file=sys.stderr)
    return 0


def _write(ledger: Ledger, target: str, stream: TextIO) -> None:
    import csv

    from onrecord.cli.output import to_json
    from onrecord.speakers import exporting, importing

    known = ledger.known_speakers()
    if target == "ftm":
        for entity in exporting.followthemoney(known):
            stream.write(to_json(entity) + "\n")
        return
    writer = csv.DictWriter(stream, importing.COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(exporting.rows(known))
