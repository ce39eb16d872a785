"""Quotation marks of every kind, paired, in time linear in the text and without ever refusing a text.

The rules, in the order they are tried within a paragraph:

1. ``“ „ « ‹ ‘ ```` open and ``” » › ’ ''`` close; ``“`` and ``‟`` close a quotation that ``„`` opened, ``''`` and ``"``
   do either, by what stands around them; ``»`` opens and ``«`` closes where the spaces say so.
2. An apostrophe is none of them: ``'`` and ``’`` inside a word, before a number or a clipped word, or at the end of
   a word with nothing open.
3. A quotation that its paragraph leaves open goes on in the next one where that opens with the same mark (the newspaper's
   convention), or is closed a few paragraphs on with nothing opened in between (text with a line to each sentence).
   Else it ends with its paragraph, if it began like speech there, and is a stray mark if not.
4. A stray mark changes nothing after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.text.document import Span

_MARK = re.compile("``|''|[“”„‟«»‹›‘’‚\"']")

_CLOSING = {
    "“": "”",
    "„": "”",
    "«": "»",
    "‹": "›",
    "‘": "’",
    "‚": "’",
    "``": "''",
    '"': '"',
    "'": "'",
    "''": "''",
    "»": "«",
    "”": "”",
}
"""The family of an opening mark: the mark that closes it, other members apart."""

_CLOSERS_OF = {
    "“": frozenset('”"‟“'),
    "”": frozenset("”"),
    "„": frozenset('“”"‟'),
    "«": frozenset("»"),
    "»": frozenset("«"),
    "‹": frozenset("›"),
    "‘": frozenset("’"),
    "‚": frozenset("‘’"),
    "``": frozenset({"''", '"'}),
    "''": frozenset({"''", '"'}),
    '"': frozenset({'"', "”", "''"}),
    "'": frozenset({"'", "’"}),
}

_DEPTH = 4
"""More quotations inside each other than this are no language."""

_UNCLOSED_REACH = 3_000
"""How many characters a quotation that is never closed may run on for, at most to the end of its paragraph."""

_BROKEN_REACH = 1_500
"""How far on, in characters, a quotation broken over paragraphs without being opened again may be closed."""

_SENTENCE_MARKS = ".,!?…;:—–-"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation within one paragraph.

    ``span`` includes its marks, ``inner`` does not. ``depth`` is 0 for one that stands in no other. ``closed`` is
    false where the paragraph ended first; ``continues`` where the next quotation of depth 0 continues this one.
    """

    span: Span
    inner: Span
    depth: int
    closed: bool = True
    continues: bool = False


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    end: int


def quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """The quotations of ``text`` in order of their start, outer before inner; any text at all is accepted.

    ``paragraphs`` are those of :func:`onrecord.text.sentences.paragraphs`.
    """
    found: list[Quotation] = []
    pending: tuple[_Open, int] | None = None
    until = 0
    for number, paragraph in enumerate(paragraphs):
        start = paragraph.start
        if pending is not None:
            held = _closed_beyond(text, pending[0], paragraphs, number)
            if held is not None:
                opened, _ = pending
                found.append(Quotation(Span(opened.start, held.end), Span(opened.end, held.start), 0))
                until, pending = held.end, None
        if paragraph.end <= until:
            continue
        start = max(start, until)
        if pending is not None:
            start = _settle(text, pending, paragraph, found)
        pending = _pair(text, start, paragraph.end, found)
        if pending is not None and number + 1 == len(paragraphs):
            _close_at(text, pending, found, continues=False)
    return sorted(found, key=lambda each: (each.span.start, -each.span.end))


def _closed_beyond(text: str, opened: _Open, paragraphs: Sequence[Span], number: int) -> Span | None:
    """The mark that closes, a few paragraphs on, what was opened and not opened again in between.

    So it is where every sentence has a line of its own.
    """
    reach = min(opened.start + _BROKEN_REACH, len(text))
    for paragraph in paragraphs[number : number + 6]:
        if paragraph.start >= reach:
            return None
        first = True
        for match in _MARK.finditer(text, paragraph.start, min(paragraph.end, reach)):
            mark, at, after = match.group(), match.start(), match.end()
            if mark in "'’‘":
                continue
            closes = mark in _CLOSERS_OF[opened.mark] and text[at - 1 : at] not in ("", " ", "\n", "\u00a0")
            if closes and at > paragraph.start and _spaced_after(text, after):
                return Span(at, after)
            if first or mark == opened.mark:
                return None
            first = False
    return None


def _settle(text: str, pending: tuple[_Open, int], paragraph: Span, found: list[Quotation]) -> int:
    """Decide about a quotation left open before ``paragraph``; returns where pairing starts in it."""
    opened, end = pending
    mark = _MARK.match(text, paragraph.start, paragraph.end)
    if mark and mark.group() in _CLOSERS_OF[opened.mark] and _spaced_after(text, mark.end()):
        found.append(Quotation(Span(opened.start, mark.end()), Span(opened.end, end), 0))
        return mark.end()
    continues = mark is not None and (mark.group() == opened.mark or mark.group() in '“«"„')
    _close_at(text, pending, found, continues=continues)
    return paragraph.start


def _close_at(text: str, pending: tuple[_Open, int], found: list[Quotation], *, continues: bool) -> None:
    """End a quotation that nothing closed with its paragraph, or drop its mark as a stray one."""
    opened, end = pending
    speech = continues or opened.mark in "“«„``" or _begins_speech(text, opened)
    if not speech or opened.mark in "'‘" or (not continues and end - opened.end > _UNCLOSED_REACH):
        return
    if opened.end < end:
        found.append(
            Quotation(Span(opened.start, end), Span(opened.end, end), 0, closed=False, continues=continues)
        )


def _begins_speech(text: str, opened: _Open) -> bool:
    lead = text[max(0, opened.start - 3) : opened.start].rstrip(" \u00a0")
    first = text[opened.end : opened.end + 1]
    return (not lead or lead[-1] in "\n,:") and (first.isupper() or first.isdigit())


def _pair(text: str, start: int, end: int, found: list[Quotation]) -> tuple[_Open, int] | None:
    """Pair the marks of ``text[start:end]``; returns the outermost quotation left open there, and where it ends."""
    stack: list[_Open] = []
    kept: list[tuple[_Open, int, int]] = []
    for match in _MARK.finditer(text, start, end):
        mark, at, after = match.group(), match.start(), match.end()
        if mark in "'’" and _is_apostrophe(text, at, after, stack):
            continue
        level = _closes(text, mark, at, after, stack)
        if level is not None:
            opened = stack[level]
            del stack[level:]
            # One letter in single marks is a clipped word ('n'), not a quotation.
            if text[opened.end : at].strip() and (opened.mark not in "'‘" or at - opened.end > 1):
                kept.append((opened, at, after))
        elif _opens(text, mark, at, after):
            _drop_same(text, mark, at, stack, kept)
            if len(stack) < _DEPTH:
                stack.append(_Open(mark, at, after))
    pending = next((each for each in stack if each.mark not in "'‘‚‹"), None)
    _keep(kept, pending, found)
    return (pending, end) if pending is not None else None


def _keep(kept: list[tuple[_Open, int, int]], pending: _Open | None, found: list[Quotation]) -> None:
    """Add the pairs with their depth."""
    ends: list[int] = []
    for opened, at, after in sorted(kept, key=lambda each: each[0].start):
        while ends and ends[-1] <= opened.start:
            ends.pop()
        depth = len(ends) + (pending is not None and pending.start < opened.start)
        found.append(Quotation(Span(opened.start, after), Span(opened.end, at), depth))
        ends.append(after)


def _drop_same(text: str, mark: str, at: int, stack: list[_Open], kept: list[tuple[_Open, int, int]]) -> None:
    """A mark that opens again what is open: the earlier one was never closed.

    It ends here where a sentence does (paragraphs run together), else it was a stray mark.
    """
    for level, opened in enumerate(stack):
        if opened.mark == mark and mark not in "„":
            inner_end = (
                len(text[opened.end : at].rstrip()) + opened.end if at - opened.end < _UNCLOSED_REACH else -1
            )
            if inner_end > opened.end and text[inner_end - 1] in ".!?…":
                kept.append((opened, inner_end, inner_end))
            del stack[level:]
            return


def _closes(text: str, mark: str, at: int, after: int, stack: list[_Open]) -> int | None:
    """The level of the open quotation that ``mark`` closes, if it closes one."""
    for level in range(len(stack) - 1, -1, -1):
        opened = stack[level]
        if mark not in _CLOSERS_OF[opened.mark]:
            continue
        if opened.end == at:
            return None
        if mark == opened.mark == "“" and not _closes_reversed(text, at, after):
            return None
        symmetric = mark in ('"', "''", "'")
        if symmetric and opened.mark == mark and _only_opens(text, at, after) and level == len(stack) - 1:
            return None
        return level
    return None


def _closes_reversed(text: str, at: int, after: int) -> bool:
    """Whether ``“`` closes, typed for ``”``: right after a sentence mark, with space after it."""
    return text[at - 1 : at] in (",", ".", "!", "?") and (
        text[after : after + 1].isspace() or after == len(text)
    )


def _only_opens(text: str, at: int, after: int) -> bool:
    """Whether a symmetric mark can only be an opening one: space before, a word after, no sentence mark before it."""
    before = text[at - 1 : at]
    following = text[after : after + 1]
    if not (before.isspace() and (following.isalnum() or following in "[(…")):
        return False
    return text[max(0, at - 8) : at].rstrip()[-1:] in (":", ",") or following.isupper()


def _opens(text: str, mark: str, at: int, after: int) -> bool:
    """Whether ``mark`` can open a quotation where it stands."""
    following = text[after : after + 1]
    before = text[at - 1 : at] if at else ""
    if mark in ("“", "„", "«", "‹", "‘", "‚", "``"):
        return bool(following) and not (mark == "“" and before.isalnum() and not following.isalnum())
    if mark in ("”", "’", "›", "‟"):
        return False
    free = not before or before.isspace() or before in "([{—–-:/,“«„‘\"'‹‚…."
    if mark == "»":
        return free and following.isalnum() and not before.isalnum()
    if following and not following.isspace():
        return free or (before in "“«„") or not (before.isalnum() or following in ",.;:!?)")
    return False


def _spaced_after(text: str, at: int) -> bool:
    following = text[at : at + 1]
    return not following or following.isspace() or following in _SENTENCE_MARKS


def _is_apostrophe(text: str, at: int, after: int, stack: list[_Open]) -> bool:
    """Whether ``'`` or ``’`` belongs to a word."""
    before = text[at - 1 : at] if at else ""
    following = text[after : after + 1]
    if before.isalnum() and following.isalnum():
        return True
    single_open = any(opened.mark in "'‘‚" for opened in stack)
    if text[at:after] == "’":
        return not single_open or (
            before in "sS" and following.isspace() and text[after + 1 : after + 2].islower()
        )
    if before.isalnum():
        plural = before in "sS" and following.isspace() and text[after + 1 : after + 2].islower()
        return not single_open or plural
    if not before or before.isspace() or before in '([{—–"“‘,.!?…':
        if single_open and before in ',.!?…"':
            return False
        return not following.isalpha() or not _closed_later(text, after)
    return not single_open


_SINGLE_CLOSE = re.compile(r"(?<=[\w,.!?…%)])['’](?!\w)")


def _closed_later(text: str, after: int) -> bool:
    """Whether a single mark that would open at ``after`` is closed within its sentence or so."""
    return _SINGLE_CLOSE.search(text, after, after + 600) is not None and "\n" not in text[after : after + 1]
