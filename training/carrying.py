"""One attribution of English, carried over to the same text in Russian or Ukrainian by the words' alignment.

Annotation projection (Yarowsky & Ngai 2001; for the spans of roles Padó & Lapata 2009). A span becomes the run of words with
the largest sum of links to it less links to the rest of its sentence (Kadane's maximum subarray; Bentley 1984), so that a
stray link does not stretch it. What the run lacks or has too much of is set right by the conventions of the labels: no
conjunction before a content, no preposition after a cue, quotation marks whole, the final full stop outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.text.document import Span
from onrecord.text.quotes import Quotation, quotations
from onrecord.text.sentences import paragraphs
from onrecord.text.tokens import Token
from training.alignment import Numbers, Pair, best_run, gain_of

_CUE_WORDS = 5
_LEAST_ALIGNED = 0.5
_MOST_FOREIGN = 0.25
"""The share of a content's words that may be linked to English words outside of it."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_EMPTY = _words(
    "a an the to of that s has have had is are was were be been being it do does did will would in on at by for as and"
)
"""English words that may go without a link."""

_PRONOUN = _words("he she it they we i you who his her their its my our which this that")
_THAT = re.compile(
    r"(?:(?:об?|про|в|на|из|тем|те|том)\s(?:этом|том|того|то|те|тому)?,?\s?)?"
    r"\b(?:что|чтобы|будто(?: бы)?|якобы|дескать|мол|що|щоб|ніби|нібито|мовляв)(?![\w-])[\s,:–—-]*",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"(?:слов(?:ам|ами)|данным|даними|мнению|думку|думкою|сообщени(?:ю|ям)|повідомленням|информации|інформацією|"
    r"оценк(?:е|ам)|оцінк(?:ою|ами)|утверждени(?:ю|ям)|твердженням|версии|версією|убеждению|переконанням?|подсчётам|"
    r"подсчетам|підрахунками|свидетельств(?:у|ам)|свідченнями|признанию|зізнанням|прогноз(?:у|ам|ом|ами)|взгляд|погляд)",
    re.IGNORECASE,
)
_BEFORE_OPINION = _words("по за на")
_NOT = _words("не ни ні")
_AS = _words("как як")
_QUOTED = re.compile("[“”„«»\"]|``|''")
_AFTER = re.compile(r"\s?[%°€$₴₽]|[!?…]+")
_APOSTROPHE = re.compile("['’ʼ]")
_LOOSE = _words(
    "и й і та а но але же ж об о про в во у на з зі із с со из к до за по от від для при об этом це это"
)
"""Prepositions and the like, which begin or end neither a cue nor a source."""

_WHO = _words("я мне мені ты ти вы ви вам мы ми нам он він ему йому она вона ей їй оно воно они вони им їм")
"""Pronouns, which are no part of a cue."""

_ENCLITIC = _words("же ж бы б би")
_AND = _words("и й і та а но але")
_PART, _LEAST_PART = 0.25, 1.5
"""What a further part of an interrupted content needs: of the largest part's links, and at least."""

_RIM = 4
_NAME = 40
_NEARLY = 0.7
_NEAR = 4


class Refused(Exception):
    """An attribution cannot be carried over; the message says why."""


@dataclass(slots=True)
class Projector:
    """One text in two languages, a sentence to a line, with the alignment of the sentences that matter."""

    english: list[str]
    target: list[str]
    pairs: dict[int, Pair] = field(default_factory=dict)
    text: str = ""
    quoted: list[Quotation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = "\n".join(self.target)
        self.quoted = quotations(self.text, paragraphs(self.text))

    def lines(self, spans: Iterable[Sequence[int]]) -> set[int]:
        """The numbers of the English lines that spans touch."""
        starts = _starts(self.english)
        return {
            number
            for number, line in enumerate(self.english)
            for start, end in spans
            if start < starts[number] + len(line) and starts[number] < end
        }

    def project(self, each: dict[str, Any]) -> dict[str, Any]:
        """An English attribution on the target side. Raises :class:`Refused`."""
        if not each["cue"]:
            raise Refused("no cue")
        line, first, last = self._cue(each)
        cue = [self._span(line, first, last)]
        source = self._source(each, line, first, last)
        if source and _OPINION.fullmatch(self.pairs[line].right[first].text):
            cue = self._with_preposition(line, first, cue, source)
        content = self._content(each, [*cue, *source])
        for one, other in pairwise(sorted([*cue, *source, *content])):
            if one.end > other.start:
                raise Refused("parts overlap")
        parts = {"source": source, "cue": cue, "content": content}
        return {name: [list(span) for span in sorted(spans)] for name, spans in parts.items()}

    def _cue(self, each: dict[str, Any]) -> tuple[int, int, int]:
        """The line of the cue, its first word and its last."""
        lines = self.lines(each["cue"])
        if len(lines) != 1:
            raise Refused("cue over lines")
        (line,) = lines
        pair = self.pairs[line]
        inside = self._inside(line, each["cue"])
        # A verb that drops its pronoun is linked to the pronoun's translation: that does not count against it.
        small = np.array([_plain(word) in _PRONOUN | _EMPTY for word in pair.left], bool) & ~inside
        words = [word.text.lower() for word in pair.right]
        dropped = np.array([word not in _WHO for word in words], bool)
        links = np.where(small[:, None] & dropped, 0, pair.links)
        run = best_run(gain_of(links, inside))
        if run is None or not _aligned(pair, inside, *run):
            raise Refused("cue not aligned")
        first, last = run
        if not (pair.links[inside | small, first : last + 1] == 1).any():
            raise Refused("cue not aligned")
        while first < last and words[first] in _LOOSE | _WHO and not _OPINION.fullmatch(words[first + 1]):
            first += 1
        while first < last and words[last] in _LOOSE | _WHO and words[last - 1] != "згідно":
            last -= 1
        if all(word in _LOOSE | _WHO | _NOT for word in words[first : last + 1]):
            raise Refused("cue not aligned")
        for before in (_NOT, _AS):
            if first and words[first - 1] in before and self._touching(line, first - 1, first):
                first -= 1
        if first and words[first - 1] in _BEFORE_OPINION and _OPINION.fullmatch(words[first]):
            first -= 1
        if last - first >= _CUE_WORDS:
            raise Refused("cue too long")
        return line, first, last

    def _source(self, each: dict[str, Any], at: int, first: int, last: int) -> list[Span]:
        found = []
        for span in each["source"]:
            lines = self.lines([span])
            if len(lines) != 1:
                raise Refused("source over lines")
            (line,) = lines
            pair = self.pairs[line]
            inside = self._inside(line, [span])
            gain = gain_of(pair.links, inside)
            if line == at:
                gain[first : last + 1] = -9
            run = best_run(gain)
            pronoun = all(
                _plain(word) in _PRONOUN for word, held in zip(pair.left, inside, strict=True) if held
            )
            if pronoun and (run is None or line != at or not -_NEAR <= run[0] - first <= _NEAR):
                continue  # He who said it is not named there.
            if run is None or not _aligned(pair, inside, *run):
                raise Refused("source not aligned")
            found.append(self._source_span(line, *run, gain))
        return found

    def _source_span(self, line: int, first: int, last: int, gain: Numbers) -> Span:
        """A source's run: without a preposition, with the rest of a name, in whole quotation marks or in none."""
        words = self.pairs[line].right
        while first < last and words[first].text.lower() in _LOOSE:
            first += 1
        while first < last and words[last].text.lower() in _LOOSE:
            last -= 1
        while first > 1 and not gain[first - 1] and words[first - 1].text[0].isupper():
            if not self._touching(line, first - 1, first):
                break
            first -= 1
        start, end = self._span(line, first, last)
        for each in self.quoted:
            short = each.span.end - each.span.start <= _NAME
            if short and each.span.start < end and start < each.span.end:
                start, end = min(start, each.span.start), max(end, each.span.end)
        return Span(start, end)

    def _content(self, each: dict[str, Any], others: list[Span]) -> list[Span]:
        found: list[Span] = []
        heads = linked = size = foreign = 0
        for span in each["content"]:
            for line in sorted(self.lines([span])):
                pair = self.pairs[line]
                inside = self._inside(line, [span])
                taken = self._covered(line, others)
                gain = np.where(taken, 0, gain_of(pair.links, inside))
                gain[(gain < 0) & self._prepositions(line, taken)] = 1
                start = _starts(self.english)[line]
                quoted = _QUOTED.search(self.english[line], max(0, span[0] - start), max(0, span[1] - start))
                kept = np.zeros(len(gain), bool)
                edges = bool(inside[:1].any()), bool(inside[-1:].any())
                for run in self._runs(gain, taken):
                    first, last = self._grown(line, *run, np.where(taken, -1, gain), edges)
                    found.append(self._content_span(line, first, last, taken, quoted is not None))
                    kept[first : last + 1] = True
                rows_in = [row for row in np.nonzero(inside)[0] if _plain(pair.left[row]) not in _EMPTY]
                heads += len(rows_in)
                linked += sum(bool(pair.links[row, kept].any()) for row in rows_in)
                size += int(kept.sum())
                foreign += int((gain[kept] < 0).sum())
        if not found or linked < _LEAST_ALIGNED * heads:
            raise Refused("content not aligned")
        if foreign > _MOST_FOREIGN * size:
            raise Refused("content mixed")
        return self._joined(found)

    def _runs(self, gain: Numbers, taken: NDArray[np.bool_]) -> list[tuple[int, int]]:
        """The best run on each side of the cue and the source, if it carries enough of the whole."""
        runs = []
        edges: list[int] = [-1, *np.nonzero(taken)[0].tolist(), len(gain)]
        for left, right in pairwise(edges):
            run = best_run(gain[left + 1 : right])
            if run is not None:
                first, last = run[0] + left + 1, run[1] + left + 1
                runs.append((float(gain[first : last + 1].sum()), first, last))
        most = max((score for score, _, _ in runs), default=0)
        return [
            (first, last) for score, first, last in runs if score >= max(_PART * most, min(most, _LEAST_PART))
        ]

    def _grown(
        self, line: int, first: int, last: int, gain: Numbers, edges: tuple[bool, bool]
    ) -> tuple[int, int]:
        """A content's run with the words beside it that have no links: up to a mark, or to the edge of a sentence
        that the English content reaches."""
        if edges[0] and first <= _RIM and not (gain[:first] < 0).any():
            first = 0
        if edges[1] and len(gain) - 1 - last <= _RIM and not (gain[last + 1 :] < 0).any():
            last = len(gain) - 1
        while first and not gain[first - 1] and self._touching(line, first - 1, first):
            first -= 1
        while last + 1 < len(gain) and not gain[last + 1] and self._touching(line, last, last + 1):
            last += 1
        words = self.pairs[line].right
        while first < last and (
            words[first].text.lower() in _ENCLITIC or (words[first].text.lower() in _AND and not gain[first])
        ):
            first += 1
        return first, last

    def _prepositions(self, line: int, taken: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The prepositions right after the cue, which are the content's here where the English cue has them."""
        words = self.pairs[line].right
        after = [number > 0 and bool(taken[number - 1]) for number in range(len(words))]
        return np.array(
            [held and word.text.lower() in _LOOSE for held, word in zip(after, words, strict=True)], bool
        )

    def _content_span(self, line: int, first: int, last: int, taken: NDArray[np.bool_], quoted: bool) -> Span:
        """A content's run as characters: without the conjunction before it, with the marks that belong to it."""
        span = self._span(line, first, last)
        asks = self.pairs[line].links[:, first].any() and _THAT.fullmatch(self.pairs[line].right[first].text)
        that = None if asks else _THAT.match(self.text, span.start, span.end)
        if that and that.end() < span.end:
            span = Span(that.end(), span.end)
        if quoted:
            span = self._snapped(line, span, taken)
        return self._marked(span, quoted)

    def _snapped(self, line: int, span: Span, taken: NDArray[np.bool_]) -> Span:
        """The quotation that a span nearly is."""
        start = _starts(self.target)[line]
        places = [Span(start + word.start, start + word.end) for word in self.pairs[line].right]
        held = [span.start <= place.start < span.end for place in places]
        for each in self.quoted:
            inside = [each.span.start <= place.start < each.span.end for place in places]
            both = sum(one and other for one, other in zip(held, inside, strict=True))
            if (
                both
                and both >= _NEARLY * max(sum(held), sum(inside))
                and not (taken & np.array(inside)).any()
            ):
                return Span(max(each.span.start, start), min(each.span.end, start + len(self.target[line])))
        return span

    def _marked(self, span: Span, quoted: bool) -> Span:
        """A span with the quotation marks of what it holds the first or the last words of, and with what ends it."""
        start, end = span
        for each in self.quoted:
            opens, closes = each.inner
            begins = opens <= start < closes and not _has_words(self.text[opens:start])
            ends = each.closed and opens < end <= closes and not _has_words(self.text[end:closes])
            if begins and (quoted or end >= closes or ends):
                start = each.span.start
            if ends and (quoted or start <= opens):
                end = each.span.end
        if quoted and self.text[end : end + 1] in tuple('"»”'):
            end += 1
        after = _AFTER.match(self.text, end)
        if after:
            end = after.end()
        if (
            self.text.count("(", start, end) > self.text.count(")", start, end)
            and self.text[end : end + 1] == ")"
        ):
            end += 1
        return Span(start, end)

    def _joined(self, spans: list[Span]) -> list[Span]:
        """Spans with nothing but marks between them are one."""
        found: list[Span] = []
        for span in sorted(spans):
            if found and not _has_words(self.text[found[-1].end : span.start]):
                found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
            else:
                found.append(span)
        return found

    def _with_preposition(self, line: int, first: int, cue: list[Span], source: list[Span]) -> list[Span]:
        """``по`` of ``по его словам``: the preposition before a source that stands before its noun."""
        words = self.pairs[line].right
        at = first - 1
        while at >= 0 and self._covered(line, source)[at]:
            at -= 1
        if 0 <= at < first - 1 and words[at].text.lower() in _BEFORE_OPINION:
            return [self._span(line, at, at), *cue]
        return cue

    def _inside(self, line: int, spans: Iterable[Sequence[int]]) -> NDArray[np.bool_]:
        """Which English words of a line lie within spans."""
        return _covered(self.pairs[line].left, _starts(self.english)[line], spans)

    def _covered(self, line: int, spans: Iterable[Sequence[int]]) -> NDArray[np.bool_]:
        """Which target words of a line lie within spans."""
        return _covered(self.pairs[line].right, _starts(self.target)[line], spans)

    def _span(self, line: int, first: int, last: int) -> Span:
        start, words = _starts(self.target)[line], self.pairs[line].right
        return Span(start + words[first].start, start + words[last].end)

    def _touching(self, line: int, one: int, other: int) -> bool:
        """Whether no mark stands between two words."""
        words = self.pairs[line].right
        return not self.target[line][words[one].end : words[other].start].strip()


def _covered(words: Sequence[Token], shift: int, spans: Iterable[Sequence[int]]) -> NDArray[np.bool_]:
    listed = list(spans)
    return np.array(
        [
            any(start < shift + word.end and shift + word.start < end for start, end in listed)
            for word in words
        ],
        bool,
    )


def _aligned(pair: Pair, inside: NDArray[np.bool_], first: int, last: int) -> bool:
    """Whether enough of the English words inside are linked to the run."""
    everything: list[int] = np.nonzero(inside)[0].tolist()
    heads = [row for row in everything if _plain(pair.left[row]) not in _EMPTY] or everything
    linked = sum(bool(pair.links[row, first : last + 1].any()) for row in heads)
    return bool(linked) and linked >= _LEAST_ALIGNED * len(heads)


def _plain(word: Token) -> str:
    """An English word without what an apostrophe adds."""
    return _APOSTROPHE.split(word.text.lower())[0]


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return starts
