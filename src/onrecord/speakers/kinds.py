"""The kind of a source by the rules and the speaker network together.

The rules know pronouns, names, and the nouns of their lists; the network has seen what a word that no list has is in
its sentence (``the caucus``). Their probabilities are multiplied (a product of experts, Hinton 2002): the
network's, and how often the rules are right where they read a source so, the rest spread over the other kinds as
often as those come.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log

from onrecord.attributions.scores import Scores
from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.chains import Chains
from onrecord.speakers.found import Found, named, words_of
from onrecord.speakers.page import Page
from onrecord.speakers.phrases import Kind, Phrase, Shape

RIGHT: Mapping[tuple[Shape, Kind], float] = {
    ("body", "organisation"): 0.90,
    ("document", "document"): 0.93,
    ("group", "group"): 0.96,
    ("person", "named_person"): 0.96,
    ("title", "unnamed_person"): 0.64,
    ("unknown", "group"): 0.77,
    ("unknown", "named_person"): 0.42,
    ("unknown", "organisation"): 0.63,
}
"""How often the kind that the rules gave a source that they read as such was right, on four fifths of the labels in
``training/labels`` that have one. Of 0.5 where nothing was counted."""

SHARES: Mapping[Kind, float] = {
    "named_person": 0.48,
    "unnamed_person": 0.05,
    "group": 0.14,
    "organisation": 0.19,
    "document": 0.06,
    "anonymous": 0.08,
}
"""Of the kinds among these labels."""

THINGS: frozenset[Kind] = frozenset(("group", "organisation", "document"))
"""What can be mistaken for one another; who is one person, or nobody, the rules tell better."""


class Kinds:
    """What the network says of each source (``seen``, by its number)."""

    def __init__(self, page: Page, cast: Cast, chains: Chains, seen: Mapping[int, Scores]) -> None:
        self.page, self.cast, self.chains, self.seen = page, cast, chains, seen

    def heard(self, number: int, phrase: Phrase, found: Found) -> Found:
        """Who a source is once the network has been heard; what the rules found where it was not, or agrees."""
        scores = self.seen[number].values.get("kind") if number in self.seen else None
        if scores is None:
            return found
        kind = likeliest(phrase.shape, found.kind, self._possible(phrase, found), scores)
        if kind == found.kind:
            return found
        if phrase.shape == "title":
            person = self.chains.person(phrase.span.start)
            return (
                named(self.cast, person, f"read in context as the person before: {phrase.head}")
                if person
                else found
            )
        why = f"read in context; the rules alone: {found.why}"
        return Found(kind, words_of(self.page, phrase) if found.person else found.name, why)

    def _possible(self, phrase: Phrase, found: Found) -> set[Kind]:
        """What a source may be besides what the rules say: of names in full, pronouns and nobody nothing else."""
        if found.sure:
            return {found.kind}
        match phrase.shape:
            case "person" if found.person is not None and self._is_one_word(found.person):
                return {found.kind, *THINGS}
            case "body" | "group" | "document" if found.kind in THINGS:
                return {*THINGS}
            case "unknown" if found.kind != "anonymous":
                return {found.kind, *THINGS, *(("named_person",) if self._capital(phrase) else ())}
            case "title" if found.kind == "unnamed_person" and phrase.definite:
                return {found.kind, "named_person"}
        return {found.kind}

    def _is_one_word(self, person: Person) -> bool:
        return all(" " not in each.span.of(self.page.text) for each in person.mentions)

    def _capital(self, phrase: Phrase) -> bool:
        words = self.page.text[phrase.span.start : phrase.span.end].split()
        return any(word[:1].isupper() for word in words)


def likeliest(shape: Shape, kind: Kind, possible: set[Kind], scores: Mapping[str, float]) -> Kind:
    """The likeliest of the ``possible`` kinds of a source that the rules call ``kind``; ``scores`` are log probabilities."""
    right = RIGHT.get((shape, kind), 0.5)

    def score(each: Kind) -> float:
        by_rules = right if each == kind else (1 - right) * SHARES[each] / (1 - SHARES[kind])
        return log(by_rules) + scores[each] - log(SHARES[each])

    return max(sorted(possible), key=score)
