"""For whom somebody speaks: a spokesperson's body, an assembly named in the statement, a joint letter's signatories."""

from __future__ import annotations

import re

from onrecord.attributions.record import Attribution
from onrecord.speakers.cast import Person
from onrecord.speakers.page import Page
from onrecord.speakers.phrases import Phrase
from onrecord.speakers.roles import Roles
from onrecord.text.document import Span
from onrecord.text.tokens import Token

_REACH = 90
_OF = {"en": ("for", "of", "at", "with"), "ru": (), "uk": ()}


def speaks_for(
    page: Page, attribution: Attribution, person: Person | None, phrase: Phrase, roles: Roles
) -> str | None:
    """The body, group or person spoken for, in the words of the document; null where the speaker speaks for himself.

    First what the sentence of the statement says (``on behalf of the assembly``, ``от имени союза``), then the body of a
    spokesperson's role.
    """
    said = _on_behalf(page, attribution, phrase)
    if said:
        return said
    spokes = page.people.nouns["spokes"]
    if person is not None:
        for held in roles.of(person):
            words = [low for token, low in page.words(held.span) if token.is_word]
            if any(word in spokes for word in words):
                return _body(page, held.span) or roles.offices.body(held)
        return None
    if phrase.shape == "title" and any(word in spokes for word in phrase.words):
        return _body(page, phrase.span)
    return None


def _on_behalf(page: Page, attribution: Attribution, phrase: Phrase) -> str | None:
    places = [
        phrase.span.start,
        *(span.start for span in attribution.cue),
        *(span.start for span in attribution.content[:1]),
    ]
    start = page.sentences[page.sentence_of(min(places))].start
    end = page.sentences[page.sentence_of(max(places))].end
    pattern = page.people.service["behalf_phrases"]
    own = page.people.chains["own"]
    at = start
    while found := pattern.search(page.low, at, end):
        at = found.end()
        tokens = page.tokens(Span(found.end(), min(end, found.end() + _REACH)))
        if not tokens:
            return None
        if page.low[tokens[0].start : tokens[0].end] in own:
            continue
        # Somebody else's words inside the content say for whom he speaks, not for whom this speaker does.
        inside = next((span for span in attribution.content if span.start <= found.start() < span.end), None)
        if inside is not None and not _of_speaker(page, inside, found.start()):
            continue
        return _phrase(page, tokens)
    return None


def _of_speaker(page: Page, content: Span, at: int) -> bool:
    """Whether the content up to ``at`` speaks of its speaker: ``he was speaking on behalf of``, ``я говорю от имени``."""
    chains = page.people.chains
    words = [low for _, low in page.words(Span(content.start, at))][:8]
    return (
        any(word in chains[name] for word in words for name in ("he", "she", "first", "first_plural"))
        or len(words) < 2
    )


def _phrase(page: Page, tokens: list[Token]) -> str | None:
    """The noun phrase from the first token on, up to a mark, a relative or a verb."""
    relative = page.people.chains["relative"]
    end = 0
    for number, token in enumerate(tokens):
        low = page.low[token.start : token.end]
        if (
            number > 10
            or (not token.is_word and token.text not in "-'’«»\"“”&")
            or low in relative
            or low in page.people.chains["behalf_end"]
        ):
            break
        end = number + 1
    while end and not tokens[end - 1].is_word and tokens[end - 1].text not in '»”"':
        end -= 1
    if not end:
        return None
    words = " ".join(page.text[tokens[0].start : tokens[end - 1].end].split())
    return re.sub(r"^(?:the|an?|its|his|her|their)\s+", "", words, flags=re.IGNORECASE)


def _body(page: Page, span: Span) -> str | None:
    """The body in a spokesperson's title: after ``for`` in English, after the head in Slavic ones, else before it."""
    tokens = page.tokens(span)
    lows = [page.low[token.start : token.end] for token in tokens]
    spokes = page.people.nouns["spokes"]
    head = next((number for number, low in enumerate(lows) if low in spokes), None)
    if head is None:
        return None
    if page.language != "en":
        rest = tokens[head + 1 :]
        words = _phrase(page, rest) if rest else None
        return words if words and not _name_only(page, words) else None
    for number in range(head + 1, len(lows)):
        if lows[number] in _OF["en"]:
            return _phrase(page, tokens[number + 1 :])
        if not tokens[number].is_word:
            break
    before = [token for token in tokens[:head] if token.is_word]
    while before and (
        page.low[before[0].start : before[0].end] in page.closed
        or page.low[before[0].start : before[0].end] in page.people.chains["behalf_before"]
    ):
        before = before[1:]
    if not before:
        return None
    words = page.text[before[0].start : tokens[head].start].strip(" -'’")
    return re.sub(r"['’]s?$", "", words).strip() or None


def _name_only(page: Page, words: str) -> bool:
    return words.split()[0].lower() in page.people.given
