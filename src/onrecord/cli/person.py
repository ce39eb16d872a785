"""``onrecord person``: one speaker, all that the ledger holds of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import format_options, ledger_option, open_ledger

if TYPE_CHECKING:
    from onrecord.ledger import AttributionRow, FullSpeaker, RoleRow, SaidRow


def said_fields(row: SaidRow) -> dict[str, Any]:
    """One statement of a speaker as a flat row."""
    first = row.attributions[0]
    return {
        "id": row.ref,
        "date": row.date,
        "dated_by": row.dated_by,
        "role": row.role,
        "status": row.then.status,
        "status_from": row.then.basis,
        "status_source": row.then.source,
        "content": row.words,
        "attributions": [each.ref for each in row.attributions],
        "documents": list(dict.fromkeys(each.document_ref for each in row.attributions)),
        "outlets": list(dict.fromkeys(each.outlet for each in row.attributions if each.outlet)),
        "reported_by": list(row.reported_by),
        "hearsay": row.hearsay,
        "act": first.record.act,
        "toward": first.record.toward.name if first.record.toward else None,
        "judged": list(first.standing.words),
    }


def role_fields(row: RoleRow) -> dict[str, Any]:
    """One role of a speaker as a flat row."""
    return {
        "title": row.title,
        "body": row.body,
        "status": row.status,
        "as_of": row.as_of,
        "since": row.since,
        "until": row.until,
        "source": row.source,
        "span": list(row.span) if row.span else None,
        "mention": f"m{row.mention_id}",
    }


def person_fields(row: FullSpeaker) -> dict[str, Any]:
    """A speaker with everything, as one object."""
    return {
        "id": row.ref,
        "kind": row.kind,
        "name": row.name,
        "names": [
            {"name": each.name, "mentions": each.mentions, "weak": each.weak, "sources": list(each.sources)}
            for each in row.all_names
        ],
        "roles": [role_fields(each) for each in row.timeline],
        "speaks_for": list(row.speaks_for),
        "statements": [said_fields(each) for each in row.said],
        "conflicts": [{"what": each.what, "sources": list(each.sources)} for each in row.disagreements],
        "mentions": [
            {
                "id": each.ref,
                "name": each.name,
                "names": list(each.names),
                "source": each.source,
                "rule": each.rule,
                "score": each.score,
                "explanation": list(each.explanation),
                "shared": list(each.shared),
            }
            for each in row.mentions
        ],
        "suggestions": row.open_suggestions,
    }


@click.command()
@click.argument("name", metavar="NAME")
@click.option(
    "--about", metavar="TEXT", help="Only statements with these words, in order, and how the wording changed."
)
@ledger_option
@format_options
def person(name: str, about: str | None, ledger_place: str | None, form: str, as_json: bool) -> int:
    """Show a speaker: names, roles over time, statements in order, who reports them, what is only hearsay.

    NAME is a name in any script, case and spelling, or p12. Where several speakers may be meant they are listed, and the
    exit status is 2. `--format jsonl` and `csv` print the statements, a row each; `--json` prints everything.

    --about TEXT answers whether something was said before, and how the wording changed since the statement before it.
    """
    from onrecord.cli.output import Column, emit, to_json

    with open_ledger(ledger_place) as ledger:
        found = ledger.speaker(name)
    if about is not None:
        return _print_about(found, about, form, as_json)
    if as_json:
        print(to_json(person_fields(found)))
        return 0
    if form == "table":
        _print_head(found)
    columns = (
        Column("id", "id", "dim"),
        Column("date", "said"),
        Column("status", "status", "magenta"),
        Column("role", "role", ratio=3),
        Column("content", "content", ratio=7),
        Column("reported_by", "reported by", "dim", ratio=3),
        Column("hearsay", "hearsay", "yellow", ratio=2),
    )
    emit(map(said_fields, found.said), columns, form, as_json=False, empty="No statements on record.")
    return 0


def about_fields(said: Sequence[SaidRow], about: str) -> Iterator[dict[str, Any]]:
    """The statements that are about something, in order, each with what changed since the last in its language.

    ``changed_from`` names that one; ``change`` marks what went as ``[-…-]`` and what came as ``{+…+}``; both are null
    for the first. Raises :class:`UsageError` for a topic without words.
    """
    from onrecord.statements.about import is_about, topic
    from onrecord.statements.changes import changes, shown

    asked = topic(about)
    before: dict[str | None, tuple[str, str]] = {}
    for row in said:
        best = best_wording(row)
        toward = best.record.toward.name if best.record.toward else None
        if not is_about(asked, best.quoted_words, best.language, toward):
            continue
        last = before.get(best.language)
        yield {
            **said_fields(row),
            "content": best.quoted_words,
            "language": best.language,
            "changed_from": last[0] if last else None,
            "change": shown(changes(last[1], best.quoted_words)) if last else None,
        }
        before[best.language] = row.ref, best.quoted_words


def best_wording(row: SaidRow) -> AttributionRow:
    """The report that has most of a speaker's own words: a quotation goes before a report of it, a longer before a
    shorter."""
    order = ("direct", "mixed", "indirect")
    return min(
        row.attributions, key=lambda each: (order.index(each.record.mode), -len(each.quoted_words), each.id)
    )


def _print_about(found: FullSpeaker, about: str, form: str, as_json: bool) -> int:
    from onrecord.cli.output import Column, emit

    columns = (
        Column("id", "id", "dim"),
        Column("date", "said"),
        Column("act", "act", "green"),
        Column("status", "status", "magenta"),
        Column("content", "content", ratio=6),
        Column("change", "what changed", "yellow", ratio=6),
        Column("reported_by", "reported by", "dim", ratio=2),
    )
    emit(
        about_fields(found.said, about),
        columns,
        form,
        as_json=as_json,
        empty=f"{found.name}: nothing on record about “{about}”.",
    )
    return 0


def _print_head(found: FullSpeaker) -> None:
    from onrecord.cli.output import one_line

    print(one_line(f"{found.ref} {found.name} ({found.kind.replace('_', ' ')})"))
    others = [each for each in found.all_names if each.name != found.name]
    for each in others:
        weak = ", weak" if each.weak else ""
        print(one_line(f"also: {each.name} ({_places(each.sources)}{weak})"))
    for role in found.timeline:
        print(one_line(f"role: {_role(role)} ({role.source})"))
    for body in found.speaks_for:
        print(one_line(f"speaks for: {body}"))
    for conflict in found.disagreements:
        print(one_line(f"conflict: {conflict.what} ({' against '.join(conflict.sources)})"))
    if found.open_suggestions:
        print(f"{found.open_suggestions} suggestions wait (see: onrecord speakers suggest)")
    hearsay = f", {found.hearsay} of them only hearsay" if found.hearsay else ""
    spread = ", ".join(f"{count} as {status}" for status, count in found.statuses.items())
    print(f"{found.statements} statements{hearsay}" + (f" ({spread})" if spread else "") + "\n")


def _role(role: RoleRow) -> str:
    from onrecord.speakers.timeline import with_body

    words = with_body(role.title, role.body)
    if role.since or role.until:
        words += f", {role.since or ''}–{role.until or ''}"
    if role.status:
        words += f", {role.status}"
    return words + (f" as of {role.as_of}" if role.as_of else "")


def _places(sources: tuple[str, ...]) -> str:
    return ", ".join(sources[:3]) + (f" and {len(sources) - 3} more" if len(sources) > 3 else "")
