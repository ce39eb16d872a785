"""Speakers on gold spans: is the source's kind right, the name, the role, the status?

Figures, each over the gold attributions whose spans were given to the resolver (so a missed attribution costs nothing here):

Sets: ``acts`` (PolNeAR), ``en``, ``ru``, ``uk`` (NTREX), ``own-…`` (the demonstration corpus, written by people who knew
the task), ``read-…`` (the labels that the label network learns from; only ``kind``).

- ``kind``: share of attributions whose source kind is the gold's.
- ``name``: over gold rows of kind ``named_person``, share whose resolved name equals the gold's after
  :func:`normal_name`. In Russian and Ukrainian the gold name is English, so the figure is not made there.
- ``surname``: the same, with the last words of the names equal: what ``name`` loses to given names that a document lacks.
- ``body``: over gold rows of kind ``organisation`` with a name, share whose resolved name equals it, compared likewise.
- ``role_exact``, ``role_overlap``: over rows with a gold role, share whose role is the same text in small letters without an
  article, or shares at least half of the words of the shorter one.
- ``status``: over all rows with a kind, share whose status is the gold's; ``former``: F1 of that one value.

Each comes with its 95 % interval by bootstrap over documents (1,000 resamples, seed 1) and the number of rows. Run it
with ``python -m evaluation.speakers [--errors kind|name|role|status]``; what needs
``../shared/data`` says so where that is absent.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation.adapter import document, rows
from evaluation.console import finish
from evaluation.resampling import drawn
from onrecord.attributions.neural.given import scores_of
from onrecord.attributions.record import Attribution, Speaker
from onrecord.speakers import resolve
from onrecord.text.document import Document, Span

if TYPE_CHECKING:
    from evaluation.acts import Example
    from onrecord.attributions.scores import Scores

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
_TITLES = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|sir|sen|rep|gov|gen|president|senator|governor|judge|secretary|former|the)\.? )+"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One gold attribution beside what was resolved."""

    document: str
    language: str
    words: str
    gold: dict[str, Any]
    ours: Attribution


def normal_name(name: str | None) -> str:
    """A name for comparing: small letters, no accents, no punctuation, no possessive, no title before it."""
    if not name:
        return ""
    low = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    low = re.sub(r"['’]s\b", "", low)
    low = _TITLES.sub("", re.sub(r"\s+", " ", low).strip())
    return " ".join(re.sub(r"[^\w\s-]", " ", low).split())


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def attribution(row: dict[str, Any]) -> Attribution:
    """The gold spans of one row as an attribution without a speaker."""
    return Attribution(
        id=row["id"],
        source=_spans(row["source"]),
        cue=_spans(row["cue"]),
        content=_spans(row["content"]),
        mode="indirect",  # the resolver does not look at it
        nested_in=row.get("nested_in"),
    )


def _resolved(made: Document, gold: list[dict[str, Any]], labels: dict[str, dict[str, Any]]) -> Iterator[Row]:
    given = [attribution(row) for row in gold if row["content"]]
    found = resolve(made, given, scores_of(made, given))
    for each in found:
        if each.id in labels:
            words = " … ".join(made.text[span.start : span.end] for span in each.source)
            yield Row(made.id, made.language or "", words, labels[each.id], each)


def acts(folder: Path = SHARED) -> list[Row]:
    """The labelled PolNeAR attributions. FileNotFoundError where the data is not there."""
    labels: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows(folder / "acts" / "acts_train.jsonl"):
        labels.setdefault(row["doc_id"], {})[row["id"]] = row
    texts = {
        row["doc_id"]: row for row in rows(folder / "polnear" / "train.docs.jsonl") if row["doc_id"] in labels
    }
    found: list[Row] = []
    for row in rows(folder / "polnear" / "train.jsonl"):
        if row["doc_id"] in labels:
            made = document(texts[row["doc_id"]], "en")
            found += _resolved(made, row["attributions"], labels[row["doc_id"]])
    return found


def ntrex(language: str, folder: Path = SHARED) -> list[Row]:
    """The annotated NTREX attributions of a language. FileNotFoundError where the data is not there."""
    texts = {row["doc_id"]: row for row in rows(folder / "ntrex" / "attributions_dev.docs.jsonl")}
    found: list[Row] = []
    for row in rows(folder / "ntrex" / "attributions_dev.jsonl"):
        if row["language"] == language:
            made = document(texts[row["doc_id"]], language)
            found += _resolved(made, row["attributions"], {each["id"]: each for each in row["attributions"]})
    return found


def own(language: str) -> list[Row]:
    """The attributions of the demonstration corpus in a language: the project's own texts, with names in their language."""
    from evaluation.demonstration import aligned

    found: list[Row] = []
    for gold, made, expected in aligned():
        if gold.row["language"] != language:
            continue
        labels = {
            row["id"]: row["speaker"] | {"speaker": row["speaker"]["name"]}
            for row in gold.row["attributions"]
        }
        bare = [replace(each, speaker=Speaker()) for each in expected]
        for each in resolve(made, bare, scores_of(made, bare)):
            words = " … ".join(made.text[span.start : span.end] for span in each.source)
            found.append(Row(gold.path, language, words, labels[each.id] | {"id": each.id}, each))
    return found


def read(
    language: str, folder: Path = SHARED, heard: Callable[[Example], Scores | None] | None = None
) -> list[Row]:
    """The attributions of the training's labels in a language that have a source kind: of news, and of written articles.

    They teach the networks, so it is the rules alone that are measured on them; these were first measured there when
    they were done, then made better on one half of the documents (those whose id has an even CRC-32). With ``heard``,
    which gives what a network that has not seen an attribution says of it, only those of which it says something, by
    rules and network together. FileNotFoundError where the data is not there.
    """
    from evaluation.acts import examples

    by_text: dict[tuple[str, str], list[Example]] = {}
    for each in examples(f"own-{language}", shared=folder):
        if each.gold.get("kind"):
            by_text.setdefault((each.document, each.text), []).append(each)
    found = []
    for (name, text), group in by_text.items():
        given = [replace(each.given, id=f"a{number}") for number, each in enumerate(group)]
        made = document({"doc_id": name, "text": text}, language)
        told = {each.id: heard(example) for each, example in zip(given, group, strict=True)} if heard else {}
        scores = {name: each for name, each in told.items() if each}
        for each, ours in zip(group, resolve(made, given, scores), strict=True):
            if heard and ours.id not in scores:
                continue
            words = " … ".join(text[span.start : span.end] for span in ours.source)
            found.append(
                Row(name, language, words, {"speaker": None, "role": None, "status": None, **each.gold}, ours)
            )
    return found


Judge = Callable[[Row], bool | None]


def kind_right(row: Row) -> bool | None:
    """Whether the kind is the gold's."""
    return bool(row.ours.speaker.kind == row.gold["kind"])


def name_right(row: Row) -> bool | None:
    """Whether the name is the gold's; null for rows that are no named person's."""
    if row.gold["kind"] != "named_person":
        return None
    return normal_name(row.ours.speaker.name) == normal_name(row.gold["speaker"])


def surname_right(row: Row) -> bool | None:
    """Whether the last words of the names are equal; null for rows that are no named person's."""
    if row.gold["kind"] != "named_person":
        return None
    left, right = normal_name(row.ours.speaker.name), normal_name(row.gold["speaker"])
    return left.split()[-1:] == right.split()[-1:]


def body_right(row: Row) -> bool | None:
    """Whether the name of a body is the gold's; null for rows that are no body's or whose body has no name."""
    if row.gold["kind"] != "organisation" or not row.gold["speaker"]:
        return None
    return normal_name(row.ours.speaker.name) == normal_name(row.gold["speaker"])


def _role_words(role: str | None) -> list[str]:
    return re.sub(r"^(?:the|a|an) ", "", " ".join(re.findall(r"[\w-]+", (role or "").lower()))).split()


def role_exact(row: Row) -> bool | None:
    """Whether the role is the gold's text; null where the gold has none."""
    return _role_words(row.ours.speaker.role) == _role_words(row.gold["role"]) if row.gold["role"] else None


def role_overlap(row: Row) -> bool | None:
    """Whether the roles share half of the shorter one's words; null where the gold has none."""
    if not row.gold["role"]:
        return None
    left, right = set(_role_words(row.ours.speaker.role)), set(_role_words(row.gold["role"]))
    return bool(left) and len(left & right) * 2 >= min(len(left), len(right))


def status_right(row: Row) -> bool | None:
    """Whether the status is the gold's."""
    return bool(row.ours.speaker.status == row.gold["status"])


JUDGES: dict[str, Judge] = {
    "kind": kind_right,
    "name": name_right,
    "surname": surname_right,
    "body": body_right,
    "role_exact": role_exact,
    "role_overlap": role_overlap,
    "status": status_right,
}


def share(found: Sequence[Row], judge: Judge, resamples: int = 1000) -> tuple[float, float, float, int]:
    """A share, the ends of its 95 % interval and the number of rows; the rows' documents are drawn with replacement."""
    by_document: dict[str, list[bool]] = {}
    for row in found:
        verdict = judge(row)
        if verdict is not None:
            by_document.setdefault(row.document, []).append(verdict)
    groups = list(by_document.values())
    count = sum(map(len, groups))
    if not count:
        return 0.0, 0.0, 0.0, 0

    def right(documents: Sequence[list[bool]]) -> float:
        return sum(map(sum, documents)) / sum(map(len, documents))

    low, high = drawn(groups, right, resamples)
    return right(groups), low, high, count


def former_f1(found: Sequence[Row]) -> float:
    """F1 of the status ``former``."""
    right = sum(row.ours.speaker.status == "former" == row.gold["status"] for row in found)
    said = sum(row.ours.speaker.status == "former" for row in found)
    gold = sum(row.gold["status"] == "former" for row in found)
    return 2 * right / (said + gold) if said + gold else 0.0


def figures(found: Sequence[Row], *, names: bool) -> dict[str, tuple[float, float, float, int]]:
    """All figures of one set; ``names`` leaves those of names out where false."""
    return {
        key: share(found, judge)
        for key, judge in JUDGES.items()
        if names or key not in ("name", "surname", "body")
    }


def _told(row: Row, judge: str) -> str:
    gold, speaker = row.gold, row.ours.speaker
    why = row.ours.reasons.get("status" if judge == "status" else "kind")
    right = " | ".join(str(gold.get(key)) for key in ("kind", "speaker", "role", "status"))
    ours = " | ".join(str(each) for each in (speaker.kind, speaker.name, speaker.role, speaker.status))
    return f"{row.document[:24]} {gold.get('id', row.ours.id)} [{row.words[:90]}] gold {right} -- ours {ours} ({why})"


SETS = ("acts", "en", "ru", "uk", "own-en", "own-ru", "own-uk", "read-en", "read-ru", "read-uk")
ONLY_KIND = ("read-en", "read-ru", "read-uk")
"""Sets of which only the kind is measured."""


def rows_of(name: str) -> list[Row]:
    """The rows of a set. FileNotFoundError where its data is not there."""
    kind, _, language = name.partition("-")
    if kind == "own":
        return own(language)
    if kind == "read":
        return read(language)
    return acts() if name == "acts" else ntrex(name)


def measured(name: str, found: Sequence[Row]) -> dict[str, tuple[float, float, float, int]]:
    """The figures of a set: all, those without names in Russian and Ukrainian news, or the kind alone."""
    if name in ONLY_KIND:
        return {"kind": share(found, kind_right)}
    return figures(found, names=name not in ("ru", "uk"))


def main() -> int:
    """Print the figures, and with ``--errors`` the rows that a judge finds wrong."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--errors", choices=list(JUDGES))
    parser.add_argument("--set", choices=SETS)
    asked = parser.parse_args()
    for name in SETS:
        if asked.set and asked.set != name:
            continue
        if not name.startswith("own") and not SHARED.is_dir():
            print(f"{name}: no data in {SHARED}")
            continue
        found = rows_of(name)
        for key, (value, low, high, count) in measured(name, found).items():
            print(f"{name:7} {key:13} {value:.3f} [{low:.3f}, {high:.3f}] n={count}")
        if name not in ONLY_KIND:
            print(f"{name:7} former F1     {former_f1(found):.3f}")
        if asked.errors:
            for row in found:
                if JUDGES[asked.errors](row) is False:
                    print("  " + _told(row, asked.errors))
    return 0


if __name__ == "__main__":
    finish(main)
