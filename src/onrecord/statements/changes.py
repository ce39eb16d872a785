"""How a wording changed: two contents side by side, what both have and what only one has."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from onrecord.text.tokens import tokens

Kind = Literal["kept", "dropped", "added"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, as one of the two wordings prints them: ``kept`` in both, ``dropped`` from the first, ``added`` by the
    second."""

    kind: Kind
    words: str


def changes(before: str, after: str) -> tuple[Piece, ...]:
    """What became of ``before`` in ``after``, in the order of the words; letter case and marks do not count.

    The kept pieces are printed as the second has them. Joining kept and added pieces gives all words of the second,
    kept and dropped ones all words of the first. By difflib's longest matching blocks (Ratcliff and Obershelp 1988).
    """
    old, new = _words(before), _words(after)
    matcher = SequenceMatcher(None, [key for key, _ in old], [key for key, _ in new], autojunk=False)
    found: list[Piece] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            found.append(Piece("kept", " ".join(word for _, word in new[start:end])))
            continue
        if last > first:
            found.append(Piece("dropped", " ".join(word for _, word in old[first:last])))
        if end > start:
            found.append(Piece("added", " ".join(word for _, word in new[start:end])))
    return tuple(found)


def shown(pieces: tuple[Piece, ...]) -> str:
    """The pieces on one line: ``[-dropped-]`` and ``{+added+}`` around what changed, as word differences are printed."""
    marks = {"kept": ("", ""), "dropped": ("[-", "-]"), "added": ("{+", "+}")}
    return " ".join(f"{marks[piece.kind][0]}{piece.words}{marks[piece.kind][1]}" for piece in pieces)


def _words(text: str) -> list[tuple[str, str]]:
    return [(token.text.casefold().replace("’", "'"), token.text) for token in tokens(text) if token.is_word]
