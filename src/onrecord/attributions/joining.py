"""Quotations that go on: over a cue, over sentences, over paragraphs; and those that nothing introduces."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.attributions.lexing import Is, Item, Sentence
from onrecord.attributions.rules import Draft
from onrecord.text.document import Span


@dataclass(slots=True)
class ReadSentence:
    """A sentence with the attributions found in it."""

    sentence: Sentence
    drafts: list[Draft]


def join(read: list[ReadSentence], text: str) -> list[Draft]:
    """All drafts in order, with every quotation that goes on joined to the one it continues."""
    found: list[Draft] = []
    last: Draft | None = None
    paragraph = -1
    continued = False
    for index, each in enumerate(read):
        sentence = each.sentence
        if sentence.paragraph != paragraph:
            if not continued:
                last = None
            paragraph = sentence.paragraph
        found.extend(each.drafts)
        free = _free(each, text)
        if free and _only_quotations(sentence):
            draft = _ahead(read, index, text) if last is None else None
            if last is not None or draft is not None:
                target = last or draft
                assert target is not None
                _extend(target, free)
                last = target
        quoted = [draft for draft in each.drafts if draft.quoted and draft.speech]
        if quoted:
            last = quoted[-1]
        elif not _only_quotations(sentence):
            last = None
        continued = _continues(sentence)
    return found


def _free(each: ReadSentence, text: str) -> list[Item]:
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


def _ahead(read: list[ReadSentence], index: int, text: str) -> Draft | None:
    """``"Why?" she asked.``: a cue without content in the next sentence takes the quotation before it."""
    return None


def _extend(draft: Draft, free: list[Item]) -> None:
    for item in free:
        draft.content.append(Span(item.start, item.end))
    draft.content.sort()
