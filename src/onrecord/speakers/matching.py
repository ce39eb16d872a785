"""Whether two words of one document can be forms of one name: a declined form, a feminine, a possessive.

Small on purpose: names across scripts and documents are compared in ``onrecord.speakers.names``. What is here needs no
dictionary, so that it stays cheap on every capitalised word of a text.
"""

from __future__ import annotations

from functools import lru_cache

_ENDINGS = (
    "ового",
    "евого",
    "ами",
    "ями",
    "ого",
    "его",
    "ому",
    "ему",
    "ыми",
    "ими",
    "ові",
    "еві",
    "єві",
    "ою",
    "ею",
    "єю",
    "ой",
    "ей",
    "єй",
    "ый",
    "ий",
    "ій",
    "ым",
    "им",
    "ом",
    "ем",
    "ём",
    "єм",
    "ых",
    "их",
    "ая",
    "яя",
    "ої",
    "ую",
    "юю",
    "ам",
    "ям",
    "ах",
    "ях",
    "а",
    "у",
    "я",
    "ю",
    "е",
    "є",
    "и",
    "ы",
    "і",
    "ї",
    "о",
    "й",
    "ь",
)
PATRONYMIC_MALE = ("ович", "евич", "йович")
PATRONYMIC_FEMALE = ("овна", "евна", "івна", "ївна")
PATRONYMICS = (*PATRONYMIC_MALE, *PATRONYMIC_FEMALE)
"""Endings of a patronymic in the nominative."""

_LEAST = 3
_VOWELS = "аеёиоуыэюяіїєьй"


@lru_cache(maxsize=65_536)
def bare(word: str) -> str:
    """A word of a name in small letters, without a possessive ending and accents of stress."""
    low = (
        word.lower().replace("’", "'").replace("ʼ", "'").replace("\u0301", "").replace("ё", "е").strip(".,'")
    )
    if low.endswith("'s"):
        return low[:-2]
    return low


@lru_cache(maxsize=65_536)
def keys(word: str, language: str) -> frozenset[str]:
    """The stems that ``word`` may have; two words can be one name where they share a stem.

    In English the word itself. In Russian and Ukrainian the word and what is left without a case ending, of three letters
    or more: ``Ивашова`` and ``Ивашовым`` share ``ивашов``, ``Иванов`` and ``Ивашов`` nothing.
    """
    low = bare(word)
    if language == "en" or not _cyrillic(low):
        return frozenset({low})
    found = {low}
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _LEAST:
            found.add(low[: -len(ending)])
    for stem in list(found):
        if stem.endswith(("ець", "ец")):
            found.add(stem[: -3 if stem.endswith("ь") else -2] + "ц")
        elif stem.endswith("ів") and len(stem) > _LEAST + 1:
            found.add(stem[:-2] + "ов")
        elif (
            len(stem) > _LEAST + 1
            and stem[-2] in "еёо"
            and stem[-1] not in _VOWELS
            and stem[-3] not in _VOWELS
        ):
            found.add(stem[:-2] + stem[-1])  # Павел, Павла
        elif stem.endswith("ок") and len(stem) > _LEAST + 2:
            found.add(stem[:-2] + "к")
    return frozenset(found)


def _cyrillic(low: str) -> bool:
    return any("а" <= letter <= "ґ" for letter in low)
