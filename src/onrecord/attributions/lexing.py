"""A text as the rules see it: sentences of items, each quotation folded into one item.

What is said inside quotation marks must not confuse the search for who says it, so a quotation of the
level that is being read is one item; its inside is read in a pass of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.languages.abbreviations import abbreviations
from onrecord.languages.pack import LanguagePack, pack
from onrecord.text.document import Span
from onrecord.text.quotes import Quotation
from onrecord.text.tokens import Token, tokens


class Is:
    """What a word or mark can be; several at once.

    Plain integers: the rules test them millions of times, and ``&`` of an ``enum.IntFlag`` runs Python code each time.
    """

    WORD = 1 << 0
    CAPITAL = 1 << 1
    NUMBER = 1 << 2
    QUOTATION = 1 << 3
    COMMA = 1 << 4
    COLON = 1 << 5
    DASH = 1 << 6
    STOP = 1 << 7
    OPEN = 1 << 8
    CLOSE = 1 << 9
    COMPLEMENTISER = 1 << 10
    QUESTION = 1 << 11
    RELATIVE = 1 << 12
    SUBJECT = 1 << 13
    OBJECT = 1 << 14
    IMPERSONAL = 1 << 15
    POSSESSIVE = 1 << 16
    DETERMINER = 1 << 17
    PREPOSITION = 1 << 18
    COORDINATOR = 1 << 19
    SUBORDINATOR = 1 << 20
    BE = 1 << 21
    HAVE = 1 << 22
    AUXILIARY = 1 << 23
    NEGATION = 1 << 24
    MODIFIER = 1 << 25
    FINITE = 1 << 26
    PERSON = 1 << 27
    TIME = 1 << 28
    TITLE = 1 << 29
    INFINITIVE = 1 << 30
    VERB = 1 << 31
    LINKING = 1 << 32
    OPEN_ENDED = 1 << 33


_CLASSES = {
    "complementisers": Is.COMPLEMENTISER,
    "questions": Is.QUESTION,
    "relatives": Is.RELATIVE,
    "subjects": Is.SUBJECT,
    "objects": Is.OBJECT,
    "impersonal": Is.IMPERSONAL,
    "possessives": Is.POSSESSIVE,
    "determiners": Is.DETERMINER,
    "prepositions": Is.PREPOSITION,
    "linking": Is.LINKING,
    "coordinators": Is.COORDINATOR,
    "subordinators": Is.SUBORDINATOR,
    "be": Is.BE,
    "have": Is.HAVE,
    "auxiliaries": Is.AUXILIARY,
    "negations": Is.NEGATION,
    "modifiers": Is.MODIFIER,
    "finite": Is.FINITE,
    "persons": Is.PERSON,
    "times": Is.TIME,
}

_MARKS = {
    ",": Is.COMMA,
    ":": Is.COLON,
    ";": Is.STOP,
    "!": Is.STOP,
    "?": Is.STOP,
    "…": Is.STOP,
    "—": Is.DASH,
    "–": Is.DASH,
    "―": Is.DASH,
    "-": Is.DASH,
    "(": Is.OPEN,
    "[": Is.OPEN,
    "{": Is.OPEN,
    ")": Is.CLOSE,
    "]": Is.CLOSE,
    "}": Is.CLOSE,
    "&": Is.COORDINATOR,
}

FOLDED = "“…”"
"""What stands for the words of a folded quotation."""

LONGEST_SENTENCE = 250
"""Items after which a sentence is cut: longer ones are lists or damaged text, and rules look at a sentence as a whole."""

_WINDOW = 20_000
"""Characters cut into words at once, so that a line of many megabytes never lies in memory as words."""

_PLAIN_APOSTROPHE = str.maketrans("’ʼ`´", "''''", "\u00ad\u0301")


@dataclass(slots=True)
class Item:
    """One word, mark or folded quotation, with its place, its plain small-letter form and what it can be.

    ``speech`` is true for a quotation that is something said, not a few words within a phrase; ``stops`` for one
    that ends with a full stop.
    """

    start: int
    end: int
    low: str
    flags: int
    quotation: Quotation | None = None
    speech: bool = False
    stops: bool = False


@dataclass(slots=True)
class Sentence:
    """The items of one sentence, and where they stand."""

    items: list[Item]
    span: Span
    paragraph: int
    first_in_paragraph: bool

    def spaced(self, first: int, stop: int) -> Span:
        """From the start of item ``first`` to the end of item ``stop - 1``."""
        return Span(self.items[first].start, self.items[stop - 1].end)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language pack made ready for looking words up: what each listed word can be."""

    pack: LanguagePack
    flags: Mapping[str, int]

    def of(self, word: str, low: str) -> int:
        """What ``word`` can be."""
        found = self.flags.get(low, 0) | Is.WORD
        first = word[0]
        if first.isupper() or (first.isdigit() and any(map(str.isupper, word))):
            found |= Is.CAPITAL
        if first.isdigit():
            found |= Is.NUMBER
        syntax = self.pack.syntax
        if found & (Is.VERB | Is.FINITE | Is.PERSON) == 0:
            if low.endswith(syntax.modifier_endings) and len(low) > 4 and not found & Is.CAPITAL:
                found |= Is.MODIFIER
            if syntax.finite_endings and low.endswith(syntax.finite_endings):
                found |= Is.FINITE
        if syntax.possessive_endings and low.endswith(syntax.possessive_endings):
            found |= Is.POSSESSIVE
        if syntax.infinitive_endings and low.endswith(syntax.infinitive_endings) and len(low) > 3:
            found |= Is.INFINITIVE
        return int(found)


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a supported language, built once."""
    source = pack(language)
    flags: dict[str, int] = {}
    for name, flag in _CLASSES.items():
        for entry in getattr(source.words, name):
            if " " not in entry:
                flags[entry] = flags.get(entry, 0) | flag
    for title in source.titles:
        for word in title.split():
            flags[word.rstrip(".")] = flags.get(word.rstrip("."), 0) | Is.TITLE
    for form in source.verbs:
        if not flags.get(form, 0) & Is.AUXILIARY:
            flags[form] = flags.get(form, 0) | Is.VERB
    if source.syntax.infinitive_marker:
        marker = source.syntax.infinitive_marker
        flags[marker] = flags.get(marker, 0) | Is.INFINITIVE
    return Lexicon(source, flags)


def sentences_of(
    text: str,
    region: Span,
    borders: Sequence[int],
    paragraphs: Sequence[Span],
    quotations: Sequence[Quotation],
    words: Lexicon,
) -> Iterator[Sentence]:
    """The sentences of ``region``.

    ``borders`` are the starts of all sentences of the document, ``quotations`` those to fold, in order and not
    overlapping; borders within them do not count.
    """
    number = max(0, bisect_right(paragraphs, region.start, key=lambda each: each.start) - 1)
    for index in range(number, len(paragraphs)):
        if paragraphs[index].start >= region.end:
            return
        start, end = max(region.start, paragraphs[index].start), min(region.end, paragraphs[index].end)
        if start < end:
            yield from _paragraph(text, Span(start, end), index, borders, quotations, words)


def _paragraph(
    text: str,
    region: Span,
    index: int,
    borders: Sequence[int],
    quotations: Sequence[Quotation],
    words: Lexicon,
) -> Iterator[Sentence]:
    first = True
    held: list[Item] = []
    for piece in _pieces(text, region, borders, quotations, words):
        if held and held[-1].flags & Is.OPEN_ENDED and len(held) < LONGEST_SENTENCE and _says(piece, words):
            held.extend(piece)
            continue
        if held:
            yield _sentence(held, index, first=first)
            first = False
        held = piece
    if held:
        yield _sentence(held, index, first=first)


def _pieces(
    text: str, region: Span, borders: Sequence[int], quotations: Sequence[Quotation], words: Lexicon
) -> Iterator[list[Item]]:
    piece: list[Item] = []
    for item in _items(text, region, quotations, words):
        if piece and (len(piece) >= LONGEST_SENTENCE or _border_between(piece[-1], item, borders)):
            if piece[-1].quotation is not None and not piece[-1].stops:
                # "Why?" she asked: a question's end may be the sentence's, or its speaker may follow.
                piece[-1].flags |= int(Is.OPEN_ENDED)
            yield piece
            piece = []
        piece.append(item)
    if piece:
        yield piece


def _says(piece: list[Item], words: Lexicon) -> bool:
    """Whether a sentence begins with a speaker and a cue that has no content after it: ``she asked.``"""
    for index in range(1, min(len(piece), 10)):
        forms = words.pack.verbs.get(piece[index].low, ())
        if not any("quotation" in form.cue.takes and form.slot in ("past", "present") for form in forms):
            if piece[index].flags & (Is.COMMA | Is.QUOTATION | Is.COLON):
                return False
            continue
        following = piece[index + 1] if index + 1 < len(piece) else None
        return (
            following is None
            or (not following.flags & Is.WORD and not following.flags & (Is.QUOTATION | Is.COLON))
            or (
                bool(following.flags & (Is.PREPOSITION | Is.TIME))
                and not any(item.flags & (Is.QUOTATION | Is.COMPLEMENTISER) for item in piece[index:])
            )
        )
    return False


def _sentence(items: list[Item], paragraph: int, *, first: bool) -> Sentence:
    _lower_headline(items)
    return Sentence(items, Span(items[0].start, items[-1].end), paragraph, first)


def _lower_headline(items: list[Item]) -> None:
    """In a headline that capitalises every word a capital letter makes no name of a verb."""
    words = [item for item in items if item.flags & Is.WORD and item.end - item.start > 3]
    if len(words) < 4 or sum(bool(item.flags & Is.CAPITAL) for item in words) < 0.75 * len(words):
        return
    for item in items[1:]:
        if item.flags & (Is.VERB | Is.AUXILIARY | Is.FINITE):
            item.flags &= ~int(Is.CAPITAL)


def _border_between(left: Item, right: Item, borders: Sequence[int]) -> bool:
    """Whether a sentence begins after ``left`` and not after the start of ``right``."""
    if left.stops and right.flags & Is.CAPITAL:
        return True
    at = bisect_left(borders, left.end)
    return at < len(borders) and borders[at] <= right.start


def _items(text: str, region: Span, quotations: Sequence[Quotation], words: Lexicon) -> Iterator[Item]:
    position = region.start
    number = bisect_left(quotations, region.start, key=lambda each: each.span.end - 1)
    while number < len(quotations) and quotations[number].span.start < region.end:
        quotation = quotations[number]
        number += 1
        start, end = quotation.span
        if start < position:
            position = max(position, min(end, region.end))
            continue
        yield from _words(text, position, start, words)
        yield Item(
            start,
            end,
            FOLDED,
            int(Is.QUOTATION),
            quotation,
            is_speech(quotation, text),
            _ends_sentence(quotation, text),
        )
        position = end
    if position < region.end:
        yield from _words(text, position, region.end, words)


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of ``text[start:end]``, window by window, cut at white space where there is any."""
    while start < end:
        stop = min(start + _WINDOW, end)
        if stop < end:
            space = max(text.rfind(" ", start + 1, stop), text.rfind("\n", start + 1, stop))
            stop = space if space > start else stop
        yield from tokens(text, start, stop)
        start = stop


def _words(text: str, start: int, end: int, words: Lexicon) -> Iterator[Item]:
    for token in _tokens(text, start, end):
        if not token.is_word:
            yield Item(token.start, token.end, token.text, int(_MARKS.get(token.text, 0)))
            continue
        low = token.text.lower().translate(_PLAIN_APOSTROPHE) or token.text
        at = low.rfind("'")
        if at > 0 and len(low) == len(token.text):
            yield from _clitic(token, low, at, words)
        else:
            yield Item(token.start, token.end, low, words.of(token.text, low))


def _clitic(token: Token, low: str, at: int, words: Lexicon) -> Iterator[Item]:
    """``he's`` and ``who've`` are a pronoun and a verb; ``Trump's`` and ``don't`` are one word."""
    head, tail = low[:at], low[at:]
    known = words.flags.get(head, 0)
    if known & (Is.SUBJECT | Is.RELATIVE) and words.flags.get(tail, 0) & (Is.BE | Is.HAVE | Is.AUXILIARY):
        middle = token.start + at
        yield Item(token.start, middle, head, words.of(token.text[:at], head))
        yield Item(middle, token.end, tail, words.flags[tail] | Is.WORD)
    else:
        yield Item(token.start, token.end, low, words.of(token.text, low))


def borders_of(text: str, language: str) -> list[int]:
    """Where the sentences of ``text`` begin."""
    from onrecord.text.sentences import sentences

    return [span.start for span in sentences(text, abbreviations(language))]


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether the quotation is the title of a work: every longer word capitalised, no sentence mark, no colon before."""
    if end - start > 80 or text[max(0, start - 4) : start].strip("\"'“‘„«` \u00a0")[-1:] == ":":
        return False
    words = [word for word in text[start:end].split() if len(word) > 3]
    return (
        len(words) > 1
        and text[end - 1] not in ".!?"
        and all(word[0].isupper() or word[0].isdigit() for word in words)
    )


def _ends_sentence(quotation: Quotation, text: str) -> bool:
    start, end = quotation.inner
    return text[max(start, end - 4) : end].rstrip()[-1:] == "."


def is_speech(quotation: Quotation, text: str) -> bool:
    """Whether a quotation is something said: it ends like a sentence or a clause, or is more than a few words."""
    start, end = quotation.inner
    if _is_title(text, start, end):
        return False
    tail = text[max(start, end - 4) : end].rstrip()[-1:]
    return not quotation.closed or tail in ",.!?…;—-" or text.count(" ", start, end) > 3
