"""Documents with labels, as the training loop takes them: pieces, flat tags, inner cues, and what each cue reads.

A :class:`Marked` document comes from gold (:func:`polnear`), or is silver: marked by this project's rules
(:mod:`training.silver`) or by projection. :func:`prepare` turns it into an :class:`Example`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.neural.pieces import Pieces, pieces_of
from onrecord.languages.abbreviations import abbreviations
from onrecord.text.document import Span
from onrecord.text.sentences import sentences

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FLAT = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""The flat tags: one role a piece, as PolNeAR has them; what lies outside wins over what lies inside."""

INNER = ("O", "B-cue", "I-cue")
"""The tags of cues that lie inside a content."""

ROLE = ("O", "B-source", "I-source", "B-content", "I-content")
"""What a piece is to one cue."""

HELD_OUT = 30
"""Documents of PolNeAR's train part that are kept out of training, to choose the decoder's constants on."""

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with attributions ``{source, cue, content: [[start, end], …], nested_in}``.

    ``trust`` weighs what is *not* marked: 1 for gold, less where the marker is known to miss things. ``inner`` tells
    whether attributions inside contents are marked at all.
    """

    text: str
    language: str
    attributions: Sequence[dict[str, Any]]
    trust: float = 1.0
    inner: bool = False
    name: str = ""


@dataclass(slots=True)
class Example:
    """A document ready for training: pieces, tags, and for each cue ``(its pieces, {piece: role})``.

    ``soft`` [n, 7] is what a larger network makes of the flat tags, as probabilities; null where none was asked.
    """

    pieces: Pieces
    flat: NDArray[np.int64]
    inner: NDArray[np.int64]
    cues: list[tuple[list[int], dict[int, int]]]
    trust: float
    name: str = ""
    variants: list[Example] = field(default_factory=list)
    soft: NDArray[np.float16] | None = None


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def polnear(folder: Path, part: str = "train") -> list[list[Marked]]:
    """PolNeAR's documents, each as the list of its annotators' versions; documents without attributions are left out."""
    texts = {row["doc_id"]: row["text"] for row in rows(folder / f"{part}.docs.jsonl")}
    versions: dict[str, list[Marked]] = {}
    for name in (f"{part}.jsonl", f"{part}.multi.jsonl"):
        for row in rows(folder / name):
            kept = [each for each in row["attributions"] if each["content"]]
            if kept:
                marked = Marked(texts[row["doc_id"]], "en", kept, name=row["doc_id"])
                have = versions.setdefault(row["doc_id"], [])
                if all(each.attributions != kept for each in have):
                    have.append(marked)
    return list(versions.values())


def split(documents: list[list[Marked]], seed: int = 3) -> tuple[list[list[Marked]], list[list[Marked]]]:
    """The documents to train on, and the :data:`HELD_OUT` ones, the same each time."""
    order = sorted(documents, key=lambda versions: versions[0].name)
    random.Random(seed).shuffle(order)
    return order[HELD_OUT:], order[:HELD_OUT]


def prepare(marked: Marked, tokenizer: Tokenizer) -> Example:
    """The example of a marked document, with variants whose lines are broken otherwise.

    Feeds, wires and pages break the same text at sentences, at paragraphs or nowhere; a reader must not mind.
    """
    example = _example(marked, pieces_of(marked.text, tokenizer))
    whole = [Span(0, len(marked.text))]
    example.variants.append(_example(marked, pieces_of(marked.text, tokenizer, whole)))
    by_sentence = sentences(marked.text, abbreviations(marked.language))
    if len(by_sentence) > 1:
        example.variants.append(_example(marked, pieces_of(marked.text, tokenizer, by_sentence)))
    return example


def _example(marked: Marked, pieces: Pieces) -> Example:
    flat = np.zeros(len(pieces), np.int64)
    inner = np.zeros(len(pieces), np.int64) if marked.inner else np.full(len(pieces), IGNORED, np.int64)
    cues = []
    outer = [each for each in marked.attributions if not each.get("nested_in")]
    for role in ("content", "source", "cue"):
        for each in outer:
            for span in each[role]:
                _mark(flat, pieces, span, FLAT.index(f"B-{role}"))
    for each in marked.attributions:
        cue = sorted({number for span in each["cue"] for number in _numbers(pieces, span)})
        if not cue:
            continue
        if each.get("nested_in") and marked.inner:
            for span in each["cue"]:
                _mark(inner, pieces, span, 1)
        roles: dict[int, int] = {}
        for role in ("content", "source"):
            for span in each[role]:
                for order, number in enumerate(_numbers(pieces, span)):
                    roles[number] = ROLE.index(f"{'I' if order else 'B'}-{role}")
        if roles:
            cues.append((cue, roles))
    return Example(pieces, flat, inner, cues, marked.trust, marked.name)


def _numbers(pieces: Pieces, span: Sequence[int]) -> list[int]:
    """The numbers of the pieces of a span; those at its ends that hold no character, and line breaks there, are left out."""
    numbers = list(pieces.within(Span(*span)))
    while numbers and _holds_nothing(pieces, numbers[0]):
        numbers.pop(0)
    while numbers and _holds_nothing(pieces, numbers[-1]):
        numbers.pop()
    return numbers


def _holds_nothing(pieces: Pieces, number: int) -> bool:
    return pieces.is_break(number) or bool(pieces.ends[number] == pieces.starts[number])


def _mark(tags: NDArray[np.int64], pieces: Pieces, span: Sequence[int], begin: int) -> None:
    numbers = _numbers(pieces, span)
    tags[numbers] = begin + 1
    if numbers:
        tags[numbers[0]] = begin
