"""A text as the model sees it: word pieces with their characters, line breaks, quotation marks, paragraphs.

Training and reading use this one module, so that both see the same thing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.text.document import Span
from onrecord.text.quotes import quotations
from onrecord.text.sentences import paragraphs

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

BEGIN, END, UNKNOWN = "<s>", "</s>", "<unk>"
"""The pieces that stand for the start of a window, for a line break or the end of a window, and for what no piece is."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Halves of a character, which no tokenizer can encode; they are read as U+FFFD, so that offsets stay."""

_LINES = 64
"""Lines that the tokenizer is given at a time."""


def piece_id(tokenizer: Tokenizer, piece: str) -> int:
    """The number of a piece. Raises ``ValueError`` where the vocabulary has no such piece."""
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ValueError(f"the vocabulary has no piece {piece!r}")
    return int(number)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The ``n`` pieces of one text.

    ``ids`` int32 [n]; ``starts`` and ``ends`` int32 [n], code points into the text (a line break is one piece, ``</s>``);
    ``quoted`` int8 [n], 1 within quotation marks, the marks included; ``paragraph`` int32 [n], counted from 0;
    ``line_break`` the id of the piece that stands for one.
    """

    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    quoted: NDArray[np.int8]
    paragraph: NDArray[np.int32]
    line_break: int

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, start: int, end: int) -> Pieces:
        """The pieces ``[start, end)``; their characters still count from the beginning of the text."""
        return Pieces(
            self.ids[start:end],
            self.starts[start:end],
            self.ends[start:end],
            self.quoted[start:end],
            self.paragraph[start:end],
            self.line_break,
        )

    def sentences(self, borders: Sequence[int]) -> NDArray[np.int32]:
        """For each piece the number of its sentence; ``borders`` are the characters at which sentences begin, in order."""
        return np.searchsorted(np.asarray(borders), self.starts, side="right").astype(np.int32)

    def is_break(self, number: int) -> bool:
        """Whether a piece is a line break."""
        return bool(self.ids[number] == self.line_break)

    def within(self, span: Span) -> range:
        """The numbers of the pieces that begin within ``span``."""
        first = int(np.searchsorted(self.starts, span.start))
        return range(first, max(first, int(np.searchsorted(self.starts, span.end))))


def pieces_of(text: str, tokenizer: Tokenizer, breaks: Sequence[Span] | None = None) -> Pieces:
    """The pieces of ``text``.

    ``breaks`` are the lines to read instead of the text's own (training varies them); they must be in order, must not
    overlap, and everything outside of them must be white space.
    """
    lines = (
        list(_lines(text))
        if breaks is None
        else [each for each in breaks if text[each.start : each.end].strip()]
    )
    begin, line_break, unknown = (piece_id(tokenizer, each) for each in (BEGIN, END, UNKNOWN))
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    paragraph: list[int] = []
    for number, (line, encoding) in enumerate(zip(lines, _encoded(text, lines, tokenizer), strict=True)):
        if number:
            ids.append(line_break)
            starts.append(line.start - 1)
            ends.append(line.start)
            paragraph.append(number - 1)
        # A text that has "</s>" in it has no line break there.
        ids.extend(unknown if each in (begin, line_break) else each for each in encoding.ids)
        own = [(start + line.start, end + line.start) for start, end in encoding.offsets]
        for (start, end), (following, _) in zip(own, [*own[1:], (line.end, line.end)], strict=True):
            while start < end and text[start].isspace():
                start += 1
            # What the tokenizer merged into the letter before it (a combining accent) belongs to that letter's piece.
            while end < following and not text[end].isspace():
                end += 1
            starts.append(start)
            ends.append(end)
        paragraph.extend([number] * len(encoding.ids))
    at = np.asarray(starts, np.int32)
    return Pieces(
        ids=np.asarray(ids, np.int32),
        starts=at,
        ends=np.asarray(ends, np.int32),
        quoted=_quoted(text, at),
        paragraph=np.asarray(paragraph, np.int32),
        line_break=line_break,
    )


def _encoded(text: str, lines: Sequence[Span], tokenizer: Tokenizer) -> Iterator[Encoding]:
    """What the tokenizer makes of each line; some lines at a time, because it keeps much more than is read of it."""
    for first in range(0, len(lines), _LINES):
        yield from tokenizer.encode_batch(
            [
                _LONE_SURROGATE.sub("\ufffd", text[line.start : line.end])
                for line in lines[first : first + _LINES]
            ],
            add_special_tokens=False,
        )


def _lines(text: str) -> Iterable[Span]:
    """The lines that are not empty. Only line feeds count: other breaks are white space to the tokenizer."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield Span(start, end)
        start = end + 1


def _quoted(text: str, starts: NDArray[np.int32]) -> NDArray[np.int8]:
    flags = np.zeros(len(starts), np.int8)
    order = starts.tolist()
    for each in quotations(text, paragraphs(text)):
        flags[bisect_left(order, each.span.start) : bisect_left(order, each.span.end)] = 1
    return flags
