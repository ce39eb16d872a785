"""Whose mention is it? The decision, from what a ledger knows of the speakers whose names are like its own.

The name alone decides only where it is whole and fits one speaker and no other. Where several fit, or where a surname
stands alone or beside an initial, a role, a body or the company of others must agree. What stays open is suggested.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.speakers.blocking import JOINED, PERSON, exact, keys
from onrecord.speakers.names.thresholds import JOIN, SUGGEST

CLEAR = 0.08
"""How far the next best must be behind, where nothing but the name decides."""
MOST_SUGGESTED = 5
TOO_MANY = 12
"""A name that so many fit says nothing: no suggestion."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A name that a ledger holds for a speaker."""

    speaker_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How a speaker fits a mention: the best of their names, and what else they have in common.

    ``whole`` is true where both names are whole, ``full`` where the speaker's is.
    """

    speaker_id: int
    name: str
    score: float
    explanation: tuple[str, ...]
    whole: bool
    shared: tuple[str, ...] = ()
    full: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """``joined`` is whose mention it is, or null for a new speaker; ``rule`` says why without naming anybody.

    ``suggested`` are those it may be, best first, each with the rule that found it.
    """

    joined: Fit | None
    rule: str
    suggested: tuple[tuple[Fit, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a mention brings: its name and kind, and its traits (:func:`traits`)."""

    name: str
    kind: str
    traits: frozenset[str] = field(default_factory=frozenset)


def fits(seen: Seen, filed: Iterable[Filed]) -> list[Fit]:
    """The speakers whose names are like the mention's, best first; of each the name that is most like.

    A speaker known by a surname and by a whole name has a whole one, whichever of them is more like.
    """
    best: dict[int, Fit] = {}
    full: set[int] = set()
    for one in filed:
        found = _fit(seen, one)
        if found is None:
            continue
        if found.full:
            full.add(one.speaker_id)
        if one.speaker_id not in best or best[one.speaker_id].score < found.score:
            best[one.speaker_id] = found
    known = [replace(fit, full=fit.speaker_id in full) for fit in best.values()]
    return sorted(known, key=lambda fit: (-fit.score, not fit.whole, fit.speaker_id))


def _fit(seen: Seen, filed: Filed) -> Fit | None:
    mine, theirs = keys(seen.name, seen.kind), keys(filed.name, seen.kind)
    whole = mine.whole and theirs.whole
    if exact(seen.name) == exact(filed.name):
        return Fit(filed.speaker_id, filed.name, 1.0, ("the same letters",), whole, full=theirs.whole)
    if seen.kind != PERSON:
        return _fit_of_body(seen, filed)
    from onrecord.speakers.names.comparing import compare

    found = compare(seen.name, filed.name)
    if found.score < SUGGEST:
        return None
    return Fit(filed.speaker_id, filed.name, found.score, found.explanation, whole, full=theirs.whole)


def _fit_of_body(seen: Seen, filed: Filed) -> Fit | None:
    from onrecord.speakers.names.organisations import compare_organisations

    mine, theirs = keys(seen.name, seen.kind), keys(filed.name, seen.kind)
    if set(mine.wanted) & set(theirs.wanted):
        return Fit(filed.speaker_id, filed.name, JOIN, ("all words sound the same",), True)
    try:
        found = compare_organisations(seen.name, filed.name)
    except ValueError:
        return None
    return (
        Fit(filed.speaker_id, filed.name, found.score, found.explanation, True)
        if found.score >= SUGGEST
        else None
    )


def needs_traits(found: Sequence[Fit]) -> bool:
    """Whether the names leave a question that roles and company may answer."""
    return bool(found) and _clear(found) is None


def decide(seen: Seen, found: Sequence[Fit], *, many: bool = False) -> Decision:
    """Join, or begin a new speaker with suggestions. ``found`` as :func:`fits` gives it, with what is shared.

    ``many`` says that more names were like it than were looked at.
    """
    if seen.kind not in JOINED:
        return Decision(None, "no name of its own")
    clear = None if many else _clear(found)
    if clear is not None:
        return Decision(clear, _name_rule(clear))
    agreeing = [fit for fit in found if _agrees(fit)]
    # A speaker known by a surname alone is no rival of one who has a whole name.
    agreeing = [fit for fit in agreeing if fit.full] or agreeing
    most = max((len(fit.shared) for fit in agreeing), default=0)
    ahead = [fit for fit in agreeing if len(fit.shared) == most]
    if len(ahead) == 1:
        return Decision(ahead[0], f"{_name_rule(ahead[0])}, and {_shared_rule(ahead[0])}")
    if many or len(found) > TOO_MANY:
        return Decision(None, "a name that many share")
    if not found:
        return Decision(None, "a new name")
    rule = "more than one speaker fits" if len(found) > 1 else "the name alone does not decide"
    named = [fit for fit in found if fit.full] or list(found)
    return Decision(None, rule, tuple((fit, _suggestion_rule(fit, found)) for fit in named[:MOST_SUGGESTED]))


def _agrees(fit: Fit) -> bool:
    """Whether what is shared can make up for what the name lacks.

    One companion is little: some people are in every document.
    """
    if fit.whole:
        return bool(fit.shared) and fit.score >= JOIN
    known = [trait for trait in fit.shared if trait[0] != "c"]
    return (bool(known) or len(fit.shared) > 1) and fit.score >= SUGGEST


def _clear(found: Sequence[Fit]) -> Fit | None:
    """The one whose whole name fits, where no other comes near."""
    sure = [fit for fit in found if fit.whole and fit.score >= JOIN]
    if not sure:
        return None
    near = [fit for fit in found if fit.whole and fit.score > sure[0].score - CLEAR]
    return sure[0] if len(near) == 1 else None


def _name_rule(fit: Fit) -> str:
    if not fit.whole:
        return f"a surname without the given name ({fit.score:.2f})"
    return "the same name" if fit.score == 1 else f"the same name, written otherwise ({fit.score:.2f})"


def _shared_rule(fit: Fit) -> str:
    kinds = {trait[0] for trait in fit.shared}
    words = [word for letter, word in (("r", "role"), ("b", "body"), ("c", "company")) if letter in kinds]
    return f"the same {' and '.join(words)}"


def _suggestion_rule(fit: Fit, found: Sequence[Fit]) -> str:
    shared = f", and {_shared_rule(fit)}" if fit.shared else ""
    if not fit.whole:
        return _name_rule(fit) + shared
    if fit.score < JOIN:
        return f"a similar name ({fit.score:.2f}){shared}"
    return f"{_name_rule(fit)}; {len(found)} speakers have it{shared}"


def traits(roles: Iterable[tuple[str, str | None]], companions: Iterable[str] = ()) -> frozenset[str]:
    """What tells namesakes apart: the words of titles (``r…``) and bodies (``b…``) by their sound, and company (``c…``).

    ``roles`` are titles with their bodies, ``companions`` the whole names of others in the same document.
    """
    found: set[str] = set()
    for title, body in roles:
        found.update(f"r{word}" for word in _sounding(title))
        found.update(f"b{word}" for word in _sounding(body or ""))
    for name in companions:
        if keys(name, PERSON).whole:
            found.add(f"c{exact(name)[2:]}")
    return frozenset(found)


def _sounding(text: str) -> set[str]:
    """The longer words as they sound, cut to a stem, so that cases and scripts agree."""
    from onrecord.speakers.names.sounds import sounds

    words = "".join(each if each.isalnum() else " " for each in text.casefold()[:300]).split()
    return {
        heard[:7].casefold()
        for word in words
        if len(word) > 3 and word not in _WEAK and (heard := sounds(word))
    }


_WEAK = frozenset(
    (
        "former",
        "retired",
        "then",
        "acting",
        "senior",
        "chief",
        "бывший",
        "отставной",
        "колишній",
        "экс",
        "with",
        "from",
    )
)
"""Words that many roles have and that tell nobody apart."""
