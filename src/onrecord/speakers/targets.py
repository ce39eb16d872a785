"""Who the target of an act is: the words that an attribution is aimed at, with the name of the person they stand for.

A name, a title that leads to one and a pronoun become the person's name in its normal form. Whatever only belongs to a
person (``his policies``, ``Lee's plan``) keeps its words: whether that counts as the person is for those who count.
"""

from __future__ import annotations

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
        return target if person is None else replace(target, name=self.cast.name(person))

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
        named = self._following(span)
        if named is not None or not phrase.definite:
            return named
        page = self.chains.page
        return fitting(page, self.cast, self.chains, self.roles, span.start, phrase.main, phrase.head)

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
