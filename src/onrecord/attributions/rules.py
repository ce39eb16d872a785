"""From the items of one sentence to the attributions in it: each rule pairs a cue with its source and content."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.attributions import contents, phrases
from onrecord.attributions.contents import Extent
from onrecord.attributions.cues import Hit, hits, markers, source_phrases
from onrecord.attributions.lexing import Is, Item, Lexicon, Sentence
from onrecord.text.document import Span


@dataclass(slots=True)
class Draft:
    """An attribution being put together. ``head`` is where its cue stands, ``rules`` say what found each part.

    ``finished`` is false for one whose quotation may go on in the sentences after it.
    """

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    head: int
    rules: dict[str, str]
    speech: bool = False
    quoted: bool = False


@dataclass(slots=True)
class _Reader:
    """One sentence being read."""

    sentence: Sentence
    text: str
    words: Lexicon
    hits: list[Hit] = field(default_factory=list)
    stops: frozenset[int] = frozenset()
    sources: dict[int, list[Span]] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    @property
    def items(self) -> list[Item]:
        return self.sentence.items


def read_sentence(sentence: Sentence, text: str, words: Lexicon) -> list[Draft]:
    """The attributions of one sentence, in the order of their cues."""
    reader = _Reader(sentence, text, words)
    reader.hits = hits(sentence.items, words)
    reader.stops = _stops(reader)
    _source_phrases(reader)
    _hearsay(reader)
    for hit in reader.hits:
        if hit.head not in reader.taken:
            _cue(reader, hit)
    _colon_turn(reader)
    return sorted(reader.drafts, key=lambda draft: draft.head)


def _stops(reader: _Reader) -> frozenset[int]:
    """Where a content to the left must end: a second cue of the same source, or a source phrase, begins there."""
    items = reader.items
    found: set[int] = set()
    for hit in reader.hits:
        if hit.start == 0 or hit.form not in ("gerund", "finite"):
            continue
        before = items[hit.start - 1]
        if hit.form == "gerund" and before.flags & (Is.COMMA | Is.DASH):
            found.add(hit.start - 1)
        elif hit.form == "finite" and before.flags & Is.COORDINATOR and _introduces(items, hit):
            comma = hit.start > 1 and items[hit.start - 2].flags & Is.COMMA
            found.add(hit.start - 2 if comma else hit.start - 1)
    for hit in reader.hits:
        begin = _parenthesis(reader, hit)
        if begin is not None:
            found.add(begin)
    for phrase, first, inside in source_phrases(items, reader.words):
        if not phrase.after or _around(reader, phrase.after, inside):
            found.add(first)
    return frozenset(found)


def _parenthesis(reader: _Reader, hit: Hit) -> int | None:
    """Where ``…, he said`` begins, at its comma, if this cue stands in or after its content."""
    items = reader.items
    if hit.form != "finite" or not hit.takes("parenthesis") or hit.start < 3:
        return None
    after = items[hit.stop] if hit.stop < len(items) else None
    if after is not None and after.flags & Is.WORD and not after.flags & (Is.PREPOSITION | Is.TIME | Is.MODIFIER):
        return None
    subject = phrases.subject_before(items, hit.start, reader.words)
    if subject is None or subject.relative is not None or subject.first < 2:
        return None
    before = items[subject.first - 1]
    return subject.first - 1 if before.flags & Is.COMMA else None


def _introduces(items: list[Item], hit: Hit) -> bool:
    """Whether the cue has a complementiser or a quotation close after it: a statement of its own."""
    for item in items[hit.stop : hit.stop + 6]:
        if item.flags & (Is.COMPLEMENTISER | Is.QUOTATION | Is.COLON | Is.QUESTION):
            return True
    return False


def _cue(reader: _Reader, hit: Hit) -> None:
    if hit.form == "noun":
        _noun(reader, hit)
    elif hit.form in ("passive", "participle"):
        _passive(reader, hit)
    else:
        _active(reader, hit)


def _add(
    reader: _Reader,
    hit_span: list[Span],
    source: list[Span],
    extents: list[Extent],
    rule: str,
    head: Hit | int,
    *,
    source_rule: str = "",
) -> None:
    items = reader.items
    spans = [
        Span(items[each.first].start, items[each.stop - 1].end) for each in extents if each.stop > each.first
    ]
    if not spans:
        return
    at = head if isinstance(head, int) else head.head
    words = reader.text[hit_span[0].start : hit_span[-1].end] if hit_span else ""
    quoted = any(
        items[each.first].flags & Is.QUOTATION or items[each.stop - 1].flags & Is.QUOTATION
        for each in extents
    )
    reader.drafts.append(
        Draft(
            source=source,
            cue=hit_span,
            content=spans,
            head=items[at].start,
            rules={"span": f"{rule}: {' '.join(words.split())[:60]}"}
            | ({"source": source_rule} if source_rule else {}),
            speech=not isinstance(head, int) and head.cue.kind in ("speech", "writing"),
            quoted=quoted,
        )
    )


def _cue_spans(reader: _Reader, hit: Hit) -> list[Span]:
    """The words of the cue with its auxiliaries; adverbs before the first auxiliary are none of it."""
    return [reader.sentence.spaced(hit.start, hit.stop)]


def _phrase_spans(reader: _Reader, phrase: phrases.Phrase) -> list[Span]:
    spans = [reader.sentence.spaced(phrase.first, phrase.stop)]
    if phrase.relative is not None:
        item = reader.items[phrase.relative]
        spans.append(Span(item.start, item.end))
    return spans


def _active(reader: _Reader, hit: Hit) -> None:
    items, words, text = reader.items, reader.words, reader.text
    left: phrases.Phrase | None = None
    source: list[Span] = []
    inverted: phrases.Phrase | None = None
    source_rule = ""
    before = items[hit.start - 1] if hit.start else None
    begin, after = hit.start, hit.stop
    if hit.form == "finite":
        if before is not None and before.flags & Is.COMMA and hit.takes("parenthesis"):
            inverted = _inverted_at_end(reader, hit)
        if inverted is not None:
            source = _phrase_spans(reader, inverted)
            after = inverted.stop
            source_rule = "subject after its verb"
        elif before is not None and not before.flags & Is.COORDINATOR:
            left = phrases.subject_before(items, hit.start, words)
        if left is not None:
            source = _phrase_spans(reader, left)
            begin = left.first
        elif inverted is None and _may_invert(reader, hit):
            inverted = phrases.subject_after(items, hit.stop, words)
            if inverted is not None:
                source = _phrase_spans(reader, inverted)
                after = inverted.stop
                source_rule = "subject after its verb"
        if not source and before is not None and before.flags & (Is.COORDINATOR | Is.COMMA):
            source = _inherited(reader, hit)
            source_rule = "shared with the cue before it"
    elif hit.form == "gerund":
        if (
            before is not None
            and before.flags & Is.WORD
            and not before.flags & (Is.PREPOSITION | Is.MODIFIER | Is.COORDINATOR | Is.SUBORDINATOR)
        ):
            left = phrases.subject_before(items, hit.start, words)
            if left is not None and _is_saying(reader, left):
                left = None
            source = _phrase_spans(reader, left) if left else []
        if not source:
            source = _inherited(reader, hit)
            source_rule = "shared with the main verb"
    else:
        source = _inherited(reader, hit)
        source_rule = "shared with the main verb"
    if hit.form == "infinitive" and (not source or not _governed(reader, hit)):
        return
    if left is not None and (_is_nobody(reader, left.first) or _is_question(items, left.first)):
        return
    stops = reader.stops
    if left is not None:
        reader.stops = stops | _own_stops(reader, hit, left)
    else:
        reader.stops = stops | _coordinated_stops(items, hit)
    extents = _extents(reader, hit, begin, after, parenthetical=bool(left or inverted), relative=left is not None and left.relative is not None)
    reader.stops = stops
    if len(extents) == 1 and _only_a_cue_noun(reader, extents[0]):
        return
    if not extents or (not source and hit.form != "finite"):
        return
    if not source and not any(each.frame in ("quotation", "that") for each in extents):
        return
    if hit.form == "infinitive" and not any(
        each.frame in ("quotation", "that", "object") for each in extents
    ):
        return
    if source and hit.form == "finite" and not _inside_content(reader, hit):
        reader.sources[hit.head] = source
    _add(
        reader,
        _cue_spans(reader, hit),
        source,
        extents,
        f"{hit.form} {extents[0].frame}",
        hit,
        source_rule=source_rule,
    )


def _only_a_cue_noun(reader: _Reader, extent: Extent) -> bool:
    """Whether the content says only that something was said: ``expressed their opinion``."""
    items = reader.items[extent.first : extent.stop]
    return (
        extent.frame == "object"
        and 1 < len(items) < 4
        and bool(items[0].flags & (Is.POSSESSIVE | Is.DETERMINER))
        and items[-1].low in reader.words.pack.nouns
    )


def _governed(reader: _Reader, hit: Hit) -> bool:
    """Whether a verb stands before ``to say`` (``tried to say``), not an adjective or a noun (``afraid to say``)."""
    items = reader.items
    index = hit.start - 1
    while index > 0 and items[index].flags & (Is.MODIFIER | Is.TIME) and not items[index].flags & Is.PREPOSITION:
        index -= 1
    if any(other.cue.kind == "feeling" and other.head == index for other in reader.hits):
        return False
    return index >= 0 and (
        bool(items[index].flags & (Is.AUXILIARY | Is.COORDINATOR)) or items[index].low in reader.words.pack.words.governing
    )


def _is_nobody(reader: _Reader, first: int) -> bool:
    """Whether the subject is ``nobody``, ``no one``, ``no officer``: then nobody is on record."""
    nobody = reader.words.pack.words.nobody
    return any(item.low in nobody for item in reader.items[max(0, first - 1) : first + 1])


def _is_question(items: list[Item], first: int) -> bool:
    """Whether an auxiliary before the subject makes a question of the clause: ``do the generals want an end``."""
    return first > 0 and bool(items[first - 1].flags & Is.AUXILIARY) and not items[first - 1].flags & Is.COMMA


def _inside_content(reader: _Reader, hit: Hit) -> bool:
    """Whether the cue stands within a content found before: what it says is not said by the sentence's own speaker."""
    at = reader.items[hit.head].start
    return any(span.start <= at < span.end for draft in reader.drafts for span in draft.content)


def _is_saying(reader: _Reader, phrase: phrases.Phrase) -> bool:
    """Whether the phrase before ``saying`` is itself something said (``a statement saying``): its author is the source."""
    return reader.items[phrase.stop - 1].low in reader.words.pack.nouns


def _own_stops(reader: _Reader, hit: Hit, subject: phrases.Phrase) -> set[int]:
    """Where the clause of this cue ends when it is a subordinate or relative one: at the comma before the main clause."""
    items = reader.items
    opener = items[subject.first - 1] if subject.first else None
    found = _coordinated_stops(items, hit)
    subordinate = opener is not None and opener.flags & Is.SUBORDINATOR and subject.first <= 3
    relative = subject.relative is not None and bool(items[subject.relative - 1].flags & Is.COMMA)
    if not (subordinate or relative):
        return found
    for index in range(hit.stop + 1, len(items) - 1):
        if not items[index].flags & Is.COMMA:
            continue
        following = items[index + 1]
        if relative and (
            following.flags & (Is.FINITE | Is.AUXILIARY)
            or following.flags & Is.VERB
            or following.low.endswith("ed")
        ):
            return found | {index}
        if subordinate and (
            following.flags & (Is.CAPITAL | Is.DETERMINER | Is.PERSON)
            or following.flags & Is.SUBJECT
        ):
            return found | {index}
    return found


def _coordinated_stops(items: list[Item], hit: Hit) -> set[int]:
    """Where a second verb of the same form is coordinated with the cue: ``praising X and calling Y``."""
    if hit.form != "gerund":
        return set()
    for index in range(hit.stop + 1, len(items) - 1):
        following = items[index + 1]
        if items[index].flags & Is.COORDINATOR and following.flags & Is.VERB and following.low.endswith("ing"):
            return {index}
    return set()


def _inverted_at_end(reader: _Reader, hit: Hit) -> phrases.Phrase | None:
    """The subject in ``The plan will fail, says Ann Lee, who …``: all that follows the verb is a name."""
    items = reader.items
    if hit.stop >= len(items) or not items[hit.stop].flags & (Is.CAPITAL | Is.TITLE | Is.PERSON | Is.DETERMINER):
        return None
    phrase = phrases.subject_after(items, hit.stop, reader.words)
    if phrase is None or any(item.flags & (Is.WORD | Is.QUOTATION) for item in items[phrase.stop :]):
        return None
    left = contents.to_the_left(items, hit.start, 0, reader.text)
    return phrase if left is not None and _is_clause(items, left) else None


def _may_invert(reader: _Reader, hit: Hit) -> bool:
    """Whether the subject may follow the verb here: after a quotation or a comma, or anywhere in some languages."""
    if hit.start == 0:
        return reader.words.pack.syntax.free_subject
    before = reader.items[hit.start - 1]
    return bool(before.flags & (Is.QUOTATION | Is.COMMA | Is.DASH)) or reader.words.pack.syntax.free_subject


def _extents(reader: _Reader, hit: Hit, begin: int, after: int, *, parenthetical: bool, relative: bool) -> list[Extent]:
    """The content around the cue and its source, which together are items ``[begin, after)``."""
    items, text, words = reader.items, reader.text, reader.words
    right = contents.to_the_right(items, hit, after, reader.stops, words, text, relative=relative)
    if not parenthetical or not (hit.takes("parenthesis") or hit.takes("quotation")):
        return [right] if right else []
    lowest = _lowest(reader, begin)
    left = contents.to_the_left(items, begin, lowest, text)
    if left is None:
        enclosed = right is None and hit.takes("parenthesis") and begin > 1 and bool(items[begin - 1].flags & Is.COMMA)
        return _resumed(reader, after, Extent(0, 0, "parenthesis")) if enclosed else [right] if right else []
    if left.frame == "quotation":
        quotation = items[begin - 1] if items[begin - 1].flags & Is.QUOTATION else items[begin - 2]
        if (
            right is not None
            and right.frame in ("that", "clause", "colon", "infinitive")
            and not _comma_inside(quotation, text)
        ):
            return [right]
        if right is not None and right.frame == "quotation" and items[right.first].speech:
            return [left, right] if _goes_on(reader, after, right) else [left]
        return [left, *_resumed(reader, after, left)]
    if right is not None:
        return [right]
    if not hit.takes("parenthesis") or not _closes(reader, after):
        return []
    resumed = _resumed(reader, after, left)
    return [left, *resumed] if resumed or _is_clause(items, left) else []


def _goes_on(reader: _Reader, after: int, right: Extent) -> bool:
    """Whether a quotation after ``…, he said`` belongs to the same saying."""
    return right.first - after <= 2


def _comma_inside(item: Item, text: str) -> bool:
    if item.quotation is None:
        return False
    inner = item.quotation.inner
    return text[inner.start : inner.end].rstrip()[-1:] in {",", "!", "?", "…", "—"}


def _resumed(reader: _Reader, after: int, left: Extent) -> list[Extent]:
    """What goes on after a parenthesis: ``The plan, she said, would fail``; ``"A," he said, "and B"``."""
    items = reader.items
    if after + 1 >= len(items) or not items[after].flags & (Is.COMMA | Is.DASH):
        return []
    following = items[after + 1]
    if following.flags & Is.COORDINATOR and left.frame != "quotation" and _introduced(reader, after + 1):
        return []
    if following.flags & Is.QUOTATION:
        return [Extent(after + 1, contents.clause_stop(items, after + 1, reader.stops), "quotation")]
    if left.frame == "quotation" or after in reader.stops:
        return []
    if following.flags & Is.VERB and following.low.endswith("ing"):
        return []
    stops = reader.stops
    if _lowest(reader, after) and items[_lowest(reader, after) - 1].flags & Is.DASH:
        stops = stops | {index for index in range(after + 1, len(items)) if items[index].flags & Is.DASH}
    return [Extent(after + 1, contents.clause_stop(items, after + 1, stops), "parenthesis")]


def _introduced(reader: _Reader, first: int) -> bool:
    """Whether another cue stands close after item ``first``, with a content of its own."""
    return any(first < hit.start < first + 8 for hit in reader.hits if hit.form == "finite")


def _lowest(reader: _Reader, begin: int) -> int:
    """The first item that a content to the left of ``begin`` may reach."""
    items = reader.items
    paired = any(item.flags & Is.DASH for item in items[begin:])
    for index in range(begin - 2, 0, -1):
        if items[index].low == ";" or (paired and items[index].flags & Is.DASH):
            return index + 1
    return 0


def _closes(reader: _Reader, after: int) -> bool:
    """Whether nothing that could be a content follows a parenthetical cue: the end, a comma, a time or a place."""
    items = reader.items
    if after >= len(items):
        return True
    item = items[after]
    if item.flags & (Is.COMMA | Is.DASH | Is.STOP | Is.CLOSE) or not item.flags & (Is.WORD | Is.QUOTATION):
        return True
    if item.flags & (Is.PREPOSITION | Is.TIME | Is.MODIFIER | Is.SUBORDINATOR):
        return not item.flags & Is.COMPLEMENTISER
    return item.flags & (Is.CAPITAL | Is.DETERMINER | Is.OBJECT) != 0


def _is_clause(items: list[Item], extent: Extent) -> bool:
    """Whether the words before a comma are a sentence of their own: there is a finite verb among them."""
    return any(
        item.flags & (Is.FINITE | Is.AUXILIARY | Is.VERB) or item.low.endswith("ed")
        for item in items[extent.first : extent.stop]
    ) and (
        not items[extent.first].flags & (Is.SUBORDINATOR | Is.PREPOSITION)
        or any(item.flags & Is.COMMA for item in items[extent.first : extent.stop])
    )


def _inherited(reader: _Reader, hit: Hit) -> list[Span]:
    """The source of the cue before this one in its clause, else the subject of the clause, else how the sentence begins."""
    items = reader.items
    begin = _clause_begin(items, hit.start)
    if hit.form == "finite" and _introduces(items, hit):
        begin = 0
    for head in sorted(reader.sources, reverse=True):
        if begin <= head < hit.head:
            return reader.sources[head]
    known = {other.head for other in reader.hits if other.form == "finite"}
    certain = [
        index
        for index in range(begin, hit.start)
        if items[index].flags & (Is.FINITE | Is.AUXILIARY) or index in known
    ]
    for index in certain[:1] or range(begin, hit.start):
        if index in known or phrases.looks_finite(items, index):
            start = index
            while start > begin and items[start - 1].flags & (Is.MODIFIER | Is.AUXILIARY | Is.NEGATION):
                start -= 1
            subject = phrases.subject_before(items, start, reader.words)
            if subject is not None and subject.first >= begin:
                return _phrase_spans(reader, subject)
    for head in sorted(reader.sources, reverse=True):
        if head < hit.head:
            return reader.sources[head]
    opening = phrases.subject_after(items, begin, reader.words)
    if opening is None or opening.stop > hit.start:
        return []
    return [reader.sentence.spaced(opening.first, opening.stop)]


def _clause_begin(items: list[Item], stop: int) -> int:
    """Where the clause begins that a verb without a subject at item ``stop`` depends on."""
    for index in range(stop - 2, max(0, stop - 60), -1):
        item = items[index]
        if item.flags & (Is.STOP | Is.COMPLEMENTISER) or item.flags & Is.QUOTATION and item.speech:
            return index + 1
        if item.flags & (Is.SUBORDINATOR | Is.QUESTION) and not item.flags & (Is.PREPOSITION | Is.RELATIVE):
            return index + 1
        if item.flags & Is.DASH and index < 8 and items[0].flags & Is.CAPITAL:
            return index + 1
    return 0


def _passive(reader: _Reader, hit: Hit) -> None:
    """``X was accused of Y`` (no source), ``X was criticised by Y``."""
    items, text = reader.items, reader.text
    if hit.cue.kind == "feeling" and hit.form == "passive":
        _state_of_mind(reader, hit)
        return
    agent = None
    if hit.stop < len(items) and items[hit.stop].low == "by":
        agent = phrases.subject_after(items, hit.stop + 1, reader.words)
    subject = phrases.subject_before(items, hit.start, reader.words)
    source = [reader.sentence.spaced(agent.first, agent.stop)] if agent else []
    if agent is not None and subject is not None:
        extents = [Extent(subject.first, subject.stop, "object")]
        right = contents.to_the_right(items, hit, agent.stop, reader.stops, reader.words, text)
        if right is not None and right.frame in ("that", "object", "infinitive", "quotation"):
            extents.append(right)
        _add(
            reader,
            [Span(items[hit.start].start, items[hit.stop].end)],
            source,
            extents,
            f"{hit.form} by",
            hit,
        )
    elif hit.start <= 1 and hit.form == "passive" and hit.takes("passive") and hit.takes("addressee"):
        # "Asked (by X) (on Monday) whether …": what was asked, by whom.
        stops = reader.stops | _opening_stop(items, hit)
        extent = contents.to_the_right(items, hit, agent.stop if agent else hit.stop, stops, reader.words, text)
        if extent is None and hit.stop < len(items) and items[hit.stop].flags & Is.PREPOSITION:
            extent = Extent(hit.stop, contents.object_stop(items, hit.stop, stops), "preposition")
        if extent is not None:
            _add(reader, _cue_spans(reader, hit), source, [extent], "passive", hit)
    elif agent is None and hit.form == "passive" and hit.takes("passive"):
        index = hit.stop
        if (
            index < len(items)
            and items[index].flags & (Is.WORD | Is.QUOTATION)
            and not items[index].flags & (Is.TIME | Is.SUBORDINATOR)
        ):
            _add(
                reader,
                _cue_spans(reader, hit),
                [],
                [Extent(index, contents.object_stop(items, index, reader.stops), "object")],
                "passive",
                hit,
            )


def _opening_stop(items: list[Item], hit: Hit) -> set[int]:
    """Where the main clause begins after ``Asked whether he would stay, …``: at its comma."""
    if hit.start > 1:
        return set()
    for index in range(hit.stop, len(items) - 1):
        following = items[index + 1].flags
        if items[index].flags & Is.COMMA and following & (Is.CAPITAL | Is.DETERMINER | Is.PERSON | Is.SUBJECT):
            return {index}
    return set()


def _state_of_mind(reader: _Reader, hit: Hit) -> None:
    """``She is confident that …``, ``officers are troubled by …``: an adjective with *be*, whose subject is the source."""
    items = reader.items
    subject = phrases.subject_before(items, hit.start, reader.words)
    if subject is None or hit.stop >= len(items) or items[subject.first].flags & Is.IMPERSONAL:
        return
    group = items[hit.start : hit.head]
    if any(item.flags & Is.INFINITIVE or item.flags & Is.AUXILIARY and not item.flags & (Is.BE | Is.HAVE) for item in group):
        return
    extent = contents.to_the_right(items, hit, hit.stop, reader.stops, reader.words, reader.text)
    if extent is None and items[hit.stop].flags & Is.PREPOSITION:
        extent = Extent(hit.stop, contents.object_stop(items, hit.stop, reader.stops), "preposition")
    if extent is not None:
        _add(reader, _cue_spans(reader, hit), _phrase_spans(reader, subject), [extent], f"state of mind {extent.frame}", hit)


def _noun(reader: _Reader, hit: Hit) -> None:
    """``his claim that …``, ``Lee's promise to …``, ``calls for …``."""
    items = reader.items
    index = hit.stop
    if index >= len(items):
        return
    item = items[index]
    extent: Extent | None = None
    cue_stop = hit.stop
    following = items[index + 1] if index + 1 < len(items) else None
    if item.flags & Is.BE and following is not None and following.flags & Is.COMPLEMENTISER:
        # "Their view is that …", "one of their fears is that …"
        cue_stop = index + 1
        extent = Extent(index + 2, contents.clause_stop(items, index + 2, reader.stops), "that")
    elif item.flags & Is.COMPLEMENTISER and hit.takes("that"):
        stops = reader.stops | contents.second_verb_stop(items, index + 1)
        extent = Extent(index + 1, contents.clause_stop(items, index + 1, stops), "that")
    elif hit.takes("infinitive") and contents.infinitive_at(items, index, reader.words):
        extent = Extent(index, contents.object_stop(items, index, reader.stops), "infinitive")
    elif hit.takes("preposition"):
        extent = Extent(index, contents.object_stop(items, index, reader.stops), "preposition")
    if extent is None or extent.stop <= extent.first:
        return
    source: list[Span] = []
    start = hit.head
    while (
        start > 0
        and hit.head - start < 3
        and not items[start - 1].flags
        & (Is.POSSESSIVE | Is.DETERMINER | Is.PREPOSITION | Is.COMMA | Is.VERB | Is.AUXILIARY | Is.SUBJECT)
        and items[start - 1].flags & Is.WORD
    ):
        start -= 1
    if start > 0 and items[start - 1].flags & Is.POSSESSIVE:
        owner = start - 1
        first = owner
        if not items[owner].flags & (Is.DETERMINER | Is.SUBJECT):
            while (
                first > 0
                and items[first - 1].flags & (Is.CAPITAL | Is.DETERMINER | Is.TITLE)
                and not items[first - 1].flags & (Is.PREPOSITION | Is.SUBORDINATOR | Is.COORDINATOR)
            ):
                first -= 1
        source = [reader.sentence.spaced(first, owner + 1)]
    if not source:
        return
    _add(reader, [reader.sentence.spaced(hit.start, cue_stop)], source, [extent], f"noun {extent.frame}", hit)


def _source_phrases(reader: _Reader) -> None:
    """``According to X, …``; ``…, according to X``; ``in X's opinion, …``."""
    items = reader.items
    for phrase, first, inside in source_phrases(items, reader.words):
        if first in reader.taken:
            continue
        if phrase.after:
            found = _around(reader, phrase.after, inside)
            if found is None:
                continue
            source_first, source_stop, stop = found
            cue = [reader.sentence.spaced(first, inside), reader.sentence.spaced(source_stop, stop)]
        else:
            source_phrase = phrases.subject_after(items, inside, reader.words, closed=first < 2)
            if source_phrase is None:
                run = _loose_source(items, inside)
                if run == inside:
                    continue
                source_first, source_stop = inside, run
            else:
                source_first, source_stop = source_phrase.first, source_phrase.stop
            stop = source_stop
            cue = [reader.sentence.spaced(first, inside)]
        extents = _phrase_extents(reader, first, stop)
        if extents:
            reader.taken.update(range(first, stop))
            source = [reader.sentence.spaced(source_first, source_stop)]
            reader.sources[first] = source
            _add(reader, cue, source, extents, "source phrase", first)


def _around(reader: _Reader, after: tuple[str, ...], inside: int) -> tuple[int, int, int] | None:
    """The possessor between the two parts of a phrase: ``in [his] opinion``, ``in [Mayor Lee's] opinion``."""
    items = reader.items
    for index in range(inside, min(len(items), inside + 7)):
        item = items[index]
        if item.low == after[0] and index > inside and items[index - 1].flags & Is.POSSESSIVE:
            stop = index + len(after)
            if [each.low for each in items[index:stop]] == list(after):
                return inside, index, stop
        if not item.flags & Is.WORD or item.flags & (Is.PREPOSITION | Is.AUXILIARY):
            return None
    return None


def _loose_source(items: list[Item], first: int) -> int:
    """The end of a source in small letters without a determiner: ``according to people close to him``."""
    index = first
    while (
        index < len(items)
        and items[index].flags & (Is.WORD | Is.QUOTATION)
        and not items[index].flags & (Is.FINITE | Is.AUXILIARY | Is.SUBORDINATOR)
    ):
        index += 1
    return index


def _phrase_extents(reader: _Reader, first: int, stop: int) -> list[Extent]:
    """The content of a source phrase that is items ``[first, stop)``: what follows its comma, else what stands before."""
    items = reader.items
    leading = all(
        item.flags & (Is.COORDINATOR | Is.MODIFIER | Is.DASH | Is.OPEN | Is.SUBORDINATOR)
        or not item.flags & Is.WORD
        for item in items[:first]
    )
    if leading:
        begin = stop
        while begin < len(items) and not items[begin].flags & (Is.WORD | Is.QUOTATION | Is.OPEN):
            begin += 1
        extent = Extent(begin, contents.clause_stop(items, begin, reader.stops), "phrase")
        return [extent] if extent.stop > extent.first else []
    before = first
    if items[before - 1].flags & (Is.COMMA | Is.DASH):
        before -= 1
    lead = _lowest(reader, before)
    left = Extent(lead, contents.trimmed(items, lead, before), "phrase")
    extents = [left] if left.stop > left.first else []
    if (
        stop < len(items)
        and items[stop].flags & Is.COMMA
        and items[before].flags & Is.COMMA
        and stop + 1 < len(items)
    ):
        following = items[stop + 1]
        if not (following.flags & Is.VERB and following.low.endswith("ing")):
            right = Extent(stop + 1, contents.clause_stop(items, stop + 1, reader.stops), "phrase")
            if right.stop > right.first:
                extents.append(right)
    return extents


def _hearsay(reader: _Reader) -> None:
    """Without a source: ``it is believed that …``, ``X is said to …``, ``X reportedly …``."""
    items, pack = reader.items, reader.words.pack
    for first, stop in markers(items, pack.hearsay_clauses):
        begin = stop
        if begin < len(items) and items[begin].flags & Is.COMPLEMENTISER:
            begin += 1
        elif not (begin < len(items) and items[begin].flags & Is.WORD):
            continue
        source: list[Span] = []
        if items[begin].flags & Is.PREPOSITION and items[begin].low in pack.words.among:
            among = _among(items, begin)
            if among == len(items) or among == begin + 1:
                continue
            source = [reader.sentence.spaced(begin + 1, among)]
            begin = among + (1 if items[among].flags & Is.COMPLEMENTISER else 0)
        extent = Extent(begin, contents.clause_stop(items, begin, reader.stops), "that")
        if extent.stop > extent.first:
            reader.taken.update(range(first, stop))
            _add(reader, [reader.sentence.spaced(first, stop)], source, [extent], "hearsay", first)
    for index in range(1, len(items) - 1):
        if items[index].low in pack.hearsay_passives and items[index + 1].flags & Is.INFINITIVE:
            _hearsay_passive(reader, index)
    for first, stop in markers(items, pack.hearsay_adverbs):
        if any(index in reader.taken for index in range(first, stop)) or _in_group(reader, first, stop):
            continue
        lead = _adverb_clause(items, first)
        end = contents.clause_stop(items, stop, frozenset())
        extents = [
            Extent(lead, contents.trimmed(items, lead, first), "hearsay"),
            Extent(stop, end, "hearsay"),
        ]
        reader.taken.update(range(first, stop))
        _add(
            reader,
            [reader.sentence.spaced(first, stop)],
            [],
            [each for each in extents if each.stop > each.first],
            "hearsay",
            first,
        )


def _in_group(reader: _Reader, first: int, stop: int) -> bool:
    """Whether the adverb belongs to a cue (``has reportedly said``), whose attribution it only colours."""
    return any(hit.start - 1 <= first and stop <= hit.head for hit in reader.hits if hit.form == "finite")


def _among(items: list[Item], first: int) -> int:
    """The end of ``among officers``, ``at the highest levels of government``, before what is thought there."""
    index = first + 1
    while index < len(items):
        item = items[index]
        if item.flags & (Is.COMPLEMENTISER | Is.COMMA | Is.FINITE | Is.AUXILIARY):
            break
        if item.flags & Is.PREPOSITION and not item.flags & Is.LINKING:
            break
        index += 1
    return index


def _adverb_clause(items: list[Item], at: int) -> int:
    """The start of the clause that the adverb at ``at`` stands in."""
    for index in range(at - 1, max(-1, at - 25), -1):
        if items[index].flags & (Is.COMPLEMENTISER | Is.STOP | Is.COLON | Is.RELATIVE | Is.QUOTATION):
            return index + 1
        if items[index].flags & Is.COMMA and index < at - 1:
            return index + 1
    return max(0, at - 25)


def _hearsay_passive(reader: _Reader, index: int) -> None:
    items = reader.items
    start = index
    while start > 0 and items[start - 1].flags & (Is.AUXILIARY | Is.BE | Is.HAVE | Is.MODIFIER | Is.NEGATION):
        start -= 1
    if not any(item.flags & Is.BE for item in items[start:index]) or index in reader.taken:
        return
    subject = phrases.subject_before(items, start, reader.words)
    if subject is None:
        return
    extents = [
        Extent(subject.first, subject.stop, "hearsay"),
        Extent(index + 1, contents.object_stop(items, index + 1, reader.stops), "hearsay"),
    ]
    reader.taken.update(range(start, index + 1))
    _add(reader, [reader.sentence.spaced(start, index + 1)], [], extents, "hearsay passive", index)


def _colon_turn(reader: _Reader) -> None:
    """``Ann Lee: "…"``, an interview's turn or a caption: the name is the source, the colon the cue."""
    items = reader.items
    for index in range(1, min(len(items) - 1, 9)):
        if not items[index].flags & Is.COLON:
            continue
        if any(draft.content[0].start >= items[index].end for draft in reader.drafts):
            return
        name = items[:index]
        if not all(phrases.is_name(item) or item.low == "." for item in name):
            return
        if len(name) == 1 and not items[index + 1].flags & Is.QUOTATION:
            return
        extent = Extent(index + 1, contents.trimmed(items, index + 1, len(items)), "colon")
        if extent.stop <= extent.first:
            return
        _add(
            reader,
            [Span(items[index].start, items[index].end)],
            [reader.sentence.spaced(0, index)],
            [extent],
            "name and colon",
            index,
        )
        return
