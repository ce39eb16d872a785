"""What the label network says of attributions that are given: by a reader, an analyst, another tool."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attributions.neural.files import present
from onrecord.attributions.neural.labelling import Parts, scored
from onrecord.attributions.record import Attribution
from onrecord.attributions.scores import Scores
from onrecord.text.document import Document, Span


def scores_of(document: Document, attributions: Sequence[Attribution]) -> dict[str, Scores]:
    """The scores of ``attributions`` by their id; empty where the model's files are not installed.

    Every attribution must have a part that is no empty span.
    """
    if not present() or not attributions:
        return {}
    from onrecord.attributions.neural.pieces import pieces_of
    from onrecord.attributions.neural.store import model
    from onrecord.attributions.neural.windows import cores, look

    read_by = model()
    if read_by.labels is None:
        return {}
    found: dict[str, Scores] = {}
    for core in cores(pieces_of(document.text, read_by.tokenizer), len(document.text)):
        here = [each for each in attributions if core.answers_for(_place(each).start)]
        if here:
            seen = look(core.pieces, read_by.network, read_by.ends)
            parts = [Parts(each.source, each.cue, each.content) for each in here]
            for each, scores in zip(here, scored(seen, parts, read_by.labels), strict=True):
                found[each.id] = scores
    return found


def _place(attribution: Attribution) -> Span:
    return (*attribution.cue, *attribution.content, *attribution.source)[0]
