"""The role that stands beside a name: before it, after it, ahead of it with a comma."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from onrecord.speakers.cast import Cast, Mention
from onrecord.speakers.held import Held
from onrecord.speakers.page import Page
from onrecord.speakers.posts import Posts
from onrecord.speakers.service import marker, marker_of, period
from onrecord.text.document import Span
from onrecord.text.tokens import Token

_REACH = 160
_THEN = 24
"""Characters behind a role in which words end that say that it was held then."""

_UNTIL_YEAR = re.compile(
    r"(?:until|till|до)\s+(?:1[89]|20)\d\d(?:-го|-го)?(?:\s+(?:года|року|г\.|р\.))?(?=\s)"
)
_LONGEST = 12
_LAST = re.compile(r"([^\s,;:—–(]+)[\s\"“”«»]*$")
_JOINED = re.compile(r"\s*(?:,|and\b|и\b|та\b|і\b|й\b)")
_OPENING = re.compile(
    r"\s*(?:[,(]\s*\d{2}\s*[,)]\s*|\s*\([^)]{1,20}\)\s*,\s*|,\s+|\s+[—–]\s+|\s+\(|\s*,\s*\d{2}-\w+\s+)"
)


class Beside:
    """Reads the roles beside the names of one page."""

    def __init__(self, page: Page, cast: Cast, posts: Posts) -> None:
        self.page, self.cast, self.posts = page, cast, posts
        self.people, self.nouns, self.words = page.people, page.people.nouns, page.people.chains
        self.english = page.language == "en"
        self._ends = {span.end for span, _ in cast.mentions}

    def all(self, mention: Mention) -> list[Held]:
        """Every role beside one mention."""
        found = (self.before(mention), self.after(mention), self.ahead(mention), self._shared_title(mention))
        return [held for held in found if held]

    def before(self, mention: Mention) -> Held | None:
        """The role right before a name: ``Retired Colonel-General``, ``министр обороны``."""
        if not self._may_have_title(mention):
            return None
        floor = max(
            self.page.sentences[self.page.sentence_of(mention.span.start)].start, mention.span.start - _REACH
        )
        tokens = self.page.tokens(Span(floor, mention.span.start))
        if not tokens:
            return None
        lows = self.posts.lows(tokens)
        first = (
            self._start_english(tokens, lows, mention) if self.english else self._start_slavic(tokens, lows)
        )
        while first is not None and first < len(tokens) and not tokens[first].is_word:
            first += 1
        if first is None or first >= len(tokens):
            return None
        last = len(tokens) - 1
        while last > first and not tokens[last].is_word and tokens[last].text not in ".)":
            last -= 1
        span = Span(tokens[first].start, tokens[last].end)
        words = " ".join(lows[first : last + 1]).replace(" .", ".").replace(" - ", "-")
        head = next(
            (low for low in reversed(lows[first : last + 1]) if low in self.nouns["persons"]), lows[last]
        )
        if not self.english:
            head = next((low for low in lows[first : last + 1] if self.posts.is_person(low)), lows[last])
        if words in self.nouns["titles_weak"] or (head in self.nouns["titles_weak"] and first == last):
            return None
        if head in self.nouns["not_roles"]:
            return None
        status = marker_of(words, head, self.people)
        after = None if status else self.people.service["former_after"].search(words)
        if after:
            status = ("former", after.group())
        return Held(span, head, status[0] if status else None, status[1] if status else "")

    def _may_have_title(self, mention: Mention) -> bool:
        """A quick look at the word before a name, since most names have no title."""
        if mention.prefix < mention.span.start:
            return True
        match = _LAST.search(self.page.low, max(0, mention.span.start - 40), mention.span.start)
        if not match:
            return False
        word = match[1].strip("'.")
        return word not in self.page.closed and (
            not self.english or self.posts.is_person(word) or f"{word}." in self.page.pack.titles
        )

    def _start_english(self, tokens: list[Token], lows: list[str], mention: Mention) -> int | None:
        last = len(lows) - 1
        dotted = lows[last] == "." and last and f"{lows[last - 1]}." in self.page.pack.titles
        head = last - 1 if dotted else last
        while head >= 0 and (
            lows[head] in self.nouns["titles_weak"] or f"{lows[head]}." in self.nouns["titles_weak"]
        ):
            # "candidate Dr. Ben Carson": the role is what stands before the honorific.
            head -= 1
            if head >= 0 and lows[head] == ".":
                head -= 1
        for back in (2, 3):
            # "Secretary of State", "Chief of the General Staff": the head stands before an "of" in capitals.
            at_of = head - back + 1
            if (
                at_of >= 1
                and lows[at_of] == "of"
                and self.posts.is_person(lows[at_of - 1])
                and tokens[head].text[0].isupper()
            ):
                head = at_of - 1
                break
        if head < 0 or not (
            self.posts.is_person(lows[head])
            or lows[head] in self.page.pack.titles
            or f"{lows[head]}." in self.page.pack.titles
        ):
            return None
        plural = self.posts.number(lows[head]) == "many" or lows[head] in self.words["plural_titles"]
        if plural and not _JOINED.match(self.page.text, mention.span.end):
            return None
        at = head
        while at > 0 and head - at < _LONGEST:
            low, token = lows[at - 1], tokens[at - 1]
            if low == "of" and at >= 2 and self.posts.is_person(lows[at - 2]):
                at -= 2
                continue
            if low == "and" and at >= 2 and (self.posts.is_person(lows[at - 2])):
                at -= 2
                continue
            if (
                low in (".", "-", "'", "’", "/", '"', "”", "“", "&")
                and at >= 2
                and (low != "." or (len(lows[at - 2]) < 5 and not lows[at - 2].isdigit()))
            ):
                at -= 1
                continue
            if not token.is_word:
                break
            if token.end in self._ends:
                break  # somebody else's name: "the president dismissed Minister Orlov"
            marking = marker(low, self.people) is not None
            if (
                tokens[head].text[0].isupper()
                and token.text[0].islower()
                and not (marking or self._leads(low))
            ):
                break  # "in a televised address President Lee said"
            if (
                not marking
                and not token.text[0].isupper()
                and (
                    low in self.page.closed
                    or low in self.page.pack.verbs
                    or (low in self.page.pack.nouns and not self.posts.is_person(low))
                    or (low.endswith("ly") and low not in self.words["adverbs_of_service"])
                )
            ):
                break
            if not marking and low in self.page.closed:
                break
            at -= 1
        return at

    def _leads(self, low: str) -> bool:
        """Whether a small word can stand before a title in capitals: ``deputy Prime Minister``, ``outgoing President``."""
        return (
            self.posts.is_person(low)
            or low in self.words["adverbs_of_service"]
            or low in self.words["of_titles"]
            or not low[0].isalpha()
        )

    def _start_slavic(self, tokens: list[Token], lows: list[str]) -> int | None:
        from onrecord.languages.forms import Form, forms

        flags = forms(self.page.language)
        at, leftmost, nominative = len(lows), None, None
        while at > 0 and len(lows) - at < _LONGEST + 4:
            low, token = lows[at - 1], tokens[at - 1]
            if not token.is_word and token.text not in '-.«»"“”„()':
                break
            if token.text == "." and at >= 2 and len(lows[at - 2]) > 2:
                break
            if low in self.words["relative"] or (
                low in self.page.closed and low not in self.words["within_title"]
            ):
                break
            if token.is_word and not self.posts.is_person(low) and not token.text[0].isupper():
                form = flags(token.text)
                if (
                    form & Form.FINITE
                    and not form & (Form.NOUN | Form.ADJECTIVE)
                    and not marker(low, self.people)
                ):
                    break
            if token.is_word and self.posts.is_person(low) and self.posts.number(low) != "many":
                leftmost = at - 1
                if flags(token.text) & Form.NOMINATIVE:
                    nominative = at - 1
            at -= 1
        chosen = (
            nominative
            if nominative is not None
            and leftmost is not None
            and leftmost < nominative
            and not flags(tokens[leftmost].text) & Form.NOMINATIVE
            else leftmost
        )
        if chosen is None:
            return None
        while chosen > 0:
            low = lows[chosen - 1]
            if marker(low, self.people) or (len(low) == 1 and "." in lows[max(0, chosen - 3) : chosen]):
                chosen -= 1
                continue
            if (
                tokens[chosen - 1].is_word
                and low not in self.page.closed
                and flags(tokens[chosen - 1].text) & Form.ADJECTIVE
            ):
                chosen -= 1
                continue
            break
        while chosen < len(tokens) and not tokens[chosen].is_word:
            chosen += 1
        return chosen

    def _shared_title(self, mention: Mention) -> Held | None:
        """``Sens. Ann Lee and John Orr``: the second has the plural title of the first."""
        number = bisect_left(self.cast.mentions, mention.span.start, key=lambda each: each[0].start)
        if number == 0:
            return None
        span, other = self.cast.mentions[number - 1]
        between = self.page.low[span.end : mention.prefix].strip()
        if between not in self.people.chains["and"] and between != ",":
            return None
        first = next((each for each in other.mentions if each.span == span), None)
        held = self.before(first) if first else None
        if held and (self.posts.number(held.head) == "many" or held.head.endswith("s")):
            return held
        return None

    def after(self, mention: Mention) -> Held | None:
        """The apposition after a name: ``, a professor at``, ``— глава комитета``, ``(ret.)``."""
        end = mention.span.end
        if self.page.low[end : end + 2] == "'s":
            end += 2
        sentence = self.page.sentences[self.page.sentence_of(mention.span.start)]
        match = _OPENING.match(self.page.text, end, sentence.end)
        service = self.people.service
        loose = service["former_after"].match(self.page.low, _skip(self.page.text, end, sentence.end))
        if loose:
            tokens = self.page.tokens(Span(loose.end(), min(sentence.end, loose.end() + _REACH)))
            own = self._chunk(tokens, self.posts.lows(tokens)) if tokens and tokens[0].is_word else None
            if own is not None and own.span.start == tokens[0].start:
                return replace(own, status="former", clue=loose.group())  # ``, в прошлом мастер спорта``
            before = self.before(mention)
            if before:
                return replace(before, status="former", clue=loose.group())
            return Held(Span(*loose.span()), loose.group(), "former", loose.group())
        if not match:
            return None
        then = service["current_then"].match(self.page.low, match.end(), sentence.end)
        until = service["until_then"].match(self.page.low, match.end(), sentence.end)
        until = until or _UNTIL_YEAR.match(self.page.low, match.end(), sentence.end)
        ahead = then or until
        start = ahead.end() if ahead else match.end()
        tokens = self.page.tokens(Span(start, min(sentence.end, start + _REACH)))
        found = self._chunk(tokens, self.posts.lows(tokens))
        # ``Тамара Белозор, в ту зиму начальница станции``
        if found and ahead:
            return replace(found, status="current" if then else "former", clue=ahead.group())
        return found

    def _chunk(self, tokens: list[Token], lows: list[str]) -> Held | None:
        first = 0
        while first < len(lows) and lows[first] in self.words["before_apposition"]:
            first += 1
        at, head, marked = first, None, False
        while at < len(lows):
            token, low = tokens[at], lows[at]
            if not token.is_word and token.text not in "-'’.«»\"“”/&":
                break
            if token.text == "." and (at == 0 or len(lows[at - 1]) > 3):
                break
            marked = marked or marker(low, self.people) is not None
            if (
                head is None
                and not (marked and not self.english)
                and (low in self.page.closed or self.posts.verbal(low))
                and not marker(low, self.people)
                and low not in self.words["one_of_them"]
                and low not in self.page.pack.words.modifiers
            ):
                return None
            if (
                head is not None
                and (self.posts.verbal(low) or low in self.people.chains["relative"])
                and not self.posts.is_person(low)
            ):
                break
            if head is None and (
                self.posts.is_person(low) or f"{low}." in self.page.pack.titles or low in self.nouns["one_of"]
            ):
                if low in self.nouns["one_of"] and low not in self.words["one_of_them"]:
                    return None
                head = at
            if head is None and at - first > 7:
                return None
            at += 1
        if head is None:
            return self._retired_after(tokens, lows)
        if lows[head] in self.nouns["not_roles"] and lows[head] not in self.nouns["one_of"]:
            return None
        if self.posts.number(lows[head]) == "many" and lows[head] not in self.nouns["one_of"]:
            return None
        at = self._with_place(tokens, lows, at)
        while at > first and not tokens[at - 1].is_word:
            at -= 1
        if at <= first:
            return None
        span = Span(tokens[first].start, tokens[at - 1].end)
        before_head = " ".join(lows[: head + 1])
        whole = " ".join(lows[first:at])
        status = marker(before_head, self.people) or self._at_the_time(tokens[head].end, span.end)
        after = self.people.service["former_after"].search(
            self.page.low, span.start, min(span.end + 14, len(self.page.low))
        )
        when = period(self.page.low[span.start : span.end + 30].split("\n")[0])
        # "… to replace the retired Orlov" is of somebody else.
        if not status and after and (after.end() >= span.end or after.start() <= tokens[head].end + 2):
            status = ("former", after.group())
        return (
            Held(
                span,
                lows[head],
                status[0] if status else None,
                status[1] if status else "",
                when.start,
                when.end,
            )
            if whole
            else None
        )

    def _at_the_time(self, head: int, end: int) -> tuple[str, str] | None:
        """``mayor at the time``: the words behind a role that say that it was held then."""
        reach = min(end + _THEN, len(self.page.low))
        found = self.people.service["current_then"].search(self.page.low, head, reach)
        return ("current", found.group()) if found is not None and found.start() <= end + 1 else None

    def _retired_after(self, tokens: list[Token], lows: list[str]) -> Held | None:
        if not tokens:
            return None
        found = self.people.service["former_after"].match(self.page.low, tokens[0].start)
        return Held(Span(*found.span()), found.group(), "former", found.group()) if found else None

    def _with_place(self, tokens: list[Token], lows: list[str], at: int) -> int:
        """``gynecologist from Englewood, New Jersey,``: a place after the comma belongs to the role."""
        if self.english and at + 2 < len(lows) and lows[at] == "," and tokens[at + 1].text[0].isupper():
            rest = at + 1
            while rest < len(tokens) and tokens[rest].is_word and tokens[rest].text[0].isupper():
                rest += 1
            if " ".join(lows[at + 1 : rest]) in self.nouns["places"]:
                return rest
        return at

    def ahead(self, mention: Mention) -> Held | None:
        """``The country's foreign minister, Ann Lee,``: a title in front of a comma."""
        start = mention.prefix
        sentence = self.page.sentences[self.page.sentence_of(start)]
        text = self.page.text
        if text[max(0, start - 2) : start] != ", ":
            return None
        opening = max(
            text.rfind(mark, sentence.start, start - 2) for mark in (",", "—", "–", ";", ":", "(", "“", '"')
        )
        begin = max(sentence.start, opening + 1)
        tokens = self.page.tokens(Span(begin, start - 2))
        lows = self.posts.lows(tokens)
        if not 1 <= len(lows) <= _LONGEST or self.cast.within(Span(begin, start - 2)):
            return None
        if any(self.posts.verbal(low) for low in lows[1 if self.english else 0 :]):
            return None
        if lows[0] in self.page.pack.source_phrases:
            return None  # "According to the ex-minister, Ann Lee never answered"
        if self.english and not (
            lows[0] in self.words["before_title"]
            or "'s" in "".join(lows[:4])
            or begin == sentence.start
            or self.posts.is_person(lows[0])
        ):
            return None
        first = 1 if lows[0] in self.words["before_apposition"] else 0
        while (
            first < len(lows)
            and (lows[first] in self.page.closed and not marker(lows[first], self.people))
            and first < 2
        ):
            first += 1
        heads = [
            number
            for number, low in enumerate(lows)
            if self.posts.is_person(low) and self.posts.number(low) != "many"
        ]
        if not heads or heads[0] > 7:
            return None
        span = Span(tokens[first].start, tokens[-1].end) if first < len(tokens) else None
        if span is None:
            return None
        status = marker_of(" ".join(lows[first : heads[0] + 1]), lows[heads[0]], self.people)
        return Held(span, lows[heads[0]], status[0] if status else None, status[1] if status else "")


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " \u00a0,(":
        at += 1
    return at
