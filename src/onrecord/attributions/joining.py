"""Quotations that go on: over a cue, over sentences, over paragraphs; and those that nothing introduces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.attributions.lexing import Is, Item, Sentence
from onrecord.attributions.rules import Draft
from onrecord.text.document import Span


@dataclass(slots=True)
class ReadSentence:
    """A sentence with the attributions found in it."""

    sentence: Sentence
    drafts: list[Draft]


def join(read: Iterable[ReadSentence]) -> list[Draft]:
    """All drafts in order, with every quotation that goes on joined to the one it continues."""
    found: list[Draft] = []
    last: Draft | None = None
    paragraph = -1
    continued = False
    for each in read:
        sentence = each.sentence
        if sentence.paragraph != paragraph:
            if not continued and not (_only_quotations(sentence) and sentence.paragraph == paragraph + 1):
                last = None
            paragraph = sentence.paragraph
        found.extend(each.drafts)
        free = _free(each)
        if free and last is not None and _only_quotations(sentence):
            last.content.extend(Span(item.start, item.end) for item in free)
            last.content.sort()
        quoted = [draft for draft in each.drafts if draft.quoted and draft.speech]
        if quoted:
            last = quoted[-1]
        elif not _only_quotations(sentence):
            last = None
        continued = _continues(sentence)
    return found


def _free(each: ReadSentence) -> list[Item]:
    """The quotations like speech that are in no content yet."""
    return [
        item
        for item in each.sentence.items
        if item.flags & Is.QUOTATION and item.speech and not _covered(item, each.drafts)
    ]


def _covered(item: Item, drafts: list[Draft]) -> bool:
    return any(
        span.start <= item.start and item.end <= span.end for draft in drafts for span in draft.content
    )


def _only_quotations(sentence: Sentence) -> bool:
    return not any(item.flags & Is.WORD for item in sentence.items)


def _continues(sentence: Sentence) -> bool:
    last = sentence.items[-1].quotation
    return last is not None and last.continues
