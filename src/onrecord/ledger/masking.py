"""Masking a person's name wherever it stands, in any letter case and grammatical case. No database here.

What counts as the name: all its words, next to each other and in any order, whatever spaces, hyphens, dots or
percent signs stand between them, with an initial or a patronymic among them. A Cyrillic word also counts with
another case ending, and with the vowels and consonants that change before one (Павел, Павла; Ольга, Ользі). A word of
the name that stands alone does not count: it may be somebody else's. :meth:`Mask.alone` counts those.
"""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Any
from urllib.parse import unquote

from onrecord.errors import UsageError

BLOCK = "█"
"""What stands for each character of a name that was forgotten."""

_MOST_WORDS = 5
_MOST_REORDERED = 3
_UNPACKED_LIMIT = 64 << 20

_HIDDEN = "[\u00ad\u0301\u200b-\u200d]*"
_APOSTROPHES = "'’ʼ`´"
# No character fits two of these, and there is an end to them: a long gap must not make the search slow.
_BETWEEN = r"(?:[\W_]|%20|&nbsp;){1,60}"
_INITIAL = rf"(?:[^\W\d_]\.?{_BETWEEN})?"
_PATRONYMIC = rf"(?:[^\W\d_]+(?:вич|вн|їч|ич|ичн)[^\W\d_]{{0,3}}{_BETWEEN})?"

_VOWELS = "аяоеёєиіїйьыуюэ"
_ENDINGS = tuple(
    "а я о е ё є и і ї й ь ы у ю э ам ям ах ях ами ями ом ем ём єм ою ею єю ей ой ый ий ая яя ое ее ого его ому "  # noqa: SIM905
    "ему ым им ых их ыми ими ую юю ові еві єві ия ию ии ие ием иям иях иями ія ію ії ієм ею еви".split()
)
_CHANGING = {"г": "гзж", "к": "кцч", "х": "хсш"}
_CYRILLIC = re.compile("[а-яёіїєґ]+(?:[-'’ʼ][а-яёіїєґ]+)*", re.IGNORECASE)
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}|[\w.+-])+")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Mask:
    """The mask for one name: :func:`mask_for` makes it."""

    whole: re.Pattern[str]
    single: re.Pattern[str]

    def apply(self, text: str) -> str:
        """``text`` with every character of the name but line breaks replaced, so that all offsets hold."""
        masked = self.whole.sub(_blocks, text)
        if "%" in masked:
            masked = _PERCENT.sub(lambda match: self._apply_encoded(match[0]), masked)
        return masked

    def apply_within(self, value: Any) -> Any:
        """The same for all strings inside a JSON value, keys included."""
        if isinstance(value, str):
            return self.apply(value)
        if isinstance(value, list):
            return [self.apply_within(one) for one in value]
        if isinstance(value, dict):
            return {self.apply(key): self.apply_within(one) for key, one in value.items()}
        return value

    def alone(self, text: str) -> Counter[str]:
        """How often words of the name stand alone in a text that is masked already."""
        return Counter(match[0].casefold() for match in self.single.finditer(text))

    def found_in(self, original: bytes) -> bool:
        """Whether original bytes hold the name, in any encoding of the three languages or inside a zipped format."""
        return any(self._found(text) for text in _decodings(original))

    def _found(self, text: str) -> bool:
        if self.apply(text) != text:
            return True
        plain = text
        if "&" in plain:
            plain = html.unescape(plain)
        if "\\u" in plain:
            plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), plain)
        if "<" in plain:
            plain = re.sub(r"<[^<>]*>", "", plain)
        return plain != text and self.whole.search(plain) is not None

    def _apply_encoded(self, piece: str) -> str:
        if "%" not in piece or self.whole.search(unquote(piece, errors="replace")) is None:
            return piece
        return BLOCK * len(piece)


def mask_for(name: str) -> Mask:
    """The mask for a person's name. Raises :class:`UsageError` for what is too short or too long to be one."""
    words = re.findall(rf"[^\W_]+(?:[-{_APOSTROPHES}][^\W_]+)*", unicodedata.normalize("NFC", name))
    if sum(map(len, words)) < 3 or len(words) > _MOST_WORDS:
        raise UsageError(
            f"{name!r}: not a name that can be erased (give one to five words, as they are written)"
        )
    forms = [_word(word) for word in words]
    between = _BETWEEN + _INITIAL + _PATRONYMIC
    orders = permutations(forms) if len(forms) <= _MOST_REORDERED else [tuple(forms)]
    whole = "|".join(between.join(order) for order in dict.fromkeys(orders))
    return Mask(_pattern(whole), _pattern("|".join(dict.fromkeys(forms))))


def _pattern(forms: str) -> re.Pattern[str]:
    # An underscore may stand between the words of an address, so it is no part of a word here.
    return re.compile(rf"(?<![^\W_])(?:{forms})(?![^\W_])", re.IGNORECASE)


def _blocks(match: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", BLOCK, match[0])


def _word(word: str) -> str:
    """The forms of one word as a pattern."""
    lower = word.casefold()
    if not _CYRILLIC.fullmatch(lower) or len(lower) < 3:
        return _letters(word)
    *first, last = re.split(f"([-{_APOSTROPHES}])", lower)
    endings = "|".join(_letters(ending) for ending in sorted(_ENDINGS, key=len, reverse=True))
    stems = dict.fromkeys(_stems(last))
    inflected = "|".join(_letters("".join(first) + stem) for stem in stems)
    return f"(?:{_letters(word)}|(?:{inflected})(?:{endings})?)"


def _stems(word: str) -> Iterator[str]:
    """What stays of a Cyrillic word before its endings, with the changes that endings bring."""
    stem = word
    for _ in range(2):
        if stem[-1] in _VOWELS and len(stem) > 2:
            stem = stem[:-1]
            yield stem
    yield stem
    for other in _CHANGING.get(stem[-1], ""):
        yield stem[:-1] + other
    if len(stem) > 2 and stem[-2] in "еоєё":
        yield stem[:-2] + stem[-1]
        yield stem[:-2] + "ь" + stem[-1]
    if len(stem) > 2 and stem[-2] == "і":
        yield from (stem[:-2] + vowel + stem[-1] for vowel in "ое")


def _letters(word: str) -> str:
    """A pattern for a word as it may be written: composed or not, with stress marks or soft hyphens inside."""
    return _HIDDEN.join(_letter(letter) for letter in word) + _HIDDEN


def _letter(letter: str) -> str:
    if letter in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    if letter in "её":
        return "(?:е\u0308?|ё)"
    forms = {letter, letter.lower(), letter.upper()}
    forms |= {unicodedata.normalize("NFD", form) for form in forms}
    return (
        "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))) + ")"
    )


def _decodings(original: bytes) -> Iterator[str]:
    """The texts that the bytes may be; of a zipped format, those of its members."""
    if original.startswith(b"PK\x03\x04"):
        yield from _members(original)
    if original.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield original.decode("utf-16", errors="replace")
    elif (
        original.count(b"\0") + original.count(b"\4") > len(original) // 8
    ):  # high bytes of Latin and Cyrillic
        yield original.decode("utf-16-le", errors="replace")
        yield original.decode("utf-16-be", errors="replace")
    try:
        yield original.decode("utf-8")
    except UnicodeDecodeError:
        for encoding in ("utf-8", "cp1251", "koi8-u", "iso8859-5", "cp866"):
            yield original.decode(encoding, errors="replace")


def _members(original: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(original)) as archive:
            left = _UNPACKED_LIMIT
            for member in archive.infolist():
                left -= member.file_size
                if left < 0:
                    return
                yield archive.read(member).decode("utf-8", errors="replace")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return
