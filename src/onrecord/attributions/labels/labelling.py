"""Labels of an attribution: act, hedge, prediction, target, each with what decided.

By the words alone, or by the words and what a label network makes of the whole window: then their log probabilities are
added up (a product of experts, Hinton 2002), since the two were learned apart and err apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from onrecord.attributions.labels.hedging import interval, marker, phrase_of
from onrecord.attributions.labels.lexicon import explained
from onrecord.attributions.labels.signals import signals
from onrecord.attributions.labels.targets import AIMED, target
from onrecord.attributions.labels.weights import (
    ACTS,
    PREDICTIONS,
    STRENGTHS,
    Table,
    Weights,
    deciding,
    scores,
    weights,
)
from onrecord.attributions.labels.wording import Signals, Wording, wording
from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution, Hedge
from onrecord.attributions.scores import Scores
from onrecord.languages.labelwords import LabelWords, label_words
from onrecord.languages.pack import SUPPORTED
from onrecord.text.document import Span

_MARKED: Mapping[str, float] = {"no": -1.6, "yes": -0.22}
_UNMARKED: Mapping[str, float] = {"no": -0.05, "yes": -3.0}
"""Log probabilities of an author's distance with a marker of it and without. Set by hand between the labelled news (22 of 32
markers are ones, 9 of 3,620 without are) and the sentences written for it (90 of 90, 0 of 90)."""

_FORWARD: Mapping[str, float] = {
    "ask": 0.084, "confirm": 0.064, "criticise": 0.035, "demand": 0.017, "deny": 0.027, "feel": 0.240, "predict": 0.993,
    "promise": 0.033, "state": 0.037, "support": 0.047, "threaten": 0.251, "warn": 0.728,
}  # fmt: skip
_FORWARD_MEAN = 0.119
"""How often each act is a prediction, and how often any is, among the 30,065 attributions of ``training/labels`` and
``acts_train.jsonl``."""

_FORWARD_WORDS, _TOGETHER = 0.5, 0.5
"""What the words weigh beside the network for a prediction, where they are the worse judges, and what the shares above weigh
(the acts are told from the same words). Set on the annotated news, on the plateau between 0.25 and 0.75."""


def labelled(attribution: Attribution, text: str, language: str, seen: Scores | None = None) -> Attribution:
    """``attribution`` with ``act``, ``toward``, ``prediction``, ``hedge`` and a reason for each.

    ``text`` is the document's, ``language`` an ISO 639-1 code, ``seen`` what a label network says of it; in a language
    without a pack the attribution comes back as it is.
    """
    try:
        return label_with(weights(), attribution, text, language, seen)
    except KeyError:
        return attribution


def with_labels(reading: Reading) -> Reading:
    """A reading with the labels of its attributions."""
    document = reading.document
    if document.language not in SUPPORTED:
        return reading
    found = [
        labelled(each, document.text, document.language, reading.scores.get(each.id))
        for each in reading.attributions
    ]
    return replace(reading, attributions=tuple(_own_targets(found)))


def _own_targets(found: Sequence[Attribution]) -> list[Attribution]:
    """Without the targets that belong to somebody reported: who says that others are critical of a plan takes no side.

    A report that nobody makes keeps the target: whose side it tells of is all that it says.
    """
    inner: dict[str, list[Span]] = {}
    for each in found:
        if each.nested_in is not None and each.toward is not None and each.toward.span is not None:
            inner.setdefault(each.nested_in, []).append(each.toward.span)
    return [
        replace(
            each, toward=None, reasons={name: why for name, why in each.reasons.items() if name != "toward"}
        )
        if each.toward is not None
        and each.toward.span is not None
        and each.act not in AIMED
        and each.source
        and any(span.overlaps(each.toward.span) for span in inner.get(each.id, ()))
        else each
        for each in found
    ]


def label_with(
    table: Weights, attribution: Attribution, text: str, language: str, seen: Scores | None = None
) -> Attribution:
    """The same with other weights. Raises KeyError for a language without a pack."""
    lists = label_words(language)
    words = wording(attribution, text)
    found = signals(words, lists)
    act = _decided("act", ACTS, table.act, found, text, seen)
    strength = _decided("strength", STRENGTHS, table.strength, found, text, seen)
    forward = _decided("prediction", PREDICTIONS, table.prediction, found, text, seen, act.row)
    hedge, why_hedge = _hedge(words, lists, found, strength, text, seen)
    toward, why_toward = target(attribution, act.value, text, language, seen)
    reasons = {**attribution.reasons, "act": act.why, "hedge": why_hedge, "prediction": forward.why}
    if toward is not None:
        reasons["toward"] = why_toward
    return replace(
        attribution,
        act=act.value,
        toward=toward,
        prediction=forward.value == "yes",
        hedge=hedge,
        reasons=reasons,
    )


def read_signals(attribution: Attribution, text: str, language: str) -> Signals:
    """The named signals of an attribution's words. Raises KeyError for a language without a pack."""
    return signals(wording(attribution, text), label_words(language))


@dataclass(frozen=True, slots=True)
class _Decided:
    """A value and why; ``row`` are the log probabilities of all values, up to a constant."""

    value: str
    why: str
    row: Sequence[float]


def _decided(
    label: str,
    values: Sequence[str],
    table: Table,
    found: Signals,
    text: str,
    seen: Scores | None,
    acts: Sequence[float] = (),
) -> _Decided:
    """The likeliest value; and the words, as they stand in the text, that speak most for it against the next.

    With ``acts``, the log probabilities of the acts, it is the value of the likeliest pair of both.
    """
    by_words = scores(table, found)
    row = by_words
    if seen is not None:
        share = _FORWARD_WORDS if acts else 1.0
        row = [share * own + seen.values[label][value] for own, value in zip(by_words, values, strict=True)]
        if acts:
            row = [own + _with_act(acts, value) for own, value in zip(row, values, strict=True)]
    best, other = sorted(range(len(values)), key=lambda place: -row[place])[:2]
    if seen is not None and best != max(range(len(values)), key=lambda place: by_words[place]):
        return _Decided(values[best], _in_context(seen, text), row)
    return _Decided(values[best], explained(deciding(table, found, best, other), found, text), row)


def _with_act(acts: Sequence[float], value: str) -> float:
    """The most that an act and ``value`` have together: a promise is no prediction, a warning mostly is."""
    shares = [_FORWARD[act] if value == "yes" else 1.0 - _FORWARD[act] for act in ACTS]
    mean = _FORWARD_MEAN if value == "yes" else 1.0 - _FORWARD_MEAN
    return max(own + _TOGETHER * log(share / mean) for own, share in zip(acts, shares, strict=True))


def _in_context(seen: Scores, text: str) -> str:
    """What is told where the words alone would have said another value."""
    looked = ", ".join(f"“{' '.join(span.of(text).split())}”" for span in seen.looked)
    return f"read in context, against the words alone; looked at most: {looked}"


def _hedge(
    words: Wording, lists: LabelWords, found: Signals, strength: _Decided, text: str, seen: Scores | None
) -> tuple[Hedge, str]:
    distance = marker(words, lists)
    reportative = distance is not None
    if seen is not None:
        own, other = _MARKED if reportative else _UNMARKED, seen.values["reportative"]
        reportative = own["yes"] + other["yes"] > own["no"] + other["no"]
    span = phrase_of(words, lists, found, strength.value)
    told = [f"{strength.value}: {strength.why}"]
    if span is not None:
        readers = interval(span.of(text), lists.language)
        if readers:
            told.append(f"readers take “{span.of(text)}” for {readers[0]} to {readers[1]} of 100")
    if reportative:
        words_of_it = f"“{distance.of(text)}”" if distance is not None else "read in context"
        told.insert(0, f"the author's distance: {words_of_it}")
    chosen_span: Span | None = span or (distance if reportative else None)
    return (
        Hedge(
            strength=strength.value,
            reportative=reportative,
            phrase=None if chosen_span is None else chosen_span.of(text),
            holder="author" if reportative else "speaker" if span is not None else None,
        ),
        "; ".join(told),
    )
