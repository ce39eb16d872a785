"""A text as the grammar of dates sees it: words with the letter of their class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.languages.dates import DateWords, Reading, cut, plain
from onrecord.text.document import Span

_MARKS = {"—": "-", "–": "-", "‐": "-", "‑": "-", "[": "(", "]": ")"}
_GROUPING = 1000
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_LATIN = str.maketrans("іхv", "ixv")


class Word(NamedTuple):
    """One word, number or mark, or an entry of several words, with its class and value. ``glued``: no space before it."""

    start: int
    end: int
    low: str
    code: str
    value: int
    glued: bool
    capital: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a stretch of text, and their classes as one string of the same length."""

    text: str
    words: Sequence[Word]
    codes: str

    def span(self, first: int, stop: int) -> Span:
        """Where words ``[first, stop)`` stand."""
        return Span(self.words[first].start, self.words[stop - 1].end)


def words_of(text: str, known: DateWords, blocks: Iterable[Span] | None = None) -> Words:
    """The words of ``blocks`` (else of the whole text), with offsets into the text.

    An empty word closes each block, so that no expression reaches over its end.
    """
    found: list[Word] = []
    for start, end in [Span(0, len(text))] if blocks is None else blocks:
        _add(found, text, start, end, known)
        found.append(Word(end, end, "¶", ";", 0, False, False))
    return Words(text, found, "".join([word.code for word in found]))


def _add(found: list[Word], text: str, start: int, end: int, known: DateWords) -> None:
    pieces = [(match.start() + start, match.end() + start, match.group()) for match in cut(text[start:end])]
    lows = [plain(piece[2]) for piece in pieces]
    known_words = known.time
    reached, index = -1, 0
    before: Word | None = None
    while index < len(pieces):
        begin, stop, written = pieces[index]
        low, code, value, length = lows[index], "_", 0, 1
        if before is not None and before.code in "./-" and begin == reached and written.isupper():
            # 5.XII.1917
            roman = _ROMAN.get(low.translate(_LATIN), 0)
            if roman and len(found) > 1 and found[-2].code == "d":
                before = Word(begin, stop, low, "m", roman, True, True)
                found.append(before)
                reached = stop
                index += 1
                continue
        if low in known_words or not low[0].isalpha() or (before is not None and before.code in "dyn-"):
            code, value, length = _class_of(
                written, lows, index, known, glued=begin == reached, before=before
            )
            if length > 1:
                stop = pieces[index + length - 1][1]
                low = " ".join(lows[index : index + length])
        before = Word(begin, stop, low, code, value, begin == reached, written[0].isupper())
        found.append(before)
        reached = stop
        index += length


def _class_of(
    written: str, lows: Sequence[str], index: int, known: DateWords, *, glued: bool, before: Word | None
) -> tuple[str, int, int]:
    """Class, value and length in words of what begins at ``index``."""
    first = written[0]
    if first.isdigit():
        return _number(written, glued=glued, before=before)
    if not first.isalpha():
        if written in "’'s" or lows[index] == "'s":
            return "'", 0, 1
        return (_MARKS.get(written, written) if written in "—–‐‑[]().,-/:" else ";"), 0, 1
    if glued and before and before.code in "dyn-" and lows[index] in known.suffixes:
        return known.suffixes[lows[index]], 0, 1
    reading = longest(known.time, lows, index)
    if reading is None:
        return "_", 0, 1
    if reading.code in "mw" and known.capitals and not first.isupper():
        return "_", 0, 1
    if reading.code in "mw" and not known.capitals and first.isupper() and before and before.code not in ".;":
        return "_", 0, 1  # улица 8 Марта, Петро Середа
    if reading.code in "ht" and first.isupper() and before and before.capital and before.code == "_":
        return "_", 0, 1  # CBS This Morning
    return reading.code, reading.value, 1 + len(reading.tail)


def _number(written: str, *, glued: bool, before: Word | None) -> tuple[str, int, int]:
    if not written.isascii() or len(written) > 4 or (before and before.low in "$€£₴₽№#" and glued):
        return "n", 0, 1
    value = int(written)
    if len(written) <= 2 and 1 <= value <= 31:
        return "d", value, 1
    if len(written) == 4 and _GROUPING <= value < 2200:
        return "y", value, 1
    return "n", value, 1


def longest(known: Mapping[str, tuple[Reading, ...]], lows: Sequence[str], index: int) -> Reading | None:
    """The longest entry that begins at ``index``."""
    for reading in known.get(lows[index], ()):
        stop = index + 1 + len(reading.tail)
        if tuple(lows[index + 1 : stop]) == reading.tail:
            return reading
    return None
