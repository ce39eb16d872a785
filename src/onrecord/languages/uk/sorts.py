"""What a Ukrainian noun names: by its lemma's ending, as no free dictionary tells people from things."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.languages.forms import Form
from onrecord.languages.pack import entries
from onrecord.languages.sorts import Sort
from onrecord.languages.uk.forms import forms
from onrecord.languages.uk.lemmas import lemma

_SHORTEST_AGENT = 5
"""Letters of a word, at least, whose ending tells that it is for people."""

_ENDING = re.compile(r"(?:ами|ями|ові|еві|єві|ами|ам|ям|ах|ях|ів|їв|ом|ем|єм|ою|ею|єю|а|я|у|ю|и|і|ї|е|є|ь)$")
_PLURAL = re.compile(r"(?:и|і|ї|ів|їв|ам|ям|ами|ями|ах|ях|ей)$")
_PLURAL_ATTRIBUTE = re.compile(r"(?:і|их|іх|іми|ими)$")


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """The lists of ``sorts.toml``, each by its section and name (``people.endings``). Loaded once."""
    source = files("onrecord.languages.uk").joinpath("sorts.toml").read_text(encoding="utf-8")
    return {
        f"{section}.{name}": tuple(entries(words))
        for section, lists in tomllib.loads(source).items()
        for name, words in lists.items()
    }


@cache
def _numbers() -> re.Pattern[str]:
    """A number in any case."""
    words = _words()
    stems = "|".join(re.escape(stem).replace(r"\*", "[^ ]+") for stem in words["numbers.stems"])
    endings, whole = "|".join(words["numbers.endings"]), "|".join(words["numbers.whole"])
    return re.compile(rf"(?:{whole}|(?:{stems})(?:{endings})?)$")


@cache
def _things() -> frozenset[str]:
    """Nouns for things that end like those for people."""
    return frozenset(_words()["things.words"])


@lru_cache(maxsize=65_536)
def sort(word: str) -> Sort | None:
    """The sort of ``word``; null for one that no dictionary knows, and for one that can be somebody's name.

    An adjective or participle alone is a person, in the plural people. Places are not told from things.
    """
    import simplemma

    low = word.lower().replace("’", "'").replace("ʼ", "'")
    if word[:1].isupper() and low.endswith(_words()["people.surnames"]):
        return None
    if _numbers().match(low):
        return "other"
    base, known = lemma(low), simplemma.is_known(low, lang="uk")
    if _agent(low, base):
        return "people" if (low != base or not known) and _PLURAL.search(low) else "person"
    if not known:
        return None
    found = forms(low)
    if found & Form.ADJECTIVE:
        return "people" if _PLURAL_ATTRIBUTE.search(low) and low != base else "person"
    return "thing" if found & Form.NOUN else "other"


def _agent(low: str, base: str) -> bool:
    """Whether a word, or what is left of it without its ending, ends as names of trades and peoples do."""
    import simplemma

    for each in (base, low, _ENDING.sub("", low)):
        if each in _things():
            return False
        if len(each) >= _SHORTEST_AGENT and each.endswith(_words()["people.endings"]):
            return True
        if each.endswith("ниця") and simplemma.is_known(each.removesuffix("ця") + "к", lang="uk"):
            return True
    return False
