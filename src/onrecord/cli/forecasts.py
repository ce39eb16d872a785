"""``onrecord forecasts``: what was foretold, by when, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import analyst_option, format_options, ledger_option, open_ledger, reason_option

if TYPE_CHECKING:
    from datetime import date

    from onrecord.reports.forecasting import Forecast, Wanted

OUTCOMES = ("happened", "did-not", "partly", "unresolvable")
STATES = ("open", "due", "vague", *OUTCOMES)


def forecast_fields(row: Forecast) -> dict[str, Any]:
    """A forecast as a flat row."""
    return {
        "id": row.ref,
        "statement": row.statement,
        "speaker": row.speaker,
        "speaker_id": row.speaker_ref,
        "made": row.made,
        "what": row.what,
        "when": row.when,
        "deadline": row.deadline,
        "by_words": row.by_words,
        "condition": row.condition,
        "probability": row.probability,
        "low": row.low,
        "high": row.high,
        "state": row.state,
        "reason": row.reason,
        "outcome": row.outcome,
        "evidence": list(row.evidence),
        "note": row.note,
        "resolved_by": row.resolved_by,
        "set_by": row.set_by,
        "verdicts": [
            {
                "id": each.judgement,
                "by": each.by,
                "says": each.says,
                "document": each.where,
                "words": each.words,
            }
            for each in row.verdicts
        ],
        "attributions": list(row.attributions),
        "documents": list(row.documents),
    }


def _on(value: str | None) -> date | None:
    from datetime import date

    from onrecord.errors import UsageError

    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{value}: not a day (write 2024-12-05)") from None


def _narrowing(command: Any) -> Any:
    for option in reversed(
        (
            click.option("--speaker", metavar="TEXT", help="Whose name holds this, or p12."),
            click.option("--since", metavar="DATE", help="Made on or after: 2024, 2024-12 or 2024-12-05."),
            click.option("--until", metavar="DATE", help="Made on or before: 2024, 2024-12 or 2024-12-05."),
            click.option(
                "--as-of", metavar="DAY", help="Deadlines before this day have passed. [default: today]"
            ),
        )
    ):
        command = option(command)
    return command


@click.group(invoke_without_command=True)
@ledger_option
@_narrowing
@click.option("--open", "only_open", is_flag=True, help="Those without an outcome.")
@click.option("--due", is_flag=True, help="Those without an outcome whose deadline has passed.")
@click.option(
    "--vague", is_flag=True, help="Those that cannot be decided as they are stated, with the reason."
)
@click.option("--state", type=click.Choice(STATES), help="Only those in this state.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows.")
@format_options
@click.pass_context
def forecasts(
    context: click.Context,
    ledger_place: str | None,
    speaker: str | None,
    since: str | None,
    until: str | None,
    as_of: str | None,
    only_open: bool,
    due: bool,
    vague: bool,
    state: str | None,
    limit: int | None,
    form: str,
    as_json: bool,
) -> int:
    """List forecasts: what was foretold, by whom, by when, how likely, and what became of it.

    Nothing resolves itself: the commands below say how a forecast ended, set terms that its words leave open, keep what
    others say of it, and count.
    """
    if context.invoked_subcommand is not None:
        given = (ledger_place, speaker, since, until, as_of, only_open, due, vague, state, limit, as_json)
        if any(given) or form != "table":
            raise click.UsageError(
                f"options stand after the command: onrecord forecasts {context.invoked_subcommand} …"
            )
        return 0
    from itertools import islice

    from onrecord.cli.output import Column, emit
    from onrecord.reports import forecasting

    wanted = forecasting.Wanted(
        speaker=speaker,
        open=only_open,
        due=due,
        vague=vague,
        state=state,
        since=_date(since),
        until=_date(until),
    )
    columns = (
        Column("id", "id", "dim"),
        Column("made", "made", "dim"),
        Column("speaker", "speaker", "bold cyan", ratio=3),
        Column("what", "what", ratio=6),
        Column("deadline", "by"),
        Column("condition", "if", "dim", ratio=2),
        Column("probability", "how likely", "dim", ratio=2),
        Column("state", "state", "magenta"),
        Column("reason", "why", "yellow", ratio=2),
    )
    with open_ledger(ledger_place) as ledger:
        found = forecasting.forecasts(ledger, wanted, on=_on(as_of))
    rows = map(forecast_fields, islice(found, limit))
    emit(rows, columns, form, as_json=as_json, empty="No forecasts on record that fit.")
    return 0


def _date(value: str | None) -> str | None:
    from onrecord.ledger.filters import check_dates

    check_dates(value)
    return value


@forecasts.command()
@click.argument("forecast", metavar="FORECAST")
@click.option("--outcome", type=click.Choice(OUTCOMES), required=True, help="How it ended.")
@click.option(
    "--evidence",
    multiple=True,
    metavar="DOCUMENT",
    help="A document that shows it (d12, path, URL); several may be given.",
)
@click.option("--note", default="", metavar="TEXT", help="Why; kept with the judgement.")
@ledger_option
@analyst_option
def resolve(
    forecast: str, outcome: str, evidence: tuple[str, ...], note: str, ledger_place: str | None, analyst: str
) -> int:
    """Say how a forecast (f3) ended: a judgement, which `undo` takes back."""
    from onrecord.reports import outcomes

    with open_ledger(ledger_place) as ledger:
        row, made = outcomes.resolve(ledger, forecast, outcome, evidence=evidence, note=note, by=analyst)
    print(f"{made.ref}\t{row.ref}\t{outcome}")
    return 0


@forecasts.command(name="set")
@click.argument("forecast", metavar="FORECAST")
@click.option("--what", metavar="TEXT", help="What must come true.")
@click.option(
    "--by",
    "deadline",
    metavar="DATE",
    help="The last day that counts (2024-12-05), or none.",
)
@click.option("--condition", metavar="TEXT", help="Under which condition.")
@click.option("--probability", metavar="TEXT", help="What was stated: a percentage, or a phrase as “likely”.")
@ledger_option
@analyst_option
@reason_option
def set_(
    forecast: str,
    what: str | None,
    deadline: str | None,
    condition: str | None,
    probability: str | None,
    ledger_place: str | None,
    analyst: str,
    reason: str,
) -> int:
    """Set a forecast's terms where its words leave them open: a judgement, which `undo` takes back."""
    from onrecord.reports import outcomes

    with open_ledger(ledger_place) as ledger:
        made = outcomes.set_terms(
            ledger,
            forecast,
            by=analyst,
            reason=reason,
            what=what,
            deadline=deadline,
            condition=condition,
            probability=probability,
        )
    print(f"{made.ref}\t{forecast}\tterms")
    return 0


@forecasts.command()
@click.argument("forecast", metavar="FORECAST")
@click.option("--says", type=click.Choice(OUTCOMES), required=True, help="What it says of the forecast.")
@click.option(
    "--document", required=True, metavar="DOCUMENT", help="The document that says so (d12, path, URL)."
)
@click.option("--words", required=True, metavar="TEXT", help="Its words, as they stand in the text, once.")
@ledger_option
@analyst_option
@reason_option
def verdict(
    forecast: str, says: str, document: str, words: str, ledger_place: str | None, analyst: str, reason: str
) -> int:
    """Keep what an author says of a forecast. It is shown beside the forecast, and is never its outcome."""
    from onrecord.reports import outcomes

    with open_ledger(ledger_place) as ledger:
        made = outcomes.put_verdict(
            ledger, forecast, says, document=document, words=words, by=analyst, reason=reason
        )
    print(f"{made.ref}\t{forecast}\tverdict")
    return 0


@forecasts.command()
@ledger_option
@_narrowing
@format_options
def scores(
    ledger_place: str | None,
    speaker: str | None,
    since: str | None,
    until: str | None,
    as_of: str | None,
    form: str,
    as_json: bool,
) -> int:
    """Count by speaker: how many came true, with the interval; Brier and log score where a probability was stated."""
    from onrecord.cli.output import Column, emit
    from onrecord.reports import forecasting

    wanted: Wanted = forecasting.Wanted(speaker=speaker, since=_date(since), until=_date(until))
    columns = (
        Column("speaker", "speaker", "bold cyan", ratio=4),
        Column("forecasts", "made"),
        Column("happened", "happened"),
        Column("did_not", "did not"),
        Column("partly", "partly"),
        Column("unresolvable", "unresolvable"),
        Column("open", "open"),
        Column("hit_rate", "hit rate", "magenta", show=_share),
        Column("hit_interval", "95 %", "dim", show=_interval),
        Column("brier", "Brier", show=_interval),
        Column("log", "log", show=_interval),
        Column("stated", "with odds", "dim"),
        Column("left", "left open", show=_share),
    )
    with open_ledger(ledger_place) as ledger:
        found = forecasting.forecasts(ledger, wanted, on=_on(as_of))
    rows = (
        {
            "speaker": name,
            "speaker_id": ref,
            "forecasts": each.forecasts,
            "happened": each.happened,
            "did_not": each.did_not,
            "partly": each.partly,
            "unresolvable": each.unresolvable,
            "open": each.open,
            "due": each.due,
            "vague": each.vague,
            "hit_rate": _rounded(each.hit_rate),
            "hit_interval": _rounded(each.hit_interval),
            "stated": each.stated,
            "brier": _rounded(each.brier),
            "log": _rounded(each.log),
            "left": _rounded(each.left),
        }
        for name, ref, each in forecasting.scores(found)
    )
    emit(rows, columns, form, as_json=as_json, empty="No forecasts on record that fit.")
    return 0


def _rounded(value: Any) -> Any:
    if isinstance(value, tuple):
        return [round(each, 3) for each in value]
    return None if value is None else round(value, 3)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _interval(value: list[float] | None) -> str:
    return "–" if value is None else f"{value[0]:.2f}–{value[1]:.2f}"
