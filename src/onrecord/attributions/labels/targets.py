"""Whom or what an act is aimed at, as words of the text.

A label network marks the words. Without one, or where it marks none, the words beside the cue are taken where the cue
itself names the act and takes its target as an object (``accused the mayor of …``, ``призвал Думу …``).
Who that is in the document, the speakers' room says (:mod:`onrecord.speakers.targets`).
"""

from __future__ import annotations

import re

from onrecord.attributions.record import Attribution, Target
from onrecord.attributions.scores import Scores
from onrecord.languages.pack import pack
from onrecord.text.document import Span

AIMED = frozenset(["criticise", "support", "demand", "threaten", "warn", "deny"])
"""Acts that have a target by their nature (ANNOTATION.md, "toward")."""

_LIKELY = 0.5
_PLAIN = 0.75
"""Mean probability of a target's words from which on it is taken: for an act that is aimed, and for any other."""

_NAME = re.compile(r"(?:[A-ZА-ЯЁІЇЄҐ][\w’'ʼ-]*)(?:\s+[A-ZА-ЯЁІЇЄҐ][\w’'ʼ-]*){0,3}")
_OWN = re.compile(r"(?<=['’]s)(?:\s+[^\W\d_][\w-]*){1,3}")
"""What a possessive goes on with (``Lee’s handling of …``): up to three words, all of a short phrase."""

_EDGES = " \t\n,.;:!?—–-«»“”„\"'‘’()"


def target(
    attribution: Attribution, act: str, text: str, language: str, seen: Scores | None
) -> tuple[Target | None, str]:
    """The target and why; null where there is none."""
    if seen is not None:
        for span, probability in seen.spans.get("toward", ()):
            trimmed = _trimmed(span, text)
            if trimmed is not None and probability >= (_LIKELY if act in AIMED else _PLAIN):
                words = " ".join(trimmed.of(text).split())
                return Target(
                    name=words, span=trimmed
                ), f"the words it is aimed at, read in context ({probability:.2f})"
    if act in AIMED and attribution.cue and attribution.content:
        found = _object(attribution, text, language)
        if found is not None:
            return Target(name=" ".join(found.of(text).split()), span=found), "a name right after the cue"
    return None, ""


def _object(attribution: Attribution, text: str, language: str) -> Span | None:
    """A name that stands right after the cue, with nothing but small words between them."""
    cue, content = attribution.cue[-1], attribution.content[0]
    if content.start < cue.end or content.start - cue.end > 2:
        return None
    small = pack(language).words.prepositions | pack(language).words.determiners
    place = content.start
    for word in re.finditer(r"\S+", text[content.start : content.end]):
        place = content.start + word.start()
        if word.group().lower() not in small:
            break
    name = _NAME.match(text, place, content.end)
    if name is None:
        return None
    owned = _OWN.match(text, name.end(), content.end)
    return Span(name.start(), owned.end() if owned else name.end())


def _trimmed(span: Span, text: str) -> Span | None:
    """A span of whole words without marks at its edges."""
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1 : end].isalnum():
        end += 1
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end) if end > start else None
