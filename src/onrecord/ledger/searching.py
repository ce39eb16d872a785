"""Search: documents and attributions by the lemmas of their words, best first, each hit with its exact spans."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import Literal

from sqlalchemy import Connection, select

from onrecord.ledger import sqlite
from onrecord.ledger.attribution_listing import attribution_query, attribution_row
from onrecord.ledger.document_listing import document_query, document_row
from onrecord.ledger.lemmas import lemmas_of, pieces
from onrecord.ledger.opening import Opened
from onrecord.ledger.querying import Keys, expression, parse
from onrecord.ledger.rows import AttributionRow, DocumentRow, SearchHit
from onrecord.ledger.schema import attributions, documents, texts, versions
from onrecord.text.document import Span

Kind = Literal["document", "attribution"]
KINDS: tuple[Kind, ...] = ("document", "attribution")

_TABLES: dict[Kind, str] = {"document": "document_words", "attribution": "attribution_words"}
_AT_ONCE = 20
_PIECE = 40_000
_MOST_SPANS = 50
_AROUND = 100

Part = Sequence[Keys]


def search(
    opened: Opened, query: str, *, kinds: Collection[Kind] = KINDS, limit: int | None = None
) -> Iterator[SearchHit]:
    """The hits by rank, then kind and number; see :meth:`Ledger.search`. Texts are read for the hits taken only."""
    parts = parse(query)
    if not parts:
        return
    with opened.read() as connection:
        wanted = expression(parts)
        ranked = merge(*(_ranked(connection, kind, wanted, limit) for kind in KINDS if kind in kinds))
        best = islice(ranked, limit)
        while some := list(islice(best, _AT_ONCE)):
            yield from _hits(connection, some, parts)


def _ranked(
    connection: Connection, kind: Kind, wanted: str, limit: int | None
) -> Iterator[tuple[float, Kind, int]]:
    for number, rank in sqlite.ranked(connection, _TABLES[kind], wanted, limit):
        yield rank, kind, number


def _hits(
    connection: Connection, ranked: Sequence[tuple[float, Kind, int]], parts: Sequence[Part]
) -> Iterator[SearchHit]:
    """The rows for a few places in the ranking, in its order."""
    asked = [number for _, kind, number in ranked if kind == "attribution"]
    quoted = {
        row.id: attribution_row(connection, row)
        for row in connection.execute(
            attribution_query().where(attributions.c.id.in_(asked)).order_by(attributions.c.id)
        ).all()
    }
    wanted = {row.document_id for row in quoted.values()}
    wanted |= {number for _, kind, number in ranked if kind == "document"}
    held = {
        row.id: document_row(row)
        for row in connection.execute(
            document_query().where(documents.c.id.in_(wanted), versions.c.current).order_by(documents.c.id)
        )
    }
    for rank, kind, number in ranked:
        attribution = quoted.get(number) if kind == "attribution" else None
        document = held.get(attribution.document_id if attribution else number)
        if document is not None:
            yield _hit(connection, rank, document, attribution, parts)


def _hit(
    connection: Connection,
    rank: float,
    document: DocumentRow,
    attribution: AttributionRow | None,
    parts: Sequence[Part],
) -> SearchHit:
    query = (
        select(texts.c.text)
        .join(versions, versions.c.id == texts.c.version_id)
        .where(versions.c.document_id == document.id, versions.c.current)
    )
    text = connection.execute(query).scalar_one()
    if attribution is None:
        where: Iterable[Span] = pieces(text, _PIECE)
        around = Span(0, 0)
    else:
        where = (*attribution.computed.source, *attribution.computed.content)
        around = attribution.computed.content[0]
    spans = find_words(text, document.language, where, parts)
    snippet_span = snippet_of(text, spans[0] if spans else around)
    return SearchHit(
        kind="attribution" if attribution else "document",
        rank=rank,
        document=document,
        attribution=attribution,
        spans=spans,
        snippet=snippet_span.of(text),
        snippet_span=snippet_span,
    )


def find_words(
    text: str, language: str | None, where: Iterable[Span], parts: Sequence[Part]
) -> tuple[Span, ...]:
    """The spans of the words and phrases of a query within ``where``, in order; of each part the first fifty.

    The words are read again as they were for the index, so that what matched there matches here.
    """
    found: list[set[Span]] = [set() for _ in parts]
    for piece in where:
        lemmas = lemmas_of(piece.of(text), language)
        for spans, part in zip(found, parts, strict=True):
            for at in range(len(lemmas.tokens) - len(part) + 1):
                if len(spans) >= _MOST_SPANS:
                    break
                if all(lemmas.tokens[at + offset] in keys for offset, keys in enumerate(part)):
                    start, end = lemmas.starts[at], lemmas.ends[at + len(part) - 1]
                    spans.add(Span(piece.start + start, piece.start + end))
        if all(len(spans) >= _MOST_SPANS for spans in found):
            break
    return tuple(sorted(set().union(*found)))


def snippet_of(text: str, span: Span) -> Span:
    """The surroundings of a span, from word to word."""
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    return Span(start, end)
