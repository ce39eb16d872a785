"""What a rule makes of a sentence: an attribution that is still being put together."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.attributions.scores import Scores
from onrecord.text.document import Span


@dataclass(slots=True)
class Draft:
    """An attribution being put together. ``head`` is where its cue stands, ``rules`` say what found each part,
    ``confidence`` how likely it is right and ``scores`` what a label network says of it, where that was computed.

    ``finished`` is false for one whose quotation may go on in the sentences after it.
    """

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    head: int
    rules: dict[str, str]
    speech: bool = False
    quoted: bool = False
    confidence: float | None = None
    scores: Scores | None = None
