"""Invented news with exact labels, for what PolNeAR's gold cannot teach: nesting, outlet chains, Russian and Ukrainian.

Texts are built from ``templates/{en,ru,uk}.toml``. A template is one line (now and then several sentences) with

- parts ``S[…]``, ``C[…]``, ``K[…]``: source, cue and content of its first attribution, ``S2[…]`` of its second,
  ``K12[…]`` of both; parts may lie inside a ``K[…]``, and their attribution is then nested in that one (where two
  share a content: in the one with the lower number);
- slots ``{kind}``, ``{kind.form}``, ``{kind.form:entity}``: a random line of the list ``kind``; an entity
  (``{who1.gen}``) keeps its line throughout its template, and a verb (``{say:who1}``) or a pronoun
  (``{he.gen:who1}``) agrees with the entity it names; ``{^kind}`` begins with a capital letter. A ``{clause}`` or
  ``{quote}`` inside a content may itself become a template; a ``{plain}`` is a clause that does not.

``swaps`` are characters that some texts have instead of others; ``equal`` are replacements that keep the length.

An entity's line begins with its gender (``m``, ``f``, ``n``, or ``p`` for the plural; a title's with all that it fits)
and goes on with its cases.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from training.examples import Marked

SHARES = {"en": 2, "ru": 3.5, "uk": 3.5}
"""How much of each language there is."""

INNER_CHANCE = 0.3
"""How often a content that could hold an attribution does."""

DEEPEST = 2
"""How many times over that may happen inside one content."""

KINDS = {"neutral": 25, "negative": 10, "follow": 20, "chain": 16, "main": 29}
"""How much of each kind of sentence there is: without attribution, on the last speaker, nested, and all the rest."""

_SLOT = re.compile(r"\{(\^?)([a-z_]+)(\d?)((?:\.[a-z]+)*)(?::([a-z]+\d?))?\}")
_PART = re.compile(r"([SCK])(\d*)\[")
_ROLES = {"S": "source", "C": "cue", "K": "content"}
_GENDERS = "mfnp"


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that speaks: a gender, and forms by case in full and in short."""

    gender: str
    full: dict[str, str]
    short: dict[str, str]

    def form(self, names: Sequence[str]) -> str:
        """The form that ``.short.gen`` and the like ask for."""
        forms = self.short if "short" in names else self.full
        case = next((name for name in names if name != "short"), "nom")
        return forms["nom"] if case == "title" and case not in forms else forms[case]


@dataclass(slots=True)
class Draft:
    """An attribution while its text is being put together: spans by role, and the draft that holds it."""

    spans: dict[str, list[list[int]]] = field(
        default_factory=lambda: {"source": [], "cue": [], "content": []}
    )
    outer: Draft | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """The lists, entities, verbs and templates of one language."""

    name: str
    cases: Sequence[str]
    lists: dict[str, list[str]]
    entities: dict[str, list[Entity]]
    verbs: dict[str, list[dict[str, str]]]
    pronouns: dict[str, dict[str, str]]
    templates: dict[str, list[str]]
    swaps: Sequence[Sequence[str]]
    equal: Sequence[Sequence[str]]


@cache
def language(name: str) -> Language:
    """The language that ``templates/NAME.toml`` describes."""
    table: dict[str, Any] = tomllib.loads(
        (Path(__file__).with_name("templates") / f"{name}.toml").read_text(encoding="utf-8")
    )
    cases: list[str] = table["cases"].split()
    entities = {
        kind: [_entity(line, cases) for line in _lines(text)] for kind, text in table["entities"].items()
    }
    entities["person"] = []
    for names in (_entity(line, cases) for line in _lines(table["names"])):
        entities["person"].extend(_titled(names, titles) for titles in _titles(table, cases, names.gender))
    entities["man"] = [each for each in entities["person"] if each.gender == "m"]
    entities["woman"] = [each for each in entities["person"] if each.gender == "f"]
    return Language(
        name,
        cases,
        {kind: _lines(text) for kind, text in table["lists"].items()},
        entities,
        {kind: [_verb(line) for line in _lines(text)] for kind, text in table["verbs"].items()},
        {gender: _forms(line, cases) for gender, line in table["pronouns"].items()},
        {kind: _lines(text) for kind, text in table["templates"].items()},
        table["swaps"],
        table["equal"],
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _forms(line: str, cases: Sequence[str]) -> dict[str, str]:
    values = [each.strip() for each in line.split("|")]
    if len(values) > len(cases):
        raise ValueError(f"{line!r} has {len(values)} forms, not {len(cases)}")
    return dict(zip(cases, values, strict=False))


def _entity(line: str, cases: Sequence[str]) -> Entity:
    gender, _, rest = line.partition(":")
    if gender not in _GENDERS:
        raise ValueError(f"{line!r} has no gender")
    forms = _forms(rest, cases)
    return Entity(gender, forms, forms)


def _titles(table: dict[str, Any], cases: Sequence[str], gender: str) -> list[dict[str, str]]:
    """The titles a person of this gender may bear; the empty one too."""
    lines = (line.partition(":") for line in _lines(table["titles"]))
    return [
        dict.fromkeys(cases, ""),
        *(_forms(rest, cases) for genders, _, rest in lines if gender in genders),
    ]


def _titled(name: Entity, title: dict[str, str]) -> Entity:
    full = {case: f"{title[case]} {name.full[case]}".strip() for case in name.full}
    apposed = title.get("apposed", title["nom"])
    if apposed:
        full |= {"apposed": f"{name.full['nom']}, {apposed}", "title": apposed}
    else:
        full["apposed"] = name.full["nom"]
    return Entity(name.gender, full, {case: form.split()[-1] for case, form in name.full.items()})


def _verb(line: str) -> dict[str, str]:
    """``заяви+л,ла,ло,ли | заявляет,заявляют``: a verb by gender in the past, and by number at present."""
    past, _, present = (each.strip() for each in line.partition("|"))
    stem, plus, ends = past.rpartition("+")
    words = [f"{stem}{end}" for end in ends.split(",")] if plus else [past] * len(_GENDERS)
    now = [each.strip() for each in present.split(",")] if present else [""]
    verb = dict(zip(_GENDERS, words, strict=True))
    verb |= {f"now{gender}": now[-1] if gender == "p" else now[0] for gender in _GENDERS}
    return verb


class Writer:
    """Writes one text."""

    def __init__(self, of: Language, chance: random.Random) -> None:
        self.of = of
        self.chance = chance
        self.text = ""
        self.drafts: list[Draft] = []
        self.last: Entity | None = None
        self._used: set[str] = set()
        self._depth = 0

    def document(self) -> tuple[str, list[dict[str, Any]]]:
        """The text of 3 to 9 sentences and its attributions."""
        between = self.chance.choice(["\n\n", "\n\n", "\n", " "])
        chance_of_break = self.chance.choice([0.3, 0.6, 1.0])
        for number in range(self.chance.randint(3, 9)):
            if number:
                self.text += between if self.chance.random() < chance_of_break else " "
            self._sentence()
        text = self.text
        for pattern, replacement in self.of.equal:
            text = re.sub(pattern, replacement, text)
        for swap in self.of.swaps:
            if self.chance.random() < 0.3:
                text = text.translate(str.maketrans(swap[0], swap[1]))
        assert len(text) == len(self.text)
        return text, _numbered(self.drafts)

    def _sentence(self) -> None:
        kind = self.chance.choices(list(KINDS), list(KINDS.values()))[0]
        if kind == "follow" and self.last is None:
            kind = "main"
        template = self._pick(self.of.templates[kind], keep=0.02 if kind in ("neutral", "negative") else 0.3)
        if template.startswith("—"):
            self.text = f"{self.text.rstrip()}\n" if self.text else ""
        start = len(self.text)
        self._template(template, None)
        self._capital(start)

    def _pick(self, lines: Sequence[str], keep: float = 0.02) -> str:
        """A line that this text has not used yet, as far as that can be had."""
        for _ in range(20):
            line = self.chance.choice(lines)
            if line not in self._used or self.chance.random() < keep:
                break
        self._used.add(line)
        return line

    def _capital(self, start: int) -> None:
        for place in range(start, len(self.text)):
            if self.text[place].isalnum():
                self.text = self.text[:place] + self.text[place].upper() + self.text[place + 1 :]
                return

    def _template(self, template: str, outer: Draft | None) -> None:
        """Write a template; ``outer`` holds its attributions."""
        entities: dict[str, Entity] = {} if self.last is None else {"last": self.last}
        drafts: dict[str, Draft] = {}
        stack: list[tuple[str, str, int]] = []
        place = 0
        while place < len(template):
            part = _PART.match(template, place)
            if part:
                stack.append((_ROLES[part[1]], part[2] or "1", len(self.text)))
                for number in list(stack[-1][1]):
                    if number not in drafts:
                        drafts[number] = Draft(outer=_holder(stack[:-1], drafts) or outer)
                        self.drafts.append(drafts[number])
                if part[1] == "K" and len(stack[-1][1]) > 1:
                    first, second = list(stack[-1][1])
                    drafts[second].outer = drafts[first]
                place = part.end()
            elif template[place] == "]":
                role, numbers, start = stack.pop()
                for number in list(numbers):
                    drafts[number].spans[role].append([start, len(self.text)])
                place += 1
            elif template[place] == "{":
                slot = _SLOT.match(template, place)
                if slot is None:
                    raise ValueError(f"{template!r} has a slot that is none at {place}")
                start = len(self.text)
                self._slot(slot, entities, _holder(stack, drafts))
                if slot[1]:
                    self._capital(start)
                place = slot.end()
            else:
                self.text += template[place]
                place += 1
        if stack:
            raise ValueError(f"{template!r} leaves a part open")
        people = (
            each for name, each in entities.items() if name.endswith("1") and each.short is not each.full
        )
        if outer is None:
            self.last = next(people, self.last)

    def _slot(self, slot: re.Match[str], entities: dict[str, Entity], outer: Draft | None) -> None:
        _, kind, number, forms, of_whom = slot.groups()
        names = forms.split(".")[1:]
        if kind in ("last", "who") or kind in self.of.entities:
            name = kind + number
            self._meet(name, entities)
            self.text += entities[name].form(names)
        elif kind == "he":
            self.text += self.of.pronouns[entities[of_whom].gender][names[0] if names else "nom"]
        elif kind in self.of.verbs:
            gender = self._meet(of_whom, entities).gender
            tense = "now" if "now" in names else ""
            able = [each for each in self.of.verbs[kind] if each[tense + gender]]
            self.text += self.chance.choice(able)[tense + gender]
        elif kind == "n":
            self.text += str(self.chance.randint(5, 20))
        else:
            self._filler(kind, names, outer)

    def _meet(self, name: str, entities: dict[str, Entity]) -> Entity:
        """The entity of that name (``who1``), a new one if the template has none yet: it need not be any that it has."""
        if name not in entities:
            kind = name.rstrip("0123456789")
            if kind == "who":
                kind = self.chance.choices(("person", "body", "group", "anon"), (5, 2, 2, 1))[0]
            have = {each.form(["nom"]) for each in entities.values()}
            able = [each for each in self.of.entities[kind] if each.form(["nom"]) not in have]
            entities[name] = self.chance.choice(able)
        return entities[name]

    def _filler(self, kind: str, names: Sequence[str], outer: Draft | None) -> None:
        inner = self.of.templates.get(f"inner_{kind}")
        if inner and outer is not None and self._depth < DEEPEST and self.chance.random() < INNER_CHANCE:
            self._depth += 1
            self._template(self._pick(inner), outer)
            self._depth -= 1
            return
        line = self._pick(self.of.lists["clause" if kind == "plain" else kind])
        values = [each.strip() for each in line.split("|")]
        form = self.of.lists.get(f"{kind}_forms", ["nom"]).index(names[0]) if names else 0
        self._template(values[form], outer)


def _holder(stack: Sequence[tuple[str, str, int]], drafts: dict[str, Draft]) -> Draft | None:
    """The draft whose content is being written."""
    for role, numbers, _ in reversed(stack):
        if role == "content":
            return drafts[numbers[-1]]
    return None


def _numbered(drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    ids = {id(draft): f"a{number}" for number, draft in enumerate(drafts, 1)}
    return [
        {"id": ids[id(draft)], **draft.spans, "nested_in": ids[id(draft.outer)] if draft.outer else None}
        for draft in drafts
    ]


def examples(count: int, seed: int = 5) -> Iterator[Marked]:
    """``count`` invented texts, the same for the same seed; some hold no attribution at all."""
    chance = random.Random(seed)
    names = list(SHARES)
    due = dict.fromkeys(names, 0.0)
    for number in range(count):
        for name in names:
            due[name] += SHARES[name]
        name = max(names, key=lambda each: due[each])
        due[name] -= sum(SHARES.values())
        text, attributions = Writer(language(name), chance).document()
        yield Marked(text, name, attributions, trust=1.0, inner=True, name=f"synthetic-{name}-{number}")
