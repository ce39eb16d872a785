"""An attribution record with an analyst's edits laid over it; the record itself is never changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from onrecord.attributions.record import Attribution
from onrecord.ledger.encoding import from_json
from onrecord.ledger.rows import Standing

FIXED = frozenset({"id", "nested_in"})
"""What an edit cannot change: where the record belongs."""


def as_edited(record: str, standing: str | None) -> Attribution:
    """A record as a row holds it, with the edits of its standing, as a row of ``states`` holds that."""
    computed = from_json(record, Attribution)
    return overlaid(computed, from_json(standing, Standing).edits) if standing else computed


def overlaid(record: Attribution, edits: Mapping[str, Any]) -> Attribution:
    """``record`` with ``edits``: a field's name, or a path such as ``speaker.name``, to its new value.

    Raises :class:`KeyError` for a field that the record has not or that is fixed, and
    :class:`msgspec.ValidationError` for a value that the field cannot hold.
    """
    if not edits:
        return record
    plain: dict[str, Any] = msgspec.to_builtins(record)
    for path, value in edits.items():
        *outer, last = path.split(".")
        place: Any = plain
        for name in outer:
            if place.get(name) is None and name == "toward":
                place[name] = {"name": None, "span": None}
            place = place[name] if isinstance(place[name], dict) else {}
        if last not in place or path in FIXED:
            raise KeyError(path)
        place[last] = value
    return msgspec.convert(plain, Attribution)
