"""Whom or what an act is aimed at, as words of the text.

A name right after the cue is the target where the act is aimed (``accused Ann Lee of …``, ``призвал Думу …``), and what a
predicate of standing is about where the act is another (``are reported to be critical of Lee's orders``). Else a label
network marks the words: the likeliest piece counts, and grows to the whole words or name that it is a part of.
Who that is in the document, the speakers' room says (:mod:`onrecord.speakers.targets`).
"""

from __future__ import annotations

import re

from onrecord.attributions.labels.wording import words_of
from onrecord.attributions.record import Attribution, Target
from onrecord.attributions.scores import Scores
from onrecord.languages.labelwords import label_words
from onrecord.languages.pack import pack
from onrecord.languages.people import people
from onrecord.text.document import Span

AIMED = frozenset(["criticise", "support", "demand", "threaten", "warn", "deny"])
"""Acts that have a target by their nature (ANNOTATION.md, "toward")."""

_NAMED = AIMED | {"ask"}
"""Acts whose target may stand right after the cue (``questioned Lee's plan``)."""

_OF_ITS_SUBJECT = frozenset(["criticise", "demand"])
_JOINED = 12
"""Acts that are aimed at the subject of their content also after a conjunction (``потребовал, чтобы Ли ушёл``: right for 28
of 33 labelled ones), and how many characters that takes at most."""

_INSIDE, _ELSEWHERE, _PLAIN = 0.3, 0.5, 0.75
"""Probability of the likeliest piece of a target from which on it is taken: inside the content, beside it, and for an act
that is not aimed by its nature."""

_BESIDE = 60
"""Characters before and after an attribution in which its target may stand."""

_TITLED = 3
"""Words, at most, before the name of whom somebody stands against (``приказам президента``)."""

_PHRASE = 8
"""Words, at most, of what somebody stands against where it is told without a name."""

_NAME = re.compile(r"(?:[A-ZА-ЯЁІЇЄҐ][\w’'ʼ-]*)(?:\s+[A-ZА-ЯЁІЇЄҐ][\w’'ʼ-]*){0,3}")
_TITLE = re.compile(r"([^\W\d_A-ZА-ЯЁІЇЄҐ][\w’'ʼ-]*)\s+")
"""A word that may be a title before a name: in small letters."""

_OWN = re.compile(r"(?<=['’]s)(?:\s+[^\W\d_][\w-]*){1,3}")
"""What a possessive goes on with (``Lee’s handling of …``): up to three words, all of a short phrase."""

_EDGES = " \t\n,.;:!?—–-«»“”„\"'‘’()"


def target(
    attribution: Attribution, act: str, text: str, language: str, seen: Scores | None
) -> tuple[Target | None, str]:
    """The target and why; null where there is none."""
    if act in _NAMED and attribution.cue and attribution.content:
        found = _object(attribution, act, text, language)
        if found is not None:
            return _target(found, text), "a name right after the cue"
    if attribution.cue and attribution.content:
        found = _of_its_cue(attribution, text, language)
        if found is not None:
            return _target(found, text), "what the cue says somebody stands against, or by"
    if act not in AIMED and attribution.content:
        found = _stood_to(attribution, text, language)
        if found is not None:
            return _target(found, text), "what the content says somebody stands against, or by"
    if seen is not None:
        for span, probability in seen.spans.get("toward", ()):
            grown = _grown(span, text, language)
            if grown is None or (act == "demand" and _is_addressed(grown, attribution, text, language)):
                continue
            if probability >= _wanted(grown, attribution, act):
                return _target(grown, text), f"the words it is aimed at, read in context ({probability:.2f})"
    return None, ""


def _target(span: Span, text: str) -> Target:
    return Target(name=" ".join(span.of(text).split()), span=span)


def _wanted(span: Span, attribution: Attribution, act: str) -> float:
    """The probability that a target at ``span`` needs; more than 1 where it stands too far away."""
    parts = (*attribution.source, *attribution.cue, *attribution.content)
    if (
        span.end < min(each.start for each in parts) - _BESIDE
        or span.start > max(each.end for each in parts) + _BESIDE
    ):
        return 2.0
    if any(each.start <= span.start and span.end <= each.end for each in attribution.source):
        return 2.0  # nobody is aimed at by his own words
    if act not in AIMED:
        return _PLAIN
    return _INSIDE if any(each.start <= span.start < each.end for each in attribution.content) else _ELSEWHERE


def _is_addressed(span: Span, attribution: Attribution, text: str, language: str) -> bool:
    """Whether a demand is about turning to somebody (``предлагали обратиться к президенту мягче``), not aimed at them."""
    prepositions = {"ru": {"к", "ко"}, "uk": {"до"}}.get(language, set())
    if prepositions.isdisjoint(text[max(0, span.start - _BESIDE) : span.start].lower().split()[-1:]):
        return False
    from onrecord.languages.forms import Form, forms

    first = re.search(r"\w+", attribution.content[0].of(text))
    return first is not None and bool(forms(language)(first.group().lower()) & Form.INFINITIVE)


def _object(attribution: Attribution, act: str, text: str, language: str) -> Span | None:
    """A name that the content begins with right after the cue, with nothing but small words between them."""
    cue, content = attribution.cue[-1], attribution.content[0]
    said, between = cue.of(text), text[cue.end : content.start] if content.start >= cue.end else None
    if between is None or ":" in said + between or not any(each.isalpha() for each in said):
        return None  # a sentence of its own begins with a capital, whoever it is about
    joined = all(each.isalpha() or each in " ," for each in between)
    if len(between) > (_JOINED if act in _OF_ITS_SUBJECT and joined else 2):
        return None
    small = pack(language).words.prepositions | pack(language).words.determiners
    place = content.start
    for word in re.finditer(r"\S+", text[content.start : content.end]):
        place = content.start + word.start()
        if word.group().lower() not in small:
            break
    title = _TITLE.match(text, place, content.end)
    if title is not None and title[1] in people(language).nouns["persons"]:
        place = title.end()
    name = _NAME.match(text, place, content.end)
    if name is None:
        return None
    return _owning(Span(*name.span()), text, content.end, language)


def _stood_to(attribution: Attribution, text: str, language: str) -> Span | None:
    """What follows a predicate of standing in the content, up to a name (``be critical of President Lee's orders``)."""
    words = words_of(text, attribution.content)
    for hit in label_words(language).stance.find(words.words):
        start = words.spans[hit.end - 1].end
        name = next(
            (
                Span(*each.span())
                for each in _NAME.finditer(text, start, min(len(text), start + _BESIDE))
                if _is_phrase(text[start : each.start()])
            ),
            None,
        )
        if name is None:
            part = next(
                each for each in attribution.content if each.start <= words.spans[hit.start].start < each.end
            )
            rest = _trimmed(Span(start, part.end), text) if start < part.end else None
            if (
                rest is not None
                and len(rest.of(text).split()) <= _PHRASE
                and not _is_pointing(rest, text, language)
            ):
                return rest
            continue
        if not any(each.start <= name.start < each.end for each in attribution.content):
            continue
        return _trimmed(Span(start, _owning(name, text, len(text), language).end), text)
    return None


def _is_pointing(span: Span, text: str, language: str) -> bool:
    """Whether words only point to a thing or to several: ``it``, ``them``."""
    chains = people(language).chains
    return span.of(text).lower() in chains["it"] | chains["they"]


def _of_its_cue(attribution: Attribution, text: str, language: str) -> Span | None:
    """The content of a cue that is a predicate of standing (``are critical | of the plan``), where it is a phrase."""
    cue, content = attribution.cue[-1], attribution.content[0]
    words = words_of(text, [cue, content])
    for hit in label_words(language).stance.find(words.words):
        last = words.spans[hit.end - 1]
        if words.spans[hit.start].start < cue.end <= last.end and last.start <= content.end:
            after = Span(max(last.end, content.start), content.end)
            if len(after.of(text).split()) <= _PHRASE and (found := _trimmed(after, text)) is not None:
                return None if _is_pointing(found, text, language) else found
    return None


def _is_phrase(between: str) -> bool:
    """Whether a few words and no mark stand between a predicate and the name it is about."""
    return len(between.split()) <= _TITLED and all(each.isalpha() or each.isspace() for each in between)


def _owning(name: Span, text: str, end: int, language: str) -> Span:
    """A name with what belongs to it, less small words at the end of that."""
    owned = _OWN.match(text, name.end, end)
    if owned is None:
        return name
    words = owned.group().split()
    small = pack(language).words.prepositions | pack(language).words.coordinators
    while words and words[-1].lower() in small:
        words.pop()
    if not words:
        return name
    last = list(re.finditer(r"\S+", owned.group()))[len(words) - 1]
    return Span(name.start, owned.start() + last.end())


def _grown(span: Span, text: str, language: str) -> Span | None:
    """A span of whole words; with the rest of a name that it is a part of, without small words at its end."""
    whole = _trimmed(span, text)
    if whole is None:
        return None
    low = max(0, whole.start - _BESIDE)
    for name in _NAME.finditer(text, low, min(len(text), whole.end + _BESIDE)):
        if name.start() < whole.end and whole.start < name.end():
            whole = Span(min(whole.start, name.start()), max(whole.end, name.end()))
    small = pack(language).words.prepositions | pack(language).words.coordinators
    words = list(re.finditer(r"\S+", whole.of(text)))
    while words and words[-1].group().lower() in small:
        words.pop()
    if not words:
        return None
    whole = Span(whole.start, whole.start + words[-1].end())
    return whole if any(letter.isalpha() for letter in whole.of(text)) and len(whole.of(text)) > 1 else None


def _trimmed(span: Span, text: str) -> Span | None:
    """A span of whole words without marks at its edges."""
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1 : end].isalnum():
        end += 1
    for mark in ("'s", "’s"):
        if text[start:end].endswith(mark):
            end -= len(mark)
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end) if end > start else None
