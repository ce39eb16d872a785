"""Attributions by the model, with the rules as a second opinion: both propose, their calibrated confidence decides."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attributions.by_rules import Layout
from onrecord.attributions.neural.candidates import Candidate, candidates
from onrecord.attributions.neural.confidence import Calibration
from onrecord.attributions.neural.pieces import pieces_of
from onrecord.attributions.neural.store import Model
from onrecord.attributions.neural.windows import look
from onrecord.attributions.rules import Draft
from onrecord.text.document import Span


def drafts(text: str, language: str, layout: Layout, by_rules: Sequence[Draft], model: Model) -> list[Draft]:
    """The attributions of ``text`` as drafts, in no order; ``by_rules`` are those that the rules found in it."""
    pieces = pieces_of(text, model.tokenizer)
    seen = look(pieces, model.network, model.ends)
    return select(candidates(seen, model.decoder, layout.borders, by_rules), language, model.calibration)


def select(found: Sequence[Candidate], language: str, calibration: Calibration) -> list[Draft]:
    """The candidates that are worth a row, the more confident ones first; of two with one cue only the first."""
    rated = []
    for each in found:
        way = calibration.ways[each.way]
        confidence = way.confidence(each.scores, language)
        if way.keeps(confidence, language):
            rated.append((confidence, each))
    rated.sort(key=lambda pair: -pair[0])
    kept: list[Draft] = []
    cues: list[Span] = []
    for confidence, each in rated:
        if any(_meet(span, other) for span in each.cue for other in cues):
            continue
        cues.extend(each.cue)
        kept.append(
            Draft(
                source=list(each.source),
                cue=list(each.cue),
                content=list(each.content),
                head=each.cue[0].start if each.cue else each.content[0].start,
                rules=dict(each.rules) or {"span": f"model: {each.way}"},
                confidence=round(confidence, 3),
            )
        )
    return kept


def _meet(left: Span, right: Span) -> bool:
    return left.start < right.end and right.start < left.end
