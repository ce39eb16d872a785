"""``onrecord documents``, ``attributions`` and ``statements``: what a ledger holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from onrecord.attributions.record import ACTS
from onrecord.cli.options import format_options, ledger_option, open_ledger

if TYPE_CHECKING:
    from onrecord.ledger.rows import AttributionRow, DocumentRow, StatementRow


def _dates(command: Any) -> Any:
    command = click.option(
        "--until", metavar="DATE", help="Published on or before: 2024, 2024-12 or 2024-12-05."
    )(command)
    return click.option(
        "--since", metavar="DATE", help="Published on or after: 2024, 2024-12 or 2024-12-05."
    )(command)


def _limit(command: Any) -> Any:
    return click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows.")(command)


def document_fields(row: DocumentRow) -> dict[str, Any]:
    """A document as a flat row for listings and export."""
    return {
        "id": row.ref,
        "published": row.published,
        "language": row.language,
        "outlet": row.outlet,
        "title": row.title,
        "byline": list(row.byline),
        "attributions": row.attributions,
        "warnings": [warning.code for warning in row.warnings],
        "version": row.version,
        "versions": row.versions,
        "captures": row.captures,
        "captured_at": row.captured_at,
        "captured_from": row.captured_from,
        "identity": row.identity,
        "url": row.url,
        "path": row.path,
        "sha256": row.sha256,
        "text_sha256": row.text_sha256,
        "characters": row.characters,
        "removed": row.removed,
    }


def attribution_fields(row: AttributionRow) -> dict[str, Any]:
    """An attribution as a flat row for listings and export; spans are into the document's text."""
    record = row.record
    return {
        "id": row.ref,
        "document": row.document_ref,
        "source": row.speaker_words,
        "cue": row.cue_words,
        "content": row.quoted_words,
        "mode": record.mode,
        "nested_in": f"a{row.nested_in}" if row.nested_in is not None else None,
        "statement": f"s{row.statement_id}" if row.statement_id is not None else None,
        "speaker": record.speaker.name,
        "act": record.act,
        "toward": record.toward.name if record.toward else None,
        "toward_span": list(record.toward.span) if record.toward and record.toward.span else None,
        "prediction": record.prediction,
        "strength": record.hedge.strength,
        "reportative": record.hedge.reportative,
        "hedge_phrase": record.hedge.phrase,
        "hedge_holder": record.hedge.holder,
        "said_at": record.said_at,
        "said_at_text": record.said_at_text,
        "venue": record.venue,
        "judged": list(row.standing.words),
        "published": row.published,
        "outlet": row.outlet,
        "title": row.title,
        "byline": list(row.byline),
        "language": row.language,
        "url": row.url,
        "path": row.path,
        "captured_at": row.captured_at,
        "sha256": row.sha256,
        "text_sha256": row.text_sha256,
        "source_spans": [list(span) for span in record.source],
        "cue_spans": [list(span) for span in record.cue],
        "content_spans": [list(span) for span in record.content],
        "reasons": record.reasons,
        "made_by": f"{row.made_by} {row.made_version}",
    }


def statement_fields(row: StatementRow) -> dict[str, Any]:
    """A statement as a flat row: its words are those of the first attribution it rests on."""
    first = row.attributions[0] if row.attributions else None
    return {
        "id": row.ref,
        "attributions": [found.ref for found in row.attributions],
        "documents": list(dict.fromkeys(found.document_ref for found in row.attributions)),
        "source": first.speaker_words if first else None,
        "content": first.quoted_words if first else None,
        "rules": list(row.rules),
        "judged": list(row.standing.words),
    }


@click.command()
@ledger_option
@click.option("--outlet", metavar="TEXT", help="Outlets whose name holds this.")
@click.option("--title", metavar="TEXT", help="Titles that hold this.")
@click.option("--language", metavar="CODE", help="en, ru, uk or another ISO 639-1 code.")
@click.option("--text", metavar="QUERY", help="Only documents in which a search finds these words.")
@click.option("--removed", is_flag=True, help="Those that were removed from every view, too.")
@_dates
@_limit
@format_options
def documents(
    ledger_place: str | None,
    outlet: str | None,
    title: str | None,
    language: str | None,
    text: str | None,
    removed: bool,
    since: str | None,
    until: str | None,
    limit: int | None,
    form: str,
    as_json: bool,
) -> int:
    """List the documents of a ledger, oldest entry first."""
    from onrecord.cli.output import Column, emit
    from onrecord.ledger import DocumentFilter

    wanted = DocumentFilter(
        outlet=outlet,
        title=title,
        language=language,
        text=text,
        removed=removed,
        since=since,
        until=until,
        limit=limit,
    )
    columns = (
        Column("id", "id", "dim"),
        Column("published", "published", show=lambda value: (value or "")[:10]),
        Column("language", "lang", "dim"),
        Column("outlet", "outlet", ratio=2),
        Column("title", "title", "bold", ratio=5),
        Column("attributions", "found"),
        Column("warnings", "warnings", "yellow", ratio=2),
    )
    with open_ledger(ledger_place) as ledger:

        def rows() -> Iterator[dict[str, Any]]:
            for row in ledger.documents(wanted):
                fields = document_fields(row)
                if form == "table" and not as_json:
                    fields["title"] = row.title or row.identity
                yield fields

        emit(rows(), columns, form, as_json=as_json, empty="No documents.")
    return 0


@click.command()
@ledger_option
@click.option("--speaker", metavar="TEXT", help="Speakers whose words hold this, in any grammatical case.")
@click.option("--document", metavar="DOCUMENT", help="One document: d12, its path, URL or hash.")
@click.option("--text", metavar="QUERY", help="Only attributions in which a search finds these words.")
@click.option("--outlet", metavar="TEXT", help="Outlets whose name holds this.")
@click.option("--language", metavar="CODE", help="en, ru or uk.")
@click.option("--mode", type=click.Choice(["direct", "mixed", "indirect"]), help="How much is quoted.")
@click.option(
    "--state",
    type=click.Choice(
        ["accepted", "rejected", "edited", "graded", "resolved", "noted", "judged", "unjudged"]
    ),
    help="What analysts made of it.",
)
@click.option("--act", type=click.Choice(ACTS), metavar="ACT", help=f"What the words do: {', '.join(ACTS)}.")
@click.option("--toward", metavar="TEXT", help="Aimed at a target whose name holds this.")
@click.option("--prediction", is_flag=True, help="Only what says something about the future.")
@click.option("--reportative", is_flag=True, help="Only what its author keeps a distance from (reportedly).")
@click.option("--said-since", metavar="DATE", help="Said on or after, where the text tells when.")
@click.option("--said-until", metavar="DATE", help="Said on or before, where the text tells when.")
@click.option("--outer", is_flag=True, help="Leave out those inside another attribution's content.")
@click.option("--superseded", is_flag=True, help="What older versions found, too.")
@click.option("--cite", is_flag=True, help="Print each as a citation instead of a row.")
@_dates
@_limit
@format_options
def attributions(
    ledger_place: str | None,
    speaker: str | None,
    document: str | None,
    text: str | None,
    outlet: str | None,
    language: str | None,
    mode: str | None,
    state: Any,
    act: str | None,
    toward: str | None,
    prediction: bool,
    reportative: bool,
    said_since: str | None,
    said_until: str | None,
    outer: bool,
    superseded: bool,
    cite: bool,
    since: str | None,
    until: str | None,
    limit: int | None,
    form: str,
    as_json: bool,
) -> int:
    """List attributions: who is on record saying what, and where."""
    from onrecord.cli.output import Column, emit
    from onrecord.ledger import AttributionFilter

    wanted = AttributionFilter(
        speaker=speaker,
        document=document,
        text=text,
        outlet=outlet,
        language=language,
        mode=mode,
        state=state,
        act=act,
        toward=toward,
        prediction=prediction or None,
        reportative=reportative or None,
        said_since=said_since,
        said_until=said_until,
        nested=not outer,
        superseded=superseded,
        since=since,
        until=until,
        limit=limit,
    )
    columns = (
        Column("id", "id", "dim"),
        Column("document", "doc", "dim"),
        Column("published", "published", "dim", show=lambda value: (value or "")[:10]),
        Column("source", "source", "bold cyan", ratio=4),
        Column("cue", "cue", "yellow", ratio=3),
        Column("content", "content", ratio=7),
        Column("does", "act", "green", ratio=3),
        Column("judged", "judged", "magenta"),
    )
    with open_ledger(ledger_place) as ledger:
        found = ledger.attributions(wanted)
        if cite:
            _print_citations(found)
        else:
            rows = map(attribution_fields, found)
            if form == "table" and not as_json:
                rows = map(_with_act, rows)
            emit(rows, columns, form, as_json=as_json, empty="Nobody, on record, that this ledger holds.")
    return 0


def _with_act(fields: dict[str, Any]) -> dict[str, Any]:
    """For people: the act and its target in one column."""
    return {**fields, "does": " → ".join(filter(None, (fields["act"], fields["toward"])))}


def _print_citations(found: Iterator[AttributionRow]) -> None:
    from onrecord.cli.output import visible
    from onrecord.export.citations import citation_of

    for row in found:
        print(f"{row.ref}  {visible(citation_of(row))}\n")


@click.command()
@ledger_option
@_limit
@format_options
def statements(ledger_place: str | None, limit: int | None, form: str, as_json: bool) -> int:
    """List statements: one speaker saying one thing on one occasion, and the attributions each rests on."""
    from itertools import islice

    from onrecord.cli.output import Column, emit

    columns = (
        Column("id", "id", "dim"),
        Column("attributions", "rests on", "dim"),
        Column("source", "source", "bold cyan", ratio=4),
        Column("content", "content", ratio=7),
        Column("judged", "judged", "magenta"),
    )
    with open_ledger(ledger_place) as ledger:
        rows = (statement_fields(row) for row in islice(ledger.statements(), limit))
        emit(rows, columns, form, as_json=as_json, empty="No statements.")
    return 0
