"""Whether a report is of a statement that is known already: the rules, their vetoes, and which one decides.

The rules are few and ask for much, since a wrong join puts words into a mouth at a time when they were not said, and a
missed one costs an analyst a merge. Thresholds were set on the demonstration corpus (docs/guide/statements.md has the
figures).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.languages.pack import SUPPORTED
from onrecord.statements.occasion import Occasion, contradict, exact_day, one_occasion, one_printing
from onrecord.statements.wording import Wording

QUOTED_WORDS = 5
"""Words in a row, at least, that two quotations must share to be one quotation in two lengths."""
QUOTED_SHARE = 0.8
"""Share of the shorter quotation that must be that run of words."""
REPEATED = 8
"""The same words in a row from which on they are taken for a reprint, also some weeks later."""
LEMMAS = 3
"""Words that carry meaning which two reports must share, at least."""
SHARE = 0.75
"""Share of the shorter report's words of meaning that the other must have."""
BALANCE = 0.34
"""Share of the longer report's words of meaning that must be covered, so that a summary of a speech is not its one line."""
INNER = 0.5
"""The same for words inside a quotation of the same speaker's (“Today I ask …” in “In May I asked … Today I ask …”)."""
ABROAD = 3
"""Names and numbers that reports in two languages must share, at least."""


@dataclass(frozen=True, slots=True)
class Report:
    """One attribution as joining sees it: ``speaker`` is whoever the ledger says speaks, ``document`` where it stands.

    ``outer`` is the number of the attribution in whose content it lies. ``statement`` is the statement that it rests in;
    null for the one that is to be placed.
    """

    id: int
    speaker: int
    document: int
    wording: Wording
    occasion: Occasion
    act: str | None = None
    outer: int | None = None
    statement: int | None = None
    venue: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Two reports of one statement: the ``rule`` in words without any of the reports' own, and how strong it is."""

    report: Report
    rule: str
    score: float


def place(new: Report, held: Sequence[Report]) -> Match | None:
    """The report among ``held`` whose statement the new one is also of, and why; null where it begins one of its own.

    A statement of which some other report contradicts the new one is left alone, however alike one of them is.
    """
    found = [match for report in held if (match := match_of(new, report)) is not None]
    against = {
        report.statement
        for report in held
        if report.statement is not None and contradict(new.occasion, report.occasion)
    }
    free = [match for match in found if match.report.statement not in against]
    return max(free, key=lambda match: (match.score, -match.report.id), default=None)


def match_of(new: Report, held: Report) -> Match | None:
    """Whether two reports are of one statement, by the first rule that says so."""
    if new.speaker != held.speaker or contradict(new.occasion, held.occasion):
        return None
    if (new.act == "deny") != (held.act == "deny"):
        return None
    if new.wording.language != held.wording.language:
        return _across_languages(new, held)
    if new.outer == held.id or held.outer == new.id:
        return _inner(new, held)
    same = _same_words(new, held) or _one_quotation(new, held)
    return same or _one_sentence(new, held)


def _same_words(new: Report, held: Report) -> Match | None:
    """Word for word the same, in print at about one time."""
    one, other = new.wording, held.wording
    if one.words != other.words or len(one.words) < LEMMAS or len(one.lemmas) < 2:
        return None
    # A few words are soon said again; many are copied.
    near = one_printing if len(one.words) >= REPEATED else one_occasion
    if not near(new.occasion, held.occasion):
        return None
    return Match(held, f"the same {len(one.words)} words as a{held.id}", 2.0)


def _one_quotation(new: Report, held: Report) -> Match | None:
    """A quotation printed in two lengths: a long run of words in both."""
    if not one_printing(new.occasion, held.occasion):
        return None
    for mine in new.wording.quotes:
        for theirs in held.wording.quotes:
            run = longest_run(mine, theirs)
            shorter = min(len(mine), len(theirs))
            if len(run) < QUOTED_WORDS or len(run) < QUOTED_SHARE * shorter:
                continue
            if len(_meaning(run, new.wording)) < LEMMAS:
                continue
            return Match(
                held, f"one quotation in two lengths: {len(run)} words in a row as in a{held.id}", 1.5
            )
    return None


def _one_sentence(new: Report, held: Report) -> Match | None:
    """A direct and an indirect report of one sentence, or two indirect ones: nearly all that the shorter says."""
    # Without a pack for the language every word seems to matter.
    if new.wording.language not in SUPPORTED or not one_occasion(new.occasion, held.occasion):
        return None
    shared = new.wording.lemmas & held.wording.lemmas
    sizes = sorted((len(new.wording.lemmas), len(held.wording.lemmas)))
    if len(shared) < LEMMAS or len(shared) < SHARE * sizes[0] or len(shared) < BALANCE * sizes[1]:
        return None
    if _told_apart(new.wording, held.wording):
        return None
    kind = "a direct and an indirect report" if new.wording.direct != held.wording.direct else "two reports"
    rule = f"{kind} of one sentence: {len(shared)} of {sizes[0]} words that matter as in a{held.id}"
    return Match(held, rule, len(shared) / sizes[1])


def _inner(new: Report, held: Report) -> Match | None:
    """Words that a speaker reports of himself inside his own: one statement where they are most of it."""
    shared = new.wording.lemmas & held.wording.lemmas
    size = max(len(new.wording.lemmas), len(held.wording.lemmas))
    if len(shared) < LEMMAS or len(shared) < INNER * size:
        return None
    return Match(held, f"most of what a{held.id} says, inside it", 1.0)


def _across_languages(new: Report, held: Report) -> Match | None:
    """Reports in two languages: only where both date the words to one day, and share names and numbers enough."""
    if not exact_day(new.occasion, held.occasion):
        return None
    one, other = new.wording, held.wording
    shared = one.heard & other.heard
    if len(shared) < ABROAD or one.numbers != other.numbers:
        return None
    if len(shared) < SHARE * min(len(one.heard), len(other.heard)):
        return None
    return Match(
        held, f"said on one day, with {len(shared)} names and numbers of a{held.id}, in another language", 0.5
    )


def _told_apart(one: Wording, other: Wording) -> bool:
    """Whether numbers, names or a negation say that two reports are not of one sentence."""
    for mine, theirs in ((one.numbers, other.numbers), (one.names - other.lemmas, other.names - one.lemmas)):
        if mine and theirs and not (mine <= theirs or theirs <= mine):
            return True
    shorter, longer = sorted((one, other), key=lambda each: len(each.lemmas))
    if shorter.negated and not longer.negated:
        return True
    return bool(longer.negated and not shorter.negated and len(shorter.lemmas) > len(longer.lemmas) / 2)


def _meaning(run: Iterable[str], of: Wording) -> set[str]:
    """The words of a run that carry meaning, by what the wording kept."""
    from onrecord.languages.search import lemmas

    return {lemma for lemma, _ in lemmas(" ".join(run), of.language)} & of.lemmas


def longest_run(mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """The longest run of words that stands in both, the first of several."""
    best, end = 0, 0
    before = [0] * (len(theirs) + 1)
    for number, word in enumerate(mine, 1):
        now = [0] * (len(theirs) + 1)
        for place, other in enumerate(theirs, 1):
            if word == other:
                now[place] = before[place - 1] + 1
                if now[place] > best:
                    best, end = now[place], number
        before = now
    return tuple(mine[end - best : end])
