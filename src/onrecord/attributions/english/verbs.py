"""Cue verbs in the active: their source, and their content on either side."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.attributions.english.borders import coordinated_stops, own_stops
from onrecord.attributions.english.cues import Hit
from onrecord.attributions.english.extents import Extent, to_the_left
from onrecord.attributions.english.inheritance import inherited_source
from onrecord.attributions.english.parentheses import is_clause, surrounding
from onrecord.attributions.english.reading import Reading, add_draft, cue_spans, phrase_spans
from onrecord.attributions.english.runs import Phrase
from onrecord.attributions.english.subjects import subject_after, subject_before
from onrecord.attributions.lexing import Is, Item
from onrecord.text.document import Span


@dataclass(frozen=True, slots=True)
class _Source:
    """Who a cue belongs to: its spans, the phrase to the left (null for another), the items of cue and subject together."""

    spans: list[Span]
    begin: int
    after: int
    left: Phrase | None = None
    inverted: bool = False
    rule: str = ""


def read_active(reader: Reading, hit: Hit) -> None:
    """Add the attribution of a cue verb in the active, if it has a source and a content."""
    source = _source_of(reader, hit)
    if source is None:
        return
    extents = _content_of(reader, hit, source)
    if not extents or not _holds(reader, hit, source, extents):
        return
    if source.spans and hit.form == "finite" and not _inside_content(reader, hit):
        reader.sources[hit.head] = source.spans
    rule = f"{hit.form} {extents[0].frame}"
    add_draft(reader, cue_spans(reader, hit), source.spans, extents, rule, hit, source_rule=source.rule)


def _source_of(reader: Reading, hit: Hit) -> _Source | None:
    """The source of a cue; null where the cue cannot be one (a question, an infinitive that nothing governs)."""
    if hit.form == "finite":
        source = _finite_source(reader, hit)
    elif hit.form == "gerund":
        source = _gerund_source(reader, hit)
    else:
        source = _shared(reader, hit, "shared with the main verb")
        if not source.spans or not _governed(reader, hit):
            return None
    first = None if source.left is None else source.left.first
    if first is not None and (_is_nobody(reader, first) or _is_question(reader.items, first)):
        return None
    return source


def _finite_source(reader: Reading, hit: Hit) -> _Source:
    items, words = reader.items, reader.words
    before = items[hit.start - 1] if hit.start else None
    inverted = None
    if before is not None and before.flags & Is.COMMA and hit.takes("parenthesis"):
        inverted = _inverted_at_end(reader, hit)
    if inverted is None and before is not None and not before.flags & Is.COORDINATOR:
        left = subject_before(items, hit.start, words)
        if left is not None:
            return _Source(phrase_spans(reader, left), left.first, hit.stop, left)
    if inverted is None and _may_invert(reader, hit):
        inverted = subject_after(items, hit.stop, words)
    if inverted is not None:
        spans = phrase_spans(reader, inverted)
        return _Source(spans, hit.start, inverted.stop, inverted=True, rule="subject after its verb")
    if before is not None and before.flags & (Is.COORDINATOR | Is.COMMA):
        return _shared(reader, hit, "shared with the cue before it")
    return _Source([], hit.start, hit.stop)


def _gerund_source(reader: Reading, hit: Hit) -> _Source:
    items = reader.items
    before = items[hit.start - 1] if hit.start else None
    if (
        before is not None
        and before.flags & Is.WORD
        and not before.flags & (Is.PREPOSITION | Is.MODIFIER | Is.COORDINATOR | Is.SUBORDINATOR)
    ):
        left = subject_before(items, hit.start, reader.words)
        if left is not None and not _is_saying(reader, left):
            return _Source(phrase_spans(reader, left), hit.start, hit.stop, left)
    return _shared(reader, hit, "shared with the main verb")


def _shared(reader: Reading, hit: Hit, rule: str) -> _Source:
    return _Source(inherited_source(reader, hit), hit.start, hit.stop, rule=rule)


def _content_of(reader: Reading, hit: Hit, source: _Source) -> list[Extent]:
    """The content of a cue, within the borders that hold for its own clause."""
    stops, left = reader.stops, source.left
    own = own_stops(reader, hit, left) if left is not None else coordinated_stops(reader.items, hit)
    reader.stops = stops | own
    extents = surrounding(
        reader,
        hit,
        source.begin,
        source.after,
        parenthetical=left is not None or source.inverted,
        relative=left is not None and left.relative is not None,
    )
    reader.stops = stops
    return extents


def _holds(reader: Reading, hit: Hit, source: _Source, extents: list[Extent]) -> bool:
    """Whether source and content are enough for an attribution."""
    frames = {each.frame for each in extents}
    if len(extents) == 1 and _only_a_cue_noun(reader, extents[0]):
        return False
    if hit.form == "infinitive":
        return bool(frames & {"quotation", "that", "object"})
    return bool(source.spans) or (hit.form == "finite" and bool(frames & {"quotation", "that"}))


def _only_a_cue_noun(reader: Reading, extent: Extent) -> bool:
    """Whether the content says only that something was said: ``expressed their opinion``."""
    items = reader.items[extent.first : extent.stop]
    return (
        extent.frame == "object"
        and 1 < len(items) < 4
        and bool(items[0].flags & (Is.POSSESSIVE | Is.DETERMINER))
        and items[-1].low in reader.words.pack.nouns
    )


def _governed(reader: Reading, hit: Hit) -> bool:
    """Whether a verb stands before ``to say`` (``tried to say``), not an adjective or a noun (``afraid to say``)."""
    items = reader.items
    index = hit.start - 1
    while (
        index > 0 and items[index].flags & (Is.MODIFIER | Is.TIME) and not items[index].flags & Is.PREPOSITION
    ):
        index -= 1
    if any(other.cue.kind == "feeling" and other.head == index for other in reader.hits):
        return False
    return index >= 0 and (
        bool(items[index].flags & (Is.AUXILIARY | Is.COORDINATOR))
        or items[index].low in reader.words.pack.words.governing
    )


def _is_nobody(reader: Reading, first: int) -> bool:
    """Whether the subject is ``nobody``, ``no one``, ``no officer``: then nobody is on record."""
    nobody = reader.words.pack.words.nobody
    return any(item.low in nobody for item in reader.items[max(0, first - 1) : first + 1])


def _is_question(items: list[Item], first: int) -> bool:
    """Whether an auxiliary before the subject makes a question of the clause: ``do the generals want an end``."""
    return first > 0 and bool(items[first - 1].flags & Is.AUXILIARY) and not items[first - 1].flags & Is.COMMA


def _inside_content(reader: Reading, hit: Hit) -> bool:
    """Whether the cue stands within a content found before: what it says is not said by the sentence's own speaker."""
    at = reader.items[hit.head].start
    return any(span.start <= at < span.end for draft in reader.drafts for span in draft.content)


def _is_saying(reader: Reading, phrase: Phrase) -> bool:
    """Whether the phrase before ``saying`` is itself something said (``a statement saying``): its author is the source."""
    return reader.items[phrase.stop - 1].low in reader.words.pack.nouns


def _inverted_at_end(reader: Reading, hit: Hit) -> Phrase | None:
    """The subject in ``The plan will fail, says Ann Lee, who …``: all that follows the verb is a name."""
    items = reader.items
    if hit.stop >= len(items) or not items[hit.stop].flags & (
        Is.CAPITAL | Is.TITLE | Is.PERSON | Is.DETERMINER
    ):
        return None
    phrase = subject_after(items, hit.stop, reader.words)
    if phrase is None or any(item.flags & (Is.WORD | Is.QUOTATION) for item in items[phrase.stop :]):
        return None
    left = to_the_left(items, hit.start, 0, reader.text)
    return phrase if left is not None and is_clause(items, left) else None


def _may_invert(reader: Reading, hit: Hit) -> bool:
    """Whether the subject may follow the verb here: after a quotation or a comma, or anywhere in some languages."""
    if hit.start == 0:
        return reader.words.pack.syntax.free_subject
    before = reader.items[hit.start - 1]
    return bool(before.flags & (Is.QUOTATION | Is.COMMA | Is.DASH)) or reader.words.pack.syntax.free_subject
