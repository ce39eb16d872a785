"""Speed of finding mentions among many names: 100,000 mentions against an index of 1,000,000 names.

    python -m benchmarks.names [--names 1000000] [--mentions 100000] [--write]

The names are made: a given name from the table of given names with a surname of a stem and an ending, a third of
them with a middle initial. Mentions are such names again, half of them of people in the index: in Russian cases,
in English spelling, with an initial, or the surname alone. The chance is seeded. CPU time of this process; the
memory is what the process has grown by.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from pathlib import Path

from evaluation.console import finish

from benchmarks.run import machine
from onrecord.speakers.names.given import families
from onrecord.speakers.names.index import NamesInMemory, decide

RESULTS = Path(__file__).parent / "results"
_ONSETS = [
    "б",
    "бр",
    "в",
    "вл",
    "г",
    "гр",
    "д",
    "др",
    "ж",
    "з",
    "к",
    "кр",
    "кл",
    "л",
    "м",
    "н",
    "п",
    "пр",
    "р",
    "с",
    "ск",
    "ст",
    "сл",
    "т",
    "тр",
    "ф",
    "х",
    "ц",
    "ч",
    "ш",
    "щ",
]
_VOWELS = ["а", "е", "и", "о", "у", "ы", "ю", "я"]
_MIDDLES = [
    "б",
    "в",
    "г",
    "д",
    "ж",
    "з",
    "к",
    "л",
    "м",
    "н",
    "п",
    "р",
    "с",
    "т",
    "х",
    "ч",
    "ш",
    "л",
    "р",
    "н",
    "бр",
    "нд",
    "рт",
    "ск",
    "лк",
]
_ENDINGS = ["ов", "ев", "ин", "енко", "ский", "ук", "ко", "ич", "ян"]
_CASES = {
    "ов": "ова ову овым ове",
    "ев": "ева еву евым еве",
    "ин": "ина ину иным ине",
    "ский": "ского скому ским ском",
}
_LATIN = str.maketrans(
    dict(
        zip(
            "абвгдежзийклмнопрстуфхцчшщъыьэюя",
            [
                "a",
                "b",
                "v",
                "g",
                "d",
                "e",
                "zh",
                "z",
                "i",
                "y",
                "k",
                "l",
                "m",
                "n",
                "o",
                "p",
                "r",
                "s",
                "t",
                "u",
                "f",
                "kh",
                "ts",
                "ch",
                "sh",
                "shch",
                "",
                "y",
                "",
                "e",
                "yu",
                "ya",
            ],
            strict=True,
        )
    )
)


def surnames(count: int, chance: random.Random) -> list[tuple[str, str]]:
    """So many different surnames, each as stem and ending."""
    found: dict[tuple[str, str], None] = {}
    while len(found) < count:
        syllables = chance.choice((1, 2, 2, 2))
        stem = "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(syllables))
        found[(stem + chance.choice(_MIDDLES)).capitalize(), chance.choice(_ENDINGS)] = None
    return list(found)


def given_names() -> list[str]:
    """Russian given names for men, from the table."""
    known = families()
    return sorted(
        {
            label
            for label, sex in zip(known.labels, known.genders, strict=True)
            if sex == "m" and label[0] > "z"
        }
    )


def mention_of(given: str, surname: tuple[str, str], chance: random.Random) -> str:
    """One way to write a person's name in the news."""
    stem, ending = surname
    way = chance.random()
    if way < 0.35:
        return f"{given} {stem}{ending}"
    if way < 0.6 and ending in _CASES and given[-1] not in "йьая":
        case = chance.randrange(4)
        return f"{given}{('а', 'у', 'ом', 'е')[case]} {stem}{_CASES[ending].split()[case]}"
    if way < 0.85:
        return f"{given} {stem}{ending}".lower().translate(_LATIN).title()
    return f"{given[0]}. {stem}{ending}" if way < 0.95 else stem + ending


def measure(names: int, mentions: int) -> dict[str, float]:
    """Build an index of so many names, look so many mentions up."""
    chance = random.Random(7)
    people = [
        (given, surname) for given in given_names() for surname in surnames(max(50, names // 60), chance)
    ]
    chance.shuffle(people)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    index = NamesInMemory()
    started = time.process_time()
    for number, (given, (stem, ending)) in enumerate(people[:names]):
        middle = f" {chance.choice('АБВГДЕИКЛМН')}." if number % 3 == 0 else ""
        index.add(str(number), f"{given}{middle} {stem}{ending}")
    built = time.process_time() - started
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    known = people[: 2 * names]
    asked = [mention_of(*chance.choice(known), chance) for _ in range(mentions)]
    kinds = {"join": 0, "suggest": 0, "apart": 0}
    started = time.process_time()
    for mention in asked:
        kinds[decide(mention, index).kind] += 1
    spent = time.process_time() - started
    return {
        "names": len(index),
        "build_ms_a_name": round(1000 * built / max(1, len(index)), 3),
        "memory_mib": round(grown),
        "mentions": mentions,
        "ms_a_mention": round(1000 * spent / max(1, mentions), 3),
        **{f"share_{kind}": round(count / max(1, mentions), 3) for kind, count in kinds.items()},
    }


def main() -> int:
    """Measure and print; ``--write`` keeps the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    figures = measure(asked.names, asked.mentions)
    print(json.dumps(figures, indent=1))
    if asked.write:
        kept = {"machine": machine(), **figures}
        (RESULTS / "names.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    finish(main)
