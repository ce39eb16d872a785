"""What the rules know about a language: cue words with what they take, small closed classes of words, switches.

A pack is a folder ``languages/<code>/`` of data files, the same in each language:

``verbs.toml``
    ``slots`` names the forms of a verb, parted by ``/`` (``base/present/past/gerund/participle``; other languages add
    ``infinitive``). ``[endings]`` maps the name of a conjugation to its endings in that order, ``,`` parting
    alternatives (``al = "ать/ает,ают/ал,ала,ало,али/ая/"``). Each ``[[group]]`` has a ``kind`` (``speech``,
    ``thought``, ``writing``, ``feeling``, ``intention``, ``attitude``), ``takes`` (see :data:`FRAMES`) and ``words``.
    A word is ``stem+conjugation`` (``argu+e``, ``claim+``), or all its forms by slot (``say/says/said/saying/said``).
    Further words after a space must follow it in the text (``point+ out``). One verb may stand in
    several groups: what it takes adds up. ``[[without]]`` takes a frame back from verbs, named by their first form.
``nouns.toml``
    ``[[group]]`` with ``kind``, ``takes`` and ``words`` (``claim|claims``, any form written out).
``phrases.toml``
    ``sources``: set phrases around a source, which is written ``…`` (``according to …``, ``in … opinion``,
    ``по словам …``, ``по … мнению``). ``as``: words that make a clause a source phrase (``as``, ``как``).
    ``hearsay_adverbs``: markers inside the clause they cover (``reportedly``, ``якобы``). ``hearsay_clauses``: markers
    before it (``it is believed``, ``сообщается``). ``citing``: cues that name where another's report has its content
    from (``reports, citing the ministry, that``: the ministry's part lies in the report's). ``silence``: words that
    open a content that is none (``has said nothing in public``). ``hearsay_passives``:
    after a form of *be*, before an
    infinitive (``said``, ``believed``). ``not_cues``: idioms in which a cue word is none (``that is to say``).
``grammar.toml``
    ``[words]``: closed classes (the fields of :class:`Words`). ``[syntax]``: switches (the fields of :class:`Syntax`).
``titles.txt``
    Ranks, titles and posts that stand before a name or alone for a person.

Every list is one string: entries are parted by ``|`` or line breaks, ``#`` starts a comment, and small letters also
match capitals. In all forms ``{a,b}`` may be written for alternatives: ``заяви{л,ла,ли}``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

SUPPORTED = ("en", "ru", "uk")
"""The languages that have a pack, by ISO 639-1 code."""

FRAMES = frozenset(
    {
        "quotation",  # a quotation next to it: he joked, "…"
        "that",  # a clause with a complementiser or question word: he doubts that …, asked why …
        "clause",  # a bare clause: he said it was late (where the language allows that)
        "parenthesis",  # it can stand in the middle or at the end of its content: …, he said.
        "infinitive",  # an infinitive: he vowed to fight
        "object",  # a noun phrase, with all that belongs to it: he praised the deal
        "preposition",  # a prepositional phrase: he spoke about the deal
        "addressee",  # somebody is addressed between cue and content: he told reporters that …
        "colon",  # a colon, then the content, whatever it is
        "passive",  # without a source in the passive: is accused of
    }
)
"""What a cue can be followed by and still be one; without any of its frames a word is no cue in that place."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue verb or noun: ``name`` for people, its ``kind``, the frames it ``takes``, the words that must follow."""

    name: str
    kind: str
    takes: frozenset[str]
    tail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a cue: ``slot`` is ``past``, ``gerund`` … for a verb, ``noun`` for a noun."""

    cue: Cue
    slot: str


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """A set phrase: words ``before`` its source and words ``after`` it (``in`` … ``opinion``)."""

    before: tuple[str, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Closed classes of small-letter words, as the engine needs them.

    ``complementisers`` open a reported clause and are left out of the content; ``questions`` open one and belong to it.
    ``subjects`` are pronouns that can be a subject, ``objects`` those that cannot; ``impersonal`` ones are nobody
    (``it``, ``there``), ``nobody`` are words that deny a subject (``nobody``, ``никто``). ``possessives`` stand for a
    person before a noun. ``governing`` are verbs whose infinitive is as good as a finite cue (``tried to explain``).
    ``modifiers`` may stand between a subject and its verb (``also``, ``later``). ``linking`` are prepositions that tie a
    noun to a noun (``of``, ``for``), ``among`` those that say who holds an opinion (``concern among officers``).
    ``be``, ``have`` and ``auxiliaries`` are forms of these; ``auxiliaries`` includes modals and negated forms. ``finite``
    are common verbs, in forms that can hardly be nouns, that show where a clause has its verb. ``persons`` are nouns for
    people and bodies that can speak (``spokesman``, ``ministry``).
    ``times`` are words that end a source phrase after the verb (``Monday``, ``yesterday``).
    """

    complementisers: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    impersonal: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    governing: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()
    among: frozenset[str] = frozenset()
    coordinators: frozenset[str] = frozenset()
    subordinators: frozenset[str] = frozenset()
    be: frozenset[str] = frozenset()
    have: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    finite: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """Switches for what languages do differently.

    ``dash_dialogue``: a paragraph or a turn may open with a dash, and ``, — said X`` closes one. ``free_subject``: the
    subject may follow its verb anywhere, not only next to a quotation. ``comma_before_clause``: a complementiser stands
    after a comma. ``name_colon_turns``: ``NAME:`` opens a turn of an interview. ``infinitive_marker`` is the
    word before an infinitive, empty where ``infinitive_endings`` tell it. ``modifier_endings`` make adverbs.
    ``possessive_endings`` make a noun a possessor. ``finite_endings`` and ``participle_endings`` tell verbs.
    """

    dash_dialogue: bool = False
    free_subject: bool = False
    comma_before_clause: bool = False
    name_colon_turns: bool = True
    infinitive_marker: str = ""
    infinitive_endings: tuple[str, ...] = ()
    modifier_endings: tuple[str, ...] = ()
    possessive_endings: tuple[str, ...] = ()
    finite_endings: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagePack:
    """Everything the rules know about one language.

    The mappings go from the first word of an entry (small letters, plain apostrophes) to its readings, longest first.
    """

    language: str
    verbs: Mapping[str, tuple[Form, ...]]
    nouns: Mapping[str, tuple[Form, ...]]
    source_phrases: Mapping[str, tuple[SourcePhrase, ...]]
    as_words: frozenset[str]
    hearsay_adverbs: Mapping[str, tuple[tuple[str, ...], ...]]
    hearsay_clauses: Mapping[str, tuple[tuple[str, ...], ...]]
    hearsay_passives: frozenset[str]
    citing: frozenset[str]
    silence: frozenset[str]
    not_cues: Mapping[str, tuple[tuple[str, ...], ...]]
    titles: frozenset[str]
    words: Words
    syntax: Syntax


@cache
def pack(language: str) -> LanguagePack:
    """The pack of a language. Raises KeyError for one that is not in :data:`SUPPORTED`, ValueError for a damaged file."""
    if language not in SUPPORTED:
        raise KeyError(language)
    folder = files("onrecord.languages") / language

    def table(name: str) -> dict[str, Any]:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))

    phrases, grammar = table("phrases.toml"), table("grammar.toml")
    return LanguagePack(
        language=language,
        verbs=_verbs(table("verbs.toml")),
        nouns=_nouns(table("nouns.toml")),
        source_phrases=_source_phrases(phrases.get("sources", "")),
        as_words=frozenset(entries(phrases.get("as", ""))),
        hearsay_adverbs=_by_first(entries(phrases.get("hearsay_adverbs", ""))),
        hearsay_clauses=_by_first(entries(phrases.get("hearsay_clauses", ""))),
        citing=frozenset(entries(phrases.get("citing", ""))),
        silence=frozenset(entries(phrases.get("silence", ""))),
        hearsay_passives=frozenset(entries(phrases.get("hearsay_passives", ""))),
        not_cues=_by_first(entries(phrases.get("not_cues", ""))),
        titles=titles_of(language),
        words=_words(grammar.get("words", {})),
        syntax=_syntax(grammar.get("syntax", {})),
    )


@cache
def titles_of(language: str) -> frozenset[str]:
    """``titles.txt`` alone, for what needs nothing else of a pack."""
    source = files("onrecord.languages") / language / "titles.txt"
    return frozenset(entries(source.read_text(encoding="utf-8")))


def entries(source: str) -> Iterator[str]:
    """The entries of a list, alternatives in braces written out, spaces inside made single."""
    for line in source.splitlines():
        for entry in line.partition("#")[0].split("|"):
            words = " ".join(entry.split())
            if words:
                yield from _alternatives(words)


def _alternatives(entry: str) -> Iterator[str]:
    match = re.search(r"\{([^{}]*)\}", entry)
    if not match:
        yield entry
        return
    for choice in match[1].split(","):
        yield from _alternatives(entry[: match.start()] + choice.strip() + entry[match.end() :])


def _by_first(entries: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        first, *rest = entry.split()
        found.setdefault(first, []).append(tuple(rest))
    return {
        first: tuple(sorted(set(tails), key=lambda tail: (-len(tail), tail)))
        for first, tails in found.items()
    }


def _verbs(table: Mapping[str, Any]) -> dict[str, tuple[Form, ...]]:
    slots = [slot.strip() for slot in table["slots"].split("/")]
    endings = {name: [part.split(",") for part in line.split("/")] for name, line in table["endings"].items()}
    for name, parts in endings.items():
        if len(parts) != len(slots):
            raise ValueError(f"conjugation {name!r} has {len(parts)} endings for {len(slots)} forms")
    found: dict[str, list[tuple[str, str, tuple[str, ...], str, str]]] = {}
    takes: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for group in table["group"]:
        for entry in entries(group["words"]):
            head, *tail = entry.split()
            forms = list(_conjugated(head, slots, endings))
            name = forms[0][0]
            key = (name, tuple(tail))
            takes.setdefault(key, set()).update(_frames(group))
            for form, slot in forms:
                found.setdefault(form, []).append((name, group["kind"], tuple(tail), slot, form))
    for group in table.get("without", ()):
        for entry in entries(group["words"]):
            name, *rest = entry.split()
            if (name, tuple(rest)) not in takes:
                raise ValueError(f"'without' names a verb that no group has: {entry!r}")
            takes[name, tuple(rest)] -= set(_frames(group))
    return {
        form: _longest_first(
            Form(Cue(" ".join((name, *tail)), kind, frozenset(takes[name, tail]), tail), slot)
            for name, kind, tail, slot, _ in _first_kinds(readings)
        )
        for form, readings in found.items()
    }


def _first_kinds(
    readings: list[tuple[str, str, tuple[str, ...], str, str]],
) -> Iterator[tuple[str, str, tuple[str, ...], str, str]]:
    """A verb in several groups keeps the kind of the first."""
    seen = set()
    for reading in readings:
        name, _, tail, slot, _ = reading
        if (name, tail, slot) not in seen:
            seen.add((name, tail, slot))
            yield reading


def _conjugated(
    head: str, slots: list[str], endings: Mapping[str, list[list[str]]]
) -> Iterator[tuple[str, str]]:
    if "+" in head:
        stem, _, name = head.partition("+")
        if name not in endings:
            raise ValueError(f"{head!r}: no conjugation {name!r}")
        for slot, choices in zip(slots, endings[name], strict=True):
            for ending in choices:
                if ending != "-":
                    yield stem + ending, slot
        return
    parts = head.split("/")
    if len(parts) == 1:
        yield head, slots[0]
        return
    if len(parts) != len(slots):
        raise ValueError(f"{head!r} has {len(parts)} forms for {len(slots)} slots")
    for slot, choices_of_slot in zip(slots, parts, strict=True):
        for form in choices_of_slot.split(","):
            if form and form != "-":
                yield form, slot


def _nouns(table: Mapping[str, Any]) -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for group in table["group"]:
        for entry in entries(group["words"]):
            head, *tail = entry.split()
            cue = Cue(entry, group["kind"], frozenset(_frames(group)), tuple(tail))
            found.setdefault(head, []).append(Form(cue, "noun"))
    return {head: _longest_first(forms) for head, forms in found.items()}


def _frames(group: Mapping[str, Any]) -> list[str]:
    unknown = set(group["takes"]) - FRAMES
    if unknown:
        raise ValueError(f"unknown frames: {', '.join(sorted(unknown))}")
    return list(group["takes"])


def _longest_first(forms: Iterable[Form]) -> tuple[Form, ...]:
    return tuple(sorted(forms, key=lambda form: -len(form.cue.tail)))


def _source_phrases(source: str) -> dict[str, tuple[SourcePhrase, ...]]:
    found: dict[str, list[SourcePhrase]] = {}
    for entry in entries(source):
        before, mark, after = entry.partition("…")
        if not mark or not before.split():
            raise ValueError(f"source phrase {entry!r} needs words, then … for the source")
        phrase = SourcePhrase(tuple(before.split()), tuple(after.split()))
        found.setdefault(phrase.before[0], []).append(phrase)
    return {
        first: tuple(sorted(phrases, key=lambda phrase: (-len(phrase.before), -len(phrase.after))))
        for first, phrases in found.items()
    }


def _words(table: Mapping[str, str]) -> Words:
    known = {field.name for field in fields(Words)}
    if unknown := set(table) - known:
        raise ValueError(f"grammar.toml: unknown classes of words: {', '.join(sorted(unknown))}")
    return Words(**{name: frozenset(entries(source)) for name, source in table.items()})


def _syntax(table: Mapping[str, Any]) -> Syntax:
    known = {field.name for field in fields(Syntax)}
    if unknown := set(table) - known:
        raise ValueError(f"grammar.toml: unknown switches: {', '.join(sorted(unknown))}")
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table.items()
    }
    return Syntax(**values)
