"""Agreement of the attributions found in the demonstration corpus with its gold, by language.

    python -m evaluation.demonstration [--errors LANGUAGE]

It needs no data but the project's own. The corpus was written by people who knew the task, so the figure says whether
something broke and where to look, not how the rules do on the news of the world.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files

from evaluation.agreement import Agreement, agreement, matches
from evaluation.console import finish
from onrecord import intake
from onrecord.attributions import attribute
from onrecord.attributions.record import Attribution
from onrecord.demonstration.gold import GoldDocument, NotInText, gold_attributions, gold_documents
from onrecord.errors import InputError
from onrecord.settings import Settings
from onrecord.text.document import Document


def captured() -> dict[str, list[Document]]:
    """Every document of the corpus, by its path in the corpus. Raises :class:`InputError` for one that cannot be read."""
    by_path: dict[str, list[Document]] = defaultdict(list)
    with as_file(files("onrecord.demonstration") / "corpus") as folder:
        for item in intake.read(folder, settings=Settings()):
            if isinstance(item, InputError):
                raise item
            path = item.document.path.removeprefix(f"{folder}/")
            by_path[path].append(item.document)
    return by_path


def aligned() -> Iterator[tuple[GoldDocument, Document, list[Attribution]]]:
    """Each gold document with the captured one that holds its words, and its attributions as spans there.

    Raises :class:`NotInText` where no captured document holds the words.
    """
    documents = captured()
    for gold in gold_documents():
        problem = NotInText(f"{gold.path}: not captured")
        for document in documents.get(gold.path, []):
            try:
                yield gold, document, gold_attributions(gold, document.text)
                break
            except NotInText as missing:
                problem = NotInText(f"{gold.path}: {missing}")
        else:
            raise problem


def by_language() -> dict[str, Agreement]:
    """Agreement by language of the gold document."""
    total: dict[str, Agreement] = defaultdict(Agreement)
    for gold, document, expected in aligned():
        found = attribute(document).attributions
        total[gold.row["language"]] += agreement(document.text, expected, found)
    return dict(total)


def _print_errors(language: str) -> None:
    for gold, document, expected in aligned():
        if gold.row["language"] != language:
            continue
        found = attribute(document).attributions
        pairs = matches(document.text, expected, found)
        print(f"== {gold.path}")
        _print_rows("missed", document.text, expected, {left for left, _ in pairs})
        _print_rows("wrong", document.text, found, {right for _, right in pairs})


def _print_rows(label: str, text: str, rows: Sequence[Attribution], matched: set[int]) -> None:
    for number, row in enumerate(rows):
        if number not in matched:
            words = [
                " … ".join(span.of(text) for span in getattr(row, part))
                for part in ("source", "cue", "content")
            ]
            print(f"  {label:6} [{words[0]}] [{words[1]}] [{words[2]}]".replace("\n", "⏎"))


def main() -> int:
    """Print the table, or the rows in which gold and found differ."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.demonstration")
    parser.add_argument("--errors", metavar="LANGUAGE", help="print what was missed and what was wrong")
    arguments = parser.parse_args()
    if arguments.errors:
        _print_errors(arguments.errors)
        return 0
    print(f"{'language':10}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'found':>7}")
    for language, figures in sorted(by_language().items()):
        print(
            f"{language:10}{figures.precision:7.3f}{figures.recall:7.3f}{figures.f1:7.3f}"
            f"{figures.gold:7d}{figures.found:7d}"
        )
    return 0


if __name__ == "__main__":
    finish(main)
