"""How sure a content is, in whose words, and whether the author keeps a distance (ANNOTATION.md, "Hedge").

**Reportative** is decided by markers over the whole proposition alone, by rule:

- an adverb (``reportedly``, ``якобы``, ``мовляв``) in the cue, beside it, or in the content's main clause outside quotation
  marks; in a quotation it is the speaker's, in a relative clause it is about something else. Words that also
  compare (``будто``, ``ніби``) count only where nothing before them in the content makes a comparison of them;
- a cue that names nobody: ``is said to``, ``rumour has it``, ``утверждается``, ``подейкують``; in Russian and Ukrainian a bare third
  person plural (``говорят``) without a source before an indirect content;
- a source or cue that says that nobody has confirmed it (``unconfirmed reports``, ``анонимные каналы``), is hearsay (``rumours``) or
  is nobody in particular (``some claim``).

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
from onrecord.languages.labelwords import Hit, LabelWords, label_words
from onrecord.text.document import Span

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
    """The characters of the marker by which the author keeps a distance from all of the content; null where there is none."""
    return (
        _beside(wording, lists)
        or _in_source(wording, lists)
        or _impersonal(wording, lists)
        or _in_content(wording.content, lists, bare=not wording.cue.words)
    )


def _beside(wording: Wording, lists: LabelWords) -> Span | None:
    """A marker in the cue or between it and the content."""
    ambiguous = lists.words["ambiguous"]
    for words, gap in ((wording.cue, False), (wording.gap, True)):
        for hit in lists.reportative.find(words.words):
            said = " ".join(words.words[hit.start : hit.end])
            if hit.group == "adverbs":
                if said in lists.words["impersonal"]:
                    continue
                if gap and said in ambiguous and _compares(wording.gap.words, hit.start, lists):
                    continue
                return words.span(hit.start, hit.end)
            if hit.group == "unconfirmed" and not gap:
                return words.span(hit.start, hit.end)
            if hit.group == "cues" and not gap and not _by_name(wording, lists):
                return words.span(hit.start, hit.end)
    return None


def _by_name(wording: Wording, lists: LabelWords) -> bool:
    """Whether the cue's source is one who said it: then ``said`` in a passive is not hearsay (``was told by``)."""
    return "by" in wording.cue.words


def _in_source(wording: Wording, lists: LabelWords) -> Span | None:
    source, cue = wording.source, wording.cue
    for hit in lists.reportative.find(source.words):
        if hit.group in ("unconfirmed", "nouns"):
            return source.span(hit.start, hit.end)
    for hit in lists.reportative.find(cue.words):
        if hit.group == "nouns" and not _only_noun(cue, hit):
            return cue.span(hit.start, hit.end)
    plain = [word for word in source.words if word not in QUOTES]
    vague = lists.words["vague"]
    if plain and (" ".join(plain[:2]) in vague or " ".join(plain) in vague):
        if len(plain) > 3:
            return None
        for hit in lists.reportative.find(cue.words):
            if hit.group == "vague_cues":
                return source.span(0, len(source.words))
    return None


def _only_noun(cue: Words, hit: Hit) -> bool:
    return False


def _impersonal(wording: Wording, lists: LabelWords) -> Span | None:
    """``говорят``, ``подейкують`` without a source, before a content that is not a quotation."""
    content = wording.content.words
    if wording.source.words or (content and content[0] in QUOTES):
        return None
    plain = [word for word in wording.cue.words if word[0].isalnum()]
    if plain and plain[-1] in lists.words["impersonal"] and len(plain) <= 4:
        return wording.cue.span(0, len(wording.cue.words))
    return None


def _in_content(content: Words, lists: LabelWords, *, bare: bool) -> Span | None:
    """An adverb in the content's main clause, outside quotation marks."""
    words = content.words[:_CLAUSE]
    hits = [hit for hit in lists.reportative.find(words) if hit.group == "adverbs"]
    inside = lists.words["inside"]
    for hit in hits:
        before = words[: hit.start]
        if sum(word in QUOTES for word in before) % 2 == 1:
            continue
        said = " ".join(words[hit.start : hit.end])
        if any(word in inside for word in before):
            continue
        if said in lists.words["ambiguous"] and _compares(before, hit.start, lists):
            continue
        if said in lists.words["impersonal"]:
            continue
        return content.span(hit.start, hit.end)
    return None


def _compares(before: Sequence[str], at: int, lists: LabelWords) -> bool:
    """Whether ``будто``, ``ніби`` after these words compares: after a comma, ``так`` or ``как``."""
    return any(word in lists.words["inside"] or word == "," for word in before[:at])
