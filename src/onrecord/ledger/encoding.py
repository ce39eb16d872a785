"""Records as JSON and back, for any text that can be captured."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

import msgspec

from onrecord.text.document import Span

GAP = " … "
"""What stands between the words of two spans of one part."""

T = TypeVar("T")


def to_json(value: object) -> str:
    """``value`` (dataclasses, tuples, dictionaries, plain values) as JSON with sorted keys."""
    try:
        return msgspec.json.encode(value, order="sorted").decode()
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8: write it as an escape, which the standard library reads back.
        return json.dumps(msgspec.to_builtins(value), separators=(",", ":"), sort_keys=True)


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def from_json(text: str, kind: type[T]) -> T:
    """What :func:`to_json` was given, as ``kind``. Raises :class:`msgspec.MsgspecError` where it does not fit."""
    decoded: T
    hashable: Any = kind
    try:
        decoded = _decoder(hashable).decode(text)
    except msgspec.DecodeError:
        # It may hold the escape of a lone surrogate, which the standard library alone reads.
        try:
            plain = json.loads(text)
        except ValueError:
            plain = None
        if plain is None:
            raise
        decoded = msgspec.convert(plain, kind)
    return decoded


def words_of(text: str, spans: Sequence[Span]) -> str:
    """The words at ``spans`` of ``text``, with a gap mark between two spans."""
    return GAP.join(text[start:end] for start, end in spans)


def now() -> str:
    """The time in UTC, ISO 8601, with seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
