"""Where the cue words of an English sentence stand, and in what form: finite, gerund, infinitive, passive, noun."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.attributions.cues import blocked, follows
from onrecord.attributions.lexing import Is, Item, Lexicon
from onrecord.languages.pack import Cue, Form

_GROUP = Is.AUXILIARY | Is.BE | Is.HAVE | Is.MODIFIER | Is.NEGATION

_NO_SUBJECT = Is.DETERMINER | Is.PREPOSITION


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue verb or noun: its words are items ``[start, stop)``, its first own word is ``head``.

    ``form`` is ``finite``, ``gerund``, ``infinitive``, ``passive`` (with a form of *be*) or ``noun``.
    """

    cue: Cue
    slot: str
    form: str
    start: int
    head: int
    stop: int
    negated: bool = False

    def takes(self, frame: str) -> bool:
        """Whether the cue can be followed by ``frame``."""
        return frame in self.cue.takes


def hits(items: list[Item], words: Lexicon) -> list[Hit]:
    """The cue verbs and nouns of a sentence, in order."""
    pack = words.pack
    banned = blocked(items, pack.not_cues)
    found: list[Hit] = []
    reached = 0
    for index, item in enumerate(items):
        if index < reached or index in banned or not item.flags & Is.WORD:
            continue
        hit = _verb(items, index, words) if item.low in pack.verbs else None
        if hit is None and item.low in pack.nouns:
            hit = _noun(items, index, pack.nouns[item.low])
        if hit is not None:
            found.append(hit)
            reached = hit.stop
    return found


def _noun(items: list[Item], index: int, forms: tuple[Form, ...]) -> Hit | None:
    for form in forms:
        stop = follows(items, index + 1, form.cue.tail)
        if stop is not None:
            return Hit(form.cue, "noun", "noun", index, index, stop)
    return None


def _verb(items: list[Item], index: int, words: Lexicon) -> Hit | None:
    """The reading of the verb form at ``index``; null where it is a noun or an adjective there."""
    item = items[index]
    for form in words.pack.verbs[item.low]:
        stop = follows(items, index + 1, form.cue.tail, gap=1 if form.cue.tail else 0)
        if stop is None:
            continue
        hit = _formed(items, index, stop, form, words)
        if hit is not None:
            return hit
    return None


def _formed(items: list[Item], head: int, stop: int, form: Form, words: Lexicon) -> Hit | None:
    start, be, have, aux, marker, negated = _group(items, head)
    slot = form.slot
    before = items[start - 1] if start else None
    if before is not None and _is_name_there(items, head, before, slot):
        return None
    reading = None
    if slot == "gerund":
        reading = "finite" if be else "gerund"
        if not be and before is not None and before.flags & (Is.DETERMINER | Is.POSSESSIVE):
            return None
    elif slot in ("past", "participle"):
        reading = _past(items, head, stop, slot, be=be, have=have, aux=aux, before=before, form=form)
    elif slot == "present":
        reading = (
            None if aux or be or _noun_position(before) or not _verb_goes_on(items, stop, form) else "finite"
        )
    elif slot == "infinitive" or slot == "base":
        reading = _base(
            items, start, marker=marker, aux=aux, be=be, have=have, stop=stop, form=form, words=words
        )
    if reading is None:
        return None
    if (
        reading == "passive"
        and "passive" not in form.cue.takes
        and not form.cue.takes & {"object", "that", "addressee"}
    ):
        return None
    return Hit(form.cue, slot, reading, start, head, stop, negated)


def _is_name_there(items: list[Item], head: int, before: Item, slot: str) -> bool:
    """Whether a capital letter within a sentence makes a name of the verb form."""
    if not items[head].flags & Is.CAPITAL or items[head - 1].flags & Is.QUOTATION:
        return False
    return slot in ("base", "present") or not before.flags & (Is.COMMA | Is.COLON)


def _group(items: list[Item], head: int) -> tuple[int, bool, bool, bool, bool, bool]:
    """The verb group to the left of ``head``: its start, and whether be, have, another auxiliary, ``to``, a negation."""
    start, index = head, head - 1
    be = have = aux = marker = negated = False
    while index >= 0 and head - index < 8:
        item = items[index]
        if (item.flags & Is.INFINITIVE and item.flags & Is.PREPOSITION) or item.low == "to":
            if start == head or aux or be or have:
                marker, start = True, index
            break
        if not item.flags & _GROUP:
            break
        if item.flags & (Is.AUXILIARY | Is.BE | Is.HAVE):
            # The auxiliary next to the verb tells the voice: "has been accused", "was saying".
            if not (be or have or aux):
                be, have = bool(item.flags & Is.BE), bool(item.flags & Is.HAVE)
            aux = True
            start = index
            if "n't" in item.low:
                negated = True
        negated = negated or bool(item.flags & Is.NEGATION)
        index -= 1
    return start, be, have, aux, marker, negated


def _past(
    items: list[Item],
    head: int,
    stop: int,
    slot: str,
    *,
    be: bool,
    have: bool,
    aux: bool,
    before: Item | None,
    form: Form,
) -> str | None:
    if be:
        return "passive"
    if have:
        return "finite"
    if aux:
        return None
    following = items[stop] if stop < len(items) else None
    if following is not None and following.low == "by" and not form.cue.tail:
        return None
    if (
        "passive" in form.cue.takes
        and (before is None or before.flags & Is.SUBORDINATOR)
        and following is not None
    ):
        # "Asked whether …", "when asked about …"
        return (
            "passive"
            if following.flags & (Is.QUESTION | Is.PREPOSITION | Is.TIME | Is.MODIFIER | Is.INFINITIVE)
            else None
        )
    if slot == "participle":
        return None
    if (
        before is not None
        and before.flags & (Is.DETERMINER | Is.POSSESSIVE)
        and not before.flags & (Is.SUBJECT | Is.CAPITAL)
    ):
        return None
    if before is not None and before.flags & Is.PREPOSITION and not before.flags & Is.MODIFIER:
        return None
    return "finite"


def _noun_position(before: Item | None) -> bool:
    """Whether the word before makes a noun of ``claims``, ``reports``."""
    if before is None:
        return True
    if before.flags & Is.SUBJECT and not before.flags & Is.DETERMINER:
        return False
    if before.flags & (Is.DETERMINER | Is.PREPOSITION | Is.NUMBER | Is.COLON):
        return True
    if before.flags & Is.VERB and before.low.endswith("ed") and not before.flags & Is.CAPITAL:
        return True
    return bool(before.flags & Is.POSSESSIVE)


def _verb_goes_on(items: list[Item], stop: int, form: Form) -> bool:
    """Whether what follows ``claims``, ``plan`` allows for a verb: no verb of its own, no ``of``, no ``and``."""
    if stop >= len(items) or form.cue.tail:
        return True
    item = items[stop]
    if item.flags & (Is.AUXILIARY | Is.COORDINATOR | Is.RELATIVE) and not item.flags & (
        Is.COMPLEMENTISER | Is.QUESTION
    ):
        return False
    return not (item.flags & Is.FINITE and not item.flags & Is.VERB) and item.low != "of"


def _object_follows(items: list[Item], stop: int) -> bool:
    """Whether what follows can only follow a verb: ``some believe that``, but ``some protest leaders``."""
    return stop < len(items) and bool(
        items[stop].flags
        & (
            Is.COMPLEMENTISER
            | Is.DETERMINER
            | Is.SUBJECT
            | Is.INFINITIVE
            | Is.QUOTATION
            | Is.CAPITAL
            | Is.OBJECT
        )
        or items[stop].flags & (Is.POSSESSIVE | Is.QUESTION | Is.COMMA)
    )


def _base(
    items: list[Item],
    start: int,
    *,
    marker: bool,
    aux: bool,
    be: bool,
    have: bool,
    stop: int,
    form: Form,
    words: Lexicon,
) -> str | None:
    if form.slot == "infinitive" or marker:
        return "infinitive"
    if be or have:
        return None
    if aux:
        return "finite"
    if not start or not _verb_goes_on(items, stop, form):
        return None
    if items[start - 1].flags & Is.DETERMINER and not _object_follows(items, stop):
        return None
    if items[start].low not in words.pack.nouns and not form.cue.tail and form.cue.kind == "speech":
        # A form that is no noun (say, argue, tell) needs no plural ending before it.
        return (
            None
            if items[start - 1].flags & _NO_SUBJECT and not items[start - 1].flags & Is.SUBJECT
            else "finite"
        )
    return "finite" if _plural(items, start - 1, words) else None


def _plural(items: list[Item], last: int, words: Lexicon) -> bool:
    """Whether what ends at item ``last`` can be the subject of a plural verb."""
    while last > 0 and items[last].flags & Is.MODIFIER and not items[last].flags & Is.SUBJECT:
        last -= 1
    item = items[last]
    if item.flags & (Is.SUBJECT | Is.RELATIVE):
        return item.low not in {"he", "she", "it", "that", "this", "which"} or bool(item.flags & Is.RELATIVE)
    if item.flags & (Is.DETERMINER | Is.PREPOSITION | Is.POSSESSIVE | Is.NUMBER):
        return False
    if item.flags & Is.WORD and (
        (item.low.endswith("s") and not item.low.endswith(("ss", "us")))
        or item.low in {"people", "men", "women", "police"}
    ):
        return True
    return item.flags & Is.CAPITAL != 0 and last > 1 and bool(items[last - 1].flags & Is.COORDINATOR)
