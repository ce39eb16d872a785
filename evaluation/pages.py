"""The figures in the documentation, written there by a command and held by a test.

``python -m evaluation.pages`` brings the tables of README, model page and model card up to date with
``evaluation/results/*.json`` and ``benchmarks/results/latest.json``; ``--check`` only says which page is behind (exit 1).

A row of a table is found by its first cell, a passage by the words around its figures: the prose stays where it is
written, and a row that is not found, or found twice, is an error.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.console import finish
from evaluation.tasks import SHARED_NAMES

ROOT = Path(__file__).parent.parent
README, MODEL, GUIDE = "README.md", "docs/model.md", "docs/guide/reading.md"
METHOD, CARD = "docs/method.md", "src/onrecord/attributions/neural/MODEL_CARD.md"
SETTINGS = "src/onrecord/attributions/neural/model/settings.json"
LANGUAGES = {"en": "English", "ru": "Russian", "uk": "Ukrainian"}

_ROLES = {"content": "contents", "source": "sources", "cue": "cues"}


class PageError(ValueError):
    """A page has no place for a figure, or several."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table in ``page`` by its first cell, and what its other cells are; null leaves a cell as it is."""

    page: str
    label: str
    cells: tuple[str | None, ...]

    def put(self, text: str) -> str:
        """The page with the row rewritten. Raises :class:`PageError` where it is not there once."""
        lines = text.split("\n")
        found = [number for number, line in enumerate(lines) if line.startswith(f"| {self.label} |")]
        if len(found) != 1:
            raise PageError(f"{self.page}: the row {self.label!r} stands there {len(found)} times")
        old = [cell.strip() for cell in lines[found[0]].strip().strip("|").split("|")][1:]
        if len(old) != len(self.cells):
            raise PageError(f"{self.page}: the row {self.label!r} has {len(old) + 1} cells")
        new = [was if cell is None else cell for was, cell in zip(old, self.cells, strict=True)]
        lines[found[0]] = "| " + " | ".join([self.label, *new]) + " |"
        lines[found[0]] = re.sub(r"\|\s+(?=\|)", "| ", lines[found[0]])  # an empty cell
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of ``page`` between ``before`` and ``after`` (white space aside), and what they are."""

    page: str
    before: str
    words: str
    after: str

    def put(self, text: str) -> str:
        """The page with the words in place. Raises :class:`PageError` where they are not there once."""
        before, after = (_words(each) for each in (self.before, self.after))
        found = list(re.finditer(f"({before})(.{{0,2000}}?)({after})", text, re.DOTALL))
        if len(found) != 1:
            raise PageError(f"{self.page}: {self.before!r} … {self.after!r} stands there {len(found)} times")
        (match,) = found
        if match[2].split() == self.words.split():
            return text
        return text[: match.start(2)] + self.words + text[match.end(2) :]


def _words(text: str) -> str:
    """A pattern for these words, whatever white space is between them."""
    return "".join(r"\s+" if part.isspace() else re.escape(part) for part in re.split(r"(\s+)", text) if part)


Place = Row | Passage


def places(root: Path = ROOT) -> Iterator[Place]:
    """Every place in the pages that holds a measured figure."""
    results = root / "evaluation" / "results"
    accurate, fast = (
        json.loads((results / f"{speed}.json").read_text())["tasks"] for speed in ("accurate", "fast")
    )
    bench = json.loads((root / "benchmarks" / "results" / "latest.json").read_text())
    least = json.loads((root / SETTINGS).read_text())["calibration"]["outer"]["least"]
    yield from _scores(accurate, fast)
    yield from _speeds(bench)
    yield from _calibration(accurate)
    kept = " / ".join(f"{least[language]:.2f}" for language in LANGUAGES)
    yield Passage(MODEL, "What is under ", kept, " (English / Russian / Ukrainian) is dropped")
    yield Passage(METHOD, "those under ", kept, " (English / Russian / Ukrainian) are dropped")


def _scores(accurate: dict[str, Any], fast: dict[str, Any]) -> Iterator[Place]:
    def figure(task: str, name: str, speed: dict[str, Any] = accurate) -> dict[str, Any]:
        found: dict[str, Any] = speed[task]["figures"][name]
        return found

    def readme(label: str, task: str) -> Row:
        ours, rules = figure(task, "attr"), figure(task, "attr", fast)
        reached = f"{ours['f1']:.3f}"
        if task in SHARED_NAMES:
            reached = f"**{reached}**"
        parts = (f"{ours['p']:.3f}", f"{ours['r']:.3f}", reached, _ends(ours, ".3f", 1))
        return Row(README, label, (*parts, f"{rules['f1']:.3f}", _ends(rules, ".3f", 1)))

    yield readme("PolNeAR dev, English political news, 84 documents", "polnear-dev")
    yield readme("NTREX news in English, 12 documents, nested included", "ntrex-dev-en")
    yield readme("the same in Russian", "ntrex-dev-ru")
    yield readme("the same in Ukrainian", "ntrex-dev-uk")
    for code, name in LANGUAGES.items():
        yield readme(f"hard cases, {name}" + (", 60 short texts" if code == "en" else ""), f"hard-{code}")
        yield readme(f"our demonstration corpus, {name}", f"demonstration-{code}")
        for page, label, task in (
            (MODEL, f"NTREX, {name}", f"ntrex-dev-{code}"),
            (MODEL, f"hard cases, {name}", f"hard-{code}"),
        ):
            ours, rules = figure(task, "attr"), figure(task, "attr", fast)
            first = _bold(ours) if task.startswith("ntrex") else _hundred(ours["f1"])
            yield Row(page, label, (None, None, first, _ends(ours), _hundred(rules["f1"]), _ends(rules)))
    for label, name in (
        ("attributions", "attr"),
        ("direct ones", "attr|direct"),
        ("all others", "attr|nondirect"),
        *((f"words of {plural}", f"token.{role}") for role, plural in _ROLES.items()),
        *((f"exact pieces of {plural}", f"chunk.{role}") for role, plural in _ROLES.items()),
    ):
        ours, rules = figure("polnear-dev", name), figure("polnear-dev", name, fast)
        cells = (_hundred(ours["f1"]), _hundred(rules["f1"]))
        if name == "attr":
            cells = (f"{_bold(ours)} ({_ends(ours)})", f"{cells[1]} ({_ends(rules)})")
        yield Row(MODEL, label, (None, None, *cells))
    exact = tuple(
        _hundred(figure("polnear-dev", f"chunk.{role}")["f1"]) for role in ("source", "cue", "content")
    )
    yield Row(MODEL, "Onrecord, `accurate` (PolNeAR dev)", exact)
    for speed, tasks in (("accurate", accurate), ("fast", fast)):
        for label, task in (("NTREX", "ntrex-dev"), ("hard cases", "hard")):
            yield Row(
                MODEL, f"{label}, `{speed}`", tuple(_nested(tasks[f"{task}-{code}"]) for code in LANGUAGES)
            )
    attr = figure("polnear-dev", "attr")
    yield Row(CARD, "PolNeAR dev, outer attributions", (f"{_hundred(attr['f1'])} ({_ends(attr)})", "", ""))
    for label, task in (
        ("annotated NTREX news, nested included, 12 documents each", "ntrex-dev"),
        ("hard cases, 60 texts each", "hard"),
    ):
        each = [figure(f"{task}-{code}", "attr") for code in LANGUAGES]
        yield Row(CARD, label, tuple(f"{_hundred(one['f1'])} ({_ends(one)})" for one in each))
    yield Row(
        CARD,
        "recall of nested ones there",
        tuple(_nested(accurate[f"ntrex-dev-{code}"]) for code in LANGUAGES),
    )


def _speeds(bench: dict[str, Any]) -> Iterator[Place]:
    extract, long = bench["extract"], bench["long_document"]

    def speeds(speed: str) -> str:
        return ", ".join(f"{extract[f'{speed}-{code}']['words_per_cpu_s']:,} ({code})" for code in LANGUAGES)

    def peak(speed: str) -> int:
        return max(int(extract[f"{speed}-{code}"]["peak_mib"]) for code in LANGUAGES)

    accurate = [f"{extract[f'accurate-{code}']['words_per_cpu_s']:,}" for code in LANGUAGES]
    loading = bench["loading"]["imports_and_model_cpu_s"] - bench["loading"]["imports_cpu_s"]
    memory = (
        f"{peak('accurate')} MiB; {long['extract_accurate_peak_mib']} MiB for a PDF of {long['pages']} pages"
    )
    yield Row(MODEL, "words a CPU-second, `accurate`", (None, None, speeds("accurate")))
    yield Row(MODEL, "words a CPU-second, `fast`", (None, None, speeds("fast")))
    yield Row(MODEL, "peak memory of `extract`", (None, None, memory))
    yield Row(MODEL, "loading the model, CPU-seconds", (None, None, f"{loading:.2f}"))
    yield Passage(GUIDE, "It reads about ", speeds("accurate"), " words a second on one processor core")
    yield Passage(GUIDE, "`fast` reads about ", speeds("fast"), ".")
    hours = 10_000_000 / extract["accurate-en"]["words_per_cpu_s"] / 3600
    yield Passage(GUIDE, "an archive of ten million words in ", f"{hours:.1f}", " hours")
    words = f"{accurate[0]} English, {accurate[1]} Russian or {accurate[2]} Ukrainian"
    yield Passage(README, "`extract` reads ", words, " words a CPU-second")
    yield Passage(README, "at `accurate`, in at most ", str(peak("accurate")), " MiB")
    yield Passage(README, "at `fast` ", f"{speeds('fast')}, in at most {peak('fast')}", " MiB. `add")
    add = bench["add"]
    held = f"{add['documents_per_cpu_s']:.0f} documents and {add['words_per_cpu_s']:,}"
    yield Passage(README, "`add --speed fast` takes ", held, " words a CPU-second")
    grown = (
        f"{add['peak_mib_1000_documents']} MiB at 1,000 and {add['peak_mib_10000_documents']} MiB at 10,000"
    )
    yield Passage(README, "Its memory does not grow: ", grown, " documents")
    at_fast = f"{long['extract_fast_cpu_s']} CPU-s and {long['extract_fast_peak_mib']} MiB"
    at_accurate = f"{long['extract_accurate_cpu_s']:.0f} CPU-s and {long['extract_accurate_peak_mib']} MiB"
    yield Passage(
        README,
        f"A PDF of 500 pages ({long['words']:,} words): ",
        f"{at_fast} at `fast`, {at_accurate}",
        " at `accurate`",
    )
    imported = (
        f"{bench['command_line']['import_command_line_cpu_s']:.3f} CPU-s, the model loaded in {loading:.2f}"
    )
    yield Passage(README, "The command line is imported in ", imported, " (`./run bench`")


def _calibration(accurate: dict[str, Any]) -> Iterator[Place]:
    curve = accurate["polnear-dev"]["calibration"]["curve"]
    rows = [
        f"| {each['bin'][0]:.1f}–{each['bin'][1]:.1f} | {each['count']} | {each['confidence']:.3f} | {each['right']:.3f} |"
        for each in curve
        if each["count"]
    ]
    yield Passage(
        MODEL,
        "| confidence | attributions | mean confidence | share that is right |\n|---|---|---|---|\n",
        "\n".join(rows),
        "\n\nThe expected",
    )
    errors = {code: f"{accurate[f'ntrex-dev-{code}']['calibration']['ece']:.3f}" for code in LANGUAGES}
    dev = f"{accurate['polnear-dev']['calibration']['ece']:.3f}"
    yield Passage(
        MODEL, "mean distance between the last two columns, is **", dev, "** (the limit we set is 0.05)"
    )
    told = f"{errors['en']} in English, {errors['ru']} in Russian and {errors['uk']} in Ukrainian"
    yield Passage(MODEL, "In the annotated news it is ", told, ", with few attributions in each")
    yield Row(
        CARD,
        "expected calibration error",
        (f"{dev} (PolNeAR dev)", f"{errors['ru']} (NTREX)", f"{errors['uk']} (NTREX)"),
    )


def _hundred(share: float) -> str:
    return f"{100 * share:.1f}"


def _ends(figure: dict[str, Any], form: str = ".1f", scale: int = 100) -> str:
    """The interval of a figure, of 100 unless something else is said."""
    low, high = (format(scale * each, form) for each in figure["ci95"])
    return f"{low}–{high}"


def _bold(figure: dict[str, Any]) -> str:
    return f"**{_hundred(figure['f1'])}**"


def _nested(task: dict[str, Any]) -> str:
    found = task["figures"]["nested.recall"]
    return f"{round(found['r'] * found['gold'])} of {found['gold']}"


def fresh(root: Path = ROOT) -> dict[str, str]:
    """Every page with figures as it should be. Raises :class:`PageError` where one has no place for a figure."""
    texts: dict[str, str] = {}
    for place in places(root):
        texts[place.page] = place.put(
            texts.get(place.page) or (root / place.page).read_text(encoding="utf-8")
        )
    return texts


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Write the pages, or say which are behind."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a page is behind")
    options = parser.parse_args(arguments)
    try:
        texts = fresh(root)
    except PageError as error:
        print(error, file=sys.stderr)
        return 2
    behind = [page for page, text in texts.items() if (root / page).read_text(encoding="utf-8") != text]
    for page in behind:
        print(f"{page}: {'behind the results' if options.check else 'brought up to date'}")
        if not options.check:
            (root / page).write_text(texts[page], encoding="utf-8")
    return 1 if behind and options.check else 0


if __name__ == "__main__":
    finish(main)
