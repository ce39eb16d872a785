"""What a network says of documents that it has not seen, alone and with the words, beside their labels.

    python -m training.labelling.measure training-work/labels-fold0.jsonl

The file is what ``training.labelling.learn --fold`` wrote. Of a label network it prints accuracy and macro F1 of
``act`` and F1 of ``prediction``, of a speaker network the accuracy of ``kind`` (by the rules, by both); of either,
for the written statements, accuracy of ``status`` by the network alone; by language and by where the texts are from,
with 95 % intervals by document. The words' weights were fitted on all labels, those of these documents too: what
words alone say here is seen, if only through some 400 numbers. So are the statuses, where a speaker network goes on
from a label network that has learned them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from evaluation.acts import Example, Row, examples, figures
from evaluation.adapter import rows
from evaluation.speakers import Row as SpeakerRow
from evaluation.speakers import kind_right, read, share

from onrecord.attributions.labels import labelled
from onrecord.attributions.scores import Scores

_LANGUAGES = ("en", "ru", "uk")
_WAYS = ("words", "network", "both")
Key = tuple[str, str, str, str]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    told = {_key(row): row["scores"] for row in rows(options.file)}
    for language in _LANGUAGES if any("kind" in scores for scores in told.values()) else ():
        for way in ("rules", "network", "both"):
            value, low, high, count = share(list(_sources(language, options.data, told, way)), kind_right)
            print(f"{language} kind ({count}), {way}: {value:.3f} [{low:.3f}, {high:.3f}]")
    for language in _LANGUAGES if any("act" in scores for scores in told.values()) else ():
        chosen = list(_chosen(language, options.data, told))
        for kind in ("all", "news", "articles"):
            part = [each for each in chosen if kind == "all" or _is_article(each[0]) == (kind == "articles")]
            for way in _WAYS if part else ():
                found = figures([_row(example, scores, way) for example, scores in part])
                shown = " · ".join(
                    f"{name} {value:.3f} [{low:.3f}, {high:.3f}]"
                    for name, (value, low, high) in found.items()
                )
                print(f"{language} {kind} ({len(part)}), {way}: {shown}")
    for language in _LANGUAGES:
        right = [
            _status(row)
            for row in rows(options.file)
            if (row["set"], row["language"]) == ("status", language)
        ]
        if right:
            print(f"status {language} ({len(right)}), network: {sum(right) / len(right):.3f}")


def _chosen(language: str, data: Path, told: dict[Key, dict[str, Any]]) -> Iterator[tuple[Example, Scores]]:
    for each in examples(f"own-{language}", shared=data):
        scores = _of(each, language, told)
        if scores is not None:
            yield each, scores


def _of(example: Example, language: str, told: dict[Key, dict[str, Any]]) -> Scores | None:
    given = example.given
    scores = told.get((language, example.document, str(_pairs(given.cue)), str(_pairs(given.content))))
    return None if scores is None else Scores(values=scores, spans={})


def _sources(language: str, data: Path, told: dict[Key, dict[str, Any]], way: str) -> Iterator[SpeakerRow]:
    """The sources whose kind the network was asked for, as one way tells them."""

    def heard(example: Example) -> Scores | None:
        scores = _of(example, language, told)
        if scores is None or way == "both":
            return scores
        return replace(scores, values={"status": scores.values["status"]})

    for row in read(language, data, heard):
        if way == "network":
            kinds = told[language, row.document, str(_pairs(row.ours.cue)), str(_pairs(row.ours.content))][
                "kind"
            ]
            speaker = replace(row.ours.speaker, kind=max(kinds, key=kinds.__getitem__))
            row = replace(row, ours=replace(row.ours, speaker=speaker))
        yield row


def _key(row: dict[str, Any]) -> Key:
    return row["language"], row["document"], str(_lists(row["cue"])), str(_lists(row["content"]))


def _pairs(spans: Iterable[Any]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _lists(pairs: Iterable[Iterable[int]]) -> list[list[int]]:
    return [list(pair) for pair in pairs]


def _is_article(example: Example) -> bool:
    """Whether a text is one of those that were written for the training."""
    return example.document.startswith("written:")


def _row(example: Example, scores: Scores, way: str) -> Row:
    """What one way says: the words, the network, or both."""
    if way == "network":
        act, forward = (
            max(scores.values[name], key=scores.values[name].__getitem__) for name in ("act", "prediction")
        )
        ours = labelled(example.given, example.text, example.language)
        return Row(example.document, example.gold, replace(ours, act=act, prediction=forward == "yes"))  # type: ignore[arg-type]
    ours = labelled(example.given, example.text, example.language, scores if way == "both" else None)
    return Row(example.document, example.gold, ours)


def _status(row: dict[str, Any]) -> bool:
    scores = row["scores"]["status"]
    return bool(max(scores, key=scores.__getitem__) == row["labels"]["status"])


if __name__ == "__main__":
    main()
