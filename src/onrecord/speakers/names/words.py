"""One word of a name, with everything that comparing needs, worked out once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.speakers.names.declension import Reading, languages_of, readings
from onrecord.speakers.names.given import families, families_of, gender, plain
from onrecord.speakers.names.scripts import CYRILLIC
from onrecord.speakers.names.sounds import consonants, sounds
from onrecord.speakers.names.tables import table

_PATRONYMIC = re.compile(
    r".{2}(?:[оеё]вич|[иьй]ич|[оеё]вн|ичн|йович|ович|івн|ївн|ovich|evich|ovych|yovych|ovna|evna|ivna|yivna)"
    r"(?:а|у|ем|еві|и|і|е|ой|ою|ы|)$"
)
_FEMININE = re.compile(
    r"(?:[оеєё]в|[иыії]н|ск|цк|ськ|цьк|зьк)(?:а|ая|ой|ую|ої|ій|у|ою)$|(?:[oe]v|[iy]n)a$|sk(?:a|aya|aia|aja)$"
)
_LATIN_FEMININE = re.compile(r"(ov|ev|in|yn)a$|(sk|ck|zk)(?:a|aya|aia|aja|á)$")
_FLEETING = re.compile("[bdghkmprstvzšžčńł][klmnrcčvw]$")
_GLUED = re.compile(r"^(.{3,})(?:ул|уль|ul|al|ur)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name. ``forms`` are the sounds it may have in the nominative, as it is written first; ``declined`` those
    it has if it is a Latin word in a case of Polish, Czech or Slovene.

    ``families`` are the given names that it may be a form of; ``as_written`` those that it is one of without declension.
    ``firsts`` are the sounds it may begin with, for initials. ``skeletons`` are the coarse consonants of ``forms``,
    ``declined_skeletons`` those of ``declined``.
    """

    text: str
    plain: str
    cyrillic: bool
    initial: bool
    patronymic: bool
    optional: bool
    feminine: bool
    forms: tuple[str, ...]
    declined: tuple[str, ...]
    skeletons: tuple[str, ...]
    declined_skeletons: tuple[str, ...]
    families: frozenset[int]
    as_written: frozenset[int]
    firsts: frozenset[str]


@lru_cache(maxsize=131_072)
def word(text: str, *, initial: bool = False, optional: bool = False) -> Word:
    """The word ``text`` (one word in one script, not empty). ``optional``: in brackets or quotation marks."""
    low = text.casefold().strip("'’ʼ`-")
    flat = plain(low)
    cyrillic = bool(CYRILLIC.search(low))
    if initial:
        heard = sounds(flat) or flat
        forms: tuple[str, ...] = (heard,)
        declined: tuple[str, ...] = ()
        known = as_written = frozenset[int]()
    else:
        nominatives = _nominatives(low) if cyrillic else _latin_nominatives(flat)
        as_written = families_of(flat)
        known = as_written.union(*(_families(each) for each in nominatives)) if cyrillic else as_written
        stripped = () if cyrillic else _latin_cases(low)
        if as_written:  # Daniela is a woman, or a case of Daniel; Martin is no case of Marta
            stripped = tuple(each for each in stripped if _man_for_woman(as_written, plain(each)))
        known = known.union(*(families_of(plain(each)) for each in stripped))
        declined = () if as_written else tuple(dict.fromkeys(sounds(plain(each)) for each in stripped))
        texts = [flat]
        texts += [
            plain(each.nominative) for each in nominatives if not each.listed or families_of(each.nominative)
        ]
        if glued := _GLUED.match(flat):
            texts.append(glued[1])
        forms = tuple(dict.fromkeys(sounds(each) or each for each in texts))
    return Word(
        text=text,
        plain=flat,
        cyrillic=cyrillic,
        initial=initial,
        patronymic=not initial and bool(_PATRONYMIC.search(low)),
        optional=optional,
        feminine=not initial and bool(_FEMININE.search(low)),
        forms=forms,
        declined=declined,
        skeletons=tuple(consonants(each) for each in forms),
        declined_skeletons=tuple(consonants(each) for each in declined),
        families=known,
        as_written=as_written,
        firsts=_firsts(forms[0], known) | (_initial_firsts(flat) if initial else frozenset()),
    )


def _nominatives(low: str) -> list[Reading]:
    """The readings of a Cyrillic word in the languages that its letters allow, the indeclinable one left out."""
    return [each for language in languages_of(low) for each in readings(low, language) if each.paradigm]


def _families(reading: Reading) -> frozenset[int]:
    if reading.surname:
        return frozenset()
    found = families_of(reading.nominative)
    return frozenset(each for each in found if gender(each) == reading.gender or reading.gender == "f")


def _latin_nominatives(flat: str) -> list[Reading]:
    """The masculine of a feminine surname in Latin letters: Ivanova, Zakharovskaya."""
    if match := _LATIN_FEMININE.search(flat):
        masculine = flat[: match.start()] + (match[1] or match[2] + "y")
        return [Reading(masculine, frozenset({"nominative"}), "f", "feminine", surname=True)]
    return []


def _latin_cases(low: str) -> tuple[str, ...]:
    """The nominatives of a Latin word, were it in a case of Polish, Czech or Slovene."""
    endings: dict[str, list[str]] = table("paradigms.toml")["latin"]
    found = [
        low[: len(low) - length] + ending
        for length in range(1, min(6, len(low) - 2) + 1)
        for ending in endings.get(low[len(low) - length :], ())
    ]
    # A vowel that goes before an ending: Šarca is Šarec, Merklová is Merkel.
    found += [f"{each[:-1]}e{each[-1]}" for each in found if _FLEETING.search(each)]
    return tuple(dict.fromkeys(found))


def _man_for_woman(written: frozenset[int], nominative: str) -> bool:
    return all(gender(each) == "f" for each in written) and any(
        gender(each) == "m" for each in families_of(nominative)
    )


def _initial_firsts(flat: str) -> frozenset[str]:
    """An initial sounds as it would before a vowel, too: C. in C. Juncker is no soft one."""
    return frozenset({sounds(flat + "о" if CYRILLIC.search(flat) else flat + "o")[:1]} - {""})


def _firsts(heard: str, known: frozenset[int]) -> frozenset[str]:
    own = {heard[:1]} | ({heard[1:2]} if heard[:1] == "j" and len(heard) > 1 else set())
    return frozenset(own.union(*(families().firsts[each] for each in known)))


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Small words that carry no weight in a name."""
    return frozenset(table("particles.toml")["particles"].split())


@lru_cache(maxsize=1)
def ordinals() -> dict[str, int]:
    """Words that tell one of several who share a name, with their numbers."""
    return dict(table("particles.toml")["ordinals"])
