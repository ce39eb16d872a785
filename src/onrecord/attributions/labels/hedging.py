"""How sure a content is, in whose words, and whether the author keeps a distance (ANNOTATION.md, "Hedge").

**Reportative** is decided by markers over the whole proposition alone, by rule:

- an adverb (``reportedly``, ``якобы``, ``мовляв``) in the cue, beside it, or in the content's main clause outside quotation
  marks; in a quotation it is the speaker's, in a relative clause it is about something else. Words that also
  compare (``будто``, ``ніби``) count only where nothing before them in the content makes a comparison of them;
- a cue that names nobody: ``is said to``, ``rumour has it``, ``утверждается``, ``подейкують``; in Russian and Ukrainian a
  bare third person plural (``говорят``) without a source before an indirect content;
- a source or cue that says that nobody has confirmed it (``unconfirmed reports``, ``анонимные каналы``), is hearsay
  (``rumours``) or is nobody in particular (``some claim``).

``claims`` with a named source is none, and neither is ``is expected``. Whether there is a source is not looked at otherwise.

**Phrase** is the words that hedge. An **interval** is what nine readers of ten, less the extremes, take a word of
probability to mean: ``estimative.toml``. **Holder** is ``author`` where the author's marker decides, else ``speaker``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from onrecord.attributions.labels.wording import QUOTES, Signals, Wording, Words, words_of
from onrecord.languages.labelwords import LabelWords, label_words
from onrecord.text.document import Span

_VAGUE = 3
"""Words that a source which is nobody in particular has at most."""

_CLAUSE = 25
"""Words of the content in which a marker can still stand over all of it."""


@cache
def intervals() -> dict[str, tuple[int, int]]:
    """English phrases of probability to the 10th and 90th percentile of readers, out of 100."""
    source = files("onrecord.attributions.labels") / "estimative.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return {phrase: (low, high) for phrase, (low, high) in table.items()}


def estimative(text: str, language: str, start: int = 0, end: int | None = None) -> list[tuple[Span, str]]:
    """The words of probability in ``text[start:end]``: their characters and the English phrase they are mapped to.

    Raises KeyError for a language without a pack.
    """
    words = words_of(text, [(start, len(text) if end is None else end)])
    return list(_estimative(words, label_words(language)))


def _estimative(words: Words, lists: LabelWords) -> list[tuple[Span, str]]:
    found: list[tuple[Span, str]] = []
    covered = 0
    for hit in sorted(lists.estimative.find(words.words), key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= covered:
            covered = hit.end
            found.append((words.span(hit.start, hit.end), hit.group))
    return found


def interval(phrase: str, language: str) -> tuple[int, int] | None:
    """What readers take ``phrase`` to mean (10th to 90th percentile, of 100); null where it has no word of probability."""
    for _, group in estimative(phrase, language):
        return intervals()[group]
    return None


def phrase_of(wording: Wording, lists: LabelWords, found: Signals, strength: str) -> Span | None:
    """The words that hedge the content: an estimative phrase, else the modal or other marker of that strength."""
    if strength not in ("probable", "possible"):
        return None
    for words in (wording.content, wording.cue):
        for span, _ in _estimative(words, lists):
            return span
    wanted = "modal" if strength == "possible" else "probable"
    for where in ("open", "marked", "in_cue"):
        if f"{where}:{wanted}" in found:
            return found[f"{where}:{wanted}"]
    return next((span for name, span in found.items() if name.startswith("cue:")), None)


def marker(wording: Wording, lists: LabelWords) -> Span | None:
    """The characters of the marker by which the author keeps a distance from all of the content, else null."""
    return (
        _beside(wording, lists)
        or _in_source(wording, lists)
        or _impersonal(wording, lists)
        or _in_content(wording, lists)
    )


def _beside(wording: Wording, lists: LabelWords) -> Span | None:
    """A marker in the cue or between it and the content."""
    after = wording.gap.words + wording.content.words
    for hit in lists.reportative.find(wording.cue.words):
        length = hit.end - hit.start
        said = " ".join(wording.cue.words[hit.start : hit.end])
        if hit.group == "adverbs" and said not in lists.words["impersonal"]:
            following = (wording.cue.words[hit.end :] + after)[:1]
            if length > 1 and following and following[0] in lists.words["located"]:
                continue
            if wording.source.words and said.rpartition(" ")[2] in lists.words["impersonal"]:
                continue  # ``как утверждают власти``
        elif hit.group == "unconfirmed":
            if wording.source.words:  # somebody did not confirm it: that is what he does, not the author
                continue
        elif hit.group != "cues" or "by" in wording.cue.words or (length == 1 and wording.source.words):
            continue
        return wording.cue.span(hit.start, hit.end)
    gap = wording.gap
    for hit in lists.reportative.find(gap.words):
        said = " ".join(gap.words[hit.start : hit.end])
        compares = said in lists.words["ambiguous"] and set(gap.words[: hit.start]) & lists.words["inside"]
        if hit.group == "adverbs" and said not in lists.words["impersonal"] and not compares:
            return gap.span(hit.start, hit.end)
    return None


def _in_source(wording: Wording, lists: LabelWords) -> Span | None:
    """A source that is hearsay, unconfirmed or nobody in particular."""
    source, cue = wording.source, wording.cue
    for hit in lists.reportative.find(source.words):
        if hit.group in ("unconfirmed", "nouns"):
            return source.span(hit.start, hit.end)
    if not source.words:
        for hit in lists.reportative.find(cue.words):
            if hit.group == "nouns":
                return cue.span(hit.start, hit.end)
    plain = [word for word in source.words if word not in QUOTES]
    vague = lists.words["vague"]
    if plain and len(plain) <= _VAGUE and (" ".join(plain[:2]) in vague or " ".join(plain) in vague):
        for hit in lists.reportative.find(cue.words):
            if hit.group == "vague_cues":
                return source.span(0, len(source.words))
    return None


def _impersonal(wording: Wording, lists: LabelWords) -> Span | None:
    """``говорят``, ``подейкують`` without a source, before a content that is not a quotation."""
    content = wording.content.words
    if wording.source.words or (content and content[0] in QUOTES):
        return None
    plain = [word for word in wording.cue.words if word[0].isalnum()]
    if plain and plain[-1] in lists.words["impersonal"] and len(plain) <= 4:
        return wording.cue.span(0, len(wording.cue.words))
    return None


def _in_content(wording: Wording, lists: LabelWords) -> Span | None:
    """An adverb in the content's main clause, outside quotation marks; in a turn of a dialogue all is the speaker's."""
    if wording.source.words and not any(word[0].isalnum() for word in wording.cue.words):
        return None
    content = wording.content
    words = content.words[:_CLAUSE]
    for hit in lists.reportative.find(words):
        before = words[: hit.start]
        said = " ".join(words[hit.start : hit.end])
        if hit.group != "adverbs" or said in lists.words["impersonal"]:
            continue
        if sum(word in QUOTES for word in before) % 2 == 1 or any(
            word in lists.words["inside"] for word in before
        ):
            continue
        if said in lists.words["ambiguous"] and _compares(before, lists):
            continue
        return content.span(hit.start, hit.end)
    return None


def _compares(before: Sequence[str], lists: LabelWords) -> bool:
    """Whether ``будто``, ``ніби`` after these words compares: after a comma or ``так``."""
    return any(word in lists.words["inside"] or word == "," for word in before)
