"""Who is on record toward a person: the first answer of this program, and what can and cannot be said.

A row is a speaker in one status, with the statements made in it. The unnamed and the anonymous are counted apart, and so are
bodies and documents: none of them is somebody on record. A figure of zero is a figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from onrecord.errors import UsageError
from onrecord.ledger import AttributionFilter, AttributionRow, FullSpeaker, Ledger, SaidRow, SpeakerFilter
from onrecord.reports import targets
from onrecord.reports.membership import in_body
from onrecord.reports.stands import PERSON, STATUSES, STRENGTH, Asked, Position, Positions, Silent, Stand
from onrecord.speakers.timeline import RoleFact, status_then, with_body


def positions(ledger: Ledger, asked: Asked) -> Positions:
    """Who is on record toward a person.

    Raises :class:`UsageError` where the name fits several people, and names them, or is no name.
    """
    name, names, own = _who(ledger, asked.toward)
    chosen = targets.choose(
        names, asked.including, ledger.targets(), lambda each: len(ledger.people_named(each)) > 1
    )
    rows = [
        row
        for row in ledger.attributions(AttributionFilter(targets=tuple(chosen.targets)))
        if row.standing.verdict != "rejected"
    ]
    rows = _without_headlines(rows)
    ids = sorted({row.speaker_id for row in rows if row.speaker_id is not None})
    people = {row.id: row for row in ledger.full_speakers(ids)}
    stands = [
        *_spoken(people, rows, chosen.targets, asked),
        *_unspoken([row for row in rows if row.speaker_id not in people], chosen.targets, asked),
    ]
    named = [each for each in stands if each.kind == PERSON]
    if asked.among:
        bodies, unnamed = (
            [],
            [each for each in stands if each.kind in ("group", "unnamed_person", "anonymous")],
        )
    else:
        bodies = [each for each in stands if each.kind in ("organisation", "document")]
        unnamed = [each for each in stands if each.kind not in (PERSON, "organisation", "document")]
    if asked.status is not None:
        named = [each for each in named if each.status == asked.status]
    speaking = {int(each.speaker[1:]) for each in stands if each.speaker and each.kind == PERSON} | own
    return Positions(
        asked=asked,
        name=name,
        targets=chosen.targets,
        unclear=chosen.unclear,
        named=tuple(sorted(named, key=_order)),
        bodies=tuple(sorted(bodies, key=_order)),
        unnamed=tuple(sorted(unnamed, key=_order)),
        silent=tuple(_silent(ledger, asked, speaking)) if asked.among else (),
    )


def _without_headlines(rows: Sequence[AttributionRow]) -> list[AttributionRow]:
    """The rows without those of a headline whose text says the same: it repeats what stands below, and is nobody's own."""
    told = {(row.document_id, row.record.act) for row in rows if not _in_headline(row)}
    return [row for row in rows if not (_in_headline(row) and (row.document_id, row.record.act) in told)]


def _in_headline(row: AttributionRow) -> bool:
    return (
        row.title is not None
        and row.record.content[0].start <= len(row.title)
        and all(part in row.title for part in (*row.quoted_words.split(" … "), row.cue_words))
    )


def _order(row: Stand) -> tuple[int, int, str, str]:
    return STATUSES.index(row.status), -len(row.statements), row.name, row.speaker or ""


def _who(ledger: Ledger, name: str) -> tuple[str, list[str], set[int]]:
    """The person's name, all names, and their number as a speaker, where they are one.

    A person who never speaks is known by the names of the targets alone.
    """
    people = ledger.people_named(name)
    mine = [each for row in people for each in row.names]
    given = people[0].name if people and name == people[0].ref else name
    groups = targets.whole_names(given, ledger.targets())
    others = [
        group for group in groups if not any(targets.is_one(each, own) for each in group for own in mine)
    ]
    if len(people) + len(others) > 1:
        known = [f"{row.ref} {row.name}" + (f", {row.roles[0]}" if row.roles else "") for row in people]
        listed = "; ".join((*known, *(group[0] for group in others)))
        raise UsageError(f"{name}: {len(people) + len(others)} people may be meant; name one: {listed}")
    names = list(dict.fromkeys((given, *mine, *(each for group in groups for each in group))))
    shown = people[0].name if people else next((each for each in names if " " in each), given)
    return shown, names, {row.id for row in people}


def _spoken(
    people: Mapping[int, FullSpeaker], rows: Sequence[AttributionRow], why: Mapping[str, str], asked: Asked
) -> list[Stand]:
    """The rows of those whom the ledger knows as speakers."""
    aimed = {row.id: row for row in rows}
    found: list[Stand] = []
    for speaker in people.values():
        groups: dict[str, list[Position]] = defaultdict(list)
        for said in speaker.said:
            matched = [aimed[each.id] for each in said.attributions if each.id in aimed]
            if not matched or not within(said.date, asked):
                continue
            status, role = _capacity(speaker, said, asked.among)
            if asked.among and speaker.kind == PERSON and role is None:
                continue
            position = _position(
                said.ref, said.date, speaker.name, speaker.kind, status, role, matched, why, said.hearsay
            )
            groups[status].append(position)
        for status, held in _folded(groups).items():
            roles = [each.role for each in held if each.role]
            found.append(
                Stand(
                    name=speaker.name,
                    speaker=speaker.ref,
                    kind=speaker.kind,
                    status=status,
                    role=roles[0] if roles else None,
                    statements=tuple(held),
                )
            )
    return found


def _folded(groups: dict[str, list[Position]]) -> dict[str, list[Position]]:
    """The statements by status; those of unknown status go with the one known status, where there is only one."""
    known = [status for status in groups if status != "unknown"]
    if len(known) == 1 and "unknown" in groups:
        held = sorted(groups[known[0]] + groups["unknown"], key=lambda each: (each.date or "~", each.ref))
        return {known[0]: held}
    return dict(groups)


def _capacity(speaker: FullSpeaker, said: SaidRow, among: Sequence[str]) -> tuple[str, str | None]:
    """Status and role in which something was said; with a body asked for, those in that body (no role: no member)."""
    if not among:
        return said.then.status, said.role
    at_hand = [
        RoleFact(title=role.title, body=role.body, status=role.status, source=row.document_ref)
        for row in said.attributions
        for role in row.record.speaker.roles
        if in_body(among, role.title, role.body)
    ]
    held = [role for role in speaker.timeline if in_body(among, role.title, role.body)]
    if not at_hand and not held:
        return "unknown", None
    then = status_then(at_hand, held, said.date)
    return then.status, then.title or (at_hand or held)[0].title


def _unspoken(rows: Sequence[AttributionRow], why: Mapping[str, str], asked: Asked) -> list[Stand]:
    """The rows of those who are nobody in the ledger: the anonymous, documents, sources without a name."""
    groups: dict[tuple[str, str], dict[str, list[AttributionRow]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        kind = row.record.speaker.kind or "anonymous"
        name = row.record.speaker.name or row.speaker_words or "nobody named"
        groups[kind, name][f"s{row.statement_id}" if row.statement_id is not None else row.ref].append(row)
    found = []
    for (kind, name), statements in groups.items():
        held = []
        for ref, matched in statements.items():
            date = _date(matched)
            if within(date, asked):
                held.append(
                    _position(
                        ref, date, name, kind, "unknown", matched[0].record.speaker.role, matched, why, None
                    )
                )
        if held:
            held.sort(key=lambda each: (each.date or "~", each.ref))
            status = matched_status(statements)
            found.append(
                Stand(
                    name=name,
                    speaker=None,
                    kind=kind,
                    status=status,
                    role=held[0].role,
                    statements=tuple(held),
                )
            )
    return found


def matched_status(statements: Mapping[str, Sequence[AttributionRow]]) -> str:
    """The status that the records of unnamed sources give, where they agree."""
    given = {row.record.speaker.status or "unknown" for rows in statements.values() for row in rows}
    return given.pop() if len(given) == 1 and given <= set(STATUSES) else "unknown"


def _date(rows: Sequence[AttributionRow]) -> str | None:
    told = sorted(row.record.said_at for row in rows if row.record.said_at)
    return next(iter(told or sorted(row.published[:10] for row in rows if row.published)), None)


def _position(
    ref: str,
    date: str | None,
    name: str | None,
    kind: str,
    status: str,
    role: str | None,
    matched: Sequence[AttributionRow],
    why: Mapping[str, str],
    hearsay: str | None,
) -> Position:
    best = max(matched, key=lambda row: (STRENGTH.get(row.record.act or "", 0), -row.id))
    toward = best.record.toward.name if best.record.toward and best.record.toward.name else ""
    reported = all(row.record.hedge.reportative for row in matched)
    nameless = hearsay is not None and hearsay.startswith("by nobody")
    return Position(
        ref=ref,
        date=date,
        name=name,
        kind=kind,
        status=status,
        role=role,
        act=best.record.act,
        toward=toward,
        why=why.get(toward, ""),
        strength=best.record.hedge.strength,
        reported=reported,
        anonymous=nameless or kind in ("anonymous", "unnamed_person", "group"),
        words=best.quoted_words,
        attributions=tuple(row.ref for row in matched),
        documents=tuple(dict.fromkeys(row.document_ref for row in matched)),
    )


def within(date: str | None, asked: Asked) -> bool:
    """Whether a statement falls into the time asked for; one without a date only where no time is asked for."""
    if asked.since is None and asked.until is None:
        return True
    if date is None:
        return False
    after = asked.since is None or date >= asked.since[: len(date)]
    return after and (asked.until is None or date[: len(asked.until)] <= asked.until)


def _silent(ledger: Ledger, asked: Asked, speaking: Collection[int]) -> Iterable[Silent]:
    """The people known as members of the body who are on record with nothing toward the target."""
    for batch in _batches(ledger, speaking):
        for speaker in ledger.full_speakers(batch):
            held = [role for role in speaker.timeline if in_body(asked.among, role.title, role.body)]
            if not held:
                continue
            last = max(held, key=lambda role: role.until or role.as_of or role.since or "")
            then = status_then([], held, asked.until or _latest(held))
            status = then.status if then.status != "unknown" else last.status or "unknown"
            if asked.status is None or status == asked.status:
                role = with_body(last.title, last.body)
                yield Silent(name=speaker.name, speaker=speaker.ref, role=role, status=status)


def _latest(roles: Sequence[RoleFact]) -> str | None:
    return max((role.as_of for role in roles if role.as_of), default=None)


def _batches(ledger: Ledger, speaking: Collection[int]) -> Iterable[list[int]]:
    batch: list[int] = []
    for row in ledger.speakers(SpeakerFilter(kind=PERSON)):
        if row.id not in speaking and row.roles:
            batch.append(row.id)
        if len(batch) == 100:
            yield batch
            batch = []
    if batch:
        yield batch
