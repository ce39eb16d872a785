"""The tasks on who speaks: names compared and joined, speakers and their status resolved on gold spans.

They do not depend on what reads a document, so they are measured once, at ``fast``. ``names``, ``speakers-polnear`` and
``speakers-ntrex-…`` and ``speakers-read-…`` need data beside this repository; the demonstration corpus and the sets for
status are our own.
What is a figure is told in :mod:`evaluation.names`, :mod:`evaluation.speakers` and :mod:`evaluation.statuses`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evaluation import names, speakers, statuses
from evaluation.adapter import Reader
from evaluation.digests import digest
from evaluation.figures import Result, rounded
from evaluation.own import demonstration_digest
from evaluation.resampling import drawn

LANGUAGES = ("en", "ru", "uk")
LABELS = Path(__file__).resolve().parent.parent / "training" / "labels"
"""The labels that the label network learns from; the kinds of their sources are measured here."""

_PARALLEL = ("ntrex/parallel_dev.jsonl", "parallel/wmt22.jsonl")
OUTSIDE: dict[str, tuple[str, ...]] = {
    "names": ("slavicner/person_names.jsonl", "slavicner/name_pairs.jsonl"),
    "speakers-polnear": ("acts/acts_train.jsonl", "polnear/train.docs.jsonl", "polnear/train.jsonl"),
    **{
        f"speakers-ntrex-{language}": ("ntrex/attributions_dev.docs.jsonl", "ntrex/attributions_dev.jsonl")
        for language in LANGUAGES
    },
    "speakers-read-en": ("polnear/train.docs.jsonl", "polnear/train.jsonl", *_PARALLEL),
    "speakers-read-ru": ("ruopinionne/train.jsonl", *_PARALLEL),
    "speakers-read-uk": _PARALLEL,
}
"""The tasks with gold beside the repository, and its files under ``shared/data``."""

OWN = (
    *(f"speakers-demonstration-{language}" for language in LANGUAGES),
    "status",
    "status-dev",
    "status-third",
)

Figures = dict[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class WhoTask:
    """``figured`` makes the figures, with intervals from so many resamples; each has a ``value`` and a count ``gold``."""

    name: str
    gold_sha256: str
    figured: Callable[[int], tuple[int, Figures]]

    def measure(self, read: Reader, resamples: int) -> Result:
        """The figures, whatever reads; there is no calibration."""
        documents, figures = self.figured(resamples)
        return {
            "gold_sha256": self.gold_sha256,
            "documents": documents,
            "figures": {name: rounded(each) for name, each in figures.items()},
            "calibration": None,
        }


def outside(name: str, data: Path) -> WhoTask:
    """The task of this name, whose files are in the folder ``data``."""
    pin = digest(*(data / file for file in OUTSIDE[name]))
    if name.startswith("speakers-read"):
        labels = sorted(LABELS.glob("*.jsonl"))
        pin = digest(*(data / file for file in OUTSIDE[name]), *labels)
        return WhoTask(name, pin, partial(_read, name[-2:], data))
    if name == "names":
        return WhoTask(name, pin, partial(_names, data))
    if name == "speakers-polnear":
        return WhoTask(name, pin, partial(_speakers, partial(speakers.acts, data)))
    language = name[-2:]
    # The gold names of Russian and Ukrainian speakers are English ones there.
    return WhoTask(
        name, pin, partial(_speakers, partial(speakers.ntrex, language, data), named=language == "en")
    )


def own(name: str) -> WhoTask:
    """The task of this name, one of :data:`OWN`."""
    if name.startswith("speakers"):
        return WhoTask(name, own_digest(name), partial(_speakers, partial(speakers.own, name[-2:])))
    return WhoTask(name, own_digest(name), partial(_statuses, _folder(name)))


def own_digest(name: str) -> str:
    """The digest of the gold of one of :data:`OWN`."""
    if name.startswith("speakers"):
        return demonstration_digest()
    return digest(*(_folder(name) / f"{language}.jsonl" for language in LANGUAGES))


def _folder(name: str) -> Path:
    return statuses.SETS[name.partition("-")[2] or "test"]


def _speakers(
    read: Callable[[], list[speakers.Row]], resamples: int, *, named: bool = True
) -> tuple[int, Figures]:
    found = read()
    judges = {"kind": speakers.kind_right, "role": speakers.role_overlap, "status": speakers.status_right}
    if named:
        judges |= {"name": speakers.name_right, "body": speakers.body_right}
    figures: Figures = {}
    for name, judge in judges.items():
        value, low, high, count = speakers.share(found, judge, max(1, resamples))
        figures[name] = {"value": value, "gold": count} | ({"ci95": [low, high]} if resamples else {})
    former = sum(row.gold["status"] == "former" for row in found)
    figures["former"] = {"value": speakers.former_f1(found), "gold": former}
    return len({row.document for row in found}), figures


def _read(language: str, data: Path, resamples: int) -> tuple[int, Figures]:
    """The kind alone."""
    found = speakers.read(language, data)
    value, low, high, count = speakers.share(found, speakers.kind_right, max(1, resamples))
    figure: dict[str, object] = {"value": value, "gold": count} | ({"ci95": [low, high]} if resamples else {})
    return len({row.document for row in found}), {"kind": figure}


def _statuses(folder: Path, resamples: int) -> tuple[int, Figures]:
    found = [row for language in LANGUAGES for row in statuses.measured(language, folder)]

    def counted(figure: Callable[[Sequence[speakers.Row]], float], gold: int) -> dict[str, object]:
        made: dict[str, object] = {"value": figure(found), "gold": gold}
        return made | ({"ci95": drawn(found, figure, resamples)} if resamples else {})

    return len(found), {
        "status": counted(statuses.accuracy, len(found)),
        "former": counted(speakers.former_f1, sum(row.gold["status"] == "former" for row in found)),
        "name": counted(statuses.speaker, sum(bool(row.gold["speaker"]) for row in found)),
        "role": counted(statuses.role, sum(bool(row.gold["role"]) for row in found)),
    }


def _names(data: Path, resamples: int) -> tuple[int, Figures]:
    """No intervals: the mentions of one person are no independent draws."""
    from evaluation.two_ids import evidence

    rows = names.read_rows(data)
    pairs = [pair for half in names.read_pairs(data, rows).values() for pair in half]
    compared = names.pair_figures([(pair["left"], pair["right"], pair["same"]) for pair in pairs])
    negatives = sum(not pair["same"] for pair in pairs)
    figures: Figures = {
        "pairs": {"value": compared["f1"], "gold": len(pairs) - negatives},
        "pairs.false": {"value": compared["false_positive_rate"], "gold": negatives},
    }
    persons = [row for row in rows if row.person.startswith("PER-")]
    for language in ("ru", "uk"):
        chosen = [row for row in persons if row.language == language]
        exact = names.normal_figures(chosen, persons)["exact"]
        figures[f"normal.{language}"] = {"value": exact, "gold": len(chosen)}
    mentions = list(dict.fromkeys((row.mention, row.person) for row in persons))
    joined = names.joining_figures(mentions, evidence(persons))
    for name, key, count in (
        ("joining.found", "found", "due"),
        ("joining.pairs", "pairs_found", "true_pairs"),
        ("joining.wrong", "wrong", "automatic"),
        ("joining.wrong.one-id", "wrong_two_ids_aside", "automatic"),
    ):
        figures[name] = {"value": joined[key], "gold": joined[count]}
    return len(mentions), figures
