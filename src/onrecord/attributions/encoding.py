"""A reading as the JSON of the project's contract, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution, Hedge, Role, Speaker, Target
from onrecord.text.document import Document, Span, Warning


def encode(reading: Reading) -> dict[str, Any]:
    """The record of one document, in the contract's order of keys, made of plain JSON values.

    ``speaker`` and ``hedge`` are always objects, ``toward`` is an object or null, a missing part is ``[]``, a label that
    nothing has computed is null.
    """
    document = reading.document
    return {
        "document": {
            "path": document.path,
            "id": document.id,
            "sha256": document.sha256,
            "language": document.language,
            "title": document.title,
            "outlet": document.outlet,
            "byline": list(document.byline),
            "published": document.published,
        },
        "text_sha256": document.text_sha256,
        "attributions": [encode_attribution(each) for each in reading.attributions],
        "warnings": [
            {"code": each.code, "message": each.message, "spans": _pairs(each.spans)}
            for each in reading.warnings
        ],
    }


def encode_attribution(attribution: Attribution) -> dict[str, Any]:
    """One attribution in the contract's order of keys."""
    speaker, hedge, toward = attribution.speaker, attribution.hedge, attribution.toward
    return {
        "id": attribution.id,
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "mode": attribution.mode,
        "nested_in": attribution.nested_in,
        "speaker": {
            "name": speaker.name,
            "kind": speaker.kind,
            "role": speaker.role,
            "status": speaker.status,
            "roles": [
                {"title": role.title, "body": role.body, "status": role.status, "span": _pair(role.span)}
                for role in speaker.roles
            ],
            "speaks_for": speaker.speaks_for,
        },
        "act": attribution.act,
        "toward": None if toward is None else {"name": toward.name, "span": _pair(toward.span)},
        "prediction": attribution.prediction,
        "hedge": {
            "strength": hedge.strength,
            "reportative": hedge.reportative,
            "phrase": hedge.phrase,
            "holder": hedge.holder,
        },
        "said_at": attribution.said_at,
        "said_at_text": attribution.said_at_text,
        "venue": attribution.venue,
        "confidence": attribution.confidence,
        "reasons": dict(attribution.reasons),
    }


def decode(record: Mapping[str, Any], text: str, *, made_by: str = "", version: str = "") -> Reading:
    """The reading that :func:`encode` wrote, over the ``text`` it was made from.

    The record does not hold the text, nor what made it: the caller does. Raises KeyError or TypeError for a record of
    another shape.
    """
    row = record["document"]
    warnings = tuple(
        Warning(each["code"], each["message"], _spans(each["spans"])) for each in record.get("warnings", ())
    )
    document = Document(
        id=row["id"],
        path=row["path"],
        text=text,
        sha256=row["sha256"],
        language=row["language"],
        title=row["title"],
        outlet=row["outlet"],
        byline=tuple(row["byline"]),
        published=row["published"],
    )
    return Reading(
        document=document,
        attributions=tuple(decode_attribution(each) for each in record["attributions"]),
        made_by=made_by,
        version=version,
        warnings=warnings,
    )


def decode_attribution(row: Mapping[str, Any]) -> Attribution:
    """One attribution from its record."""
    speaker, toward = row["speaker"], row["toward"]
    return Attribution(
        id=row["id"],
        source=_spans(row["source"]),
        cue=_spans(row["cue"]),
        content=_spans(row["content"]),
        mode=row["mode"],
        nested_in=row["nested_in"],
        speaker=Speaker(
            name=speaker["name"],
            kind=speaker["kind"],
            role=speaker["role"],
            status=speaker["status"],
            roles=tuple(
                Role(title=role["title"], body=role["body"], status=role["status"], span=_span(role["span"]))
                for role in speaker["roles"]
            ),
            speaks_for=speaker["speaks_for"],
        ),
        act=row["act"],
        toward=None if toward is None else Target(name=toward["name"], span=_span(toward["span"])),
        prediction=row["prediction"],
        hedge=Hedge(**{name: row["hedge"][name] for name in ("strength", "reportative", "phrase", "holder")}),
        said_at=row["said_at"],
        said_at_text=row["said_at_text"],
        venue=row["venue"],
        confidence=row["confidence"],
        reasons=dict(row["reasons"]),
    )


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _span(pair: Sequence[int] | None) -> Span | None:
    return None if pair is None else Span(pair[0], pair[1])


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(pair[0], pair[1]) for pair in pairs)
