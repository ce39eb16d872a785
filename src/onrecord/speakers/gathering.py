"""One reading's speakers: each with the names, roles and attributions that the document gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.attributions.record import Attribution
from onrecord.speakers.blocking import JOINED, PERSON, keys
from onrecord.speakers.joining import Seen, traits
from onrecord.text.document import Document, Span

KINDS = (*JOINED, "group", "unnamed_person")
"""The kinds of source that are somebody. ``document`` and ``anonymous`` are not."""

_MOST_COMPANIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """A role as it goes into a ledger: words of the document at ``span``, or a fact with dates from ``line`` of a file."""

    title: str
    body: str | None = None
    status: str | None = None
    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    span: Span | None = None
    line: int | None = None
    external_id: str | None = None


@dataclass(slots=True, kw_only=True)
class Gathered:
    """One speaker of one document: the normal form of the name, words for it, roles, and the attributions (local ids)."""

    name: str
    kind: str
    names: list[str] = field(default_factory=list)
    roles: list[HeldRole] = field(default_factory=list)
    speaks_for: str | None = None
    attributions: list[str] = field(default_factory=list)
    traits: frozenset[str] = frozenset()

    @property
    def seen(self) -> Seen:
        """What joining needs."""
        return Seen(name=self.name, kind=self.kind, traits=self.traits)


def speaker_of(record: Attribution) -> tuple[str, str] | None:
    """Kind and name of who speaks an attribution; null where it is nobody. A name without a kind is a person's."""
    name = " ".join((record.speaker.name or "").split())
    kind = record.speaker.kind or PERSON
    return (kind, name) if name and kind in KINDS else None


def gather(document: Document, attributions: Iterable[Attribution]) -> list[Gathered]:
    """The speakers of a reading in the order in which they come."""
    said = ((record, " … ".join(span.of(document.text) for span in record.source)) for record in attributions)
    return gathered(said, document.published)


def gathered(said: Iterable[tuple[Attribution, str]], published: str | None) -> list[Gathered]:
    """The speakers of records, each with the words of its source, in the order in which they come."""
    found: dict[tuple[str, str], Gathered] = {}
    for record, words in said:
        who = speaker_of(record)
        if who is not None:
            add(found.setdefault(who, Gathered(kind=who[0], name=who[1])), record, words, published)
    finish(found.values())
    return list(found.values())


def add(mention: Gathered, record: Attribution, words: str, published: str | None) -> None:
    """Put one more attribution to the speaker who speaks it; ``words`` are those of its source."""
    mention.attributions.append(record.id)
    mention.speaks_for = mention.speaks_for or record.speaker.speaks_for
    words = " ".join(words.split())
    if words and words not in (mention.name, *mention.names) and names_it(words, mention.name):
        mention.names.append(words)
    as_of = record.said_at or (published[:10] if published else None)
    for role in record.speaker.roles:
        held = HeldRole(title=role.title, body=role.body, status=role.status, as_of=as_of, span=role.span)
        if held not in mention.roles:
            mention.roles.append(held)
    if not record.speaker.roles and record.speaker.role:
        held = HeldRole(title=record.speaker.role, status=record.speaker.status, as_of=as_of)
        if held not in mention.roles:
            mention.roles.append(held)


def finish(mentions: Iterable[Gathered]) -> None:
    """Work out the traits, once all speakers of the document are known."""
    held = list(mentions)
    whole = [each.name for each in held if each.kind == PERSON and keys(each.name, PERSON).whole]
    for mention in held:
        if mention.kind in JOINED:
            mention.traits = traits(
                [(role.title, role.body) for role in mention.roles], companions(mention.name, whole)
            )


def companions(name: str, others: Sequence[str]) -> list[str]:
    """The first few whole names beside this one."""
    return [other for other in others if other != name][:_MOST_COMPANIONS]


def names_it(words: str, name: str) -> bool:
    """Whether the words of a source hold the name in some form: “he” and “the general” do not."""
    starts = {part[:3].casefold() for part in name.split() if len(part) > 2}
    return len(words) < 200 and any(part[:3].casefold() in starts for part in words.split())
