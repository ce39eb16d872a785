"""Words and marks with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.text.document import Span

# A number keeps its inner points and commas. A word keeps inner hyphens and the apostrophes of English (``don't``) and
# Ukrainian (``об'єкт``, ``об’єкт``, ``обʼєкт``); stress marks and soft hyphens belong to the letter before them.
_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)++(?!\w)"
    r"|\w[\w\u0300-\u036f\u00ad]*+(?:[-‐‑'’ʼ`´]\w[\w\u0300-\u036f\u00ad]*+)*+"
    r"|\S"
)

_new = tuple.__new__


class Token(NamedTuple):
    """One word, number or mark: the code points ``[start, end)`` and their text."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Its place in the text."""
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, not a mark."""
        return self.text[0].isalnum() or self.text[0] == "_"


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]`` in order, with offsets into the whole text.

    A word with its inner apostrophes and hyphens is one token, each punctuation character is one; white space is none.
    """
    stop = len(text) if end is None else end
    # A named tuple's own constructor is a function in Python, and this is what reading spends most calls on.
    return [_new(Token, (*match.span(), match.group())) for match in _TOKEN.finditer(text, start, stop)]
