"""Names of authors as bylines write them: where a name ends, several in one line, and whether two can be one person."""

from __future__ import annotations

import re
import unicodedata

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĻŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽȘȚА-ЯЁІЇЄҐЎ"
_WORD = rf"[{_UPPER}][\w'’ʼ-]*\.?"
_PARTICLE = r"(?:de|del|della|di|da|du|la|le|van|von|der|den|ten|bin|ibn|al|el|фон|де|ван|аль)"
NAME = rf"{_WORD}(?:[ \u00a0]+(?:{_PARTICLE}[ \u00a0]+){{0,2}}{_WORD}){{1,3}}"
"""A regular expression for a personal name of two to four words in Latin or Cyrillic script."""

_SEPARATOR = re.compile(r"\s*(?:[,;]|\band\b|&|\bи\b|\bта\b|\bі\b|\bй\b)\s*")
_PLACE = re.compile(rf"(?P<names>{NAME}.*?),?\s+(?:in|from|в|во|из|у|з|із)\s+{_WORD}(?:[ -]{_WORD}){{0,2}}")
_LEAD = re.compile(r"(?:by|автор[иы]?|авторка|текст)\s*:?\s+", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:staff|team|board|news|agency|desk|editors?|editorial|press|reuters|tv|radio|times|post|journal|media|wire|"
    r"admin|redaktion|редакци[яи]|редакція|редакції|служба|агентств[оа]|новости|новини|отдел|відділ|пресс-служба)\b",
    re.IGNORECASE,
)
_NO_NAMES = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|"
    r"september|october|november|december|the|this|that|morning|evening|midnight|noon)\b",
    re.IGNORECASE,
)
_TITLES = frozenset(
    {"dr", "prof", "gen", "col", "maj", "capt", "lt", "sir", "mr", "mrs", "ms", "jr", "sr", "phd", "md"}
)
_SHORT_FORMS = (
    "robert bob bobby rob", "william bill will billy", "richard dick rick rich", "james jim jimmy", "john jack",
    "michael mike mick", "thomas tom", "elizabeth liz beth betty", "margaret maggie peggy", "katherine kate kathy",
    "edward ed ted", "charles charlie chuck", "joseph joe", "anthony tony", "steven steve", "christopher chris",
    "alexander alex sasha", "daniel dan", "samuel sam", "benjamin ben", "susan sue", "patrick pat", "david dave",
    "александр саша олександр", "алексей лёша олексій", "владимир володя володимир", "дмитрий дима дмитро",
    "екатерина катя катерина", "мария маша марія", "наталья наташа наталія", "николай коля микола", "елена лена олена",
    "сергей серёжа сергій", "анна аня ганна", "татьяна таня тетяна", "евгений женя євген", "иван ваня іван",
)  # fmt: skip


def split_names(written: str) -> tuple[str, ...]:
    """The names in one byline; the line as it stands where its parts are not all names (``Doe, Jane``).

    Where the author was (``Jane Doe in Paris``) is left out.
    """
    line = (
        _LEAD.sub("", " ".join(written.split()), count=1) if _LEAD.match(written.strip()) else written.strip()
    )
    if placed := _PLACE.fullmatch(line):
        line = placed["names"]
    parts = [part for part in _SEPARATOR.split(line) if part]
    if len(parts) > 1 and all(re.fullmatch(NAME, part) for part in parts):
        return tuple(parts)
    return (line,) if line else ()


def is_personal(name: str) -> bool:
    """Whether it looks like a person's name: two to five words, no newsroom, no day of the week."""
    words = name.split()
    return 2 <= len(words) <= 6 and not _ORGANISATION.search(name) and not _NO_NAMES.search(name)


def may_be_one(left: str, right: str) -> bool:
    """Whether two names can be one person's: ``J. Smith`` and ``John Smith`` can, ``Robert`` and ``Reuben`` cannot.

    Names in different scripts are not compared: they may be one. Case endings of Russian and Ukrainian names and
    the order of surname and given name do not count.
    """
    first, second = _words(left), _words(right)
    if not first or not second or _is_cyrillic(left) != _is_cyrillic(right):
        return True
    return any(_agree(one, other) for one in _orders(first) for other in _orders(second))


def _orders(words: list[str]) -> list[list[str]]:
    return [words, words[1:] + words[:1]]


def _agree(left: list[str], right: list[str]) -> bool:
    """Whether surnames (last words) are the same and the given names do not contradict each other."""
    if len(left[-1]) < 2 or not _same_word(left[-1], right[-1]):
        return False
    given, others = left[:-1], right[:-1]
    if not given or not others:
        return True
    if not _compatible(given[0], others[0]):
        return False
    return len(given) == 1 or len(others) == 1 or _compatible(given[-1], others[-1])


def _words(name: str) -> list[str]:
    plain = "".join(
        each for each in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(each)
    )
    words = re.findall(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*", plain)
    return [word for word in words if word not in _TITLES] or words


def _is_cyrillic(name: str) -> bool:
    return any("\u0400" <= each <= "\u04ff" for each in name)


def _same_word(left: str, right: str) -> bool:
    """Equal, but for a case ending in Cyrillic."""
    if left == right or left in right.split("-") or right in left.split("-"):
        return True
    if not _is_cyrillic(left):
        return False
    shared = next(
        (at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    return (
        shared >= 3 and max(len(left), len(right)) - shared <= 3 and min(len(left), len(right)) - shared <= 2
    )


def _compatible(left: str, right: str) -> bool:
    if len(left) == 1 or len(right) == 1:
        return left[0] == right[0]
    return _same_word(left, right) or any(
        _among(left, forms) and _among(right, forms) for forms in map(str.split, _SHORT_FORMS)
    )


def _among(word: str, forms: list[str]) -> bool:
    return any(_same_word(word, _words(form)[0]) for form in forms)
