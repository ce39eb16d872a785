"""When a role was held: markers of service and of its end, years, and what they say of the time of a statement.

A marker before the head of a role (``retired``, ``бывший``, ``екс-``) decides at once. Else a role is ``current`` unless the
document tells its end: in years (``from 1996 to 2001``), in a past verb (``led the staff``, ``возглавлял``), or in an event
(``resigned``, ``was dismissed``, ``його звільнили``) that is not denied, threatened, or later than the statement.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from onrecord.languages.people import People

Status = str

_YEAR = r"((?:1[89]|20)\d\d)"
_WORDS_BETWEEN = r"(?:[^\W\d]+\.?\s+){0,2}"
_RANGE = re.compile(
    rf"{_YEAR}(?:\s*(?:-?го|год\w*|року|роки|гг?\.|рр?\.|г))?\s*(?:[-–—]|to|until|till|through|and|по|до)\s*{_WORDS_BETWEEN}{_YEAR}"
)
_UNTIL = re.compile(rf"\b(?:until|till|up to|through|to|до|по)\s+{_WORDS_BETWEEN}{_YEAR}")
_SINCE = re.compile(rf"\b(?:since|from|с|со|з|із|від|начиная с|починаючи з)\s+{_WORDS_BETWEEN}{_YEAR}")
_ANY = re.compile(rf"(?<!\d){_YEAR}(?!\d)")


@dataclass(frozen=True, slots=True)
class Period:
    """The years of a service; null where the text gives none. ``open_end`` where only its beginning is told."""

    start: int | None = None
    end: int | None = None


def period(words: str) -> Period:
    """The years that a stretch of small letters gives for a service."""
    if not any(letter.isdigit() for letter in words):
        return Period()
    if found := _RANGE.search(words):
        return Period(int(found[1]), int(found[2]))
    until, since = _UNTIL.search(words), _SINCE.search(words)
    return Period(int(since[1]) if since else None, int(until[1]) if until else None)


def end_of_service(people: People, low: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
    """The words of an event that ends a service, in a stretch in small letters: ``left the army``, ``term expired``."""
    for name in ("ended", "ended_passive", "ended_terms"):
        if found := people.service[name].search(low, start, end):
            return found
    return None


def years(words: str) -> list[int]:
    """All years in a stretch of text."""
    return [int(year) for year in _ANY.findall(words)]


def marker(words: str, people: People) -> tuple[str, str] | None:
    """The status that words before the head of a role give it, and the word that does."""
    then = people.service["current_then"].search(words)
    if then or "then-" in words:
        return "current", then.group() if then else "then"
    former = people.service["former_before"].search(words)
    if former:
        return "former", former.group()
    for word in words.split():
        if word.startswith(("ex-", "экс-", "екс-")) or (
            word.startswith("екс") and word[3:] in people.nouns["persons"]
        ):
            return "former", word
    current = people.service["current_before"].search(words)
    return ("current", current.group()) if current else None


_OBLIQUE = re.compile(r"(?:[еоьє]го|[еоьє]му|[еоь]ю|[ео]й|ої|[иыі]х|[иыі]м|[иы]ми)$")


def marker_of(words: str, head: str, people: People) -> tuple[str, str] | None:
    """The same for the words of a title whose ``head`` stands among them.

    In Russian and Ukrainian an oblique word behind the head says something of another one: ``адвокат бывшего главы`` is
    no former advocate; ``политик и бывший министр`` is a former minister.
    """
    found = marker(words, people)
    if not found and people.service["predecessors"].fullmatch(head):
        return "former", head
    before, there, _ = f" {words} ".partition(f" {head} ")
    if not found or not there or found[1] in before.split() or not _OBLIQUE.search(found[1]):
        return found
    return marker(before + there, people)


def is_marker(clue: str, people: People) -> bool:
    """Whether a clue is a word beside the head of a role that says when it was held (``retired``, ``экс``, ``(ret.)``)."""
    return clue in ("ex", "экс", "екс") or any(
        people.service[name].fullmatch(clue)
        for name in ("former_before", "former_after", "current_before", "current_then")
    )


_SPAN_BEFORE = re.compile(
    r"(?:until|till|from|since|to|before|after|between|[-–—]|до|по|с|со|после|перед|з|із|від|після|и|і|and)\s*(?:\w+\s)?$"
)
_SPAN_AFTER = re.compile(r"\s*[-–—]\s*\d")


def not_a_date(low: str, start: int, end: int) -> bool:
    """Whether a year bounds a service (``until 2001``, ``1996–2001``) and so does not date a statement."""
    return bool(_SPAN_BEFORE.search(low[max(0, start - 14) : start]) or _SPAN_AFTER.match(low[end : end + 6]))
