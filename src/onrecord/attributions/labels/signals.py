"""What the words of an attribution say about it: named signals, each with the words that gave it.

The group of the cue is a signal (``cue:deny``), so are the other groups in it (``also:praise``), the groups of words
in the content — apart for cues that name an act (``marked:must``) and those that do not (``open:must``), as the cue
wins over the content where it is specific (ANNOTATION.md) — and the shape of the content (``frame:to``, ``quoted``).
The same names serve every language, and ``weights.toml`` says what each is worth.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.attributions.labels.forward import future_signals, looking_ahead
from onrecord.attributions.labels.wording import ENDS, QUOTES, Signals, Wording
from onrecord.languages.labelwords import Hit, LabelWords, longest

MARKED = frozenset(
    [
        "criticise",
        "support",
        "demand",
        "promise",
        "threaten",
        "warn",
        "predict",
        "deny",
        "confirm",
        "ask",
        "hope",
        "fear",
        "feel",
        "want",
        "hearsay",
    ]
)
"""Groups of cues that name an act by themselves."""

_SOFT = frozenset(["naming", "suggest", "offer", "answer", "topic"])
_FRAMES_ONLY = frozenset({"to", "about", "for_", "that", "so_that"})
"""Groups of words that tell the frame of the content and are nothing in its middle."""

_AFTER = 3
"""Words after the cue that an entry of a cue may need (``asked | whether``, ``выступил | против``)."""

_SURE = frozenset({"modal", "probable", "must", "negation"})
"""Groups that count for more in the main clause."""

_MAIN = 14
"""Words of the content in which a word of probability is likely about all of it."""

_READ = 70
"""Words of the content that are read."""

_FRAMED = 7
"""Words of the content in which ``to`` makes ``wants her to go`` of ``wants her``."""


def signals(wording: Wording, words: LabelWords) -> Signals:
    """The signals of one attribution. Any text gives some; none raises."""
    found: Signals = {}
    group = _cue(wording, words, found)
    kind = "marked" if group in MARKED else "open"
    _content(wording, words, kind, found)
    future_signals(wording.content, words.language, kind, found)
    looking_ahead(found, group, kind, wording.content)
    _shape(wording, words, group, found)
    return found


def _rank(hit: Hit) -> int:
    return 0 if hit.group in MARKED else 1 if hit.group in _SOFT else 2


def _cue(wording: Wording, words: LabelWords, found: Signals) -> str:
    """The signals of the cue; returns the group that counts: the first that names an act, else the first softer one."""
    cue = wording.cue
    after = (wording.gap.words + wording.content.words)[:_AFTER]
    size = len(cue.words)
    hits = [
        Hit(hit.group, hit.start, min(hit.end, size))
        for hit in longest(words.cues.find(cue.words + after))
        if hit.start < size
    ]
    if not hits:
        bare = not any(word[0].isalnum() for word in cue.words)
        name = "bare" if bare else "unknown"
        found[f"cue:{name}"] = None
        group = name
    else:
        main = min(hits, key=lambda hit: (_rank(hit), hit.start))
        group = main.group
        found[f"cue:{group}"] = cue.span(main.start, main.end)
        for hit in hits:
            same_place = (hit.start, hit.end) == (main.start, main.end)
            if hit.group != group:
                found[f"{'or' if same_place else 'also'}:{hit.group}"] = cue.span(hit.start, hit.end)
    for hit in words.signals.find(cue.words):
        found.setdefault(f"in_cue:{hit.group}", cue.span(hit.start, hit.end))
    return group


def _content(wording: Wording, words: LabelWords, kind: str, found: Signals) -> None:
    content = wording.content
    some = content.words[:_READ]
    counts: dict[str, int] = {}
    for hit in words.signals.find(some):
        name = hit.group
        if name in _FRAMES_ONLY:
            continue
        if name.startswith("start_"):
            if not _opens(some, hit.start):
                continue
            if hit.start > 2:
                name = "later_" + name
        if hit.start < _MAIN and name in _SURE:
            found.setdefault(f"{name}:early", content.span(hit.start, hit.end))
        counts[name] = count = counts.get(name, 0) + 1
        key = f"{kind}:{name}" if count == 1 else f"{kind}:{name}+"
        if count <= 2:
            found[key] = content.span(hit.start, hit.end)
    for hit in words.estimative.find(some):
        found.setdefault("estimative", content.span(hit.start, hit.end))
        if hit.start < _MAIN:
            found.setdefault("estimative:early", content.span(hit.start, hit.end))


def _opens(some: list[str], at: int) -> bool:
    return at == 0 or some[at - 1] in ENDS or some[at - 1] in QUOTES


def _shape(wording: Wording, words: LabelWords, group: str, found: Signals) -> None:
    content = wording.content.words
    quoted = bool(content) and content[0] in QUOTES
    first = next((word for word in content if word[0].isalnum()), "")
    opening = {hit.group for hit in words.signals.find([first])} if first else set()
    between = {hit.group for hit in words.signals.find(wording.gap.words)}
    head = content[:_FRAMED]
    if "to" in opening:
        frame = "to"
    elif "so_that" in between | opening:
        frame = "so_that"
    elif "question_word" in {hit.group for hit in words.signals.find(head)} or "start_question" in opening:
        frame = "question"
    elif any(hit.group == "to" for hit in words.signals.find(head)):
        frame = "object_to"
    elif "that" in between | opening:
        frame = "that"
    elif "about" in opening:
        frame = "about"
    elif "for_" in opening:
        frame = "for"
    else:
        frame = "other"
    for name in _frames(frame, group, quoted):
        found[name] = None
    long = len(content)
    found["long" if long > 40 else "middle" if long > 12 else "short" if long > 4 else "few"] = None
    found["source" if wording.source.words else "no_source"] = None
    if wording.source.words and wording.source.words[0] in _SPEAKERS:
        found["first_person"] = wording.source.span(0, 1)
    if content and "?" in content[-3:]:
        found["asks"] = None


_SPEAKERS = frozenset(["i", "we", "я", "мы", "ми"])


def _frames(frame: str, group: str, quoted: bool) -> Iterator[str]:
    yield "quoted" if quoted else "unquoted"
    yield f"frame:{frame}"
    if group in MARKED or group in _SOFT:
        yield f"{group}/{frame}"
        if quoted:
            yield f"{group}/quoted"
    else:
        yield f"open/{frame}"
