"""Who the target of an act is: the words that an attribution is aimed at, with the name of the person they stand for.

A name, a title that leads to one and a pronoun become the person's name in its normal form. What only belongs to a
person keeps its words where they name the person (``Lee's plan``), and gets the name where they do not: ``his policies``
is ``Ann Lee's policies``, ``накази президента`` leads to ``Ладимир Корет``. Whether that counts as the person is for
those who count.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.attributions.record import Target
from onrecord.languages.people import Gender
from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.chains import Chains
from onrecord.speakers.phrases import Reader
from onrecord.speakers.roles import Roles
from onrecord.speakers.titles import fitting
from onrecord.text.document import Span

_EDGE = 2
"""Characters between a name and the end of a target that still ends with it."""

_POSSESSIVES: dict[str, dict[str, Gender]] = {
    "en": {"his": "m", "her": "f"},
    "ru": {"его": "m", "её": "f", "ее": "f"},
    "uk": {"його": "m", "її": "f"},
}
_OWNING = re.compile(r"['’]s\s+")

_AHEAD, _WORDS = 60, 4
"""Characters after a title in which the name that it leads up to begins and ends; words between them, fewer than."""


class Targets:
    """The targets of a document's attributions, once its people are known."""

    def __init__(self, cast: Cast, chains: Chains, reader: Reader, roles: Roles) -> None:
        self.cast, self.chains, self.reader, self.roles = cast, chains, reader, roles

    def named(self, target: Target | None, speaker: Person | None) -> Target | None:
        """``target`` with the name of the person it stands for; ``speaker`` is nobody that a pronoun means."""
        if target is None or target.span is None:
            return target
        person = self._person(target.span, speaker)
        if person is not None:
            return replace(target, name=self.cast.name(person))
        name = self._owned(target.span, speaker)
        return target if name is None else replace(target, name=name)

    def _owned(self, span: Span, speaker: Person | None) -> str | None:
        """Whose a thing is, where a pronoun or a title tells; null for people, who are somebody themselves."""
        page = self.chains.page
        if self.cast.within(span):
            return None
        words = [(token, low) for token, low in page.words(span) if token.is_word or low in ("'s", "’s")]
        nouns = page.people.nouns
        if len(words) < 2 or any(low in nouns["groups"] for _, low in words):
            return None
        first, last = words[0], words[-1]
        rest = Span(words[1][0].start, span.end)
        owner: Person | None = None
        if first[1] in _POSSESSIVES[page.language]:
            if any(low in nouns["persons"] for _, low in words[1:]):
                return None
            gender: Gender = _POSSESSIVES[page.language][first[1]]
            others = [speaker] if speaker is not None else []
            owner = self.chains.person(span.start, gender=gender, without=others)
        elif page.language == "en":
            mark = _OWNING.search(page.text, *span)
            if mark is None or any(
                token.start > mark.end() and low in nouns["persons"] for token, low in words
            ):
                return None
            rest = Span(mark.end(), span.end)
            owner = self._titled(Span(span.start, mark.start()))
        elif last[1] in nouns["persons"] and not any(low in nouns["persons"] for _, low in words[:-1]):
            owner = self._titled(Span(last[0].start, last[0].end))
        if owner is None:
            return None
        name = self.cast.name(owner)
        return f"{name}'s {' '.join(rest.of(page.text).split())}" if page.language == "en" else name

    def _titled(self, title: Span) -> Person | None:
        phrase = self.reader.read([title])
        if phrase.shape != "title" or not phrase.definite:
            return None
        page = self.chains.page
        return fitting(page, self.cast, self.chains, self.roles, title.start, phrase.main, phrase.head)

    def _person(self, span: Span, speaker: Person | None) -> Person | None:
        text = self.chains.page.text
        if not 0 <= span.start < span.end <= len(text):
            return None
        mentions = self.cast.within(span)
        if mentions:
            place, person = mentions[-1]
            return (
                person
                if len({each.number for _, each in mentions}) == 1 and span.end - place.end < _EDGE
                else None
            )
        phrase = self.reader.read([span])
        others = [speaker] if speaker is not None else []
        if phrase.shape == "pronoun" and phrase.pronoun in ("he", "she") and len(phrase.words) == 1:
            gender: Gender = "f" if phrase.pronoun == "she" else "m"
            return self.chains.person(span.start, gender=gender, without=others)
        if phrase.shape != "title":
            return None
        return self._following(span) or self._titled(span)

    def _following(self, title: Span) -> Person | None:
        """The person whose name a title leads up to, with no mark between (``президент Торвенії Ладимир Корет``)."""
        text = self.chains.page.text
        ahead = self.cast.within(Span(title.end, min(len(text), title.end + _AHEAD)))
        if not ahead:
            return None
        place, person = ahead[0]
        between = text[title.end : place.start]
        plain = all(each.isalnum() or each in " -\u00a0" for each in between)
        return person if plain and len(between.split()) < _WORDS else None
