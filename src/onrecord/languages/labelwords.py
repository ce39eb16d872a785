"""The words that tell what a source does with its content, how sure the content is and whether the author keeps a distance.

Two data files of a pack, with the same keys in each language:

``acts.toml``
    ``[cues]``: groups of words of a cue (``deny``, ``criticise``, ``say`` …). ``[signals]``: groups of words of a content
    (``must``, ``blame``, ``will`` …). What a group is worth for a label is not here but in
    ``attributions/labels/weights.toml``, for all languages alike. ``[stance]``: predicates by which somebody stands against
    or by what is named next (``toward``), and what may belong to them before (``degree``; ``links``, one of which makes an
    English one a predicate).
``hedges.toml``
    ``[estimative]``: words of probability, under the English phrase whose readers' interval they are given.
    ``[reportative]``: markers of the author's distance (:mod:`onrecord.attributions.labels.hedging`): ``adverbs``, ``cues``
    that name nobody, ``nouns`` of hearsay, ``unconfirmed``, ``vague_cues`` beside a ``vague`` source; and, for its
    rules, words that open an ``inside`` clause, ``ambiguous`` ones that also compare, ``impersonal`` verbs,
    prepositions of place (``located``).

A list is one string, as in the other files of a pack (:mod:`onrecord.languages.pack`): entries parted by ``|`` or line
breaks, ``{a,b}`` for alternatives. An entry is one or more words in small letters, normal as
:func:`normal` makes them; ``*`` at the end of a word stands for
any ending (``обвин*``), at its beginning for any stem (``*йте``), alone for any one word (``ask * to``). The longest
entry at a place wins within its kind; entries of one length count together. Stems are enough, where
``verbs.toml`` needs conjugations, because here a cue has already been found.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.languages.pack import SUPPORTED, entries

_LONGEST_MEMORY = 100_000
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "ё": "е", "‑": "-"})


_SHORTENED = {"ll": "will", "re": "are", "ve": "have", "m": "am", "d": "would"}
_NORMAL: dict[str, tuple[str, ...]] = {}


def normal(word: str) -> tuple[str, ...]:
    """A word as the lists have it: small letters, plain apostrophes, ``е`` for ``ё``, English short forms written out.

    ``won't`` is ``will``, ``not``; ``he'll`` is ``he``, ``will``; a possessive ``'s`` is left out.
    """
    found = _NORMAL.get(word)
    if found is None:
        if len(_NORMAL) >= _LONGEST_MEMORY:
            _NORMAL.clear()
        found = _NORMAL[word] = _normal(word)
    return found


def _normal(word: str) -> tuple[str, ...]:
    low = word.lower().translate(_PLAIN)
    head, mark, tail = low.rpartition("'")
    if not mark or not head:
        return (low,)
    if tail == "t" and head.endswith("n"):
        verb = {"wo": "will", "ca": "can", "sha": "shall"}.get(head[:-1], head[:-1])
        return (verb, "not") if verb else ("not",)
    if tail == "s":
        return (head,)
    return (head, _SHORTENED[tail]) if tail in _SHORTENED else (low,)


class Hit(NamedTuple):
    """A group of words found: the ``group`` and the words it covers, as positions ``[start, end)`` in their list."""

    group: str
    start: int
    end: int


Readings = tuple[tuple[tuple[str, ...], str], ...]


class Wordlist:
    """Groups of entries, for finding all of them in one pass over a list of words.

    What a word can open is looked up once and kept (up to 100,000 words; then the memory is emptied).
    """

    def __init__(self, groups: Mapping[str, str]) -> None:
        """``groups`` maps a group's name to its list. ValueError for an entry that is only a star."""
        self._exact: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._opening: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._closing: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.groups = tuple(groups)
        for group, source in groups.items():
            for entry in entries(source):
                first, *tail = (part for word in entry.split() for part in normal(word))
                if first.strip("*") == "":
                    raise ValueError(f"group {group!r}: an entry cannot open with any word: {entry!r}")
                reading = (tuple(tail), group)
                if first.endswith("*"):
                    self._opening.setdefault(first[:-1], []).append(reading)
                elif first.startswith("*"):
                    self._closing.setdefault(first[1:], []).append(reading)
                else:
                    self._exact.setdefault(first, []).append(reading)
        self._known: dict[str, Readings] = {}
        self._longest_stem = max(map(len, self._opening), default=0)
        self._endings = tuple(self._closing)

    def opened_by(self, word: str) -> Readings:
        """What can stand where ``word`` stands: the words that must follow and the group, longest first."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _LONGEST_MEMORY:
                self._known.clear()
            found = self._known[word] = self._read(word)
        return found

    def _read(self, word: str) -> Readings:
        readings = list(self._exact.get(word, ()))
        for length in range(1, min(len(word), self._longest_stem) + 1):
            readings += self._opening.get(word[:length], ())
        if word.endswith(self._endings):
            for ending, more in self._closing.items():
                if word.endswith(ending):
                    readings += more
        return tuple(sorted(set(readings), key=lambda reading: (-len(reading[0]), reading)))

    def find(self, words: Sequence[str]) -> list[Hit]:
        """All groups in ``words`` (small letters, plain apostrophes), in order; no group overlaps itself."""
        found: list[Hit] = []
        known = self._known
        ends: dict[str, int] = {}
        size = len(words)
        for start, word in enumerate(words):
            readings = known.get(word)
            if readings is None:
                readings = self.opened_by(word)
            if not readings:
                continue
            following = words[start + 1] if start + 1 < size else ""
            for tail, group in readings:
                if tail and tail[0] != following and tail[0][-1] != "*":
                    continue  # most entries of a frequent word fail here, before any call
                if ends.get(group, 0) <= start and (not tail or _follows(words, start + 1, tail)):
                    end = start + 1 + len(tail)
                    ends[group] = end
                    found.append(Hit(group, start, end))
        return found


def _follows(words: Sequence[str], at: int, tail: tuple[str, ...]) -> bool:
    if at + len(tail) > len(words):
        return False
    for position, wanted in enumerate(tail, at):
        word = words[position]
        if wanted == "*":
            continue
        if wanted[-1] == "*":
            if not word.startswith(wanted[:-1]):
                return False
        elif word != wanted:
            return False
    return True


@dataclass(frozen=True, slots=True)
class LabelWords:
    """The lists of one language. ``estimative`` has the English phrases as its groups."""

    language: str
    cues: Wordlist
    signals: Wordlist
    stance: Wordlist
    estimative: Wordlist
    reportative: Wordlist
    words: Mapping[str, frozenset[str]]
    """Small closed sets: ``vague``, ``inside``, ``ambiguous``, ``impersonal``, ``located`` of ``hedges.toml``, and of a
    stance ``degree`` and ``links``."""


_SETS = ("vague", "inside", "ambiguous", "impersonal", "located")
_BEFORE_STANCE = ("degree", "links")


@cache
def label_words(language: str) -> LabelWords:
    """The lists of a language. Raises KeyError for one without a pack, ValueError for a damaged file."""
    if language not in SUPPORTED:
        raise KeyError(language)
    folder = files("onrecord.languages") / language
    acts = tomllib.loads((folder / "acts.toml").read_text(encoding="utf-8"))
    hedges = tomllib.loads((folder / "hedges.toml").read_text(encoding="utf-8"))
    reportative, stance = dict(hedges["reportative"]), dict(acts["stance"])
    sets = {name: frozenset(entries(reportative.pop(name))) for name in _SETS}
    for name in _BEFORE_STANCE:
        sets[name] = frozenset(word for entry in entries(stance.pop(name)) for word in normal(entry))
    return LabelWords(
        language=language,
        cues=Wordlist(acts["cues"]),
        signals=Wordlist(acts["signals"]),
        stance=Wordlist(stance),
        estimative=Wordlist(hedges["estimative"]),
        reportative=Wordlist(reportative),
        words=sets,
    )


def longest(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Those of ``hits`` that no longer one covers; hits over the same words stay together."""
    end = 0
    pending: list[Hit] = []
    for hit in sorted(hits, key=lambda each: (each.start, -each.end)):
        if hit.start >= end:
            yield from pending
            pending = [hit]
            end = hit.end
        elif pending and (hit.start, hit.end) == (pending[0].start, pending[0].end):
            pending.append(hit)
    yield from pending
