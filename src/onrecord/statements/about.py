"""Whether words are about something that a reader asks for in words of their own."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.languages.search import lemmas, query_lemmas
from onrecord.statements.wording import heard, small_words, wording
from onrecord.text.tokens import tokens

_FEW = 3
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked for: for each word that matters the keys it can have, and the sounds of it where it is a name."""

    words: tuple[frozenset[str], ...]
    sounds: tuple[str | None, ...]


def topic(text: str) -> Topic:
    """The topic that ``text`` names, in any of the three languages. Raises :class:`UsageError` for one without words."""
    small = small_words()
    kept: list[frozenset[str]] = []
    sounds: list[str | None] = []
    written = [
        part for token in tokens(text) if token.is_word for part in token.text.replace("‑", "-").split("-")
    ]
    for keys, word in zip(query_lemmas(text), written, strict=False):
        if word.casefold() not in small:
            kept.append(frozenset(keys))
            sounds.append(heard(word) if word[:1].isupper() else None)
    if not kept:
        raise UsageError(f"{text!r}: no word to look for (name what it is about)")
    return Topic(tuple(kept), tuple(sounds))


def is_about(asked: Topic, content: str, language: str | None, toward: str | None = None) -> bool:
    """Whether a content, or the name of what it is aimed at, has the words of a topic in any form.

    All of them for a topic of up to three words, else half of them. Names count in another script too, by their sounds.
    """
    found = wording(content, language, "indirect")
    held = set(found.lemmas) | {lemma for lemma, _ in lemmas(content, language)}
    held |= {lemma for lemma, _ in lemmas(toward or "", language)}
    spoken = {heard(each.text) for each in tokens(f"{content} {toward or ''}") if each.text[:1].isupper()}
    hits = sum(
        bool(keys & held) or (sound is not None and len(sound) > 1 and sound in spoken)
        for keys, sound in zip(asked.words, asked.sounds, strict=True)
    )
    total = len(asked.words)
    return hits == total if total <= _FEW else hits >= _HALF * total
