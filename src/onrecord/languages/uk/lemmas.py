"""Ukrainian words to their dictionary forms: simplemma, and rules for the names that it does not know."""

from __future__ import annotations

import re
from functools import lru_cache

# Cases of surnames, to the masculine nominative. A wrong guess costs little as long as all cases of a name meet.
_NAMES = (
    (re.compile(r"(.{2,}[сцз]ьк)(?:ого|ому|им|ім|а|ої|ій|у|ою|і|их|ими)$"), r"\1ий"),
    (re.compile(r"(.{2,}(?:[оеє]в|[ії]н|ин))(?:а|у|ові|им|ом|і|ої|ій|ою|их|ими|е)$"), r"\1"),
    (re.compile(r"(.{2,}енк)(?:а|у|ові|ом|и|ів|ами|ах)$"), r"\1о"),
    (re.compile(r"(.{3,}[бвгґджзклмнпрстфхцчшщ])(?:ом|ем|ові|еві|а|у|і|ою|ею)$"), r"\1"),
    (re.compile(r"(.{3,}[лнрстдз])(?:ем|єм|еві|я|ю)$"), r"\1ь"),
)


@lru_cache(maxsize=262_144)
def lemma(word: str) -> str:
    """The dictionary form of ``word`` in small letters, apostrophes as ``'``; unknown names lose their case endings."""
    import simplemma

    lower = word.lower().replace("’", "'").replace("ʼ", "'").replace("`", "'")
    for form in (lower, lower.capitalize()):
        if simplemma.is_known(form, lang="uk"):
            return simplemma.lemmatize(form, lang="uk").lower()
    for pattern, nominative in _NAMES:
        changed, times = pattern.subn(nominative, lower)
        if times:
            return changed
    return lower


def lemmas_of(word: str) -> tuple[str, ...]:
    """Every dictionary form that ``word`` may have: in simplemma's Ukrainian the one."""
    return (lemma(word),)
