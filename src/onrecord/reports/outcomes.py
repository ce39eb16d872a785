"""What analysts decide on forecasts: how they ended, what their terms are, what others say of them. All are judgements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from onrecord.errors import NoSuchRecord, UsageError
from onrecord.forecasts.scores import OUTCOMES
from onrecord.forecasts.terms import Probability, probability_of
from onrecord.ledger import JudgementRow, Ledger
from onrecord.reports.forecasting import REF, Forecast, forecast_named, part_of
from onrecord.speakers.asking import checked_date
from onrecord.statements.occasion import days_of


def resolve(
    ledger: Ledger, ref: str, outcome: str, *, evidence: Sequence[str], note: str, by: str
) -> tuple[Forecast, JudgementRow]:
    """Say how a forecast ended. ``evidence`` names documents of the ledger, which are there or nothing is written.

    Raises :class:`UsageError` where it has an outcome, where the outcome is none, and where what happened or did not
    has no evidence; :class:`NoSuchRecord` for a forecast or a document that is not there.
    """
    if outcome not in OUTCOMES:
        raise UsageError(f"{outcome}: no such outcome (one of {', '.join(OUTCOMES)})")
    forecast = forecast_named(ledger, ref)
    documents = [ledger.document(each).ref for each in evidence]
    if outcome != "unresolvable" and not documents:
        raise UsageError(f"{forecast.ref}: an outcome needs its evidence (--evidence d12)")
    if outcome == "unresolvable" and not note.strip() and not forecast.reason:
        raise UsageError(f"{forecast.ref}: say why it cannot be decided (--note TEXT)")
    # The terms as they stood go with the outcome: it is of them, whatever a newer version reads into the words.
    payload = {
        "part": part_of(forecast),
        "outcome": outcome,
        "evidence": documents,
        "what": forecast.what,
        "deadline": forecast.deadline,
        **({"reason": forecast.reason} if outcome == "unresolvable" and forecast.reason else {}),
    }
    return forecast, ledger.judge("resolve", [forecast.statement], by=by, reason=note, payload=payload)


def set_terms(
    ledger: Ledger,
    ref: str,
    *,
    by: str,
    reason: str = "",
    what: str | None = None,
    deadline: str | None = None,
    condition: str | None = None,
    probability: str | None = None,
) -> JudgementRow:
    """Say what a forecast's terms are, where its words leave them open. What is not given stays as it is read.

    ``deadline`` may be ``none``, where the words only seem to name one. ``probability`` is a phrase of the forecast's
    language, or a percentage. Raises :class:`UsageError` where nothing is
    given, the date is none, or the phrase says no probability that is known.
    """
    forecast, part = _named_or_next(ledger, ref)
    payload: dict[str, Any] = {"part": part}
    if part != part_of(forecast) and not what:
        raise UsageError(
            f"{ref}: say what the next thing is that {forecast.statement} foretells (--what TEXT)"
        )
    if what:
        payload["what"] = what
    if deadline == "none":
        payload["deadline"] = None
    elif deadline is not None:
        try:
            days = days_of(checked_date(deadline))
        except ValueError as error:
            raise UsageError(f"{forecast.ref}: {error}") from None
        if days is None:
            raise UsageError(f"{forecast.ref}: {deadline}: no such day")
        payload["deadline"] = days[1].isoformat()
    if condition:
        payload["condition"] = condition
    if probability:
        stated = _stated(ledger, forecast, probability)
        payload["probability"] = {"phrase": stated.phrase, "low": stated.low, "high": stated.high}
    if len(payload) == 1:
        raise UsageError(f"{forecast.ref}: nothing to set (--what, --by, --condition or --probability)")
    return ledger.judge("terms", [forecast.statement], by=by, reason=reason, payload=payload)


def _named_or_next(ledger: Ledger, ref: str) -> tuple[Forecast, int]:
    """The forecast, or where one more is named than the words give, the last one and the number of the next."""
    try:
        forecast = forecast_named(ledger, ref)
    except NoSuchRecord:
        match = REF.fullmatch(ref)
        if match is None or match[2] is None or int(match[2]) < 2:
            raise
        before = forecast_named(ledger, f"f{match[1]}.{int(match[2]) - 1}")
        return before, int(match[2])
    return forecast, part_of(forecast)


def _stated(ledger: Ledger, forecast: Forecast, phrase: str) -> Probability:
    percent = re.fullmatch(r"\s*(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?\s*%?\s*", phrase)
    if percent:
        low, high = int(percent[1]), int(percent[2] or percent[1])
        if low <= high <= 100:
            return Probability(phrase.strip(), low, high)
    languages = {row.language for row in ledger.statement(forecast.statement).attributions}
    for language in sorted(each for each in languages if each):
        found = probability_of(phrase, language)
        if found:
            return found
    raise UsageError(f"{phrase}: no probability that is known (a percentage, or a phrase as “likely”)")


def put_verdict(
    ledger: Ledger, ref: str, says: str, *, document: str, words: str, by: str, reason: str = ""
) -> JudgementRow:
    """Keep what a document says of a forecast, with the place of its words. It is no outcome, whatever it says.

    Raises :class:`UsageError` where the words do not stand in the document's text, or stand there twice.
    """
    if says not in OUTCOMES:
        raise UsageError(f"{says}: no such verdict (one of {', '.join(OUTCOMES)})")
    forecast = forecast_named(ledger, ref)
    full = ledger.document(document)
    count = full.text.count(words) if words else 0
    if count != 1:
        where = "does not stand" if not count else f"stands {count} times"
        raise UsageError(f"{full.ref}: “{words}” {where} in its text (give words that stand there once)")
    start = full.text.index(words)
    payload = {
        "part": part_of(forecast), "says": says, "version": full.version, "span": [start, start + len(words)],
    }  # fmt: skip
    return ledger.judge("verdict", [forecast.statement, full.ref], by=by, reason=reason, payload=payload)
