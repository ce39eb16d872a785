"""Where something was said: ``in an interview with …``, ``on Telegram``, ``на брифинге в …``, in the words of the text."""

from __future__ import annotations

from onrecord.attributions.dating.clauses import Clause, Page, Stretch
from onrecord.attributions.dating.words import longest
from onrecord.attributions.lexing import Is
from onrecord.text.document import Span

_LONGEST = 16
_LOCATIVE = {"ru": ("е", "и", "ах", "ях"), "uk": ("і", "ї", "ах", "ях")}
"""Endings of *where*: ``в Киеве``; not those of *whither*."""
_WORTH = {"O": 5, "M": 4, "C": 4, "S": 3}
_NAME, _OTHER = 2, 1


def venue(page: Page, clause: Clause, others: list[tuple[int, int]]) -> Span | None:
    """The words of the place or medium in a reporting clause; null where it names none.

    An occasion (an interview, a letter) is worth more than a medium, a medium more than a building, a building more
    than the mere name of a town.
    """
    best: tuple[int, int, int] | None = None
    for stretch in clause.stretches:
        for first, stop, worth in _phrases(page, clause, stretch, others):
            if best is None or worth > best[0]:
                best = (worth, first, stop)
    return page.words.span(best[1], best[2]) if best else None


def _phrases(
    page: Page, clause: Clause, stretch: Stretch, others: list[tuple[int, int]]
) -> list[tuple[int, int, int]]:
    if stretch.opened == "(" or any(first < stretch.stop and stretch.first < stop for first, stop in others):
        return []
    own = clause.own(stretch) or _main_clause(page, clause, stretch)
    if not own and not _may_hold(page, stretch):
        return []
    found = []
    index = stretch.first
    governed = False
    while index < stretch.stop:
        if _in(clause.cues, index):
            governed = False
        elif page.verbal(index) or page.opens_clause(index):
            governed = not page.saying(index)
        if not governed and not _in(clause.sources, index):
            blocked = longest(page.known.place, page.lows(index), 0)
            if blocked is not None and blocked.code == "-":
                index += 1 + len(blocked.tail)
                continue
            phrase = _phrase(page, clause, stretch, index)
            if phrase:
                found.append(phrase)
                index = phrase[1]
                continue
        index += 1
    return found


def _main_clause(page: Page, clause: Clause, stretch: Stretch) -> bool:
    """``he gave a speech on the radio, warning …``: the clause that a participle as cue hangs on."""
    at = clause.stretches.index(stretch)
    following = clause.stretches[at + 1] if at + 1 < len(clause.stretches) else None
    if following is None or not any(first == following.first for first, _ in clause.cues):
        return False
    hangs = page.words.words[following.first].low.endswith(
        "ing" if page.language == "en" else ("я", "в", "и", "сь")
    )
    return hangs and any(page.saying(index) for index in range(stretch.first, stretch.stop))


def _may_hold(page: Page, stretch: Stretch) -> bool:
    """A stretch without the cue must begin as an adverbial does."""
    first = stretch.first
    moment = page.moment_at(first)
    if moment is not None:
        first = moment.stop
    if first >= stretch.stop or (stretch.opened == "…"):
        return False
    return bool(_at(page, first)) or (page.verbal(first) and page.saying(first))


def _in(spans: tuple[tuple[int, int], ...], index: int) -> bool:
    return any(first <= index < stop for first, stop in spans)


def _at(page: Page, index: int) -> int:
    """How many words the preposition of place at ``index`` has; 0 where there is none."""
    reading = longest(page.known.at, page.lows(index), 0)
    if reading is None:
        return 0
    # A preposition of several words may be one word of the page (``под час``), or several.
    wanted, taken = 1 + len(reading.tail), 0
    for length, word in enumerate(page.words.words[index : index + 4], 1):
        taken += len(word.low.split())
        if taken >= wanted:
            return length if taken == wanted else 0
    return 0


def _phrase(page: Page, clause: Clause, stretch: Stretch, index: int) -> tuple[int, int, int] | None:
    """The phrase that begins with a preposition of place at ``index``, and what it is worth."""
    length = _at(page, index)
    if not length or (page.moment_at(index) is not None and not _describes(page, index)):
        return None
    stop, worth, links = index + length, 0, 0
    while stop < min(stretch.stop, index + _LONGEST):
        moment = page.moment_at(stop)
        if moment is not None and not worth and _describes(page, stop):
            stop = max(stop + 1, moment.stop)
            continue
        if moment is not None or _in(clause.cues, stop) or _in(clause.sources, stop):
            break
        word = page.words.words[stop]
        quoted = stop in clause.quoted
        if not quoted:
            if worth > _NAME and page.nominative(stop) and not page.place(stop):
                break
            if (
                (page.verbal(stop) and stop > index + length)
                or page.opens_clause(stop)
                or word.code in "Bv;."
            ):
                break
            if word.code == "&" or _is_preposition(page, stop):
                if stop == index + length or (not worth and word.code == "&"):
                    break
                if word.low not in page.known.of and not (word.code == "&" and _name_follows(page, stop)):
                    break
                links += 1
        code = "" if quoted else page.place(stop)
        if code and (not links or worth):
            worth = max(worth, _WORTH[code])
        elif word.capital and not worth and not links and word.code == "_" and not quoted:
            worth = _NAME
        stop += 1
    while stop > index + length and (
        (page.words.codes[stop - 1] in "&T;(-" and not _closing(clause, stop - 1))
        or _is_preposition(page, stop - 1)
        or (page.adverb(stop - 1) and not page.place(stop - 1))
    ):
        stop -= 1
    if stop <= index + length:
        return None
    if worth == _NAME and not _mere_place(page, clause, index, stop):
        worth = 0
    if not worth:
        return (index, stop, _OTHER) if _unknown_place(page, clause, index, index + length, stop) else None
    return index, stop, worth


_ARTICLES = dict.fromkeys(("in", "inside", "aboard", "from", "outside", "over"), "aT'") | {
    "at": "a",
    "on": "a'",
    "behind": "T",
}
"""What must follow an English preposition before an unknown noun: ``a`` *a*, ``T`` *the*, ``'`` a possessive."""
_WHERE_RU, _WHERE_UK = ("е", "и", "ой", "ах", "ях"), ("і", "ї", "ах", "ях")
_PLACED = {
    "ru": {"в": _WHERE_RU, "на": _WHERE_RU, "с": ("и", "ы", "а", "я"), "со": ("и", "ы", "а", "я")},
    "uk": {"в": _WHERE_UK, "у": _WHERE_UK, "на": _WHERE_UK, "з": ("и", "у", "а", "я"), "зі": ("и", "а")},
}
"""Endings of *where* and *whence*."""


def _unknown_place(page: Page, clause: Clause, index: int, noun: int, stop: int) -> bool:
    """Whether a phrase with no word that the pack knows says where, by its preposition and its place in the clause."""
    words = page.words
    low = words.words[index].low
    if stop < len(words.words) and page.verbal(stop) and not _in(clause.cues, stop):
        return False  # cut short: “in a low voice”
    if any(words.words[at].low in page.known.no_head for at in range(noun, stop)) or not _beside(
        page, clause, index
    ):
        return False
    if page.language == "en":
        wanted = _ARTICLES.get(low, "")
        possessive = bool(page.flags(noun) & Is.POSSESSIVE)
        return stop > noun + 1 and (
            words.codes[noun] in wanted.replace("'", "") or (possessive and "'" in wanted)
        )
    endings = _PLACED[page.language].get(low)
    head = noun
    while head + 1 < stop and page.adjective(head):
        head += 1
    return (
        endings is not None
        and words.words[head].low.endswith(endings)
        and not page.person(head)
        and not page.body(head)
    )


def _beside(page: Page, clause: Clause, index: int) -> bool:
    """Whether only names of those spoken to, or a time, stand between the cue and ``index``; or it heads the clause."""
    at = index - 1
    while at >= clause.first:
        moment = page.moment_at(at)
        if moment is not None:
            at = moment.first - 1
            continue
        if _in(clause.cues, at):
            return True
        if (
            page.words.codes[at] not in "_T"
            or _is_preposition(page, at)
            or page.verbal(at)
            or page.adverb(at)
        ):
            return False
        if index - at > 4:
            return False
        at -= 1
    return at < clause.first and page.words.words[index].capital


def _closing(clause: Clause, index: int) -> bool:
    """Whether the mark at ``index`` closes a name: ``газете «Вечер»``."""
    return index in clause.quoted and index - 1 in clause.quoted


def _describes(page: Page, index: int) -> bool:
    """Whether the time at ``index`` stands before the noun of an occasion: ``in a 2013 memo``, ``at Monday's debate``."""
    moment = page.moment_at(index)
    if moment is None or page.language != "en":
        return False
    for at in range(moment.stop, min(moment.stop + 4, len(page.words.words))):
        if page.place(at) == "O":
            return True
        if _is_preposition(page, at) or page.verbal(at) or page.words.codes[at] in ",.;(":
            return False
    return False


def _is_preposition(page: Page, index: int) -> bool:
    word = page.words.words[index]
    return word.low in page.known.of or bool(page.flags(index) & Is.PREPOSITION and not page.place(index))


def _name_follows(page: Page, index: int) -> bool:
    return index + 1 < len(page.words.words) and page.words.words[index + 1].capital


def _mere_place(page: Page, clause: Clause, index: int, stop: int) -> bool:
    """Whether a phrase with nothing but a name says where: ``in Torvik`` at the head of the clause or after the cue."""
    low = page.words.words[index].low
    name = page.text[page.words.words[index + 1].start : page.words.words[index + 1].end]
    if low == "on" and not (name.isupper() and len(name) > 1):
        return False  # “on CNN”, “on UA RUS Online”; but “pressed on Koreth”
    if low not in page.known.towns or any(
        not page.words.words[at].capital and page.words.codes[at] not in "T" for at in range(index + 1, stop)
    ):
        return False
    if page.language != "en" and not page.words.words[stop - 1].low.endswith(_LOCATIVE[page.language]):
        return False
    before = index - 1
    moment = page.moment_at(before) if before >= clause.first else None
    if moment is not None:
        before = moment.first - 1
    return (
        before < clause.first
        or page.place(before) == "O"
        or _in(clause.cues, before)
        or (page.verbal(before) and page.saying(before))
    )
