"""The content around a cue in the middle or at the end of it: ``The plan, she said, would fail``."""

from __future__ import annotations

from onrecord.attributions.english.contents import to_the_right
from onrecord.attributions.english.cues import Hit
from onrecord.attributions.english.extents import Extent, clause_stop, to_the_left
from onrecord.attributions.english.reading import Reading
from onrecord.attributions.lexing import Is, Item


def surrounding(
    reader: Reading, hit: Hit, begin: int, after: int, *, parenthetical: bool, relative: bool
) -> list[Extent]:
    """The content around the cue and its source, which together are items ``[begin, after)``."""
    items, text, words = reader.items, reader.text, reader.words
    right = to_the_right(items, hit, after, reader.stops, words, text, relative=relative)
    if not parenthetical or not (hit.takes("parenthesis") or hit.takes("quotation")):
        return [right] if right else []
    lowest = reach_left(reader, begin)
    left = to_the_left(items, begin, lowest, text)
    if left is None:
        enclosed = (
            right is None
            and hit.takes("parenthesis")
            and begin > 1
            and bool(items[begin - 1].flags & Is.COMMA)
        )
        return _resumed(reader, after, Extent(0, 0, "parenthesis")) if enclosed else [right] if right else []
    if left.frame == "quotation":
        quotation = items[begin - 1] if items[begin - 1].flags & Is.QUOTATION else items[begin - 2]
        if (
            right is not None
            and right.frame in ("that", "clause", "colon", "infinitive")
            and not _comma_inside(quotation, text)
        ):
            return [right]
        if right is not None and right.frame == "quotation" and items[right.first].speech:
            return [left, right] if _goes_on(reader, after, right) else [left]
        return [left, *_resumed(reader, after, left)]
    if right is not None:
        return [right]
    if not hit.takes("parenthesis") or not _closes(reader, after):
        return []
    resumed = _resumed(reader, after, left)
    return [left, *resumed] if resumed or is_clause(items, left) else []


def _goes_on(reader: Reading, after: int, right: Extent) -> bool:
    """Whether a quotation after ``…, he said`` belongs to the same saying."""
    return right.first - after <= 2


def _comma_inside(item: Item, text: str) -> bool:
    if item.quotation is None:
        return False
    inner = item.quotation.inner
    return text[inner.start : inner.end].rstrip()[-1:] in {",", "!", "?", "…", "—"}


def _resumed(reader: Reading, after: int, left: Extent) -> list[Extent]:
    """What goes on after a parenthesis: ``The plan, she said, would fail``; ``"A," he said, "and B"``."""
    items = reader.items
    if after + 1 >= len(items) or not items[after].flags & (Is.COMMA | Is.DASH):
        return []
    following = items[after + 1]
    if following.flags & Is.COORDINATOR and left.frame != "quotation" and _introduced(reader, after + 1):
        return []
    if following.flags & Is.QUOTATION:
        return [Extent(after + 1, clause_stop(items, after + 1, reader.stops), "quotation")]
    if left.frame == "quotation" or after in reader.stops:
        return []
    if following.flags & Is.VERB and following.low.endswith("ing"):
        return []
    stops = reader.stops
    if reach_left(reader, after) and items[reach_left(reader, after) - 1].flags & Is.DASH:
        stops = stops | {index for index in range(after + 1, len(items)) if items[index].flags & Is.DASH}
    return [Extent(after + 1, clause_stop(items, after + 1, stops), "parenthesis")]


def _introduced(reader: Reading, first: int) -> bool:
    """Whether another cue stands close after item ``first``, with a content of its own."""
    return any(first < hit.start < first + 8 for hit in reader.hits if hit.form == "finite")


def reach_left(reader: Reading, begin: int) -> int:
    """The first item that a content to the left of ``begin`` may reach."""
    items = reader.items
    paired = any(item.flags & Is.DASH for item in items[begin:])
    for index in range(begin - 2, 0, -1):
        if items[index].low == ";" or (paired and items[index].flags & Is.DASH):
            return index + 1
    return 0


def _closes(reader: Reading, after: int) -> bool:
    """Whether nothing that could be a content follows a parenthetical cue: the end, a comma, a time or a place."""
    items = reader.items
    if after >= len(items):
        return True
    item = items[after]
    if item.flags & (Is.COMMA | Is.DASH | Is.STOP | Is.CLOSE) or not item.flags & (Is.WORD | Is.QUOTATION):
        return True
    if item.flags & (Is.PREPOSITION | Is.TIME | Is.MODIFIER | Is.SUBORDINATOR):
        return not item.flags & Is.COMPLEMENTISER
    return item.flags & (Is.CAPITAL | Is.DETERMINER | Is.OBJECT) != 0


def is_clause(items: list[Item], extent: Extent) -> bool:
    """Whether the words before a comma are a sentence of their own: there is a finite verb among them."""
    return any(
        item.flags & (Is.FINITE | Is.AUXILIARY | Is.VERB) or item.low.endswith("ed")
        for item in items[extent.first : extent.stop]
    ) and (
        not items[extent.first].flags & (Is.SUBORDINATOR | Is.PREPOSITION)
        or any(item.flags & Is.COMMA for item in items[extent.first : extent.stop])
    )
