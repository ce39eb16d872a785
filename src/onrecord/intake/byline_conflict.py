"""The warning ``byline-conflict``: a document names its author in two ways that cannot be one person.

What is compared are the byline (from metadata or the head of the text), the introduction of a translated or
reprinted piece, and the closing line about the author. A person merely mentioned is none of these
(:mod:`onrecord.intake.bylines`); newsrooms and agencies are left out, and so is a signature after a dash, which may
as well sign a quotation.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from onrecord.intake.bylines import CLOSING, INTRODUCTION, SIGNATURE
from onrecord.intake.names import is_personal, may_be_one
from onrecord.text.document import Finding, Span, Warning

CODE = "byline-conflict"


def byline_conflict(findings: Iterable[Finding]) -> Warning | None:
    """The warning for findings of ``byline`` that contradict each other; null where all can be one set of authors.

    Two places agree when they share one author: a closing line may speak of one of three authors.
    """
    claims = [each for each in findings if each.field == "byline" and is_personal(each.value)]
    groups: dict[str, list[Finding]] = {}
    for each in claims:
        if each.place != SIGNATURE:
            groups.setdefault(_kind(each.place), []).append(each)
    differing: dict[Finding, None] = {}
    for left, right in combinations(groups.values(), 2):
        if not any(may_be_one(one.value, other.value) for one in left for other in right):
            differing |= dict.fromkeys([*left, *right])
    return _warning(list(differing)) if differing else None


def _kind(place: str) -> str:
    return place if place in {INTRODUCTION, CLOSING} else "byline"


def _warning(differing: list[Finding]) -> Warning:
    ordered = sorted(differing, key=lambda each: (each.span is None, each.span or Span(0, 0)))
    names = "; ".join(dict.fromkeys(f"{each.value} ({each.place})" for each in ordered))
    spans = tuple(dict.fromkeys(each.span for each in ordered if each.span is not None))
    return Warning(CODE, f"the document names its author in ways that differ: {names}", spans)
