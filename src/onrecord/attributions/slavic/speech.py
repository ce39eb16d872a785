"""Speech that no clause of its own frames: cues inside quotation marks, ``Об этом сообщил X``, turns after a dash."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attributions.joining import ReadSentence
from onrecord.attributions.lexing import Is, Item, Lexicon, Sentence, sentences_of
from onrecord.attributions.rules import Draft
from onrecord.attributions.slavic.clauses import Clauses
from onrecord.attributions.slavic.cues import hits
from onrecord.attributions.slavic.reading import Hit, Reading
from onrecord.attributions.slavic.subjects import place_source, subject_right, within
from onrecord.text.document import Span

BEFORE = "previous sentence"
"""The rule of a draft whose content is the sentence before it."""

_ABOUT = frozenset({"об", "о", "про"})
_THIS = frozenset({"этом", "это", "це", "цьому"})


def interrupted(item: Item, text: str, words: Lexicon) -> Draft | None:
    """``«А, — сказал X. — Б»``: one pair of marks around speech and its cue. Null where the quotation is plain."""
    if item.quotation is None or not item.speech:
        return None
    inner = item.quotation.inner
    sentence = next(iter(sentences_of(text, inner, [], [inner], [], words)), None)
    if sentence is None:
        return None
    clauses = Clauses(sentence, text, words)
    for hit in hits(clauses):
        if hit.slot not in ("past", "present") or hit.cue.kind not in ("speech", "writing", "thought"):
            continue
        dash = hit.start - 1
        while dash > 0 and clauses.light(dash):
            dash -= 1
        if dash < 2 or not clauses.has(dash, Is.DASH) or clauses.has(dash - 1, Is.WORD):
            continue
        subject = subject_right(clauses, hit.stop)
        if subject is not None:
            return _split(item, clauses, hit, dash, subject)
    return None


def _split(item: Item, clauses: Clauses, hit: Hit, dash: int, subject: tuple[int, int]) -> Draft:
    """The two parts of a quotation around its cue."""
    items = clauses.items
    reach = range(subject[1], min(len(items), subject[1] + 14))
    end = next(
        (at for at in reach if items[at].flags & Is.DASH and not clauses.has(at - 1, Is.WORD)), len(items)
    )
    while end < len(items) and not items[end].flags & (Is.WORD | Is.QUOTATION):
        end += 1
    before = dash - 1 if items[dash - 1].flags & Is.COMMA else dash
    content = [Span(item.start, items[before - 1].end)]
    if end < len(items):
        content.append(Span(items[end].start, item.end))
    return Draft(
        source=clauses.spans(*subject),
        cue=clauses.spans(hit.start, hit.stop),
        content=content,
        head=items[hit.head].start,
        rules={"span": f"cue inside the quotation: {items[hit.head].low}"},
        speech=True,
        quoted=True,
    )


def about_this(reading: Reading) -> None:
    """``Об этом сообщил X.``: a draft without content, which :func:`complete` takes from the sentence before."""
    clauses = reading.clauses
    first = opens_about(clauses)
    if first is None:
        return
    hit = next(
        (each for each in reading.hits if each.slot in ("past", "present") and each.head > first), None
    )
    if hit is None or hit.cue.kind not in ("speech", "writing") or clauses.any_finite(first, hit.start):
        return
    source = _between(clauses, first + 2, hit.start) or subject_right(clauses, hit.stop)
    source = source or place_source(clauses, hit.head, hit.stop)
    if source is None or any(draft.head == clauses.items[hit.head].start for draft in reading.drafts):
        return
    cue = [*clauses.spans(first, first + 2), *clauses.spans(hit.start, hit.stop)]
    reading.taken.add(hit.head)
    reading.drafts.append(
        Draft(
            source=clauses.spans(*source),
            cue=clauses.spans(first, hit.stop) if hit.start == first + 2 else cue,
            content=[],
            head=clauses.items[hit.head].start,
            rules={"span": f"about this: {clauses.items[hit.head].low}", "content": BEFORE},
            speech=False,
        )
    )


def opens_about(clauses: Clauses) -> int | None:
    """Where ``Об этом``, ``Про це`` stands that the sentence begins with."""
    first = 0
    if clauses.items[0].low in clauses.words.pack.as_words - {"так", "что", "що"}:
        first = next((at + 1 for at in range(1, min(10, len(clauses.items))) if clauses.has(at, Is.COMMA)), 0)
    while first < len(clauses.items) and clauses.light(first):
        first += 1
    if first + 2 >= len(clauses.items) or clauses.items[first].low not in _ABOUT:
        return None
    return first if clauses.items[first + 1].low in _THIS else None


def _between(clauses: Clauses, first: int, stop: int) -> tuple[int, int] | None:
    return within(clauses, first, stop) if first < stop else None


def complete(read: Sequence[ReadSentence]) -> None:
    """Give drafts that speak of the sentence before them its words, and dialogue the sentences that go on with it."""
    for index, each in enumerate(read):
        for draft in list(each.drafts):
            if draft.rules.get("content") == BEFORE:
                span = _before(read, index)
                if span is None:
                    each.drafts.remove(draft)
                else:
                    draft.content = [span]
            elif " dialogue" in draft.rules.get("span", "") and draft is each.drafts[-1]:
                draft.content.extend(_turns(read, index + 1))


def _before(read: Sequence[ReadSentence], index: int) -> Span | None:
    """The sentence before, if it is in the same paragraph or the one before, and not a headline of a word or two."""
    if index == 0 or read[index].sentence.paragraph - read[index - 1].sentence.paragraph > 1:
        return None
    items = read[index - 1].sentence.items
    stop = len(items)
    while stop > 0 and not items[stop - 1].flags & (Is.WORD | Is.QUOTATION | Is.CLOSE):
        stop -= 1
    return Span(items[0].start, items[stop - 1].end) if stop > 2 else None


def _turns(read: Sequence[ReadSentence], index: int) -> list[Span]:
    """``— А, — сказал X. — Б.``: what goes on after the second dash, in the same paragraph."""
    if index >= len(read) or read[index].drafts:
        return []
    sentence: Sentence = read[index].sentence
    items = sentence.items
    stop = len(items) - 1 if items[-1].low == "." else len(items)
    goes_on = not sentence.first_in_paragraph and items[0].flags & Is.DASH and stop > 1
    return [Span(items[1].start, items[stop - 1].end)] if goes_on else []
