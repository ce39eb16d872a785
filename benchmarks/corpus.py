"""Documents to measure on: the demonstration corpus, varied so that no two have the same text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.corpus.annotated import read_all
from onrecord.errors import InputError
from onrecord.settings import Settings

DEMONSTRATION = Path(__file__).parent.parent / "src/onrecord/demonstration/corpus"


def base_texts() -> list[tuple[str, str]]:
    """Language and text of every document of the demonstration corpus in the three languages."""
    from onrecord import intake

    texts = []
    for item in intake.read(DEMONSTRATION, settings=Settings()):
        if isinstance(item, InputError):
            raise item
        if item.document.language in ("en", "ru", "uk"):
            texts.append((item.document.language, item.document.text))
    return texts


def write_jsonl(path: Path, count: int, language: str | None = None) -> int:
    """Write ``count`` documents, of one language where it is named, as JSON Lines; returns how many words (runs of
    non-space)."""
    texts = [each for each in base_texts() if language in (None, each[0])]
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            code, text = texts[number % len(texts)]
            varied = f"{text}\n\n{number}."
            words += len(varied.split())
            row = {"id": f"bench-{number}", "language": code, "text": varied}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return words


def write_long_pdf(path: Path, pages: int) -> None:
    """Write a PDF of ``pages`` pages by repeating those of the corpus's own PDF."""
    import pypdfium2

    [source] = sorted(DEMONSTRATION.glob("*.pdf"))
    original = pypdfium2.PdfDocument(source)
    long = pypdfium2.PdfDocument.new()
    while len(long) < pages:
        long.import_pages(original, pages=list(range(min(len(original), pages - len(long)))))
    long.save(path)


def words_of(path: Path) -> Iterator[int]:
    """The number of words of each document in a file."""
    for document in read_all(path):
        yield len(document.text.split())
