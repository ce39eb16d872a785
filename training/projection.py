"""Attributions of English carried over to the Russian or Ukrainian side of parallel news, as examples to train on.

What this project's rules find on the target side is kept (they are precise there and miss about a quarter); projection
(:mod:`training.carrying`) adds what they miss. The teacher of the English side is the caller's.

    python -m training.projection --work FOLDER --data ../shared/data --teacher FOLDER/teacher
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from onrecord.attributions.nesting import outer_of
from onrecord.attributions.rules import Draft
from onrecord.text.document import Span
from training.alignment import Aligner
from training.carrying import Projector, Refused
from training.examples import Marked, prepare, rows
from training.gather import write
from training.silver import by_rules
from training.teacher import Teacher

PROJECTED_TRUST = 0.6
"""How much a piece counts that neither rules nor projection marked, beside one of gold."""

_PARTS = ("source", "cue", "content")
_CHUNK = 12
"""Sentences put together where a source has lost its documents, as in :mod:`training.silver`."""


def _size(spans: Iterable[Sequence[int]]) -> int:
    return sum(end - start for start, end in spans)


def _shared(ours: Iterable[Sequence[int]], theirs: Sequence[Sequence[int]]) -> int:
    return sum(max(0, min(end, other[1]) - max(start, other[0])) for start, end in ours for other in theirs)


def merge(
    ruled: Sequence[dict[str, Any]], projected: Iterable[dict[str, Any]], counts: Counter[str]
) -> list[dict[str, Any]]:
    """All that the rules found, with what projection adds; who lies in whose content is worked out anew."""
    kept = list(ruled)
    for each in projected:
        clash = next((reason for other in kept if (reason := _clash(each, other))), None)
        counts[clash or "added"] += 1
        if clash is None:
            kept.append(each)
    kept.sort(key=lambda each: min(span[0] for part in _PARTS for span in each[part]))
    drafts = []
    for each in kept:
        source, cue, content = ([Span(*span) for span in each[part]] for part in _PARTS)
        drafts.append(Draft(source, cue, content, head=0, rules={}))
    return [
        each | {"id": f"a{number}", "nested_in": None if holder is None else f"a{holder + 1}"}
        for number, (each, holder) in enumerate(zip(kept, outer_of(drafts), strict=True), 1)
    ]


def _clash(new: dict[str, Any], old: dict[str, Any]) -> str | None:
    """Why a projected attribution may not stand beside one that is there."""
    if _shared(new["cue"], old["cue"]):
        return "known cue"
    shared = _shared(new["content"], old["content"])
    nested = _shared(new["cue"], old["content"]), _shared(old["cue"], new["content"])
    if all(nested):
        return "half nested"
    if any(nested):
        # An inner one lies within: its content may not stick out.
        inner = new if nested[0] else old
        return "half nested" if shared < 0.8 * _size(inner["content"]) else None
    whole = _size(new["content"]) + _size(old["content"]) - shared
    return "known content" if shared > 0.5 * whole else None


def documents(data: Path) -> Iterator[tuple[list[str], list[str], str]]:
    """``(English sentences, their translations, language)`` that may be trained on, cut as :mod:`training.silver` does."""
    annotated = {
        row["doc_id"].rpartition(".")[0] for row in rows(data / "ntrex" / "attributions_dev.docs.jsonl")
    }
    for row in rows(data / "ntrex" / "parallel_dev.jsonl"):
        if row["doc_id"] not in annotated:
            for language in ("ru", "uk"):
                yield row["sentences"]["en"], row["sentences"][language], language
    for row in rows(data / "parallel" / "wmt22.jsonl"):
        if row["domain"] == "ecommerce" or row["doc_id"].startswith("ru-en.social"):
            continue
        for language in sorted({"ru", "uk"} & row["sentences"].keys()):
            ours, theirs = row["sentences"]["en"], row["sentences"][language]
            for start in range(0, len(ours), _CHUNK):
                chunk = ours[start : start + _CHUNK]
                # Shop texts in the long lists: chat with customers, whose names are masked by ``#``.
                if not any("#" in sentence for sentence in chunk):
                    yield chunk, theirs[start : start + _CHUNK], language


def project(
    data: Path,
    encoder: Path,
    mark_english: Callable[[str], list[dict[str, Any]]],
    counts: Counter[str] | None = None,
) -> Iterator[Marked]:
    """The target texts of the parallel data, marked by rules and by what ``mark_english`` finds in their English.

    ``mark_english`` gets the sentences joined by line feeds and gives attributions as the gold files write them.
    ``counts`` takes what became of them.
    """
    counts = Counter() if counts is None else counts
    listed = list(documents(data))
    aligner = Aligner(encoder)
    sample = [
        pair
        for english, target, _ in listed[:: max(1, len(listed) // 64)]
        for pair in zip(english, target, strict=True)
    ]
    aligner.centre(sample[:512])
    for number, (english, target, language) in enumerate(listed):
        text = "\n".join(target)
        marked = by_rules(text, language, f"projected-{language}-{number}")
        teacher = mark_english("\n".join(english))
        found = carry(english, target, teacher, aligner, counts)
        counts["rules"] += len(marked.attributions)
        merged = merge(marked.attributions, found, counts)
        if merged:
            yield replace(marked, attributions=merged, trust=PROJECTED_TRUST)


def carry(
    english: list[str],
    target: list[str],
    teacher: Sequence[dict[str, Any]],
    aligner: Aligner,
    counts: Counter[str],
) -> list[dict[str, Any]]:
    """The attributions of English sentences on the side of their translations; those refused are counted."""
    projector = Projector(english, target)
    spans = [span for each in teacher for part in _PARTS for span in each[part]]
    lines = sorted(projector.lines(spans))
    projector.pairs = dict(
        zip(lines, aligner.align([(english[line], target[line]) for line in lines]), strict=True)
    )
    found = []
    for each in teacher:
        counts["teacher"] += 1
        try:
            found.append(projector.project(each))
        except Refused as refused:
            counts[f"refused: {refused}"] += 1
    return found


def main() -> None:
    """Write the examples of projection."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True, help="the folder of an exported model")
    options = parser.parse_args()
    torch.set_num_threads(1)
    encoder = options.work / "encoder"
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    counts: Counter[str] = Counter()
    marked = project(options.data, encoder, Teacher(options.teacher).mark, counts)
    write(options.work / "examples" / "projected.pkl", [[prepare(each, tokenizer)] for each in marked])
    for name, number in counts.most_common():
        print(f"{number:7} {name}")


if __name__ == "__main__":
    main()
