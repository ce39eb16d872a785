"""Readings whose speakers are filled in, as the resolver does it: names in normal form, kinds, roles. All invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.ledger.fakes import PLAIN, document, span

from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution, Hedge, Role, Speaker
from onrecord.text.document import Span


@dataclass(frozen=True)
class Said:
    """One sentence that somebody says: as the document words the source, and as the resolver names them."""

    name: str | None
    words: str = "the bridge will hold"
    source: str = ""
    kind: str | None = "named_person"
    title: str | None = None
    body: str | None = None
    status: str | None = None
    said_at: str | None = None
    hedge: Hedge = field(default_factory=Hedge)
    nested_in: str | None = None
    speaks_for: str | None = None


def spoken(identity: str, *said: Said, version: str = "1", preface: str = "", **more: Any) -> Reading:
    """A reading of a text that is made of these sentences."""
    sentences = []
    for number, each in enumerate(said):
        title = f"{each.title} " if each.title else ""
        sentences.append(
            f"{title}{each.source or each.name or 'Somebody'} said on day {number} that {each.words}."
        )
    text = preface + " ".join(sentences)
    attributions = []
    at = len(preface)
    for number, (each, sentence) in enumerate(zip(said, sentences, strict=True), 1):
        source = each.source or each.name or ""
        begin = at + sentence.index(source) if source else at
        content = at + sentence.index(" that ") + 1
        roles: tuple[Role, ...] = ()
        if each.title:
            role = Role(
                title=each.title, body=each.body, status=each.status, span=Span(at, at + len(each.title))
            )
            roles = (role,)
        attributions.append(
            Attribution(
                id=f"a{number}",
                source=(Span(begin, begin + len(source)),) if source else (),
                cue=(Span(at + sentence.index(" said ") + 1, at + sentence.index(" said ") + 5),),
                content=(Span(content, at + len(sentence) - 1),),
                mode="indirect",
                nested_in=each.nested_in,
                speaker=Speaker(
                    name=each.name,
                    kind=each.kind,
                    role=each.title,
                    status=each.status or "unknown",
                    roles=roles,
                    speaks_for=each.speaks_for,
                ),
                hedge=each.hedge,
                said_at=each.said_at,
            )
        )
        at += len(sentence) + 1
    more.setdefault("language", PLAIN)
    return Reading(
        document=document(identity, text, **more),
        attributions=tuple(attributions),
        made_by="rules-test",
        version=version,
    )


__all__ = ["Said", "span", "spoken"]
