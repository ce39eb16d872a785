"""What a mention costs in a ledger that knows a million names.

    python -m benchmarks.speakers [--names N] [--mentions N] [--write]

The names are invented: syllables make surnames, the given names are those of ``names/data``. They come in through the
import, as from a file; the mentions through ``Ledger.add``, in documents of ten. Half of the mentions are of people who are
known, in either script, some by the surname alone; the rest are new. Figures are CPU seconds of this process; what a
document costs without speakers is measured too, and the difference is the price of a mention. ``--write`` keeps the
figures in ``benchmarks/results/speakers.json``.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from evaluation.console import finish

from benchmarks.run import machine
from onrecord.archive import Capture
from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution, Role, Speaker
from onrecord.ledger import Ledger
from onrecord.text.document import Document, Span

RESULTS = Path(__file__).parent / "results" / "speakers.json"
MEN = (
    "Ivan",
    "Petro",
    "Oleh",
    "Andriy",
    "Serhiy",
    "Mykola",
    "Taras",
    "Bohdan",
    "Yuriy",
    "Vasyl",
    "Denys",
    "Roman",
)
CYRILLIC = (
    "Иван",
    "Петро",
    "Олег",
    "Андрей",
    "Сергей",
    "Николай",
    "Тарас",
    "Богдан",
    "Юрий",
    "Василь",
    "Денис",
    "Роман",
)
WOMEN = (
    "Olha",
    "Vera",
    "Iryna",
    "Nadia",
    "Sofia",
    "Maria",
    "Hanna",
    "Daria",
    "Yulia",
    "Larysa",
    "Emma",
    "Kate",
)
FIRST = (
    "Ko",
    "Val",
    "Mel",
    "Hna",
    "Syd",
    "Tka",
    "Bon",
    "Kra",
    "Zab",
    "Pru",
    "Shev",
    "Lys",
    "Mar",
    "Dov",
    "Hor",
    "Ber",
)
MIDDLE = (
    "va",
    "ni",
    "ta",
    "lo",
    "re",
    "mo",
    "chu",
    "ry",
    "de",
    "si",
    "ba",
    "ku",
    "zhe",
    "po",
    "ly",
    "hra",
    "sto",
    "me",
)
LAST = (
    "lenko",
    "nyk",
    "chuk",
    "vych",
    "sky",
    "ienko",
    "man",
    "ets",
    "tsov",
    "din",
    "rov",
    "shyn",
    "son",
    "berg",
)
ROLES = ("general", "deputy", "mayor", "analyst", "minister", "colonel", "spokesman", "poet")


def surnames(chance: random.Random, count: int) -> list[str]:
    """Invented surnames, each once."""
    found: dict[str, None] = {}
    while len(found) < count:
        middle = "".join(chance.choice(MIDDLE) for _ in range(chance.choice((0, 1, 1, 2, 2, 3))))
        found[chance.choice(FIRST) + middle + chance.choice(LAST)] = None
    return list(found)


def write_names(path: Path, people: list[str]) -> None:
    """The people as FollowTheMoney; every tenth has a position."""
    with path.open("w", encoding="utf-8") as file:
        for number, name in enumerate(people):
            known: dict[str, list[str]] = {"name": [name]}
            if number % 10 == 0:
                known["position"] = [ROLES[number // 10 % len(ROLES)]]
            file.write(json.dumps({"id": f"Q{number}", "schema": "Person", "properties": known}) + "\n")


def readings(
    chance: random.Random, people: list[str], new: list[str], count: int, named: bool
) -> Iterator[Reading]:
    """Documents of ten mentions; ``named`` false leaves the speakers out, for comparison."""
    sentence = "The speaker said that the bridge would hold. "
    for number in range(count // 10):
        attributions = []
        for place in range(10):
            name = chance.choice(people) if chance.random() < 0.5 else chance.choice(new)
            form = chance.random()
            if form < 0.15:
                name = name.split()[-1]
            elif form < 0.3 and name.split()[0] in MEN:
                name = f"{CYRILLIC[MEN.index(name.split()[0])]} {name.split()[-1]}"
            at = place * len(sentence)
            roles = (
                (Role(title=chance.choice(ROLES), span=Span(at + 4, at + 11)),)
                if chance.random() < 0.5
                else ()
            )
            attributions.append(
                Attribution(
                    id=f"a{place}",
                    source=(Span(at, at + 11),),
                    cue=(Span(at + 12, at + 16),),
                    content=(Span(at + 17, at + 43),),
                    mode="indirect",
                    speaker=Speaker(name=name, kind="named_person", roles=roles) if named else Speaker(),
                )
            )
        text = sentence * 10 + str(number)
        document = Document(id=f"/{named}/{number}", path=f"/{number}", text=text, sha256="", language="de")
        yield Reading(document=document, attributions=tuple(attributions), made_by="bench", version="1")


def add_all(ledger: Ledger, made: list[Reading]) -> float:
    """CPU seconds of adding."""
    with ledger.run(["bench", str(id(made))]) as run:
        begun = time.process_time()
        for reading in made:
            capture = Capture(
                document=reading.document,
                original=reading.document.text.encode(),
                source=reading.document.path,
                method="file",
                captured_at="2026-01-01T00:00:00Z",
            )
            ledger.add(reading, capture, run)
        return time.process_time() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument(
        "--ledger", type=Path, help="keep the ledger here, and use it again where it is there"
    )
    parser.add_argument("--write", action="store_true", help="keep the figures in benchmarks/results")
    asked = parser.parse_args()
    chance = random.Random(20261125)
    last = surnames(chance, max(200, asked.names // 12))
    people = [f"{chance.choice(MEN + WOMEN)} {chance.choice(last)}" for _ in range(asked.names)]
    new = [
        f"{chance.choice(MEN + WOMEN)} {each}" for each in surnames(chance, max(200, asked.mentions // 20))
    ]
    with tempfile.TemporaryDirectory() as folder:
        place = asked.ledger or Path(folder) / "bench.db"
        with Ledger.open(str(place), create=True) as ledger:
            names = Path(folder) / "names.json"
            write_names(names, people)
            begun = time.process_time()
            done = ledger.import_speakers(names, by="bench")
            took = time.process_time() - begun
            print(
                f"import: {done.entities} names in {took:.1f} CPU s ({1000 * took / len(people):.3f} ms a name)",
                flush=True,
            )
            plain = add_all(ledger, list(readings(chance, people, new, asked.mentions // 10, named=False)))
            made = list(readings(chance, people, new, asked.mentions, named=True))
            with_speakers = add_all(ledger, made)
            alone = plain * 10
            each = 1000 * (with_speakers - alone) / asked.mentions
            print(
                f"add: {asked.mentions} mentions in {with_speakers:.1f} CPU s; without speakers {alone:.1f}"
            )
            print(
                f"a mention: {each:.3f} ms; with all of its document {1000 * with_speakers / asked.mentions:.3f} ms"
            )
            size = place.stat().st_size / 2**20
            print(f"ledger: {size:.0f} MiB")
    # Linux counts ru_maxrss in KiB.
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory: {memory:.0f} MiB at most")
    if asked.write:
        figures = {
            "machine": machine(),
            "names": asked.names,
            "import_ms_a_name": round(1000 * took / len(people), 3),
            "mentions": asked.mentions,
            "ms_a_mention": round(each, 3),
            "ms_with_document": round(1000 * with_speakers / asked.mentions, 3),
            "ledger_mib": round(size),
            "memory_mib": round(memory),
        }
        RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    finish(main)
