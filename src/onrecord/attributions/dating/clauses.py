"""The sentence of a cue without what is said in it, cut into stretches between commas.

Only words of the reporting clause can date a statement: what stands in a content, in a quotation, or in the content of
another attribution is left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from onrecord.attributions.by_rules import Layout, layout_of
from onrecord.attributions.dating.contents import Contents
from onrecord.attributions.dating.grammar import moments
from onrecord.attributions.dating.moment import Moment
from onrecord.attributions.dating.words import Word, Words, longest, words_of
from onrecord.attributions.lexing import Is, Lexicon, lexicon
from onrecord.attributions.record import Attribution
from onrecord.languages.dates import dates
from onrecord.languages.forms import Form, forms
from onrecord.languages.people import Nouns, people
from onrecord.text.document import Span

_REACH = 150
"""Words before and after a cue that are looked at: longer sentences are lists or damaged text."""
_BREAKS = frozenset(",;:()")
_IRREGULAR = frozenset(
    {
        "born",
        "burnt",
        "heard",
        "quit",
        "begun",
        "broken",
        "built",
        "chosen",
        "driven",
        "fallen",
        "shot",
        "sunk",
    }
)
_NOMINAL_BEFORE = Is.DETERMINER | Is.POSSESSIVE | Is.PREPOSITION


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words ``[first, stop)`` between two marks. ``opened`` and ``closed`` are the marks: ``,`` ``(`` ``-`` …, ``…`` for
    words that are left out, empty at an end of the sentence.
    """

    first: int
    stop: int
    opened: str
    closed: str

    def holds(self, first: int, stop: int) -> bool:
        """Whether words ``[first, stop)`` lie within."""
        return self.first <= first and stop <= self.stop


@dataclass(frozen=True, slots=True)
class Clause:
    """The reporting sentence of one attribution: its stretches, and where its cue and source stand among the words."""

    stretches: tuple[Stretch, ...]
    cues: tuple[tuple[int, int], ...]
    sources: tuple[tuple[int, int], ...]
    first: int
    stop: int
    quoted: frozenset[int]
    """Words inside short quotations of the clause (``газета «Вечер»``)."""

    def own(self, stretch: Stretch) -> bool:
        """Whether a part of the cue stands in it."""
        return any(start < stretch.stop and stretch.first < stop for start, stop in self.cues)

    def moments(self, page: Page) -> list[tuple[Moment, Stretch]]:
        """The expressions of time in it, each with its stretch."""
        found = []
        for moment in page.between(self.first, self.stop):
            if moment.first in self.quoted:
                continue
            for stretch in self.stretches:
                if stretch.holds(moment.first, moment.stop):
                    found.append((moment, stretch))
        return found


class Page:
    """One text with its words, its expressions of time and its layout."""

    def __init__(self, text: str, language: str, offsets: Iterable[int]) -> None:
        """Of the text only the paragraphs at ``offsets`` are read: nothing else can date what is said there."""
        self.text, self.language = text, language
        self.known = dates(language)
        self.layout: Layout = layout_of(text, language)
        self._paragraphs = [block.start for block in self.layout.blocks]
        numbers = sorted({max(0, bisect_right(self._paragraphs, offset) - 1) for offset in offsets})
        self.words: Words = words_of(
            text,
            self.known,
            [self.layout.blocks[number] for number in numbers if number < len(self.layout.blocks)],
        )
        self.moments = moments(self.words, self.known)
        self._starts = [word.start for word in self.words.words]
        self._moment_starts = [moment.first for moment in self.moments]
        self._outer = [each for each in self.layout.quoted if each.depth == 0]
        self._outer_ends = [each.span.end for each in self._outer]
        self._in_moment = {
            index: moment for moment in self.moments for index in range(moment.first, moment.stop)
        }

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon(self.language)

    @cached_property
    def hearsay(self) -> frozenset[str]:
        """First words of markers of hearsay inside a clause."""
        return frozenset(self._lexicon.pack.hearsay_adverbs)

    def between(self, first: int, stop: int) -> list[Moment]:
        """The expressions that lie within words ``[first, stop)``."""
        low = bisect_left(self._moment_starts, first)
        found = []
        while low < len(self.moments) and self.moments[low].first < stop:
            if self.moments[low].stop <= stop:
                found.append(self.moments[low])
            low += 1
        return found

    def moment_at(self, index: int) -> Moment | None:
        """The expression of time that the word at ``index`` belongs to."""
        return self._in_moment.get(index)

    def index(self, offset: int) -> int:
        """The first word that ends after ``offset``."""
        at = bisect_right(self._starts, offset)
        return at - 1 if at and self.words.words[at - 1].end > offset else at

    def indices(self, span: Span) -> tuple[int, int]:
        """The words of a span, ``[first, stop)``."""
        return self.index(span.start), bisect_left(self._starts, span.end)

    def paragraph(self, offset: int) -> Span:
        """The paragraph at ``offset``; the whole text where there is none."""
        at = bisect_right(self._paragraphs, offset) - 1
        return self.layout.blocks[at] if at >= 0 else Span(0, len(self.text))

    def sentence(self, offset: int) -> Span:
        """The sentence at ``offset``, kept within its paragraph."""
        borders, block = self.layout.borders, self.paragraph(offset)
        at = bisect_right(borders, offset)
        start = borders[at - 1] if at else 0
        end = borders[at] if at < len(borders) else len(self.text)
        return Span(max(start, block.start), max(min(end, block.end), offset + 1))

    def flags(self, index: int) -> int:
        """What the word at ``index`` can be (:class:`onrecord.attributions.lexing.Is`)."""
        word = self.words.words[index]
        if not word.low[0].isalnum():
            return 0
        written = self.text[word.start : word.end]
        return int(self._lexicon.of(written, word.low))

    def verbal(self, index: int) -> bool:
        """Whether the word at ``index`` is a verb, a participle or a gerund: something with a time of its own."""
        word = self.words.words[index]
        if (
            word.code not in "_#'"
            or not word.low[0].isalpha()
            or index in self._in_moment
            or self.place(index)
        ):
            return False
        if word.capital and index and self.words.codes[index - 1] not in ".;":
            return False
        flags = self.flags(index)
        if self.language == "en":
            return self._english_verb(index, word, flags)
        if flags & (Is.AUXILIARY | Is.BE):
            return True
        form = forms(self.language)(self.text[word.start : word.end])
        if form & (Form.FINITE | Form.GERUND) and not form & (Form.NOUN | Form.ADJECTIVE) & ~Form.PARTICIPLE:
            return True
        if self.language == "uk" and word.low.endswith(_UK_PAST) and len(word.low) > 4:
            return True
        if form & Form.PARTICIPLE or _participle(word.low, self.language):
            return not self._attribute(index)
        return bool(form & Form.PREDICATE)

    def _attribute(self, index: int) -> bool:
        """Whether the participle at ``index`` only describes a noun: ``на закрытом слушании``."""
        if index + 1 < len(self.words.words) and self.place(index + 1):
            return True
        return bool(
            index and (self.flags(index - 1) & _NOMINAL_BEFORE or self.words.codes[index - 1] in "Ta")
        )

    def _english_verb(self, index: int, word: Word, flags: int) -> bool:
        if flags & (Is.AUXILIARY | Is.BE | Is.HAVE) or word.low in _IRREGULAR:
            return True
        before = self.flags(index - 1) if index else 0
        if flags & Is.FINITE:
            return not before & (Is.DETERMINER | Is.POSSESSIVE)
        if flags & Is.VERB:
            return not before & _NOMINAL_BEFORE
        return word.low.endswith(("ed", "ing")) and len(word.low) > 4 and not self._attribute(index)

    def saying(self, index: int) -> bool:
        """Whether the verb at ``index`` passes its date on to what is said: ``published``, ``speaking``."""
        return bool(self.known.saying.fullmatch(self.words.words[index].low))

    def reports(self, index: int) -> bool:
        """Whether the word at ``index`` is a finite form of a cue verb."""
        forms_of = self._lexicon.pack.verbs.get(self.words.words[index].low, ())
        return any(form.slot in ("past", "present") for form in forms_of)

    def inside_quotation(self, offset: int) -> bool:
        """Whether ``offset`` lies in a quotation."""
        low = bisect_right(self._outer_ends, offset)
        return low < len(self._outer) and self._outer[low].span.start <= offset

    def opens_clause(self, index: int) -> bool:
        """Whether the word at ``index`` opens a clause of its own: ``when``, ``который``."""
        word = self.words.words[index]
        if word.code not in "_S" or index in self._in_moment:
            return False
        flags = self.flags(index)
        if flags & (Is.RELATIVE | Is.COMPLEMENTISER):
            return True
        return bool(flags & (Is.SUBORDINATOR | Is.QUESTION)) and not flags & Is.PREPOSITION

    def place(self, index: int) -> str:
        """The letter of the place or occasion at ``index`` (:class:`~onrecord.languages.dates.DateWords`), or empty."""
        if self.words.codes[index] in "mw":
            return ""
        lows = self.lows(index)
        reading = longest(self.known.place, lows, 0)
        if reading is not None:
            return reading.code if reading.code != "-" else ""
        return next((code for code, nouns in self.known.declined.items() if lows[0] in nouns), "")

    def nominative(self, index: int) -> bool:
        """Whether the word at ``index`` can only be (part of) a subject, in a language that tells by the ending."""
        word = self.words.words[index]
        if self.language == "en" or word.capital or not word.low[0].isalpha():
            return False
        form = forms(self.language)(word.low)
        return bool(form & Form.NOMINATIVE) and not form & Form.OBLIQUE

    def adjective(self, index: int) -> bool:
        """Whether the word at ``index`` can only be an adjective, in a language that tells by the ending."""
        word = self.words.words[index]
        form = forms(self.language)(word.low) if self.language != "en" and word.low[0].isalpha() else 0
        return bool(form & Form.ADJECTIVE) and not form & Form.NOUN

    def adverb(self, index: int) -> bool:
        """Whether the word at ``index`` is a mere adverb."""
        word = self.words.words[index]
        if self.language == "en":
            return bool(self.flags(index) & Is.MODIFIER) and not word.capital
        form = forms(self.language)(word.low) if word.low[0].isalpha() else 0
        return bool(form & Form.INVARIABLE) and not form & (Form.NOUN | Form.ADJECTIVE)

    def document(self, index: int) -> bool:
        """Whether the word at ``index`` is something written or broadcast, which can have a date of its own."""
        reading = longest(self.known.place, self.lows(index), 0)
        if reading is not None and reading.code == "-":
            return False
        return self.place(index) == "O" or self.words.words[index].low in self._documents

    def person(self, index: int) -> bool:
        """Whether the word at ``index`` is a noun for a person."""
        return self.words.words[index].low in people(self.language).nouns["persons"]

    def body(self, index: int) -> bool:
        """Whether the word at ``index`` is a noun for a body: ``в министерстве сообщили`` says who, not where."""
        return self.words.words[index].low in people(self.language).nouns["bodies"]

    @cached_property
    def _documents(self) -> Nouns:
        return people(self.language).nouns["documents"]

    def lows(self, index: int, count: int = 5) -> list[str]:
        """The small-letter forms of the next few words."""
        return " ".join(word.low for word in self.words.words[index : index + count]).split()

    def clause(self, each: Attribution, contents: Contents) -> Clause | None:
        """The reporting sentence of an attribution; null where no part of it lies in the text.

        ``contents`` are the contents of all attributions of the document.
        """
        size = len(self.text)
        parts = [span for span in (*each.cue, *each.source) if 0 <= span.start < span.end <= size]
        if not parts:
            parts = [Span(span.start, span.start + 1) for span in each.content if 0 <= span.start < size][:1]
        if not parts:
            return None
        at = parts[0].start
        sentence = self.sentence(at)
        first, stop = self.indices(sentence)
        middle = self.index(at)
        first, stop = max(first, middle - _REACH), min(stop, middle + _REACH)
        sentence = self.words.span(first, stop) if first < stop else sentence
        left_out, quoted = self._left_out(at, sentence, contents, each)
        stretches = tuple(self._stretches(first, stop, left_out, quoted))
        cues = tuple(self.indices(span) for span in each.cue if span in parts)
        sources = tuple(self.indices(span) for span in each.source if span in parts)
        return Clause(stretches, cues, sources, first, stop, frozenset(quoted))

    def _left_out(
        self, at: int, sentence: Span, contents: Contents, each: Attribution
    ) -> tuple[set[int], set[int]]:
        """Words of the sentence that are not of the reporting clause, and words in short quotations of it."""
        left_out: set[int] = set()
        quoted: set[int] = set()
        for span in contents.over(sentence):
            if span.start <= at < span.end and span not in each.content:
                first, stop = self.indices(sentence)
                inner_first, inner_stop = self.indices(span)
                left_out.update(
                    index for index in range(first, stop) if not inner_first <= index < inner_stop
                )
            else:
                left_out.update(range(*self.indices(span)))
        low = bisect_right(self._outer_ends, sentence.start)
        while low < len(self._outer) and self._outer[low].span.start < sentence.end:
            quotation = self._outer[low]
            low += 1
            if not quotation.span.start <= at < quotation.span.end:
                words = range(*self.indices(quotation.span))
                (quoted if len(words) <= 8 else left_out).update(words)
        return left_out, quoted

    def _stretches(self, first: int, stop: int, left_out: set[int], quoted: set[int]) -> list[Stretch]:
        found: list[Stretch] = []
        start, opened = first, ""
        for index in range(first, stop + 1):
            mark = ""
            if index < stop:
                mark = "…" if index in left_out else self._break(index, quoted)
            if mark or index == stop:
                if index > start:
                    found.append(Stretch(start, index, opened, mark))
                    opened = mark
                elif mark:
                    # A comma before words that are left out counts as their border, not as a stretch.
                    opened = "…" if "…" in (mark, opened) else mark
                start = index + 1
        return found

    def _break(self, index: int, quoted: set[int]) -> str:
        moment = self._in_moment.get(index)
        if moment is not None and moment.first <= index < moment.stop:
            return ""
        if index in quoted:
            return ""
        word = self.words.words[index]
        if word.code in _BREAKS and word.low not in "$€£%'’\"«»“”„#№&*/":
            return word.code
        if word.code == "-" and not word.glued:
            return "-"
        return ""


_UK_PAST = ("шов", "шла", "шло", "шли", "нув", "ився", "ався", "увся", "илась", "алась", "илося", "алося")
_RU = (
    "вший",
    "вшего",
    "вшему",
    "вшим",
    "вшем",
    "вшая",
    "вшей",
    "вшую",
    "вшие",
    "вших",
    "вшими",
    "вшийся",
    "вшегося",
)
_UK = (
    "вши",
    "вшись",
    "ений",
    "еного",
    "ену",
    "ена",
    "ених",
    "ених",
    "аний",
    "аного",
    "ану",
    "ана",
    "аних",
    "ючи",
    "ачи",
    "ячи",
)


def _participle(low: str, language: str) -> bool:
    """Participles and gerunds that a dictionary may not know, by their endings."""
    return len(low) > 5 and low.endswith(_UK if language == "uk" else _RU)
