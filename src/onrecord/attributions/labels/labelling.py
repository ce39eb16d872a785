"""Labels of an attribution by its words: act, hedge, prediction, each with the words that decided."""

from __future__ import annotations

from dataclasses import replace

from onrecord.attributions.labels.hedging import interval, marker, phrase_of
from onrecord.attributions.labels.lexicon import act_scores, chosen
from onrecord.attributions.labels.signals import signals
from onrecord.attributions.labels.weights import ACTS, PREDICTIONS, STRENGTHS, Weights, weights
from onrecord.attributions.labels.wording import Signals, Wording, wording
from onrecord.attributions.record import Attribution, Hedge
from onrecord.languages.labelwords import LabelWords, label_words


def labelled(attribution: Attribution, text: str, language: str) -> Attribution:
    """``attribution`` with ``act``, ``prediction``, ``hedge`` and a reason for each, told by its words alone.

    ``text`` is the document's, ``language`` an ISO 639-1 code; in a language without a pack the attribution
    comes back as it is.
    """
    try:
        return label_with(weights(), attribution, text, language)
    except KeyError:
        return attribution


def label_with(table: Weights, attribution: Attribution, text: str, language: str) -> Attribution:
    """The same with other weights. Raises KeyError for a language without a pack."""
    lists = label_words(language)
    words = wording(attribution, text)
    found = signals(words, lists)
    act, why_act = chosen(ACTS, table.act, found, text)
    strength, why_strength = chosen(STRENGTHS, table.strength, found, text)
    forward, why_forward = chosen(PREDICTIONS, table.prediction, found, text)
    hedge, why_hedge = _hedge(words, lists, found, strength, why_strength, text)
    reasons = {**attribution.reasons, "act": why_act, "hedge": why_hedge, "prediction": why_forward}
    return replace(attribution, act=act, prediction=forward == "yes", hedge=hedge, reasons=reasons)


def scores_by_words(attribution: Attribution, text: str, language: str) -> dict[str, float]:
    """The log probability of each act by words. Raises KeyError for a language without a pack."""
    return act_scores(read_signals(attribution, text, language))


def read_signals(attribution: Attribution, text: str, language: str) -> Signals:
    """The named signals of an attribution's words. Raises KeyError for a language without a pack."""
    return signals(wording(attribution, text), label_words(language))


def _hedge(
    words: Wording, lists: LabelWords, found: Signals, strength: str, why: str, text: str
) -> tuple[Hedge, str]:
    distance = marker(words, lists)
    span = phrase_of(words, lists, found, strength)
    told = [f"{strength}: {why}"]
    if span is not None:
        readers = interval(span.of(text), lists.language)
        if readers:
            told.append(f"readers take “{span.of(text)}” for {readers[0]} to {readers[1]} of 100")
    if distance is not None:
        told.insert(0, f"the author's distance: “{distance.of(text)}”")
    chosen_span = span or distance
    return (
        Hedge(
            strength=strength,
            reportative=distance is not None,
            phrase=None if chosen_span is None else chosen_span.of(text),
            holder="author" if distance is not None else "speaker" if span is not None else None,
        ),
        "; ".join(told),
    )
