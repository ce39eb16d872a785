"""How well names are compared, put into their normal form, and joined: the figures of ``docs/names.md``.

    python -m evaluation.names [--data ../shared/data] [--every-row]

The data lie beside this repository (SlavicNER, nomenklatura's cases) and are no part of it; without them nothing is
measured. Each figure is given for two halves. A person belongs to half A or B by the MD5 of their id, so that nobody is in
both; errors were only ever looked at in half A, and B is what to expect of other people's names.

Definitions:

pairs
    ``name_pairs.jsonl``: pairs called one person at a score of 0.7 or more. F1 of *same*; false-positive rate: the share
    of pairs of two people that are called one. A pair belongs to the half of its left name's id.
normal form
    ``person_names.jsonl``, rows in Russian and Ukrainian whose id begins with ``PER-`` (the others are nationalities,
    parties, places). *exact*: equal to the lemma, character by character; *folded*: equal in small letters with one kind
    of apostrophe. *with others*: all mentions of the same topic and language are given as ``others``, since the data do
    not tell documents apart.
joining
    All distinct (mention, id) of persons in the six languages, in the order of the file, each a document's one speaker who
    brings nothing but the name. They go into a ledger by what it does itself when a document is added
    (:func:`onrecord.ledger.placing.look` and :func:`~onrecord.ledger.placing.write`). An analyst takes every right
    suggestion, which may merge speakers, and splits off a wrong join. *wrong*: automatic joins to somebody else by the
    ids, of all automatic joins. *found*: mentions joined with or suggested to their person, of those whose person was
    there before. *pairs_found*: pairs of mentions of one person that are one speaker's in the end, of all such pairs.
    *wrong_two_ids_aside* does not count joins of two ids that the data show to be one person
    (:mod:`evaluation.two_ids`); *wrong_alike_aside* neither these nor ids that are, read as names, one name by the very
    comparison that is measured: it tells how many wrong joins cannot be two ids of one person, and proves nothing.
    *every row*: the same where each row of the file is a mention, so that names come again as they do in the news.
pairwise
    The same without an order or an analyst: pairs of mentions of one person of which the ledger finds one when it is asked
    for the other (*share_a_key*), and those of them that score 0.7 or more (*found*) or 0.95 or more, of all such pairs of
    which neither is a given name alone.
milliseconds
    CPU time a pair, or a mention; tables loaded, caches cold at the start.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection

from evaluation.console import finish
from onrecord.ledger import speaker_index
from onrecord.ledger.mentions import put_rows
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.placing import Placing, look, write
from onrecord.ledger.speaker_schema import speaker_memberships
from onrecord.speakers.blocking import PERSON, keys
from onrecord.speakers.gathering import Gathered
from onrecord.speakers.joining import Decision, Fit
from onrecord.speakers.names.comparing import NameComparison, compare
from onrecord.speakers.names.normal import normal_form
from onrecord.speakers.names.organisations import compare_organisations
from onrecord.speakers.names.parts import parse
from onrecord.speakers.names.thresholds import JOIN, SUGGEST

HALVES = ("A", "B")
SHARED = Path(__file__).parents[1].parent / "shared" / "data"
BODIES = ("Company", "Organization", "LegalEntity")
Comparer = Callable[[str, str], NameComparison]


@dataclass(frozen=True, slots=True)
class Row:
    """A mention of a person: its topic, language, words, lemma, the person's id and half."""

    topic: str
    language: str
    mention: str
    lemma: str
    person: str
    half: str


def half_of(identifier: str) -> str:
    """``A`` or ``B``."""
    return HALVES[int(hashlib.md5(identifier.encode(), usedforsecurity=False).hexdigest(), 16) % 2]


def read_rows(data: Path) -> list[Row]:
    """All rows of ``person_names.jsonl``, also those that are no persons."""
    lines = (data / "slavicner" / "person_names.jsonl").read_text("utf-8").splitlines()
    return [
        Row(each["topic"], each["language"], each["mention"], each["lemma"], each["id"], half_of(each["id"]))
        for each in map(json.loads, lines)
    ]


def read_pairs(data: Path, rows: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
    """The labelled pairs by half."""
    ids: dict[str, str] = {}
    for row in rows:
        ids.setdefault(row.mention, row.person)
        ids.setdefault(row.lemma, row.person)
    found: dict[str, list[dict[str, Any]]] = {half: [] for half in HALVES}
    for line in (data / "slavicner" / "name_pairs.jsonl").read_text("utf-8").splitlines():
        pair = json.loads(line)
        person = ids.get(pair["left"]) or ids.get(pair["right"]) or pair["left"]
        found[half_of(person)].append(pair)
    return found


def pair_figures(pairs: list[tuple[str, str, bool]], function: Comparer = compare) -> dict[str, float]:
    """F1, precision, recall and false-positive rate of *same* at :data:`SUGGEST`, and milliseconds a pair."""
    compare("Orest Valko", "Орест Валько")  # loads what it loads
    started = time.process_time()
    called = [score(left, right, function) >= SUGGEST for left, right, _ in pairs]
    spent = time.process_time() - started
    right = sum(same and one for one, (_, _, same) in zip(called, pairs, strict=True))
    wrong = sum(one and not same for one, (_, _, same) in zip(called, pairs, strict=True))
    positives = sum(same for _, _, same in pairs)
    return {
        "pairs": len(pairs),
        "f1": 2 * right / max(1, right + wrong + positives),
        "precision": right / max(1, right + wrong),
        "recall": right / max(1, positives),
        "false_positive_rate": wrong / max(1, len(pairs) - positives),
        "ms_a_pair": 1000 * spent / max(1, len(pairs)),
    }


def score(left: str, right: str, function: Comparer = compare) -> float:
    """The score of two names; 0 where one is none."""
    try:
        return function(left, right).score
    except ValueError:
        return 0.0


def folded(name: str) -> str:
    """Small letters, one kind of apostrophe."""
    return name.casefold().replace("’", "'").replace("ʼ", "'")


def normal_figures(rows: list[Row], everything: list[Row]) -> dict[str, float]:
    """The shares of rows whose normal form is their lemma, alone and with the other mentions of their topic."""
    others: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in everything:
        others[row.topic, row.language].add(row.mention)
    counts = dict.fromkeys(("exact", "folded", "exact_with_others", "folded_with_others"), 0)
    for row in rows:
        for name, given in (("", ()), ("_with_others", others[row.topic, row.language])):
            found = normal_form(row.mention, row.language, given)
            counts["exact" + name] += found == row.lemma
            counts["folded" + name] += folded(found) == folded(row.lemma)
    return {"rows": len(rows)} | {name: count / max(1, len(rows)) for name, count in counts.items()}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a ledger did with a mention of ``person``: the mention ``joined`` to the names of ``to`` (their person), or null.

    ``due``: the person was there before; ``found``: the mention was joined with or suggested to them.
    """

    mention: str
    person: str
    due: bool
    found: bool
    joined: Fit | None
    to: str | None
    suggested: tuple[Fit, ...]


def placed(mentions: Sequence[tuple[str, str]]) -> tuple[list[Outcome], list[int]]:
    """See *joining* in the module: the outcomes of (mention, person) in their order, and the speaker of each in the end."""
    people: dict[int, str] = {}
    seen: set[str] = set()
    outcomes: list[Outcome] = []
    speakers: list[int] = []
    with TemporaryDirectory() as folder:
        opened = open_ledger(str(Path(folder) / "names.db"), create=True, wait_seconds=1.0)
        with opened.write() as connection:
            for mention, person in mentions:
                gathered = Gathered(kind=PERSON, name=mention)
                decision = look(connection, gathered.seen, ())
                fits = [
                    *([decision.joined] if decision.joined else []),
                    *(fit for fit, _ in decision.suggested),
                ]
                rights = [fit for fit in fits if people[fit.speaker_id] == person]
                right = rights[0] if rights else None
                to = people[decision.joined.speaker_id] if decision.joined else None
                shown = tuple(fit for fit, _ in decision.suggested)
                outcomes.append(
                    Outcome(mention, person, person in seen, right is not None, decision.joined, to, shown)
                )
                seen.add(person)
                # As an analyst would have it: right suggestions are taken, a wrong join is split off.
                for other in rights[1:]:
                    _merge(connection, other.speaker_id, rights[0].speaker_id)
                    speakers = [
                        rights[0].speaker_id if each == other.speaker_id else each for each in speakers
                    ]
                settled = Decision(right, decision.rule)
                ids = put_rows(connection, [gathered], {"current": True})
                (speaker,) = write(connection, [Placing(ids[0], gathered)], [settled])
                people[speaker] = person
                speakers.append(speaker)
        opened.engine.dispose()
    return outcomes, speakers


def _merge(connection: Connection, one: int, into: int) -> None:
    members = speaker_memberships
    moved = members.update().where(members.c.speaker_id == one)
    connection.execute(moved.values(speaker_id=into, home_id=into))
    speaker_index.refresh(connection, (one, into))


def joining_figures(
    mentions: Sequence[tuple[str, str]], one_person: Container[frozenset[str]]
) -> dict[str, float]:
    """See *joining* in the module: ``mentions`` are (mention, person) in their order, ``one_person`` pairs of ids of one."""
    started = time.process_time()
    outcomes, speakers = placed(mentions)
    spent = time.process_time() - started
    automatic = [each for each in outcomes if each.joined]
    wrong = [each for each in automatic if each.to != each.person]
    other = [each for each in wrong if frozenset((each.to, each.person)) not in one_person]
    strange = [each for each in other if score(_as_name(each.to), _as_name(each.person)) < SUGGEST]
    due = [each for each in outcomes if each.due]
    true, together = _pairs(zip(outcomes, speakers, strict=True))
    return {
        "mentions": len(mentions),
        "automatic": len(automatic),
        "wrong": len(wrong) / max(1, len(automatic)),
        "wrong_two_ids_aside": len(other) / max(1, len(automatic)),
        "wrong_alike_aside": len(strange) / max(1, len(automatic)),
        "due": len(due),
        "found": sum(each.found for each in due) / max(1, len(due)),
        "true_pairs": true,
        "pairs_found": together / max(1, true),
        "ms_a_mention": 1000 * spent / max(1, len(mentions)),
    }


def _as_name(identifier: str | None) -> str:
    return (identifier or "").removeprefix("PER-").replace("-", " ")


def _pairs(chosen: Iterable[tuple[Outcome, int]]) -> tuple[int, int]:
    """How many pairs of mentions are one person's, and how many of these are one speaker's in the end."""
    people: Counter[str] = Counter()
    groups: Counter[tuple[str, int]] = Counter()
    for outcome, speaker in chosen:
        people[outcome.person] += 1
        groups[outcome.person, speaker] += 1
    return (
        sum(each * (each - 1) // 2 for each in people.values()),
        sum(each * (each - 1) // 2 for each in groups.values()),
    )


def pairwise_figures(mentions: Iterable[tuple[str, str]]) -> dict[str, float]:
    """See *pairwise* in the module."""
    by_person: dict[str, list[str]] = defaultdict(list)
    for mention, person in mentions:
        try:
            words = parse(mention).words
        except ValueError:
            continue
        if len(words) > 1 or not words[0].families:
            by_person[person].append(mention)
    total = blocked = found = joined = 0
    for names in by_person.values():
        for one, two in combinations(names, 2):
            total += 1
            held, asked = keys(one, PERSON), keys(two, PERSON)
            shared = not set(held.filed).isdisjoint((*asked.wanted, *asked.also))
            blocked += shared
            value = score(one, two) if shared else 0.0
            found += value >= SUGGEST
            joined += value >= JOIN
    return {
        "true_pairs": total,
        "share_a_key": blocked / max(1, total),
        "found": found / max(1, total),
        "score_for_joining": joined / max(1, total),
    }


def show(title: str, figures: dict[str, float]) -> None:
    """One line of figures."""
    cells = (
        f"{name} {value}" if isinstance(value, int) else f"{name} {value:.4f}"
        for name, value in figures.items()
    )
    print(f"{title:24}", "  ".join(cells))


def measure(data: Path, *, every_row: bool = False) -> None:
    """Print all figures."""
    rows = read_rows(data)
    pairs = read_pairs(data, rows)
    for half in HALVES:
        show(f"pairs {half}", pair_figures([(p["left"], p["right"], p["same"]) for p in pairs[half]]))
    persons = [row for row in rows if row.person.startswith("PER-")]
    for language in ("ru", "uk"):
        for half in HALVES:
            chosen = [row for row in persons if row.language == language and row.half == half]
            show(f"normal form {language} {half}", normal_figures(chosen, persons))
        show(
            f"normal form {language}",
            normal_figures([row for row in persons if row.language == language], persons),
        )
    from evaluation.two_ids import evidence  # it reads rows by this module

    one_person = evidence(persons)
    for half in (*HALVES, "AB"):
        told = [(row.mention, row.person) for row in persons if row.half in half]
        mentions = list(dict.fromkeys(told))
        show(f"joining {half}", joining_figures(mentions, one_person))
        if every_row:
            show(f"joining {half}, every row", joining_figures(told, one_person))
        show(f"pairwise {half}", pairwise_figures(mentions))
    cases = data / "name_bench" / "cases.csv"
    with cases.open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    people = [
        (row["name1"], row["name2"], row["is_match"] == "true") for row in table if row["schema"] == "Person"
    ]
    show("cases.csv, persons", pair_figures(people))
    bodies = [
        (row["name1"], row["name2"], row["is_match"] == "true") for row in table if row["schema"] in BODIES
    ]
    show("cases.csv, bodies", pair_figures(bodies, compare_organisations))


def main() -> int:
    """Measure; returns 0 also where there are no data, and says so."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--every-row", action="store_true", help="join every row of the file as well")
    asked = parser.parse_args()
    data: Path = asked.data
    if not (data / "slavicner").is_dir():
        print(f"nothing to measure: no data in {data}")
        return 0
    measure(data, every_row=asked.every_row)
    return 0


if __name__ == "__main__":
    finish(main)
