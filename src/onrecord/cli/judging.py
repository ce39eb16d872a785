"""``onrecord judge``, ``undo``, ``judgements`` and ``review``: what analysts decide."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import analyst_option, format_options, ledger_option, open_ledger, reason_option

if TYPE_CHECKING:
    from onrecord.ledger.rows import JudgementRow

KINDS = ("accept", "reject", "edit", "merge", "split", "apart", "grade", "resolve", "note")


@click.command()
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("targets", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="FIELD=VALUE",
    help="For edit, grade and resolve: a field and its value, as text or JSON (speaker.name=Valko, grade=B2).",
)
@ledger_option
@analyst_option
@reason_option
def judge(
    kind: str,
    targets: tuple[str, ...],
    settings: tuple[str, ...],
    ledger_place: str | None,
    analyst: str,
    reason: str,
) -> int:
    """Judge attributions (a12), statements (s3), speakers (p1) or documents (d4).

    \b
    accept a12, reject a12      whether it stands
    edit a12 --set FIELD=VALUE  a better reading; the computed one is kept beside it
    merge s3 s7, merge p1 p7    these are one statement, or one speaker
    split s3 a12                a12 is another statement than the rest of s3
    split p1 m5                 m5 is another speaker than the rest of p1
    apart p1 p7                 these are two speakers
    grade a12 --set grade=B2    how reliable
    resolve s3 --set outcome=…  how a forecast ended
    resolve r2 --set to=a12     where a judgement up for review belongs
    note a12 --reason TEXT      a remark

    A judgement is kept for ever, with who, when and why; `undo` takes it back by another one.
    """
    payload = dict(_assignment(text) for text in settings)
    return make(kind, targets, ledger_place, analyst=analyst, reason=reason, payload=payload)


def make(
    kind: str,
    targets: Sequence[str],
    ledger_place: str | None,
    *,
    analyst: str,
    reason: str,
    payload: Mapping[str, Any] | None = None,
) -> int:
    """Make a judgement and print it; the exit status."""
    with open_ledger(ledger_place) as ledger:
        made = ledger.judge(kind, targets, by=analyst, reason=reason, payload=payload)
    print(f"{made.ref}\t{made.kind}\t{' '.join(made.targets)}")
    return 0


def _assignment(text: str) -> tuple[str, Any]:
    """``FIELD=VALUE`` as a pair; the value is JSON where it reads as JSON, else the text as it stands."""
    from onrecord.errors import UsageError

    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(f"--set {text}: write FIELD=VALUE")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


@click.command()
@click.argument("judgement", metavar="JUDGEMENT")
@ledger_option
@analyst_option
@reason_option
def undo(judgement: str, ledger_place: str | None, analyst: str, reason: str) -> int:
    """Take a judgement (j5) back. Both stay on record; an undo can be undone."""
    with open_ledger(ledger_place) as ledger:
        made = ledger.undo(judgement, by=analyst, reason=reason)
    print(f"{made.ref}\tundo\t{judgement}")
    return 0


def judgement_fields(row: JudgementRow) -> dict[str, Any]:
    """A judgement as a flat row for listings and export."""
    return {
        "id": row.ref,
        "at": row.at,
        "by": row.by,
        "kind": row.kind,
        "targets": list(row.targets),
        "reason": row.reason,
        "payload": row.payload,
        "undone": row.undone,
    }


@click.command()
@ledger_option
@click.option(
    "--kind", type=click.Choice([*KINDS, "terms", "verdict", "undo", "remove"]), help="Only this kind."
)
@click.option("--by", metavar="NAME", help="Only this analyst's.")
@click.option("--on", "target", metavar="ID", help="Only those on this attribution, statement or document.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows.")
@format_options
def judgements(
    ledger_place: str | None,
    kind: str | None,
    by: str | None,
    target: str | None,
    limit: int | None,
    form: str,
    as_json: bool,
) -> int:
    """List judgements, in the order they were made, those taken back included."""
    from onrecord.cli.output import Column, emit
    from onrecord.ledger import JudgementFilter

    columns = (
        Column("id", "id", "dim"),
        Column("at", "when"),
        Column("by", "by", ratio=2),
        Column("kind", "kind", "bold"),
        Column("targets", "on"),
        Column("reason", "reason", ratio=4),
        Column("undone", "", show=lambda value: "undone" if value else ""),
    )
    with open_ledger(ledger_place) as ledger:
        found = ledger.judgements(JudgementFilter(kind=kind, by=by, target=target, limit=limit))
        emit(map(judgement_fields, found), columns, form, as_json=as_json, empty="No judgements.")
    return 0


@click.command()
@ledger_option
@format_options
def review(ledger_place: str | None, form: str, as_json: bool) -> int:
    """List judgements that newer attributions could take over only by similar words, or not at all."""
    from onrecord.cli.output import Column, emit

    columns = (
        Column("judgement", "judgement", "dim"),
        Column("kind", "kind", "bold"),
        Column("how", "carried"),
        Column("score", "alike"),
        Column("before", "judged words", ratio=4),
        Column("after", "words now", ratio=4),
    )
    with open_ledger(ledger_place) as ledger:

        def rows() -> Iterator[dict[str, Any]]:
            for row in ledger.review():
                yield {
                    "id": row.ref,
                    "judgement": row.judgement.ref,
                    "kind": row.judgement.kind,
                    "how": row.how,
                    "score": round(row.score),
                    "before_id": row.before.ref,
                    "before": row.before.quoted_words,
                    "after_id": row.after.ref if row.after else None,
                    "after": row.after.quoted_words if row.after else None,
                }

        emit(rows(), columns, form, as_json=as_json, empty="Nothing up for review.")
    return 0
