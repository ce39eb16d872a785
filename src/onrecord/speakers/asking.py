"""Whether something is a name that can be looked for or kept, with one clear message where it is not."""

from __future__ import annotations

import re

from onrecord.speakers.names.scripts import CYRILLIC

_LATIN = re.compile("[a-zà-ɏ]", re.IGNORECASE)


def checked_name(name: str, *, person: bool = True) -> str:
    """The name on one line, without stray spaces.

    Raises ValueError for one that is empty, without letters, longer than any, or (a person's) only a
    rank, or of letters that cannot be of one script.
    """
    from onrecord.speakers.names.parts import LIMIT, clean_text, parse

    shown = " ".join(name.split())
    if not shown:
        raise ValueError("an empty name (give a name)")
    if len(shown) > LIMIT:
        raise ValueError(
            f"a name of {len(shown):,} characters ({shown[:20]!r}…; a name may have {LIMIT}: give the name alone)"
        )
    if not any(each.isalpha() for each in shown):
        raise ValueError(f"{shown!r}: a name has letters")
    for word in clean_text(shown).split() if person else ():  # a body may well be called VКонтакте
        for part in re.split(r"[\W\d_]+", word):
            if CYRILLIC.search(part) and _LATIN.search(part):
                raise ValueError(
                    f"{shown!r}: “{part}” mixes Latin and Cyrillic letters (write it in one script)"
                )
    if person and parse(shown).rank_only:
        raise ValueError(f"{shown!r}: only a rank or a title, which names nobody (give a name)")
    return shown


def checked_date(date: str) -> str:
    """A date of any precision. Raises ValueError for what is none."""
    match = re.fullmatch(r"(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?:T.*)?", date.strip())
    if match is None:
        raise ValueError(f"{date!r}: not a date (write 2024, 2024-12 or 2024-12-05)")
    return match[1]
