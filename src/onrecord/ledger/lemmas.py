"""Lemmas as the full-text index keeps them: letters and digits only, one token for each word of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.text.document import Span

Lemmas = Sequence[tuple[str, Span]]


def lemmas_of(text: str, language: str | None) -> list[tuple[str, Span]]:
    """The tokens of ``text`` with the spans of their words, in order."""
    return list(_tokens(text, language))


def _tokens(text: str, language: str | None) -> Iterator[tuple[str, Span]]:
    from onrecord.languages.search import lemmas

    for lemma, span in lemmas(text, language):
        token = lemma if lemma.isalnum() else "".join(filter(str.isalnum, lemma))
        if token:
            yield token, span


def line(lemmas: Lemmas) -> str:
    """Tokens as one line for the index."""
    return " ".join(token for token, _ in lemmas)


def line_within(lemmas: Lemmas, spans: Sequence[Span]) -> str:
    """The tokens whose words begin within ``spans``, as one line; ``lemmas`` are those of the whole text."""
    tokens: list[str] = []
    for start, end in spans:
        index = bisect_left(lemmas, start, key=lambda lemma: lemma[1].start)
        while index < len(lemmas) and lemmas[index][1].start < end:
            tokens.append(lemmas[index][0])
            index += 1
    return " ".join(tokens)
