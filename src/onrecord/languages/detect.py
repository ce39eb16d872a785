"""Which language a text is in: py3langid, held back where a wrong answer would run the wrong rules.

A document taken for English, Russian or Ukrainian is read by that language's rules, so these three are only
answered where letters and common words agree with it; another language is answered on the model's word. The
order of suspicion is: letters (Russian has ``ы э ъ ё``, Ukrainian ``і ї є ґ``, Belarusian ``ў`` and both), then common
words, then the model.
"""

from __future__ import annotations

import math
import re
from collections import Counter

_SAMPLE = 6_000
"""Characters looked at: enough for every test here, little enough that a book costs what a page does."""

_FEWEST_WORDS = 4
_FEWEST_LETTERS = 18
_SURE = 0.7

_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+|\d+")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_RUSSIAN = frozenset("ыэъё")
_UKRAINIAN = frozenset("іїєґ")
_BASE = frozenset("абвгдежзийклмнопрстуфхцчшщьюя")

_COMMON = {
    language: frozenset(words.split())
    for language, words in {
        "en": """the of and to in a is that for it was on with he as his are be by this have from has had they not
            but which at or an we who will said their been were would i you she her its about after when there if no""",
        "ru": """и в не на что с по как это из от для его к но а у о за был было были она он они мы я так же то бы
            до при или если когда уже только также который которые чтобы все этот со вы их году ещё еще может нет под об""",
        "uk": """і в у не на що з до та за як про це від для його й але а по він вона вони ми я так же б при або якщо
            коли вже лише також який які щоб усі всі цей зі із ви їх році ще може немає під є був було були бути""",
    }.items()
}
_BULGARIAN = frozenset(
    ["се", "че", "са", "ще", "със", "във", "към", "като", "беше", "бъде", "което", "които", "който", "тази"]
)

_FEWEST_COMMON = {"en": 0.15, "ru": 0.08, "uk": 0.08}
"""The smallest share of common words in running text; headlines and Slavic languages have fewer of them."""


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language of ``text``; null where it is too short or too mixed to be told safely.

    Works on the first few thousand characters, offline, with the model that py3langid brings. Never raises.
    """
    sample = _NOISE.sub(" ", text[:_SAMPLE])
    words = [word.lower() for word in _WORD.findall(sample)]
    letters = Counter(letter for word in words for letter in word if letter.isalpha())
    total = sum(letters.values())
    if not total:
        return None
    cyrillic = sum(count for letter, count in letters.items() if "Ѐ" <= letter <= "ԯ")
    latin = sum(count for letter, count in letters.items() if letter < "ɐ")
    if len(words) < _FEWEST_WORDS or total < _FEWEST_LETTERS:
        return _from_other_script(sample, total - cyrillic - latin, total)
    if cyrillic > 0.5 * total:
        return _from_cyrillic(sample, words, letters, cyrillic)
    if latin > 0.5 * total:
        return _from_latin(sample, words)
    return _from_other_script(sample, total - cyrillic - latin, total)


def _from_other_script(sample: str, others: int, total: int) -> str | None:
    """Scripts that few languages share need neither many words nor spaces between them."""
    if others <= 0.5 * total or others < 4:
        return None
    return _foreign(sample)


def _from_cyrillic(sample: str, words: list[str], letters: Counter[str], cyrillic: int) -> str | None:
    russian = sum(letters[letter] for letter in _RUSSIAN) / cyrillic
    ukrainian = sum(letters[letter] for letter in _UKRAINIAN) / cyrillic
    if letters["ў"] / cyrillic > 0.002:
        return "be"
    # Serbian, Macedonian and the Turkic, Mongolian and Caucasian languages have letters of their own.
    strange = (
        sum(n for c, n in letters.items() if "Ѐ" <= c <= "ԯ" and c not in _BASE | _RUSSIAN | _UKRAINIAN)
        / cyrillic
    )
    if strange > 0.01:
        return _foreign(sample)
    # Usual shares in running text: ы э ъ ё 2.5 % of Russian, і ї є ґ 8 % of Ukrainian.
    if not (letters["и"] or letters["ї"] or letters["є"]):
        # Belarusian has і and none of these; so has hardly any Russian or Ukrainian sentence.
        return _foreign(sample)
    if ukrainian > 0.02 and ukrainian > 2 * russian:
        return _if_common(words, "uk") or _foreign(sample)
    if russian > 0.006 and russian > ukrainian and letters["ы"] + letters["э"] >= letters["ъ"]:
        return _if_common(words, "ru") or _foreign(sample)
    if ukrainian or not _BULGARIAN.isdisjoint(words):
        return _foreign(sample)
    # A short Russian text may do without its own letters; then the model has to agree.
    code, certainty = _classify(sample)
    if code == "ru" and certainty >= _SURE:
        return _if_common(words, "ru")
    return _foreign(sample)


def _from_latin(sample: str, words: list[str]) -> str | None:
    code, certainty = _classify(sample)
    if code == "en":
        return _if_common(words, "en") if certainty >= _SURE else None
    # English stays English with a foreign name or two in it; the model is easily led astray by those.
    if certainty < _SURE or _share(words, "en") >= 0.2:
        return None
    return _foreign(sample)


def _if_common(words: list[str], code: str) -> str | None:
    return code if _share(words, code) >= _FEWEST_COMMON[code] else None


def _share(words: list[str], code: str) -> float:
    common = _COMMON[code]
    return sum(word in common for word in words) / len(words)


def _foreign(sample: str) -> str | None:
    """The model's answer, if it is sure and not one of the three languages, which need better evidence."""
    code, certainty = _classify(sample)
    return code if certainty >= _SURE and code not in _COMMON else None


def _classify(sample: str) -> tuple[str, float]:
    """The model's best answer and its share of the belief, tempered by the length of the sample.

    Naive Bayes counts every letter group as a witness of its own, so its plain probabilities are always 1; divided by
    the square root of the length they are comparable between a sentence and a page.
    """
    from py3langid import rank

    scores = rank(sample)
    best = float(scores[0][1])
    temper = math.sqrt(len(sample.encode("utf-8", "surrogatepass")) or 1)
    return str(scores[0][0]), 1 / sum(math.exp((float(score) - best) / temper) for _, score in scores)
