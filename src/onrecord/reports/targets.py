"""Which targets count toward a person: the person by any name, and a policy, a decision or a body named as theirs.

“Koreth”, “President Koreth”, “Koreth's war”, “the Koreth government”, “политика Корета”, “коретовский режим” count.
“Koreth's spokesman” and “сторонники Корета” are people of their own and do not. Other names for the person (“the
Kremlin”) count only where the reader includes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onrecord.languages.pack import SUPPORTED
from onrecord.languages.people import people
from onrecord.languages.search import query_lemmas
from onrecord.speakers.names.comparing import compare
from onrecord.speakers.names.scripts import CYRILLIC
from onrecord.speakers.names.thresholds import SUGGEST

ALIKE = 0.75
"""From this score on a name in a target is the person's: a surname alone has 0.8 against the whole name."""
ONE = SUGGEST
"""Two whole names that are less alike than this are two people's, as everywhere."""

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^(?P<who>.+?)(?:['’]s|s['’])\s+(?P<what>.+)$")
_OF = re.compile(r"^(?P<what>.+?)\s+(?:of|by|under)\s+(?P<who>.+)$")
_ATTRIBUTE = re.compile(r"^(?P<who>(?:[^\W\d_a-z][\w'’-]*\s+)+)(?P<what>[^\WA-Z].*)$")
_GENITIVE = re.compile(r"^(?P<what>[^\W\d_].*?)\s+(?P<who>(?:[А-ЯЁІЇЄҐ][\w'’ʼ-]*\s*)+)$")
_ADJECTIVE = re.compile(
    r"^(?P<who>\w{3,}?)(?:ов|ев|ёв|ів)?(?:ск|ськ|цьк)(?:ий|ая|а|ое|е|ие|і|ого|ому|им|ім|ой|ої|ую|у|их|ими)$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r",\s+|\s+(?:and|и|та|і|й)\s+")
_POLICY = frozenset({"политика", "політика"})
"""“Policy” in the nominative, in which the head of a target stands, is also a case of “politician”."""
_PHRASE_END = re.compile(r"\s(?:in|on|toward|towards|for|to|against|over|about|with|at|of)\s")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The targets that count, each with why, and those that may mean somebody else of the same surname."""

    targets: dict[str, str]
    unclear: tuple[str, ...]


def choose(
    names: Sequence[str],
    including: Sequence[str],
    targets: Iterable[str],
    is_shared: Callable[[str], bool] = lambda name: False,
) -> Chosen:
    """The targets, of those in a ledger, that count toward the person called ``names``.

    ``is_shared`` says whether several people have a surname that stands alone: then it is unclear who is meant.
    """
    found: dict[str, str] = {}
    unclear: list[str] = []
    for target in targets:
        why = _why(target, names, including)
        if why is None:
            continue
        if why == "the person" and " " not in _bare(target) and is_shared(_bare(target)):
            unclear.append(target)
        else:
            found[target] = why
    return Chosen(found, tuple(unclear))


def whole_names(name: str, targets: Iterable[str]) -> list[list[str]]:
    """The people, as groups of whole names, that a name can mean among the targets; what is named as theirs left out."""
    groups: list[list[str]] = []
    for target in targets:
        bare = _bare(target)
        if " " not in bare or not _is_name(bare) or _likeness(name, bare) < ALIKE:
            continue
        home = next((group for group in groups if any(_likeness(bare, each) >= ONE for each in group)), None)
        if home is None:
            groups.append([bare])
        else:
            home.append(bare)
    return groups


def is_one(left: str, right: str) -> bool:
    """Whether two names, one of them perhaps a surname alone, can be one person's."""
    return _likeness(left, right) >= ALIKE


def _why(target: str, names: Sequence[str], including: Sequence[str]) -> str | None:
    """Why a target counts; null where it does not."""
    for alias in including:
        if _same_words(alias, target):
            return f"included as “{alias}”"

    def theirs(words: str) -> bool:
        bare = _bare(words)
        if any(_same_words(alias, words) for alias in including):
            return True
        return _is_name(bare) and any(_likeness(name, bare) >= ALIKE for name in names)

    bare = _bare(target)
    if (
        _is_name(bare)
        and not _POSSESSIVE.match(target)
        and any(_likeness(name, bare) >= ALIKE for name in names)
    ):
        return "the person"
    named = next((why for form in (_english, _slavic) if (why := form(target, theirs))), None)
    if named is None and any(theirs(part) for part in _TOGETHER.split(target)[:-1]):
        return f"the person with others: “{target}”"
    return named


def _english(target: str, theirs: Callable[[str], bool]) -> str | None:
    plain = _ARTICLE.sub("", target)
    for form in (_POSSESSIVE, _OF, _ATTRIBUTE):
        match = form.match(plain)
        if match is None or not theirs(match["who"].strip()):
            continue
        head = _PHRASE_END.split(f" {match['what']} ")[0].split()[-1:]
        if head and not _is_people(head[0]):
            return f"named as theirs: “{target}”"
    return None


def _slavic(target: str, theirs: Callable[[str], bool]) -> str | None:
    match = _GENITIVE.match(target)
    if match is not None and theirs(match["who"].strip()):
        words = [word for word in match["what"].split() if not _is_adjective(word)]
        if words and not _is_people(words[0]):
            return f"named as theirs: “{target}”"
    words = target.split()
    for word in words[:-1]:
        adjective = _ADJECTIVE.match(word)
        if adjective and theirs(adjective["who"].capitalize()) and not _is_people(words[-1]):
            return f"named as theirs: “{target}”"
    return None


def _bare(target: str) -> str:
    """A target without article and without the titles before a name."""
    words = _ARTICLE.sub("", target).split()
    while len(words) > 1 and _is_office(words[0]):
        words.pop(0)
    return " ".join(words)


def _is_name(words: str) -> bool:
    """Whether words can be a name and nothing else: each with a capital."""
    return bool(words) and all(word[:1].isupper() for word in words.split())


def _likeness(left: str, right: str) -> float:
    try:
        return compare(left, right).score
    except ValueError:  # what is no name: a rank alone, other letters
        return 0.0


def _same_words(alias: str, target: str) -> bool:
    """Whether two targets are the same words in any form, articles aside."""
    mine, theirs = query_lemmas(_ARTICLE.sub("", alias)), query_lemmas(_ARTICLE.sub("", target))
    return len(mine) == len(theirs) > 0 and all(
        set(one) & set(other) for one, other in zip(mine, theirs, strict=True)
    )


def _languages(word: str) -> tuple[str, ...]:
    return tuple(each for each in SUPPORTED if (each == "en") != bool(CYRILLIC.search(word)))


def _is_people(word: str) -> bool:
    """Whether a word is for people: what is somebody's is then somebody else."""
    plain = word.casefold().strip(".,")
    return plain not in _POLICY and any(
        plain in people(language).nouns[kind]
        for language in _languages(word)
        for kind in ("persons", "groups")
    )


def _is_office(word: str) -> bool:
    plain = word.casefold().strip(",")
    return any(
        plain in people(language).nouns[kind]
        for language in _languages(word)
        for kind in ("offices", "titles_weak")
    )


def _is_adjective(word: str) -> bool:
    from onrecord.languages.forms import Form, forms

    return any(
        bool(found & Form.ADJECTIVE) and not found & Form.NOUN
        for language in _languages(word)
        if language != "en"
        for found in [forms(language)(word.casefold())]
    )
