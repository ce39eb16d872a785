"""Sentences and paragraphs, as exact spans, for English, Russian and Ukrainian.

The borders come from rules, not from a model, so that a reader can be told why a sentence ends where it does:

1. a blank line or a line break ends a sentence, unless the text is hard-wrapped (plain text and e-mail whose lines
   break in mid-sentence at one width: see :func:`paragraphs`);
2. ``.``, ``!``, ``?`` or ``…``, with the quotation marks and brackets that close after it, ends a sentence when white
   space follows, unless what comes next cannot begin one (a small letter, a comma) or what comes before is an
   abbreviation, an initial or the number of a list item. :class:`Abbreviations` says which abbreviations may end a
   sentence, and when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import pairwise

from onrecord.text.document import Span

_CLOSERS = "\"'”’»“)\\]}"
_OPENERS = "\"'“‘„«‹`([{¿¡"
_DASHES = "-–—―‒"

# Possessive quantifiers and the look-behind keep this linear on any input (a megabyte of full stops, of spaces).
_STOP = re.compile(rf"(?<![.!?…])([.!?…]++)([{_CLOSERS}]*+(?:\[\d{{1,3}}\])*+)(\s++)(?=\S)")
_NEXT_WORD = re.compile(r"[\w'’ʼ]+")
_LEAD = re.compile(rf"[{re.escape(_OPENERS)}\s]*+")
_DASH_LEAD = re.compile(rf"[{_DASHES}]{{1,2}}\s+")
_DOTTED_CAPITALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?){2,}$")
_INITIAL = re.compile(r"[^\W\d_]\.$")
_LIST_MARK = re.compile(r"(?:\d{1,3}|[IVXLC]{1,5}|[^\W\d_])\.$")
_ROMAN = re.compile(r"[IVXІХ]+(?:[-–—][IVXІХ]+)?$")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(rf"\s*(?:[•·▪●*]|[{_DASHES}]\s+[^\Wa-zа-яёіїєґ]|\d{{1,3}}[.)]\s)")

_REACH = 60
"""How many characters before a full stop are looked at for an abbreviation (the longest listed is shorter)."""


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The abbreviations of a language, by what a full stop after them can mean.

    Every entry ends with its full stop and is written without inner spaces (``т.д.``). A match ignores inner spaces,
    and an entry in small letters also matches with a capital first letter.

    - ``never_final``: ``Gen.``, ``ген.``, stands before what it belongs to
    - ``before_number``: ``No.``, ``Oct.``, ``стр.``, no border where a number follows
    - ``after_number``: ``г.``, ``руб.``, may be final after a number
    - ``before_starter``: ``U.S.``, ``Inc.``, final only where one of ``starters`` follows: words that begin
      sentences and no names (``The``, ``Но``)
    - ``often_final``: ``etc.``, ``и т. д.``, final where a capital letter follows
    """

    never_final: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    after_number: frozenset[str] = frozenset()
    before_starter: frozenset[str] = frozenset()
    often_final: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, source: str) -> Abbreviations:
        """Read the format of ``languages/<language>/abbreviations.txt``.

        ``[kind]`` opens a section named like a field of this class (with spaces for underscores); the lines under it
        hold entries parted by ``|``; ``#`` starts a comment. Raises ValueError for anything else.
        """
        sections: dict[str, set[str]] = {each.name: set() for each in fields(cls)}
        current: set[str] | None = None
        for number, line in enumerate(source.splitlines(), 1):
            line = line.partition("#")[0].strip()
            if line.startswith("["):
                current = sections.get(line.strip("[]").replace(" ", "_"))
            if not line or (line.startswith("[") and current is not None):
                continue
            if current is None:
                raise ValueError(
                    f"line {number} of an abbreviations file: no section, or an unknown one: {line!r}"
                )
            for entry in line.split("|"):
                word = "".join(entry.split())
                if word:
                    current.add(word)
                    # A single letter with a capital is an initial.
                    current.add(word if len(word) < 3 else word[0].upper() + word[1:])
        return cls(**{name: frozenset(entries) for name, entries in sections.items()})

    def merged(self, other: Abbreviations) -> Abbreviations:
        """The abbreviations of both, for a text whose language is not known."""
        return Abbreviations(
            **{
                each.name: getattr(self, each.name) | getattr(other, each.name)
                for each in fields(Abbreviations)
            }
        )


NO_ABBREVIATIONS = Abbreviations()


def sentences(text: str, abbreviations: Abbreviations = NO_ABBREVIATIONS) -> list[Span]:
    """The sentences of ``text`` in order: non-overlapping, trimmed, covering every character but white space."""
    found: list[Span] = []
    for start, end in paragraphs(text):
        for stop, resume in _borders(text, start, end, abbreviations):
            found.append(Span(start, stop))
            start = resume
        found.append(Span(start, end))
    return found


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of ``text``: ordered, trimmed spans that no sentence crosses.

    A line is a paragraph, as in news text. In a hard-wrapped text a line break ends a paragraph only at a blank line,
    after a line that had room for the next word, or before a list item. A text counts as hard-wrapped when at
    least two fifths of its single line breaks stand in mid-sentence (no final mark before, a small letter after) and
    its lines are of a width that people wrap at.
    """
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    found: list[Span] = []
    for index, line in enumerate(lines):
        if line.start == line.end:
            continue
        previous = lines[index - 1] if index else None
        if (
            found
            and width
            and previous
            and previous.end > previous.start
            and _flows(text, previous, line, width)
        ):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def _lines(text: str) -> Iterator[Span]:
    """Every line, trimmed; an empty span for a blank one."""
    start = 0
    for match in _LINE_BREAK.finditer(text):
        yield _trimmed(text, start, match.start())
        start = match.end()
        if match.group() == "\u2029":
            yield Span(start, start)
    yield _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Span:
    line = text[start:end]
    bare = line.strip()
    if not bare:
        return Span(start, start)
    lead = len(line) - len(line.lstrip())
    return Span(start + lead, start + lead + len(bare))


def _wrap_width(text: str, lines: list[Span]) -> int:
    """The width at which the text is hard-wrapped; 0 where it is not."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.end > a.start and b.end > b.start]
    if not pairs:
        return 0
    mid = sum(text[a.end - 1] not in ".!?…:;" and text[b.start].islower() for a, b in pairs)
    lengths = sorted(a.end - a.start for a, _ in pairs)
    width = lengths[int(len(lengths) * 0.9)]
    return width if mid >= 0.4 * len(pairs) and 35 <= width <= 130 else 0


def _flows(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether a hard-wrapped paragraph runs on from ``line`` to ``following``."""
    if _BULLET.match(text, following.start, following.end):
        return False
    if text[following.start].islower():
        return True
    word = text[following.start : following.end].split(maxsplit=1)[0]
    # Proportional type (PDF) fills lines unevenly: a line counts as full from four fifths of the width.
    return line.end - line.start + 1 + len(word) > 0.8 * width


def _borders(text: str, start: int, end: int, abbreviations: Abbreviations) -> Iterator[tuple[int, int]]:
    """Where sentences end within a paragraph, and where the next one begins."""
    for match in _STOP.finditer(text, start, end):
        stop, resume = match.end(2), match.end(3)
        if resume >= end or not _may_begin(text, resume, end, closed=bool(match[2])):
            continue
        plain = match[1] == "." and not match[2].strip("[]0123456789")
        if plain and not _full_stop_ends(text, start, match.start(1), resume, abbreviations):
            continue
        start = resume
        yield stop, resume


def _may_begin(text: str, at: int, end: int, *, closed: bool) -> bool:
    """Whether a sentence can begin at ``at``; ``closed`` where a quotation or bracket has just been closed."""
    dash = _DASH_LEAD.match(text, at, end)
    if dash and closed:
        return False
    lead = _LEAD.match(text, dash.end() if dash else at, end)
    first = lead.end() if lead else at
    if first >= end:
        return False
    letter = text[first]
    if letter in ",;:.!?…)]}»”" or (letter in _DASHES and not dash):
        return False
    return not letter.islower() or bool(_BRAND.match(text, first, end))


def _full_stop_ends(text: str, start: int, dot: int, resume: int, known: Abbreviations) -> bool:
    """Whether the full stop at ``dot``, in the sentence from ``start``, ends it before what stands at ``resume``."""
    words = text[max(start, dot - _REACH) : dot + 1].split()
    word = words[-1].lstrip(_OPENERS)
    if _LIST_MARK.match(word) and dot + 1 - start == len(words[-1]):
        return False
    kinds, length = _kinds(words, word, known)
    if not kinds:
        return True
    match = _NEXT_WORD.match(text, resume)
    follows = match.group() if match else ""
    starts = follows in known.starters and not (len(follows) == 1 and text.startswith(".", resume + 1))
    if "after_number" in kinds and _counts(words[:-length]):
        # "В 2012 г. Россия …": a date that opens its sentence does not end it.
        opens = len(words[0]) <= 2 and len(words) <= 5 and dot - start < _REACH
        return starts or not opens
    if "before_number" in kinds and follows[:1].isdigit():
        return False
    if "never_final" in kinds:
        return False
    if kinds & {"before_starter", "after_number"}:
        return starts or text[resume] in '«“"„'
    return True


def _kinds(words: list[str], word: str, known: Abbreviations) -> tuple[set[str], int]:
    """The fields of :class:`Abbreviations` that hold the longest abbreviation ending ``words``, and its length in words.

    Empty for a plain word. A single letter, or capitals each with a full stop, counts as initials.
    """
    chains = [word]
    for earlier in words[-2:-5:-1]:
        if not earlier.endswith("."):
            break
        chains.append(earlier.lstrip(_OPENERS) + chains[-1])
    candidates = [(chain, len(chains) - index) for index, chain in enumerate(reversed(chains))]
    candidates.append((re.split(r"[-–/(]", word)[-1], 1))
    for form, length in candidates:
        kinds = {each.name for each in fields(known) if form in getattr(known, each.name)} - {"starters"}
        if kinds:
            return kinds, length
    if _INITIAL.match(word) or _DOTTED_CAPITALS.match(word):
        return {"before_starter"}, 1
    return set(), 0


def _counts(words: list[str]) -> bool:
    """Whether ``words`` end with a number, short words of quantity (``тыс.``, ``млн``) aside."""
    for word in reversed(words[-3:]):
        if any(map(str.isdigit, word)) or _ROMAN.match(word):
            return True
        if len(word) > 5 or not word[0].islower():
            return False
    return False
