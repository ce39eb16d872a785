"""The forecast ledger: what was foretold, by whom, by when; what became of it, by judgements; how often they were right.

A forecast is a statement with ``prediction``. It is named ``f3`` after its statement ``s3``; where a statement foretells
several things, ``f3.2`` is the second. Nothing resolves itself. What an author says of a forecast is kept as his verdict,
never as its outcome.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast

from onrecord.errors import NoSuchRecord
from onrecord.forecasts.horizons import Horizon
from onrecord.forecasts.scores import OUTCOMES, Outcome, Score, Scored, score
from onrecord.forecasts.terms import Probability, Terms, terms, vagueness
from onrecord.ledger import (
    AttributionFilter,
    AttributionRow,
    JudgementFilter,
    JudgementRow,
    Ledger,
    StatementRow,
)
from onrecord.statements.occasion import days_of

REF = re.compile(r"f([1-9]\d{0,17})(?:\.([1-9]\d?))?")
_ORDER = ("direct", "mixed", "indirect")
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What somebody says of a forecast: the words of a document, or one of its statements. No outcome."""

    judgement: str
    by: str
    says: str
    where: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """One thing foretold.

    ``made`` is when it was said, as far as known. ``deadline`` is the last day that counts; ``when`` is ``explicit``,
    ``implied`` or ``none``. ``low`` and ``high`` are the interval of the stated probability, in percent. ``state`` is the
    outcome, else ``due`` (the deadline has passed), ``vague`` (``reason`` says why it cannot be decided as stated), or
    ``open``. ``set_by`` is the judgement that set the terms, null where they are read from the words.
    """

    ref: str
    statement: str
    speaker: str
    speaker_ref: str | None
    made: str | None
    what: str
    when: str
    deadline: str | None
    by_words: str | None
    condition: str | None
    probability: str | None
    low: int | None
    high: int | None
    state: str
    reason: str | None
    outcome: Outcome | None
    evidence: tuple[str, ...]
    note: str
    resolved_by: str | None
    set_by: str | None
    verdicts: tuple[Verdict, ...]
    attributions: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def scored(self) -> Scored:
        """What scoring needs."""
        stated = (self.low, self.high) if self.low is not None and self.high is not None else None
        return Scored(self.outcome, self.state == "due", self.state == "vague", stated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which forecasts; every field that is set must hold. ``open`` has no outcome, ``due`` a deadline that has passed."""

    speaker: str | None = None
    open: bool = False
    due: bool = False
    vague: bool = False
    state: str | None = None
    since: str | None = None
    until: str | None = None


def today() -> date:
    """The day in UTC."""
    return datetime.now(UTC).date()


def forecasts(ledger: Ledger, wanted: Wanted | None = None, *, on: date | None = None) -> list[Forecast]:
    """The forecasts of a ledger by the numbers of their statements; ``on`` is the day on which deadlines have passed."""
    asked = wanted or Wanted()
    day = on or today()
    decided = _Decided.of(ledger)
    held = {row.ref: row for row in ledger.statements(AttributionFilter(prediction=True))}
    for ref in sorted(decided.statements - held.keys()):
        held |= {row.ref: row for row in _held(ledger, ref)}
    names = ledger.speaker_names(
        sorted(
            {
                row.speaker_id
                for each in held.values()
                for row in each.attributions
                if row.speaker_id is not None
            }
        )
    )
    found = (
        forecast
        for statement in sorted(held.values(), key=lambda each: each.id)
        if statement.standing.verdict != "rejected"
        for forecast in _of_statement(ledger, statement, names, decided, day)
    )
    return [forecast for forecast in found if _fits(forecast, asked)]


def forecast_named(ledger: Ledger, ref: str, *, on: date | None = None) -> Forecast:
    """One forecast by its name. Raises :class:`NoSuchRecord` where there is none of that name."""
    match = REF.fullmatch(ref)
    if match is None:
        raise NoSuchRecord(f"{ref}: not the name of a forecast (f3, or f3.2; see: onrecord forecasts)")
    wanted = ref.removesuffix(".1")
    decided = _Decided.of(ledger)
    for statement in _held(ledger, f"s{match[1]}"):
        people = [row.speaker_id for row in statement.attributions if row.speaker_id is not None]
        for forecast in _of_statement(
            ledger, statement, ledger.speaker_names(people), decided, on or today()
        ):
            if forecast.ref == wanted:
                return forecast
        raise NoSuchRecord(
            f"{ref}: {statement.ref} foretells nothing of that number (see: onrecord forecasts)"
        )
    raise NoSuchRecord(f"{ref}: no such forecast in this ledger (see: onrecord forecasts)")


def _held(ledger: Ledger, ref: str) -> list[StatementRow]:
    try:
        return [ledger.statement(ref)]
    except NoSuchRecord:
        return []


def scores(found: Iterable[Forecast]) -> list[tuple[str, str | None, Score]]:
    """The score of each speaker: name, ``p12`` and score; those with the most forecasts first."""
    groups: dict[tuple[str, str | None], list[Scored]] = defaultdict(list)
    for each in found:
        groups[each.speaker, each.speaker_ref].append(each.scored)
    rows = [(name, ref, score(held)) for (name, ref), held in groups.items()]
    return sorted(rows, key=lambda row: (-row[2].forecasts, row[0], row[1] or ""))


@dataclass(frozen=True, slots=True)
class _Decided:
    """What analysts decided on forecasts, by statement and part, the latest last; those undone left out."""

    outcomes: Mapping[tuple[str, int], JudgementRow]
    set_terms: Mapping[tuple[str, int], Sequence[JudgementRow]]
    verdicts: Mapping[tuple[str, int], Sequence[JudgementRow]]
    statements: frozenset[str]

    @classmethod
    def of(cls, ledger: Ledger) -> _Decided:
        held = {
            kind: list(ledger.judgements(JudgementFilter(kind=kind, undone=False)))
            for kind in ("resolve", "terms", "verdict")
        }
        about = {row.targets[0] for rows in held.values() for row in rows if row.targets[0].startswith("s")}
        now = ledger.statements_now(sorted(about))

        def by_part(kind: str) -> dict[tuple[str, int], list[JudgementRow]]:
            found: dict[tuple[str, int], list[JudgementRow]] = defaultdict(list)
            for row in held[kind]:
                where = now.get(row.targets[0])
                if where is not None:
                    found[where, int(row.payload.get("part", 1))].append(row)
            return dict(found)

        outcomes = {
            place: [row for row in rows if row.payload.get("outcome") in OUTCOMES]
            for place, rows in by_part("resolve").items()
        }
        latest = {place: rows[-1] for place, rows in outcomes.items() if rows}
        rest = (by_part("terms"), by_part("verdict"))
        statements = {place[0] for each in (latest, *rest) for place in each}
        return cls(latest, *rest, frozenset(statements))


def _of_statement(
    ledger: Ledger,
    statement: StatementRow,
    names: Mapping[int, tuple[str, str]],
    decided: _Decided,
    on: date,
) -> Iterator[Forecast]:
    """The forecasts of one statement: read from the report that says most, changed by what analysts set."""
    foretelling = [row for row in statement.attributions if row.record.prediction]
    if not foretelling and statement.ref not in decided.statements:
        return
    rows = foretelling or list(statement.attributions)
    made = made_on(rows)
    days = days_of(made)
    counted_from = days[0] if days else None
    best, read = max(
        ((row, terms(row.quoted_words, row.language, counted_from, row.record.hedge.phrase)) for row in rows),
        key=lambda pair: _worth(*pair),
    )
    known = dict(enumerate(read, 1))
    places = {part for ref, part in (*decided.outcomes, *decided.set_terms) if ref == statement.ref}
    for part in sorted(known.keys() | places):
        place = statement.ref, part
        yield _forecast(
            ledger,
            statement,
            part,
            known.get(part),
            best=best,
            rows=rows,
            made=made,
            name=names.get(best.speaker_id) if best.speaker_id is not None else None,
            outcome=decided.outcomes.get(place),
            changed=decided.set_terms.get(place, ()),
            verdicts=decided.verdicts.get(place, ()),
            on=on,
        )


def made_on(rows: Sequence[AttributionRow]) -> str | None:
    """When a statement was made: the earliest time that a report gives, else the earliest publication."""
    told = sorted(row.record.said_at for row in rows if row.record.said_at)
    return next(iter(told or sorted(row.published[:10] for row in rows if row.published)), None)


def _worth(row: AttributionRow, read: Sequence[Terms]) -> tuple[int, int, int, int]:
    """How much of the terms a report gives: more deadlines first, then the speaker's own words, then the oldest."""
    dated = sum(each.horizon.deadline is not None for each in read)
    return dated, -_ORDER.index(row.record.mode), sum(each.horizon.kind != "none" for each in read), -row.id


def _forecast(
    ledger: Ledger,
    statement: StatementRow,
    part: int,
    read: Terms | None,
    *,
    best: AttributionRow,
    rows: Sequence[AttributionRow],
    made: str | None,
    name: tuple[str, str] | None,
    outcome: JudgementRow | None,
    changed: Sequence[JudgementRow],
    verdicts: Sequence[JudgementRow],
    on: date,
) -> Forecast:
    given: dict[str, Any] = {}
    for row in changed:
        given |= row.payload
    if outcome is not None:
        given |= {key: outcome.payload[key] for key in ("what", "deadline") if outcome.payload.get(key)}
    horizon = read.horizon if read else Horizon("none")
    if "deadline" in given:
        when = given["deadline"]
        horizon = Horizon("explicit", when, horizon.words) if when else Horizon("none")
    probability = read.probability if read else None
    if given.get("probability"):
        probability = Probability(**given["probability"])
    vague = vagueness(horizon)
    ended = cast("Outcome", outcome.payload["outcome"]) if outcome else None
    state = ended or ("vague" if vague else "due" if _over(horizon, on) else "open")
    return Forecast(
        ref=f"f{statement.id}" + (f".{part}" if part > 1 else ""),
        statement=statement.ref,
        speaker=name[1] if name else best.record.speaker.name or best.speaker_words or UNNAMED,
        speaker_ref=f"p{best.speaker_id}" if best.speaker_id is not None else None,
        made=made,
        what=given.get("what") or (read.what if read else best.quoted_words),
        when=horizon.kind,
        deadline=horizon.deadline,
        by_words=horizon.words,
        condition=given.get("condition") or (read.condition if read else None),
        probability=probability.phrase if probability else None,
        low=probability.low if probability else None,
        high=probability.high if probability else None,
        state=state,
        reason=(outcome.payload.get("reason") if outcome else None) or vague,
        outcome=ended,
        evidence=tuple(outcome.payload.get("evidence", ())) if outcome else (),
        note=outcome.reason if outcome else "",
        resolved_by=outcome.ref if outcome else None,
        set_by=changed[-1].ref if changed else None,
        verdicts=tuple(_verdict(ledger, each) for each in verdicts),
        attributions=tuple(row.ref for row in rows),
        documents=tuple(dict.fromkeys(row.document_ref for row in rows)),
    )


def _over(horizon: Horizon, on: date) -> bool:
    return horizon.deadline is not None and date.fromisoformat(horizon.deadline) < on


def _verdict(ledger: Ledger, row: JudgementRow) -> Verdict:
    where = row.targets[1] if len(row.targets) > 1 else row.targets[0]
    by, words = where, ""
    try:
        full = ledger.document(where, version=row.payload.get("version"))
        start, end = row.payload["span"]
        by, words = ", ".join(full.byline) or full.outlet or where, full.text[start:end]
    except (NoSuchRecord, KeyError):  # the document was forgotten, and its words with it
        pass
    return Verdict(judgement=row.ref, by=by, says=str(row.payload.get("says", "")), where=where, words=words)


def _fits(forecast: Forecast, wanted: Wanted) -> bool:
    made = forecast.made or ""
    named = wanted.speaker is None or wanted.speaker == forecast.speaker_ref
    return (
        (named or (wanted.speaker or "").casefold() in forecast.speaker.casefold())
        and not (wanted.open and forecast.outcome is not None)
        and not (wanted.due and forecast.state != "due")
        and not (wanted.vague and forecast.state != "vague")
        and (wanted.state is None or forecast.state == wanted.state)
        and (wanted.since is None or (bool(made) and made >= wanted.since[: len(made)]))
        and (wanted.until is None or (bool(made) and made[: len(wanted.until)] <= wanted.until))
    )


def part_of(forecast: Forecast) -> int:
    """Which of its statement's forecasts it is, from 1."""
    _, _, part = forecast.ref.partition(".")
    return int(part or 1)
