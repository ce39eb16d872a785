"""Who writes ``I`` outside all quotations: the author by byline, signature, or the line that introduces them."""

from __future__ import annotations

import re

from onrecord.speakers.cast import Cast, Person
from onrecord.speakers.page import Page
from onrecord.speakers.surroundings import is_verb
from onrecord.text.document import Document, Span

_LINES = 4

_SIGNED = 110
"""Characters, at most, of what follows the name in a signature that ends a paragraph."""

_SPOKEN = re.compile(r"[«»“”„\"!?]")


def author_of(document: Document, page: Page, cast: Cast) -> Person | str | None:
    """The person who wrote the document, the name of its byline, or null."""
    for byline in document.byline:
        words = byline.split()
        person = cast.find(words[-1]) if words else None
        return person or byline
    text = page.text.rstrip()
    lines = [match for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    for line in [*reversed(lines[-_LINES:]), *lines[:_LINES]]:
        span = Span(*line.span())
        inside = cast.within(span)
        # A signature or a line about the author starts with the name, or holds little else.
        for mention, person in inside[:1]:
            lead = text[span.start : mention.start].strip(" —–-*_\t")
            close = re.match(
                r"[^.]{0,12}\b(?:is|represents|serves|was|являет|автор|является|є|глава|директор)\b",
                text[mention.end : mention.end + 60],
            )
            short = len(line.group()) < 90 and not line.group().rstrip().endswith((".", "?", "!", "»", "”"))
            titled = page.low[span.start : mention.start].strip().strip("—–-*_ ")
            if line in lines[-_LINES:] and ((short and len(lead) < 40) or (len(titled) < 20 and close)):
                return person
            if line in lines[1:_LINES] and titled in ("by", "от", "від", "автор", "автор:"):
                return person
    return _signed(page, cast, text)


def _signed(page: Page, cast: Cast, text: str) -> Person | None:
    """Who signs in the last words of a letter printed as one paragraph: ``Ann Lee, on the bridge until 2022.``

    The name opens the sentence, a comma or nothing follows it, and no verb comes after.
    """
    for mention, person in reversed(cast.mentions):
        tail = text[mention.end :]
        if len(tail) > _SIGNED:
            return None
        if (
            not page.opens(mention.start)
            or tail.strip()[:1] not in ("", ".", ",", "(")
            or _SPOKEN.search(tail)
        ):
            continue
        words = [low for token, low in page.words(Span(mention.end, len(text))) if token.is_word]
        if not any(is_verb(page, low) for low in words):
            return person
    return None
