"""How far two names can be one person's: a score with its explanation.

The words of both names are paired, best pair first. A pair is worth what ``data/weights.toml`` says for the way in which
it matches; so is a word that is left over. The score is the product. Nothing is learned, and every factor below 1 has its
sentence in the explanation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product

from rapidfuzz.distance import Levenshtein

from onrecord.speakers.names.given import label
from onrecord.speakers.names.parts import Name, parse
from onrecord.speakers.names.sounds import likeness
from onrecord.speakers.names.tables import table
from onrecord.speakers.names.words import Word

_FAR = 0.7
"""Forms of one given name that sound less alike than this may be two names in use: Steve and Stefan."""

_CZECH_WOMAN = ("ová", "ové", "ovou")
"""How Czech and Slovak make a woman's surname, whatever her language: endings that no other language here has."""
_WOMAN = (*_CZECH_WOMAN, "ova", "ove", "ovo", "owa", "owej", "ową")

_HOPELESS = 0.5
"""Words whose coarse consonants are less alike than this are not compared sound by sound."""


@dataclass(frozen=True, slots=True)
class NameComparison:
    """``score`` in [0, 1], 1 for what is surely one name; ``explanation``: short sentences, part by part."""

    score: float
    explanation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words taken for the same part of a name: what that is ``worth`` in [0, 1], and ``how`` they match."""

    worth: float
    how: str
    detail: str = ""
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class _Weights:
    likeness: tuple[tuple[float, float], ...]
    beside_surname: tuple[tuple[float, float], ...]
    word: dict[str, float]
    name: dict[str, float]


@cache
def _weights() -> _Weights:
    data = table("weights.toml")
    curves = [
        tuple((float(at), float(worth)) for at, worth in data[name])
        for name in ("likeness", "likeness_beside_surname")
    ]
    return _Weights(curves[0], curves[1], dict(data["word"]), dict(data["name"]))


def compare(left: str, right: str) -> NameComparison:
    """Compare two people's names, in any of the scripts, cases and spellings of English, Russian and Ukrainian news.

    Symmetric in its score. 1 for a name and itself, unless it is nothing but a rank. Names only: that two people may
    share one is not its business. Raises ValueError for an empty name, one without letters, and one of more than
    :data:`onrecord.speakers.names.parts.LIMIT` code points.
    """
    one, two = parse(left), parse(right)
    best = _compare(one, two)
    for first, second in product((one, one.other), (two, two.other)):
        if first and second and best.score < 1 and (first, second) != (one, two):
            other = _compare(first, second)
            best = max(best, other, key=lambda each: each.score)
    return best


def _compare(left: Name, right: Name) -> NameComparison:
    # One order for both directions, so that ties are broken alike and the score is symmetric.
    turned = (left.text, len(left.words)) > (right.text, len(right.words))
    pairs = _paired(right, left) if turned else _paired(left, right)
    if turned:
        pairs = [(two, one, pair) for one, two, pair in pairs]
    pairs = _in_one_case([_as_woman(each, pairs) for each in _gently(pairs)])
    score, sentences = 1.0, []
    for one, two, pair in pairs:
        score *= pair.worth
        sentences.append(_sentence(one, two, pair))
    rest_left = [each for each in left.words if not any(each is one for one, _, _ in pairs)]
    rest_right = [each for each in right.words if not any(each is two for _, two, _ in pairs)]
    for factor, sentence in _whole(left, right, pairs, rest_left, rest_right):
        score *= factor
        sentences.append(sentence)
    return NameComparison(round(min(1.0, max(0.0, score)), 4), tuple(sentences))


def _paired(left: Name, right: Name) -> list[tuple[Word, Word, Pair]]:
    """Each word of the shorter name with one of the longer, best first; a patronymic only with its like."""
    names = (
        len([each for each in left.words if not each.initial]),
        len([each for each in right.words if not each.initial]),
    )
    found = []
    for (i, one), (j, two) in product(enumerate(left.words), enumerate(right.words)):
        if one.patronymic != two.patronymic and not (one.initial or two.initial) and _apart(one, two, names):
            continue
        pair = match(one, two)
        # The places counted from the end as well: surnames are last, whatever stands before them.
        place = min(abs(i - j), abs((len(left.words) - i) - (len(right.words) - j)))
        # An initial takes what the names have left: "F." is not Freeman's where George F. Kennan is meant.
        initial = one.initial or two.initial
        found.append((initial, -pair.worth, one.optional + two.optional, place, i, j, pair))
    found.sort(key=lambda each: each[:6])
    free_left, free_right = set(range(len(left.words))), set(range(len(right.words)))
    chosen = []
    for _, _, optional, _, i, j, pair in found:
        if i in free_left and j in free_right and not (optional and pair.worth < 0.5):
            free_left.discard(i)
            free_right.discard(j)
            chosen.append((i, left.words[i], right.words[j], pair))
    chosen.sort(key=lambda each: each[0])
    return [(one, two, pair) for _, one, two, pair in chosen]


def _gently(pairs: list[tuple[Word, Word, Pair]]) -> list[tuple[Word, Word, Pair]]:
    """The pairs; where all but one match exactly, and one of these is a surname, the one may be further off."""
    inexact = [each for each in pairs if each[2].how == "alike"]
    exact = [each for each in pairs if each[2].how in ("same", "sound", "case")]
    if len(inexact) != 1 or len(exact) != len(pairs) - 1:
        return pairs
    if not any(not one.families and not two.families for one, two, _ in exact):
        return pairs
    curve = _weights().beside_surname
    return [
        (
            one,
            two,
            Pair(_worth(pair.likeness, curve), "alike", pair.detail, pair.likeness)
            if pair.how == "alike"
            else pair,
        )
        for one, two, pair in pairs
    ]


def _as_woman(each: tuple[Word, Word, Pair], pairs: list[tuple[Word, Word, Pair]]) -> tuple[Word, Word, Pair]:
    """A given name that is a woman's or a case of a man's: beside the surname of a woman it is more likely hers.

    In Latin letters, where English has no cases, it is hers unless the surname is in a case of a man as well.
    """
    one, two, pair = each
    if pair.how != "case_of_man":
        return each
    others = [other for other in pairs if other[2] is not pair]
    weights = _weights().word
    turned = bool(one.families & two.families & one.as_written)
    if not (two if turned else one).cyrillic:
        if any(_declined(b, a) if turned else _declined(a, b) for a, b, _ in others):
            return each
        return one, two, Pair(weights["other_given_name"], "other_given_name")
    if any(first.feminine != second.feminine for first, second, _ in others):
        return one, two, Pair(weights["woman_or_case"], "woman_or_case", pair.detail)
    return each


def _declined(one: Word, two: Word) -> bool:
    """Whether ``one`` is a man's case, in Latin letters, of ``two``."""
    return (
        one.forms[0] not in two.forms
        and not set(one.declined).isdisjoint(two.forms)
        and not one.plain.endswith(_WOMAN)
    )


def _in_one_case(pairs: list[tuple[Word, Word, Pair]]) -> list[tuple[Word, Word, Pair]]:
    """The pairs; words in a case of Polish, Czech or Slovene are surer where given name and surname agree in it."""
    for turned in (False, True):
        cases = [
            pair
            for one, two, pair in pairs
            if pair.how in ("case", "variant", "sound") and _in_case(*((two, one) if turned else (one, two)))
        ]
        if len(cases) > 1:
            sure = _weights().word["case"]
            return [
                (one, two, Pair(sure, pair.how, pair.detail) if any(pair is each for each in cases) else pair)
                for one, two, pair in pairs
            ]
    return pairs


def _in_case(one: Word, two: Word) -> bool:
    """Whether ``one`` differs from ``two`` and can be a case in Latin letters."""
    return bool(one.declined) and one.forms[0] not in two.forms


def _apart(one: Word, two: Word, names: tuple[int, int]) -> bool:
    """Whether the patronymic of the two cannot be a surname instead: a third name stands beside it, or it ends in -вна."""
    count = names[0] if one.patronymic else names[1]
    text = one.plain if one.patronymic else two.plain
    return count > 2 or (count == 2 and "вн" in text[-4:])


def _whole(
    left: Name,
    right: Name,
    pairs: list[tuple[Word, Word, Pair]],
    rest_left: list[Word],
    rest_right: list[Word],
) -> list[tuple[float, str]]:
    """The factors that come from what is left over and from the names as wholes, each with its sentence."""
    weights = _weights().name
    factors: list[tuple[float, str]] = []
    if left.rank_only or right.rank_only:
        text = left.text if left.rank_only else right.text
        return [(weights["rank_only"], f"“{text}” is only a rank or a title, which names nobody")]
    for title in (*left.titles, *right.titles):
        factors.append((1.0, f"the title “{title}” is left out"))
    if left.ordinal and right.ordinal and left.ordinal != right.ordinal:
        factors.append((weights["other_ordinal"], "they are told apart by their numbers (II, Jr.)"))
    elif bool(left.ordinal) != bool(right.ordinal) and len(pairs) > 1:
        factors.append((weights["one_ordinal"], "only one has a number (II, Jr.)"))
    if not pairs:
        return [*factors, (weights["given_and_patronymic"] * 0.5, "no parts to pair")]
    if pairs and all(one.initial != two.initial for one, two, _ in pairs):
        factors.append((weights["initials_only"], "they have nothing in common but initials"))
    if rest_left and rest_right:
        words = f"“{rest_left[0].text}” and “{rest_right[0].text}”"
        factors.append((weights["given_and_patronymic"], f"{words} are parts of different kinds"))
        return factors
    rest = rest_left or rest_right
    whole = [each for each in rest if not each.optional and not each.initial and not each.patronymic]
    if len(pairs) == 1 and rest:
        return [*factors, _bare(pairs[0], rest, bool(rest_left), left if rest_left else right, whole)]
    for each in rest:
        kind = (
            "patronymic"
            if each.patronymic
            else "initial"
            if each.initial
            else "optional"
            if each.optional
            else "extra"
        )
        factors.append((weights[kind], f"only one has “{each.text}”"))
    return factors


def _bare(
    paired: tuple[Word, Word, Pair], rest: list[Word], from_left: bool, longer: Name, whole: list[Word]
) -> tuple[float, str]:
    """One word against a whole name: a surname may be enough, a given name never is."""
    weights = _weights().name
    one = paired[0] if from_left else paired[1]
    other = paired[1] if from_left else paired[0]
    if not whole and all(each.optional for each in rest):
        return weights["optional"], f"only one has “{rest[0].text}”"
    surname_first = all(each.initial or each.patronymic for each in longer.words[1:])
    last = longer.words[-1] is one or (surname_first and longer.words[0] is one)
    if one.initial or other.initial or one.patronymic or ((one.families or other.families) and not last):
        return weights["bare_given"], f"only “{other.text}” is in common, which is not a surname"
    return weights["bare"], f"“{other.text}” is one word, and the other a whole name"


@lru_cache(maxsize=65_536)
def match(one: Word, two: Word) -> Pair:
    """How two words match as parts of a name. Symmetric."""
    weights = _weights().word
    if one.initial or two.initial:
        return _initials(one, two, weights)
    if one.plain == two.plain:
        return Pair(weights["same"], "same")
    if one.families and two.families:
        common = one.families & two.families
        if common:
            how = "sound" if one.forms[0] == two.forms[0] else "variant"
            in_case = not set(one.declined).isdisjoint(two.forms) or not set(two.declined).isdisjoint(
                one.forms
            )
            if how == "variant" and not in_case and _likeness(one, two) < _FAR:
                how = "far_variant"
            how = "case_of_man" if _woman_or_case(one, two) else how
            return Pair(weights[how], how, label(min(common)))
        if one.as_written and two.as_written:
            return Pair(weights["other_given_name"], "other_given_name")
    if one.forms[0] == two.forms[0]:
        return Pair(weights["sound"], "sound")
    if not set(one.forms).isdisjoint(two.forms):
        return Pair(weights["case"], "case")
    if not set(one.declined).isdisjoint(two.forms) or not set(two.declined).isdisjoint(
        one.forms + one.declined
    ):
        woman = any(each.plain.endswith(_CZECH_WOMAN) for each in (one, two))
        return Pair(weights["latin_woman" if woman else "latin_case"], "case")
    curve = _weights().likeness
    alike = _likeness(one, two)
    found = Pair(_worth(alike, curve), "alike", f"{alike:.2f}", alike)
    for first, second in ((one, two), (two, one)):
        if first.declined:
            alike = _nearest(zip(first.declined_skeletons, first.declined, strict=True), second)
            worth = weights["latin_case"] * _worth(alike, curve)
            if worth > found.worth:
                found = Pair(worth, "alike", f"{alike:.2f}", alike)
    return found


def _initials(one: Word, two: Word, weights: dict[str, float]) -> Pair:
    if one.initial and two.initial:
        same = not one.firsts.isdisjoint(two.firsts)
        return Pair(weights["same" if same else "not_initial"], "initials" if same else "not_initial")
    same = any(
        first == second or likeness(first + "o", second + "o") > 0.9
        for first in one.firsts
        for second in two.firsts
    )
    return Pair(weights["initial" if same else "not_initial"], "initial" if same else "not_initial")


def _woman_or_case(one: Word, two: Word) -> bool:
    """Whether the words meet only where one is taken for a case of a man's name and may as well be a woman's."""
    return bool(one.as_written and two.as_written and one.as_written.isdisjoint(two.as_written))


def _likeness(one: Word, two: Word) -> float:
    """The likeness of the closest forms, at most 0.99: they are not the same."""
    return _nearest(zip(one.skeletons, one.forms, strict=True), two)


def _nearest(forms: Iterable[tuple[str, str]], two: Word) -> float:
    """The likeness of the closest of ``forms``, each with its skeleton, and those of a word."""
    best = 0.0
    seen = set()
    for skeleton, left in forms:
        for other, right in zip(two.skeletons, two.forms, strict=True):
            if skeleton == other:
                near = 1.0
            elif (skeleton, other) in seen:
                continue
            else:
                near = Levenshtein.normalized_similarity(skeleton, other)
            if near >= _HOPELESS:
                best = max(best, likeness(left, right))
            else:
                seen.add((skeleton, other))
    return min(0.99, best)


def _worth(alike: float, points: tuple[tuple[float, float], ...]) -> float:
    for (low, at_low), (high, at_high) in pairwise(points):
        if alike <= high:
            return at_low + (at_high - at_low) * (alike - low) / (high - low)
    return 1.0


def _sentence(one: Word, two: Word, pair: Pair) -> str:
    words = f"“{one.text}” and “{two.text}”"
    return {
        "same": f"{words} are the same word",
        "sound": f"{words} sound the same",
        "case": f"{words} can be case forms of one word",
        "variant": f"{words} are forms of the given name {pair.detail}",
        "far_variant": f"{words} are different forms of the given name {pair.detail}",
        "case_of_man": f"{words} are forms of the given name {pair.detail}, one of them in a case",
        "woman_or_case": f"{words} meet only if one is a case of the man's name {pair.detail}, not a woman's name",
        "initial": f"{words} agree: one is the other's initial",
        "initials": f"{words} are the same initial",
        "not_initial": f"{words} do not agree: one is an initial of something else",
        "other_given_name": f"{words} are two different given names",
        "alike": f"{words} are alike by sound: {pair.detail}",
    }[pair.how]
