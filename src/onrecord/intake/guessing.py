"""Guessing the encoding of text that does not tell it.

Detectors confuse the Cyrillic encodings with each other and, on short texts, with Latin ones, because any byte is a
letter in all of them. So the candidates are compared here by what a reader would see: how often the letters
they yield are in Russian and Ukrainian, and whether the words look like words (no scripts mixed in one word, no
capitals inside it, no signs among letters). charset-normalizer is asked only for what is neither.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache
from itertools import pairwise

_SAMPLE_BYTES = 20_000
_CYRILLIC = {"cp1251": 0.0, "koi8-r": -0.2, "koi8-u": -0.2, "cp866": -0.2, "iso8859-5": -1.0}
"""The Cyrillic candidates, the commonest first, each with the logarithm of how rare it is beside the first."""
_LATIN = {"cp1252": -0.2, "cp1250": -0.3}

# Letters by falling frequency, with their share in per mille of running text, after the Russian National Corpus's
# letter table; і ї є ґ at their shares in Ukrainian.
_SHARES = {
    "о": 110, "е": 84, "а": 80, "и": 73, "н": 67, "т": 63, "с": 55, "р": 47, "в": 45, "л": 44, "к": 35, "м": 32,
    "д": 30, "п": 28, "у": 26, "я": 20, "ы": 19, "ь": 17, "г": 17, "з": 16, "б": 16, "ч": 14, "й": 12, "х": 10,
    "ж": 9, "ш": 7, "ю": 6, "ц": 5, "щ": 4, "э": 3, "ф": 3, "ъ": 0.4, "ё": 0.4, "і": 57, "ї": 6, "є": 5, "ґ": 0.1,
}  # fmt: skip
_TYPOGRAPHIC = "«»—–“”„‘’…№§•·\u00a0"
_CENTRAL = "ąćęłńóśźżáčďéěíňřšťúůýžäöüőűăâîșțôľ"
_WESTERN = "éèêëàâçîïôùûüñáíóúöäßåìòœ¿¡"
_WORD = re.compile(r"\w+")


def guess_encoding(data: bytes) -> str:
    """The likeliest encoding of ``data``, which has no byte-order mark and is not UTF-8."""
    sample = _informative(data)
    texts = {name: text for name in _CYRILLIC | _LATIN if (text := _decoded(sample, name)) is not None}
    scores = {name: _score(text) for name, text in texts.items()}
    rarity = _CYRILLIC | _LATIN
    name = max(scores, key=lambda each: scores[each] + rarity[each])  # the first of equals
    enough = sum(each > 127 for each in sample) >= _ENOUGH
    if name in _CYRILLIC and scores[name] > (_CREDIBLE if enough else _CREDIBLE_SHORT):
        return name if _has_cyrillic(texts[name]) else "cp1252"
    if texts.get("cp1252") == texts.get("cp1250"):
        return "cp1252"
    if name in _LATIN and abs(scores.get("cp1252", -99) - scores.get("cp1250", -99)) > _CLEAR:
        return name
    return (_charset_normalizer(sample) if enough else None) or name


_ENOUGH = 30
"""From so many bytes above ASCII on, scores are steady and other detectors can be asked."""
_CREDIBLE, _CREDIBLE_SHORT = -3.8, -5.5
"""Mean score per character above which Cyrillic is believed; Russian and Ukrainian sentences have -3.3 to -2.8."""
_CLEAR = 0.25
"""How far apart the two Latin encodings must be for the better one to be taken without asking further."""


def _has_cyrillic(text: str) -> bool:
    return any("\u0400" <= each <= "\u04ff" for each in text)


def is_plausible(text: str, encoding: str) -> bool:
    """Whether a declared Western encoding can be true: Cyrillic read as Latin has accents side by side."""
    if encoding not in {"cp1252", "cp1250", "iso8859-2", "iso8859-15", "cp1257", "cp1254"}:
        return True
    letters = sum(each.isalpha() for each in text[:_SAMPLE_BYTES])
    accented = sum(each.isalpha() and each > "\x7f" for each in text[:_SAMPLE_BYTES])
    return accented <= letters * 0.4


def _informative(data: bytes) -> bytes:
    """The first lines that hold bytes above ASCII, so that a long English preamble does not hide the rest."""
    lines = [line for line in data[: _SAMPLE_BYTES * 50].splitlines(keepends=True) if not line.isascii()]
    return b"".join(lines)[:_SAMPLE_BYTES] or data[:_SAMPLE_BYTES]


def _decoded(sample: bytes, encoding: str) -> str | None:
    text = sample.decode(encoding, "replace")
    return None if text.count("\ufffd") * 100 > len(text) else text


@cache
def _weights() -> dict[str, float]:
    total = sum(_SHARES.values())
    weights = {letter: math.log(share / total) for letter, share in _SHARES.items()}
    # An accented letter in Latin text is one of some forty, each about as likely; the rarer ones decide between
    # Czech or Polish and French or Danish, whose other letters share their bytes.
    weights |= dict.fromkeys(_CENTRAL + _WESTERN, math.log(1 / 40)) | dict.fromkeys("øæ", math.log(1 / 100))
    weights |= dict.fromkeys("ĺŕ", math.log(1 / 1000))
    return weights | dict.fromkeys(_TYPOGRAPHIC, math.log(1 / 50))


def _score(text: str) -> float:
    """Mean likelihood of the characters above ASCII, less penalties for words that are none; higher is better."""
    weights = _weights()
    high = [each for each in text if each > "\x7f"]
    if not high:
        return 0.0
    total = sum(weights.get(each.lower(), _rare(each)) for each in high)
    total -= sum(_oddness(word) for word in _WORD.findall(text) if not word.isascii())
    total -= 4.0 * len(re.findall(r"\w[\u00a1-\u00bf\u2020-\u20ac\u2500-\u25ff]\w", text))
    return total / len(high)


def _rare(character: str) -> float:
    """Other letters are possible; controls and box-drawing in running text are not."""
    return -7.0 if unicodedata.category(character)[0] == "L" else -10.0


def _oddness(word: str) -> float:
    """Penalty for a word that mixes scripts, has capitals after small letters, or is all accents."""
    cyrillic = sum("\u0400" <= each <= "\u04ff" for each in word)
    latin = sum(each.isalpha() for each in word) - cyrillic
    penalty = 4.0 * min(cyrillic, latin)
    penalty += 4.0 * sum(a.islower() and b.isupper() for a, b in pairwise(word))
    penalty += 0.1 * sum(each.isupper() for each in word[1:])
    if not cyrillic:
        penalty += 2.5 * sum(a > "\x7f" and b > "\x7f" and b.isalpha() for a, b in pairwise(word))
    return penalty


def _charset_normalizer(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return None if best is None else best.encoding
