"""Readings whose words have their labels: act, target, hedge, time. Made by hand, in invented words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.ledger.fakes import PLAIN, document

from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution, Hedge, Mode, Role, Speaker, Target
from onrecord.text.document import Span


@dataclass(frozen=True, kw_only=True)
class Words:
    """One attribution: a sentence of the document, with source, cue and content as pieces of it, and its labels."""

    content: str
    source: str = ""
    cue: str = "said"
    speaker: str | None = None
    kind: str | None = "named_person"
    role: str | None = None
    body: str | None = None
    status: str = "unknown"
    mode: Mode = "indirect"
    act: str | None = "state"
    toward: str | None = None
    prediction: bool | None = False
    strength: str | None = "certain"
    reportative: bool | None = False
    phrase: str | None = None
    said_at: str | None = None
    said_at_text: str | None = None
    venue: str | None = None
    nested_in: str | None = None


def said(identity: str, *words: Words, version: str = "1", **more: Any) -> Reading:
    """A reading of a text made of one sentence for each: ``SOURCE CUE CONTENT (VENUE, SAID_AT_TEXT).``"""
    text, attributions = "", []
    for number, each in enumerate(words, 1):
        start = len(text)
        source = each.source or each.speaker or ""
        pieces = {"source": source, "cue": each.cue, "content": each.content}
        spans: dict[str, tuple[Span, ...]] = {}
        at = start
        for name, piece in pieces.items():
            spans[name] = (Span(at, at + len(piece)),) if piece else ()
            text += f"{piece} " if piece else ""
            at = len(text)
        text = text.rstrip()
        trailer = ", ".join(part for part in (each.venue, each.said_at_text, each.toward) if part)
        text += f" ({trailer}). " if trailer else ". "
        toward = None
        if each.toward:
            begin = text.rindex(each.toward)
            toward = Target(name=each.toward, span=Span(begin, begin + len(each.toward)))
        roles: Sequence[Role] = ()
        if each.role:
            roles = (Role(title=each.role, body=each.body, status=each.status),)
        attributions.append(
            Attribution(
                id=f"a{number}",
                source=spans["source"],
                cue=spans["cue"],
                content=spans["content"],
                mode=each.mode,
                nested_in=each.nested_in,
                speaker=Speaker(
                    name=each.speaker if each.speaker is not None else (source or None),
                    kind=each.kind,
                    role=each.role,
                    status=each.status,
                    roles=tuple(roles),
                ),
                act=each.act,
                toward=toward,
                prediction=each.prediction,
                hedge=Hedge(strength=each.strength, reportative=each.reportative, phrase=each.phrase),
                said_at=each.said_at,
                said_at_text=each.said_at_text,
                venue=each.venue,
            )
        )
    more.setdefault("language", PLAIN)
    return Reading(
        document=document(identity, text, **more),
        attributions=tuple(attributions),
        made_by="rules-test",
        version=version,
    )
