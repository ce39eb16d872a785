"""Cue verbs: ``X сообщил, что …``, ``…, — сказал X``, ``отметив, что …``."""

from __future__ import annotations

from onrecord.attributions.lexing import Is
from onrecord.attributions.slavic.clauses import Clauses
from onrecord.attributions.slavic.contents import Part, after, before, clause_stop
from onrecord.attributions.slavic.cues import ends
from onrecord.attributions.slavic.reading import Hit, Reading, add
from onrecord.attributions.slavic.subjects import place_source, subject_left, subject_right
from onrecord.languages.forms import Form
from onrecord.text.document import Span

_FIRST_PERSON = (
    "ю",
    "у",
    "юсь",
    "усь",
    "юся",
    "уся",
    "ем",
    "им",
    "ём",
    "емо",
    "имо",
    "ємо",
    "їмо",
    "імо",
    "імось",
    "ємось",
)
"""Endings of the first person: ``считаю``, ``вважаємо`` name their speaker."""


_MAIN_VERB, _ANY_CLAUSE, _CONTRAST = "main verb", "any clause", "contrast"
"""What a clause must be to end the content before it."""

_BUT = frozenset({"но", "але", "однако", "однак", "проте", "зато"})


def verb(reading: Reading, hit: Hit) -> None:
    """``X сообщил, что …``, ``сообщил X``, ``…, — сказал X``, ``отметив, что …``."""
    clauses = reading.clauses
    speech = hit.cue.kind in ("speech", "writing")
    if hit.slot == "gerund":
        part = after(clauses, hit.cue, hit.stop, reading.stops, direct=True)
        source = _shared(reading, hit)
        if part is not None and source:
            part = bounded(clauses, part, _after_gerund(clauses, hit))
            add(
                reading,
                clauses.spans(hit.start, hit.stop),
                source,
                [part],
                f"gerund {part.frame}",
                hit.head,
                speech=speech,
            )
        return
    left = subject_left(clauses, hit.start)
    right = None if left else subject_right(clauses, hit.stop)
    begin, end = (left[0] if left else hit.start), (right[1] if right else hit.stop)
    source = clauses.spans(*(left or right or (0, 0)))
    if left is None and right is not None and _is_object(reading, hit, right):
        right, end, source = None, hit.stop, []
    if not source:
        place = place_source(clauses, hit.head, hit.stop)
        if place is not None:
            source = clauses.spans(*place)
            begin, end = (place[0] - 1, end) if place[0] < hit.start else (begin, place[1])
    if not source:
        source = _shared(reading, hit) if _continues(clauses, hit) else []
    if clauses.items[hit.head].low not in clauses.words.pack.verbs and not _speaks(clauses, left or right):
        return
    parts = _parts(reading, hit, begin, end, verb_last=left is not None)
    if not parts or not (source or _may_lack_source(clauses, hit, parts)):
        return
    if clauses.has(clauses.clause_start(hit.start), Is.RELATIVE):
        parts = [
            bounded(clauses, part, _MAIN_VERB if part.frame == "that" else _ANY_CLAUSE) for part in parts
        ]
    if source:
        reading.sources[hit.head] = source
    add(
        reading,
        clauses.spans(hit.start, hit.stop),
        source,
        parts,
        f"{hit.slot} {parts[0].frame}",
        hit.head,
        speech=speech,
    )


def _speaks(clauses: Clauses, subject: tuple[int, int] | None) -> bool:
    """Whether the subject of a verb that is no listed cue is a person or a body, so that it can have spoken."""
    if subject is None:
        return False
    return any(clauses.has(at, Is.CAPITAL | Is.PERSON | Is.TITLE | Is.SUBJECT) for at in range(*subject))


def _after_gerund(clauses: Clauses, hit: Hit) -> str:
    """What ends the content of a gerund: the main clause, where it is still to come, else a contrast."""
    return _CONTRAST if clauses.any_finite(0, hit.start) else _ANY_CLAUSE


def bounded(clauses: Clauses, part: Part, by: str) -> Part:
    """A content cut off where the sentence goes on after the clause that its cue stands in."""
    for comma in range(part.first + 1, part.stop - 1):
        if clauses.has(comma, Is.COMMA) and _resumes(clauses, comma + 1, part.stop, by):
            return Part(part.first, comma, part.frame)
    return part


def _resumes(clauses: Clauses, first: int, stop: int, by: str) -> bool:
    """Whether the clause from item ``first`` is one of the kind ``by``, and not a part of what is reported."""
    if clauses.has(first, Is.COORDINATOR):
        if by != _CONTRAST or clauses.items[first].low not in _BUT:
            return False
    elif by == _CONTRAST:
        return False
    opens = Is.COMPLEMENTISER | Is.SUBORDINATOR | Is.RELATIVE
    if clauses.has(first, opens) or (
        clauses.has(first, Is.PREPOSITION) and clauses.has(first + 1, Is.RELATIVE)
    ):
        return False
    if clauses.can_be(first, Form.GERUND | Form.PARTICIPLE):
        return False
    if by == _MAIN_VERB:
        while clauses.light(first) if first < stop else False:
            first += 1
        return first < stop and clauses.finite(first)
    end = next((at for at in range(first, stop) if clauses.has(at, Is.COMMA)), stop)
    return clauses.any_finite(first, end)


def _is_object(reading: Reading, hit: Hit, phrase: tuple[int, int]) -> bool:
    """Whether what follows the verb is rather its object: no subject can be told there, and it takes one."""
    clauses = reading.clauses
    if "object" not in hit.cue.takes:
        return False
    return clauses.can_be(phrase[0], Form.OBLIQUE) and not clauses.has(
        phrase[0], Is.PERSON | Is.TITLE | Is.CAPITAL
    )


def _continues(clauses: Clauses, hit: Hit) -> bool:
    """Whether the cue shares the subject of one before it: ``…, и добавил, что``; ``…, а потом сказал``."""
    at = hit.start
    while at > 0 and clauses.light(at - 1):
        at -= 1
    return at > 0 and clauses.has(at - 1, Is.COORDINATOR | Is.COMMA)


def _may_lack_source(clauses: Clauses, hit: Hit, parts: list[Part]) -> bool:
    """``Считаю, что``: the ending names the speaker. ``Заявил, что`` at the start: the one of the sentence before."""
    if parts[0].frame not in ("that", "colon", "quotation"):
        return False
    low = clauses.items[hit.head].low
    if hit.slot == "present" and low.endswith(_FIRST_PERSON):
        return True
    return hit.start == clauses.clause_start(hit.start) and hit.cue.kind == "speech" and hit.start <= 1


def _parts(reading: Reading, hit: Hit, begin: int, end: int, *, verb_last: bool) -> list[Part]:
    """The content around the cue and its source, which together are items ``[begin, end)``."""
    clauses = reading.clauses
    part = after(clauses, hit.cue, end, reading.stops, direct=end == hit.stop)
    if part is not None and part.frame in ("that", "colon", "infinitive"):
        return [part]
    can_close = hit.cue.takes & {"parenthesis", "quotation"}
    at = begin
    while at > 0 and clauses.light(at - 1):
        at -= 1
    left = before(clauses, at, lowest(clauses, at)) if can_close else None
    if left is None:
        return [part] if part else []
    if left.frame == "parenthesis":
        if part is not None:
            return [part]
        if verb_last or "parenthesis" not in hit.cue.takes or not ends(clauses, end):
            return []
        if clauses.has(left.first, Is.SUBORDINATOR):
            return []
        rest = _resumed(reading, end, left)
        if not any(clauses.any_finite(each.first, each.stop) for each in (left, *rest)) and not _quoted(
            clauses, rest
        ):
            return []
    elif part is not None and part.frame != "quotation":
        return [part]
    return [left, *_resumed(reading, end, left)]


def _quoted(clauses: Clauses, parts: list[Part]) -> bool:
    return any(clauses.has(part.first, Is.QUOTATION) for part in parts)


def _resumed(reading: Reading, end: int, left: Part) -> list[Part]:
    """``«А», — сказал X, — «Б»``; ``А, — сказал X, — и Б``; ``План, сообщил X, не удался``."""
    clauses = reading.clauses
    index = end
    while index < len(clauses.items) and not clauses.has(index, Is.COMMA | Is.DASH | Is.STOP):
        index += 1
    dashed = clauses.has(index, Is.DASH) or clauses.has(index + 1, Is.DASH)
    first = index
    while clauses.has(first, Is.COMMA | Is.DASH):
        first += 1
    if first == index or first >= len(clauses.items):
        return []
    if clauses.has(first, Is.QUOTATION) and left.frame != "parenthesis":
        return [Part(first, first + 1, "quotation")]
    if (
        left.frame == "quotation"
        or (left.frame == "dialogue" and not dashed)
        or clauses.can_be(first, Form.GERUND)
    ):
        return []
    if left.frame == "parenthesis" and index in reading.stops:
        return []
    return [Part(first, clause_stop(clauses, first, reading.stops), left.frame)]


def lowest(clauses: Clauses, stop: int) -> int:
    """The first item that a content before ``stop`` may reach."""
    for index in range(stop - 1, 0, -1):
        if clauses.items[index].low == ";" or (
            clauses.has(index, Is.COLON) and not clauses.has(index + 1, Is.QUOTATION)
        ):
            return index + 1
    return 0


def _shared(reading: Reading, hit: Hit) -> list[Span]:
    """The source of the last cue before this one, else the subject of the sentence's first verb."""
    for head in sorted(reading.sources, reverse=True):
        if head < hit.head:
            return reading.sources[head]
    clauses = reading.clauses
    stop = len(clauses.items) if hit.slot == "gerund" else hit.start
    for index in range(stop):
        if clauses.finite(index) and index != hit.head:
            found = subject_left(clauses, index) or subject_right(clauses, index + 1)
            return clauses.spans(*found) if found else []
    return []
