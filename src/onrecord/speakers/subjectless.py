"""Russian and Ukrainian verbs without a subject: what stands beside them is not who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.languages.forms import Form, forms
from onrecord.languages.sorts import sorts
from onrecord.speakers.page import Page
from onrecord.speakers.phrases import Phrase
from onrecord.text.document import Span

_IMPERSONAL = {
    "ru": re.compile(r"(?:[её]тся|ится|лось|[аеёя]но|[иаяу]то)$"),
    "uk": re.compile(r"(?:ється|иться|йдеться|лось|лося|[аея]но|[иаяу]то)$"),
}
"""What a cue without a subject ends in."""

_SEVERAL = {
    "ru": re.compile(r"(?:ли|лись|[уюая]т|[уюая]тся|[уюая]ть|[уюая]ться)$"),
    "uk": re.compile(r"(?:ли|лись|лися|[уюая]ть|[уюая]ться)$"),
}
"""What a verb of several people ends in; in Russian an infinitive, too, as it has no subject either."""

_PLURAL_ENDINGS = {"ru": ("ы", "и"), "uk": ("и", "і", "ї")}


def unnamed(page: Page, cue: Sequence[Span], phrase: Phrase) -> bool:
    """``срок придумали``, ``восени оголосять``: one thing or an adverb before a verb of several who are not named."""
    if page.language == "en" or len(phrase.words) != 1 or phrase.shape not in ("body", "unknown"):
        return False
    verbs = _words(page, cue)
    if not verbs or phrase.head in page.people.chains["there"] or not page.text[phrase.span.start].islower():
        return False
    if any(phrase.head in known for known in page.people.nouns.values()):
        return False
    flags = forms(page.language)
    found = sorts(page.language)(page.text[phrase.span.start : phrase.span.end])
    if found == "thing" and not flags(phrase.head) & Form.NOMINATIVE and flags(verbs[-1]) & Form.FINITE:
        return True  # "дату назовут", "дату назвав": an object
    if cue[0].start < phrase.span.end or not _SEVERAL[page.language].search(verbs[-1]):
        return False
    word = page.text[phrase.span.start : phrase.span.end]
    plural = found == "thing" and word.lower().endswith(_PLURAL_ENDINGS[page.language])
    return found in ("thing", "other", None) and not plural


def written_in(page: Page, cue: Sequence[Span], phrase: Phrase) -> bool:
    """Whether a source is the place of a cue without a subject: ``в приложении говорится``, ``на сайті зазначено``."""
    if page.language == "en" or len(phrase.words) < 2:
        return False
    if phrase.words[0] not in page.people.chains["written_in"]:
        return False
    verbs = _words(page, cue)
    return bool(verbs) and _IMPERSONAL[page.language].search(verbs[-1]) is not None


def _words(page: Page, cue: Sequence[Span]) -> list[str]:
    """The words of a cue's first part, in small letters."""
    return page.low[cue[0].start : cue[0].end].split() if cue else []
