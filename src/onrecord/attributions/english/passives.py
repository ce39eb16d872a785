"""Cue verbs in the passive, and adjectives for a state of mind."""

from __future__ import annotations

from onrecord.attributions.english.contents import to_the_right
from onrecord.attributions.english.cues import Hit
from onrecord.attributions.english.extents import Extent, object_stop
from onrecord.attributions.english.reading import Reading, add_draft, cue_spans, phrase_spans
from onrecord.attributions.english.runs import Phrase
from onrecord.attributions.english.subjects import subject_after, subject_before
from onrecord.attributions.lexing import Is, Item
from onrecord.text.document import Span


def read_passive(reader: Reading, hit: Hit) -> None:
    """``X was accused of Y`` (no source), ``X was criticised by Y``, ``Asked whether …``, ``she is sure that …``."""
    items = reader.items
    if hit.cue.kind == "feeling" and hit.form == "passive":
        _state_of_mind(reader, hit)
        return
    agent = None
    if hit.stop < len(items) and items[hit.stop].low == "by":
        agent = subject_after(items, hit.stop + 1, reader.words)
    subject = subject_before(items, hit.start, reader.words)
    if agent is not None and subject is not None:
        _by_agent(reader, hit, agent, subject)
    elif hit.form == "passive" and hit.takes("passive"):
        if hit.start <= 1 and hit.takes("addressee"):
            _asked(reader, hit, agent)
        elif agent is None:
            _without_agent(reader, hit)


def _by_agent(reader: Reading, hit: Hit, agent: Phrase, subject: Phrase) -> None:
    """``The plan was criticised by the union``: the agent is the source, the subject part of the content."""
    items = reader.items
    extents = [Extent(subject.first, subject.stop, "object")]
    right = to_the_right(items, hit, agent.stop, reader.stops, reader.words, reader.text)
    if right is not None and right.frame in ("that", "object", "infinitive", "quotation"):
        extents.append(right)
    cue = Span(items[hit.start].start, items[hit.stop].end)
    add_draft(reader, [cue], phrase_spans(reader, agent), extents, f"{hit.form} by", hit)


def _asked(reader: Reading, hit: Hit, agent: Phrase | None) -> None:
    """``Asked (by X) (on Monday) whether …`` before its main clause: what was asked, by whom."""
    items = reader.items
    stops = reader.stops | _opening_stop(items, hit)
    start = agent.stop if agent else hit.stop
    extent = to_the_right(items, hit, start, stops, reader.words, reader.text)
    if extent is None and start < len(items) and items[start].flags & Is.PREPOSITION:
        extent = Extent(start, object_stop(items, start, stops), "preposition")
    if extent is not None:
        source = phrase_spans(reader, agent) if agent else []
        add_draft(reader, cue_spans(reader, hit), source, [extent], "passive", hit)


def _without_agent(reader: Reading, hit: Hit) -> None:
    """``He was accused of lying``: nobody says by whom."""
    items, index = reader.items, hit.stop
    if index >= len(items) or not items[index].flags & (Is.WORD | Is.QUOTATION):
        return
    if not items[index].flags & (Is.TIME | Is.SUBORDINATOR):
        extent = Extent(index, object_stop(items, index, reader.stops), "object")
        add_draft(reader, cue_spans(reader, hit), [], [extent], "passive", hit)


def _opening_stop(items: list[Item], hit: Hit) -> set[int]:
    """Where the main clause begins after ``Asked whether he would stay, …``: at its comma."""
    if hit.start > 1:
        return set()
    for index in range(hit.stop, len(items) - 1):
        following = items[index + 1].flags
        if items[index].flags & Is.COMMA and following & (
            Is.CAPITAL | Is.DETERMINER | Is.PERSON | Is.SUBJECT
        ):
            return {index}
    return set()


def _state_of_mind(reader: Reading, hit: Hit) -> None:
    """``She is confident that …``, ``officers are troubled by …``: an adjective with *be*, whose subject is the source."""
    items = reader.items
    subject = subject_before(items, hit.start, reader.words)
    if subject is None or hit.stop >= len(items) or items[subject.first].flags & Is.IMPERSONAL:
        return
    group = items[hit.start : hit.head]
    if any(
        item.flags & Is.INFINITIVE or (item.flags & Is.AUXILIARY and not item.flags & (Is.BE | Is.HAVE))
        for item in group
    ):
        return
    extent = to_the_right(items, hit, hit.stop, reader.stops, reader.words, reader.text)
    if extent is None and items[hit.stop].flags & Is.PREPOSITION:
        extent = Extent(hit.stop, object_stop(items, hit.stop, reader.stops), "preposition")
    if extent is not None:
        add_draft(
            reader,
            cue_spans(reader, hit),
            phrase_spans(reader, subject),
            [extent],
            f"state of mind {extent.frame}",
            hit,
        )
