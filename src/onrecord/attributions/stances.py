"""Attitudes inside reports: ``Commanders are reported to be critical of the plan`` is two attributions, and the inner one,
with the cue ``be critical``, is the commanders'.

What finds reports looks for words of saying; a predicate of standing (``critical of``, ``относятся критически к``; the
lists ``stance`` of the language packs) is none. It counts here only within the content of another attribution, where
somebody reports it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.attributions.labels.wording import Words, words_of
from onrecord.attributions.rules import Draft
from onrecord.languages.labelwords import Hit, LabelWords, label_words
from onrecord.languages.pack import pack
from onrecord.text.document import Span

CONFIDENCE = 0.6
"""As for reports that nobody makes: an estimate, no gold that we have is rich in them."""

_SUBJECT = 12
"""Words, at most, of whose attitude it is."""

_CLAUSE_ENDS = re.compile(r"[;:,—–.!?…]|\s-\s")
_BORDER = re.compile(r"[;:,—–.!?…«»“”„\"()]|\s-\s|\n")


def with_stances(drafts: Sequence[Draft], text: str, language: str) -> list[Draft]:
    """The drafts and one more for each attitude in a content that none of them has for its cue; in no order.

    A draft that took only what tells the degree (``increasingly``), or a word of the subject, for a cue gives way.
    """
    lists = label_words(language)
    kept = list(drafts)
    for outer in drafts:
        for made in _in_content(outer, text, lists):
            beside = [
                each for each in kept if each is not outer and _meets(each.cue, (*made.source, *made.cue))
            ]
            if any(_has_predicate(each, made) for each in beside):
                continue
            kept = [each for each in kept if each not in beside]
            kept.append(made)
    return kept


def _in_content(outer: Draft, text: str, lists: LabelWords) -> Iterator[Draft]:
    for number, part in enumerate(outer.content):
        words = words_of(text, [part])
        for hit in lists.stance.find(words.words):
            made = _stance(outer, number, words, hit, text, lists)
            if made is not None:
                yield made


def _stance(outer: Draft, number: int, words: Words, hit: Hit, text: str, lists: LabelWords) -> Draft | None:
    grammar, part = pack(lists.language).words, outer.content[number]
    start = hit.start
    while start > 0 and (
        words.words[start - 1] in lists.words["degree"] or _is_adverb(words, start - 1, lists)
    ):
        start -= 1
    links = lists.words["links"]
    if links:
        linked = start
        while start > 0 and words.words[start - 1] in links:
            start -= 1
        if start == linked:
            return None  # "those critical of the plan" tells of no attitude but names people
    end = (
        hit.end - 1
        if words.words[hit.end - 1] in grammar.prepositions and hit.end - hit.start > 1
        else hit.end
    )
    if end == len(words.words):
        return None
    cue = words.span(start, end)
    content = _to_end_of_clause(Span(words.spans[end].start, part.end), text)
    source = _subject(outer, number, cue, text, lists)
    if source is None or content is None or _CLAUSE_ENDS.search(cue.of(text)):
        return None
    return Draft(
        source=[source],
        cue=[cue],
        content=[content],
        head=cue.start,
        rules={"span": "an attitude inside a report"},
        confidence=CONFIDENCE,
    )


def _is_adverb(words: Words, place: int, lists: LabelWords) -> bool:
    return lists.language == "en" and words.words[place].endswith("ly")


def _to_end_of_clause(content: Span, text: str) -> Span | None:
    border = _CLAUSE_ENDS.search(text, content.start, content.end)
    end = border.start() if border else content.end
    while end > content.start and text[end - 1].isspace():
        end -= 1
    return Span(content.start, end) if end > content.start else None


def _subject(outer: Draft, number: int, cue: Span, text: str, lists: LabelWords) -> Span | None:
    """Whose attitude it is: the words before it in its part of the content, else the part before, which the report parts
    from it (``Commanders are reported to …``)."""
    part = outer.content[number]
    before = Span(part.start, cue.start)
    borders = list(_BORDER.finditer(text, *before))
    found = _bare(Span(borders[-1].end() if borders else before.start, before.end), text, lists)
    if found is None and number and not borders:
        earlier = outer.content[number - 1]
        if not _BORDER.search(text, *earlier):
            found = _bare(earlier, text, lists)
    return found


def _bare(span: Span, text: str, lists: LabelWords) -> Span | None:
    """A subject without the small words at its beginning and end; null where nothing or too much is left."""
    grammar = pack(lists.language).words
    small = grammar.coordinators | grammar.relatives | {"that", "to", "что", "що"}
    words = list(re.finditer(r"\S+", span.of(text)))
    while words and words[0].group().lower() in small:
        del words[0]
    while words and words[-1].group().lower() in small:
        del words[-1]
    if not words or len(words) > _SUBJECT:
        return None
    return Span(span.start + words[0].start(), span.start + words[-1].end())


def _meets(left: Sequence[Span], right: Sequence[Span]) -> bool:
    return any(one.overlaps(other) for one in left for other in right)


def _has_predicate(found: Draft, made: Draft) -> bool:
    """Whether a draft with words of this cue holds its last one, the predicate, and not the degree alone."""
    last = made.cue[-1].end
    return any(span.start < last <= span.end for span in found.cue)
