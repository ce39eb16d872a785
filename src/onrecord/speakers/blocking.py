"""What a name is filed under in a ledger, and what is looked up for it, so that no name meets all others.

The keys are those of :mod:`onrecord.speakers.names.keys`, and one for the very same letters, which is looked at first.
Bodies have the sounds of their words instead, and their initials.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

PERSON = "named_person"
JOINED = (PERSON, "organisation")
"""The kinds of speaker that have a name of their own, so that documents can mean the same one."""


@dataclass(frozen=True, slots=True)
class Keys:
    """``filed``: what a name is found under; ``wanted``: where the names are that can be its own; ``also``: where single
    words are that a whole name may be meant by.

    ``whole`` is true for a name of two words or more that are no initials (and for a body's name): it alone can say
    who is meant.
    """

    filed: tuple[str, ...]
    wanted: tuple[str, ...]
    also: tuple[str, ...]
    whole: bool


NO_KEYS = Keys((), (), (), False)


def exact(name: str, kind: str = PERSON) -> str:
    """The key for the very same letters, whatever their case."""
    return f'"{kind[0]}{" ".join(name.casefold().split())}'


@lru_cache(maxsize=65_536)
def keys(name: str, kind: str) -> Keys:
    """The keys of a name. None for what names nobody: a bare rank, a name without letters or longer than any."""
    # Comparing names loads rapidfuzz and tables: not before there is a name.
    from onrecord.speakers.names import keys as name_keys
    from onrecord.speakers.names.parts import LIMIT, parse

    if kind not in JOINED or len(name) > LIMIT or not any(each.isalpha() for each in name):
        return NO_KEYS
    same = exact(name, kind)
    if kind != PERSON:
        return _of_body(name, same)
    try:
        parsed = parse(name)
        filed, wanted = name_keys.keys(name), name_keys.lookups(name)
    except ValueError:  # letters of scripts that we do not read
        return NO_KEYS
    if parsed.rank_only:
        return NO_KEYS
    single = sorted(key for key in wanted if key.startswith("!"))
    return Keys(
        (same, *sorted(filed)), (same, *sorted(wanted.difference(single))), tuple(single), parsed.whole
    )


def _of_body(name: str, same: str) -> Keys:
    """All words by their sound, in no order; each longer one, and the initials, for what may be another form."""
    from onrecord.speakers.names.sounds import sounds

    heard = [sound for word in _words(name) if (sound := sounds(word))]
    if not heard:
        return Keys((same,), (same,), (), True)
    whole = f"o{' '.join(sorted(heard))}"
    initials = "".join(sound[0] for sound in heard) if len(heard) > 1 else heard[0]
    more = dict.fromkeys(f"w{sound}" for sound in sorted(heard, key=len, reverse=True)[:3] if len(sound) > 4)
    also = (f"y{initials.casefold()}", *more)
    return Keys((same, whole, *also), (same, whole), also, True)


def _words(name: str) -> list[str]:
    kept = "".join(each if each.isalnum() else " " for each in name.casefold())
    return [word for word in kept.split() if word not in ("the", "of")]
