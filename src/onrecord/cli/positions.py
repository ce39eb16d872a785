"""``onrecord positions``: who is on record toward a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import format_options, ledger_option, open_ledger

if TYPE_CHECKING:
    from onrecord.reports.stands import Position, Positions, Stand


def stand_fields(row: Stand) -> dict[str, Any]:
    """A speaker in one status as a flat row."""
    strongest = row.strongest
    dates = row.dates
    return {
        "name": row.name,
        "speaker": row.speaker,
        "kind": row.kind,
        "status": row.status,
        "role": row.role,
        "statements": len(row.statements),
        "acts": row.acts,
        "documents": row.documents,
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "strongest": strongest.ref,
        "strongest_words": strongest.words,
        "reportative": row.reported,
        "anonymous": row.anonymous,
        "refs": [each.ref for each in row.statements],
    }


def position_fields(row: Position) -> dict[str, Any]:
    """One statement toward the target as a flat row."""
    return {
        "id": row.ref,
        "date": row.date,
        "name": row.name,
        "kind": row.kind,
        "status": row.status,
        "role": row.role,
        "act": row.act,
        "toward": row.toward,
        "counts_as": row.why,
        "strength": row.strength,
        "reportative": row.reported,
        "anonymous": row.anonymous,
        "content": row.words,
        "attributions": list(row.attributions),
        "documents": list(row.documents),
    }


def positions_fields(found: Positions) -> dict[str, Any]:
    """The whole answer as one object."""
    return {
        "summary": found.summary,
        "toward": {
            "name": found.name,
            "counted": found.targets,
            "unclear": list(found.unclear),
            "including": list(found.asked.including),
        },
        "lines": found.lines,
        "speakers": [stand_fields(row) for row in found.named],
        "bodies": [stand_fields(row) for row in found.bodies],
        "unnamed": [stand_fields(row) for row in found.unnamed],
        "silent": [
            {"name": each.name, "speaker": each.speaker, "role": each.role, "status": each.status}
            for each in found.silent
        ],
        "statements": [
            position_fields(each)
            for row in (*found.named, *found.bodies, *found.unnamed)
            for each in row.statements
        ],
    }


@click.command()
@click.option(
    "--toward", required=True, metavar="NAME", help="The person: a name in any script and spelling, or p12."
)
@click.option(
    "--among",
    multiple=True,
    metavar="BODY",
    help="Only members of a body (army, армия); several names may be given.",
)
@click.option(
    "--status", type=click.Choice(["current", "former", "unknown"]), help="Only who spoke in this status."
)
@click.option("--since", metavar="DATE", help="Said on or after: 2024, 2024-12 or 2024-12-05.")
@click.option("--until", metavar="DATE", help="Said on or before: 2024, 2024-12 or 2024-12-05.")
@click.option(
    "--including",
    multiple=True,
    metavar="ALIAS",
    help="Another name that counts as the person's (the Kremlin).",
)
@click.option(
    "--statements", "each", is_flag=True, help="The statements instead of the speakers, a row each."
)
@ledger_option
@format_options
def positions(
    toward: str,
    among: tuple[str, ...],
    status: str | None,
    since: str | None,
    until: str | None,
    including: tuple[str, ...],
    each: bool,
    ledger_place: str | None,
    form: str,
    as_json: bool,
) -> int:
    """Show who is on record toward a person: each speaker in the status at the time, with the statements by act.

    A statement counts when it is aimed at the person, or at a policy, a decision or a body named as theirs. Where NAME fits
    several people they are listed, and the exit status is 2.
    """
    from onrecord.cli.output import Column, emit, one_line, to_json
    from onrecord.reports.positions import positions as answer
    from onrecord.reports.stands import Asked

    asked = Asked(toward=toward, among=among, status=status, since=since, until=until, including=including)
    with open_ledger(ledger_place) as ledger:
        found = answer(ledger, asked)
    if as_json:
        print(to_json(positions_fields(found)))
        return 0
    if form == "table":
        for line in found.lines:
            print(one_line(line))
        for member in found.silent:
            print(one_line(f"silent: {member.speaker} {member.name}, {member.role} ({member.status})"))
        print()
    speakers = (
        Column("name", "who", "bold cyan", ratio=4),
        Column("kind", "kind", "dim", show=lambda value: value.replace("_", " ")),
        Column("status", "status", "magenta"),
        Column("role", "role", ratio=3),
        Column("statements", "said"),
        Column("acts", "acts", "green", ratio=3, show=_spread),
        Column("first", "first", "dim"),
        Column("last", "last", "dim"),
        Column("reportative", "only reported", "yellow"),
        Column("documents", "documents"),
        Column("strongest_words", "strongest", ratio=5),
    )
    single = (
        Column("id", "id", "dim"),
        Column("date", "said", "dim"),
        Column("name", "who", "bold cyan", ratio=3),
        Column("status", "status", "magenta"),
        Column("act", "act", "green"),
        Column("toward", "toward", ratio=2),
        Column("content", "content", ratio=6),
        Column("attributions", "rests on", "dim"),
        Column("documents", "in", "dim"),
    )
    stands = (*found.named, *found.bodies, *found.unnamed)
    rows = (
        (position_fields(one) for row in stands for one in row.statements)
        if each
        else map(stand_fields, stands)
    )
    empty = f"Nobody is on record toward {found.name} in this ledger."
    emit(rows, single if each else speakers, form, as_json=False, empty=empty)
    return 0


def _spread(value: dict[str, int]) -> str:
    return ", ".join(f"{count} {act}" for act, count in value.items())
