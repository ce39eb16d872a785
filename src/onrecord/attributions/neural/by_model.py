"""Attributions by the model, with the rules as a second opinion: both propose, their calibrated confidence decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.attributions.by_rules import Layout
from onrecord.attributions.neural.candidates import Candidate, candidates
from onrecord.attributions.neural.confidence import FIXED, OUTER, Calibration
from onrecord.attributions.neural.labelling import LabelNetwork, Parts, scored
from onrecord.attributions.neural.pieces import pieces_of
from onrecord.attributions.neural.store import Model
from onrecord.attributions.neural.trimming import Trimmer
from onrecord.attributions.neural.windows import Core, Seen, cores, look
from onrecord.attributions.resuming import resume
from onrecord.attributions.rules import Draft
from onrecord.languages.pack import LanguagePack, pack
from onrecord.text.document import Span

_FEW = 4
"""Words, at most, of a content that is none: `nothing in public`, not `nothing that the court has not heard already`."""

_DATIVE = ("у", "ю", "ам", "ям", "ові", "еві")
"""Endings of an addressee."""


def drafts(text: str, language: str, layout: Layout, by_rules: Sequence[Draft], model: Model) -> list[Draft]:
    """The attributions of ``text`` as drafts, in no order; ``by_rules`` are those that the rules found in it."""
    pieces = pieces_of(text, model.tokenizer)
    trimmer = Trimmer(text, layout.quoted)
    kept: list[Draft] = []
    taken: set[int] = set()  # characters of the cues kept so far
    for core in cores(pieces, len(text)):
        low, high = int(core.pieces.starts[0]), int(core.pieces.ends[-1])
        drafted = [each for each in by_rules if low <= _place(each.cue, each.content) < high]

        def chosen(seen: Seen, core: Core = core, drafted: Sequence[Draft] = drafted) -> list[Draft]:
            proposed = candidates(seen, model.decoder, layout.borders, drafted)
            inside = [each for each in proposed if core.answers_for(_place(each.cue, each.content))]
            return select(inside, language, model.calibration, trimmer, taken)

        # What was seen has no name here, so that none of it is held while the next part is read.
        kept.extend(_with_scores(look(core.pieces, model.network, model.ends), chosen, model.labels))
    resume(kept, text, layout.quoted)
    return kept


def _with_scores(
    seen: Seen, choose: Callable[[Seen], list[Draft]], labels: LabelNetwork | None
) -> list[Draft]:
    """The drafts that ``choose`` takes from what was seen, with what the label network says of each."""
    chosen = choose(seen)
    if labels is not None and seen.context and chosen:
        parts = [Parts(each.source, each.cue, each.content) for each in chosen]
        for draft, scores in zip(chosen, scored(seen, parts, labels), strict=True):
            draft.scores = scores
    return chosen


def _place(cue: Sequence[Span], content: Sequence[Span]) -> int:
    """The character where an attribution counts as standing."""
    return cue[0].start if cue else content[0].start


def select(
    found: Sequence[Candidate],
    language: str,
    calibration: Calibration,
    trimmer: Trimmer,
    taken: set[int] | None = None,
) -> list[Draft]:
    """The candidates that are worth a row, the more confident ones first; of two with one cue only the first.

    ``taken`` are the characters of cues that are spoken for; those of the candidates kept are added to it.
    """
    words = pack(language)
    taken = set() if taken is None else taken
    rated = []
    for each in found:
        if _is_silence(each, trimmer.text, words):
            continue
        if each.way in FIXED:
            rated.append((FIXED[each.way], each))
            continue
        way = calibration.ways[each.way]
        confidence = way.confidence(each.scores, language)
        if way.keeps(confidence, language) or (each.way == OUTER and _agreed(each)):
            rated.append((confidence, each))
    rated.sort(key=lambda pair: (pair[1].way not in FIXED, -pair[0]))
    kept: list[Draft] = []
    # Cases and gender tell the Russian and Ukrainian rules whom a relative pronoun stands for.
    relatives = words.words.relatives if words.syntax.free_subject else frozenset[str]()
    for confidence, each in rated:
        cue = {place for span in each.cue for place in range(*span)}
        if cue & taken:
            continue
        taken |= cue
        kept.append(
            Draft(
                source=trimmer.source(_speaker(each, trimmer.text, relatives, language), relatives),
                cue=trimmer.whole(each.cue),
                content=trimmer.content(each.content),
                head=_place(each.cue, each.content),
                rules=dict(each.rules) or {"span": f"model: {each.way}"},
                confidence=round(confidence, 3),
            )
        )
    return kept


def _speaker(candidate: Candidate, text: str, relatives: frozenset[str], language: str) -> list[Span]:
    """The source; for a lone relative pronoun the rules' own, who find its antecedent."""
    said = " ".join(span.of(text) for span in candidate.source).lower()
    chosen = candidate.rules_source if said in relatives and candidate.rules_source else candidate.source
    return _without_addressee(list(chosen), candidate.cue, text, language) if relatives else list(chosen)


def _without_addressee(source: list[Span], cue: Sequence[Span], text: str, language: str) -> list[Span]:
    """A source without the one word that says who was told (``заявил агентству министр``)."""
    words = source[0].of(text).split() if source else []
    if len(words) < 2 or not cue or text[cue[-1].end : source[0].start] != " ":
        return source
    from onrecord.languages.forms import Form, forms

    flags = forms(language)
    first, second = (flags(word.strip('«»“”"').lower()) for word in words[:2])
    told = first & Form.NOUN and first & Form.OBLIQUE and not first & Form.NOMINATIVE
    if told and second & Form.NOMINATIVE and words[0].islower() and words[0].endswith(_DATIVE):
        start = source[0].start + len(words[0])
        while text[start].isspace():
            start += 1
        return [Span(start, source[0].end), *source[1:]]
    return source


def _is_silence(candidate: Candidate, text: str, words: LanguagePack) -> bool:
    """Whether somebody "has said nothing in public": no content, and the opposite of being on record."""
    if len(candidate.content) != 1 or not candidate.cue or candidate.content[0].start < candidate.cue[-1].end:
        return False
    said = candidate.content[0].of(text).lower().split()
    for length in (1, 2):
        if " ".join(said[:length]) in words.silence:
            # "nothing", "nothing in public", but not "nothing would change".
            return len(said) == length or (len(said) <= _FEW and said[length] in words.words.prepositions)
    return False


def _agreed(candidate: Candidate) -> bool:
    """Whether the rules found the same with the same source: then it stays, as unsure as it may be (a lone short
    sentence)."""
    return bool(candidate.scores.get("rules") and candidate.scores.get("rules_source"))
