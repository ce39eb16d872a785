"""One English sentence being read: what is known of it so far, and adding an attribution to that."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.attributions.english.cues import Hit
from onrecord.attributions.english.extents import Extent
from onrecord.attributions.english.runs import Phrase
from onrecord.attributions.lexing import Is, Item, Lexicon, Sentence
from onrecord.attributions.rules import Draft
from onrecord.text.document import Span


@dataclass(slots=True)
class Reading:
    """One sentence being read."""

    sentence: Sentence
    text: str
    words: Lexicon
    hits: list[Hit] = field(default_factory=list)
    stops: frozenset[int] = frozenset()
    sources: dict[int, list[Span]] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    @property
    def items(self) -> list[Item]:
        """The items of the sentence."""
        return self.sentence.items


def add_draft(
    reader: Reading,
    hit_span: list[Span],
    source: list[Span],
    extents: list[Extent],
    rule: str,
    head: Hit | int,
    *,
    source_rule: str = "",
) -> None:
    """Add an attribution found by ``rule``: ``hit_span`` are its cue's characters, ``head`` the cue or its item."""
    items = reader.items
    spans = [
        Span(items[each.first].start, items[each.stop - 1].end) for each in extents if each.stop > each.first
    ]
    if not spans:
        return
    at = head if isinstance(head, int) else head.head
    words = reader.text[hit_span[0].start : hit_span[-1].end] if hit_span else ""
    quoted = any(
        items[each.first].flags & Is.QUOTATION or items[each.stop - 1].flags & Is.QUOTATION
        for each in extents
    )
    reader.drafts.append(
        Draft(
            source=source,
            cue=hit_span,
            content=spans,
            head=items[at].start,
            rules={"span": f"{rule}: {' '.join(words.split())[:60]}"}
            | ({"source": source_rule} if source_rule else {}),
            speech=not isinstance(head, int) and head.cue.kind in ("speech", "writing"),
            quoted=quoted,
        )
    )


def cue_spans(reader: Reading, hit: Hit) -> list[Span]:
    """The words of the cue with its auxiliaries; adverbs before the first auxiliary are none of it."""
    return [reader.sentence.spaced(hit.start, hit.stop)]


def phrase_spans(reader: Reading, phrase: Phrase) -> list[Span]:
    """The characters of a source, its relative pronoun apart."""
    spans = [reader.sentence.spaced(phrase.first, phrase.stop)]
    if phrase.relative is not None:
        item = reader.items[phrase.relative]
        spans.append(Span(item.start, item.end))
    return spans
