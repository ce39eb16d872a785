"""What a label network says of one attribution, before anything is decided on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.text.document import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Of one attribution: natural log probabilities of each value, and the words that stand out.

    ``values`` maps ``act``, ``status``, ``strength``, ``prediction``, ``reportative`` and, where there is a speaker
    network, ``kind`` to the log probability of each of their values (``prediction`` and ``reportative``: ``yes``,
    ``no``). ``spans`` maps ``toward``, ``role`` and ``clue`` to stretches of the text with their probability,
    likeliest first. ``looked`` are the words that weighed most for the act.
    """

    values: Mapping[str, Mapping[str, float]]
    spans: Mapping[str, tuple[tuple[Span, float], ...]]
    looked: tuple[Span, ...] = ()
