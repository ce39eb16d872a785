"""A user's search words as a query of the full-text index; nothing a user can type is an error."""

from __future__ import annotations

import re
from itertools import product

from sqlalchemy import ColumnElement, false

from onrecord.ledger import sqlite

_PARTS = re.compile(r'["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]|(?P<word>[^\s"“”„«»]+)')
_MOST_PHRASES = 64

Keys = tuple[str, ...]


def parse(query: str, language: str | None = None) -> list[list[Keys]]:
    """The parts of a query, all of which must be found: each a phrase of one word or more.

    Each word is given as the keys that it may be indexed under. Words in quotation marks of any kind stand next to
    each other; so do the parts of a hyphenated word.
    """
    from onrecord.languages.search import query_lemmas

    parts = []
    for match in _PARTS.finditer(query):
        said = match["word"] if match["phrase"] is None else match["phrase"]
        words = [
            tuple(dict.fromkeys(key for form in forms if (key := "".join(filter(str.isalnum, form)))))
            for forms in query_lemmas(said, language)
        ]
        words = [keys for keys in words if keys]
        if words:
            parts.append(words)
    return parts


def expression(parts: list[list[Keys]], column: str | None = None) -> str:
    """The parts as FTS5 reads them; ``column`` restricts them to one. Keys hold letters and digits only."""
    alternatives = []
    for words in parts:
        phrases = []
        for keys in product(*words):
            phrases.append('"' + " ".join(keys) + '"')
            if len(phrases) == _MOST_PHRASES:
                break
        alternatives.append("(" + " OR ".join(phrases) + ")")
    found = " AND ".join(alternatives)
    return f"{{{column}}} : ({found})" if column else found


def matching(
    table: str, number: ColumnElement[int], query: str, *, column: str | None = None
) -> ColumnElement[bool]:
    """A condition that the record with this number is found; a query without words finds nothing."""
    parts = parse(query)
    if not parts:
        return false()
    return number.in_(sqlite.found_numbers(table, expression(parts, column)))
