"""Who wrote a text, as the text itself says it: a byline at its head, an introduction of a translated piece, a closing
line about the author.

Only places that speak of *this* text's author count. A person who is named anywhere else in the text is what the
text is about, so a closing line on such a person is no claim of authorship.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.intake.names import NAME, is_personal, may_be_one, split_names
from onrecord.text.document import Finding, Span

_HEAD_CHARACTERS = 3000
_HEAD_LINES = 12
_TAIL_CHARACTERS = 1500
_TAIL_LINES = 4
_LINE_CHARACTERS = 250

BYLINE, INTRODUCTION, CLOSING, SIGNATURE = (
    "text:byline",
    "text:introduction",
    "text:closing-line",
    "text:signature",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A place where a text names its author. ``place`` is one of the four constants of this module."""

    name: str
    span: Span
    place: str


_NAMES = rf"(?P<names>{NAME}(?:(?:,|;|\s+(?:and|&|и|та|і|й))\s+{NAME})*)"
_BYLINE = (
    re.compile(
        r"[*_(\s]*(?:By|BY|Written by|Story by|Text by)\s*:?\s+"
        rf"{_NAMES}[*_]*(?:\s*(?:[,|•·–—(]|\s-\s).*)?\s*"
    ),
    re.compile(
        r"\s*(?:Автор[ыи]?|Авторка|Текст|Автор (?:статьи|статті|текста|тексту)|Authors?)\s*[:—–-]\s*"
        rf"{_NAMES}[.,]?\s*(?:[,|(–—].*)?"
    ),
)  # fmt: skip
_QUOTED = r"(?:\s*[\"“«„][^\"”»“\n]{1,250}[\"”»“])?,?"
_ROLE_EN = (
    r"(?:\s+(?!(?:about|on|against|for|in|with|to|that|which|where|at|quoting|citing)\b)[a-z][\w-]*,?){0,7}"
)
_ROLE_RU = r"(?:\s+(?!(?:о|об|про|против|проти|для|в|у|на|що|что)\b)[а-яёіїєґ][\w'’-]*,?){0,7}"
_WORK_EN = r"(?:article|piece|column|essay|op-ed|analysis|report|commentary|text|story)"
_INTRODUCTION = (
    re.compile(
        r"\b(?:translated|translates|republished|republishes|reprinted|reprints|publishes|retells|presents)\b"
        rf"[^.!?\n\"“«]{{0,40}}?\b{_WORK_EN}\b{_QUOTED}{_ROLE_EN}\s+(?P<name>{NAME})"
    ),
    re.compile(
        rf"\b(?:This|The following)\s+{_WORK_EN}\b{_QUOTED}"
        rf"(?:\s+(?:was|is|originally|first|written))*\s+by\s+(?P<name>{NAME})"
    ),
    re.compile(
        r"\b(?:перев[её]л[аи]?|переводит|перепечатыва\w+|публикует|пересказыва\w+|переклал[аи]?|переклав|перекладає|"
        r"передруков\w+|публікує|переказує)\b[^.!?\n\"“«]{0,40}?\b"
        rf"(?:стать[юи]|статтю|статті|материал|матеріал|колонку|текст|эссе|есе|аналитику|аналітику)\b{_QUOTED}{_ROLE_RU}"
        rf"\s+(?P<name>{NAME})"
    ),
)  # fmt: skip
_WRITER_EN = (
    r"(?:journalist|reporter|correspondent|columnist|editor|writer|author|freelancer|contributor|commentator|"
    r"blogger)"
)
_EXPERT_EN = (
    r"(?:analyst|fellow|professor|lecturer|researcher|historian|scholar|director|scientist|economist|lawyer|diplomat|"
    r"officer|student|consultant)"
)
_WRITES_EN = (
    r"\s+(?:"
    r"(?:has|have)\s+been\s+(?:\w+ly\s+)?(?:report|analy[sz]|cover|writ|edit|follow|study|contribut)\w*ing\b"
    r"|(?:has|have)\s+(?:reported|covered|written|contributed|edited)\s+(?:for|from|on|about|to)\b"
    r"|(?:writes|reports|covers|blogs)\b(?!\s+that\b|\s*[:,]))"
)
_IS_EN = r"(?:,[^,.]{1,80},)?\s+(?:is|was)\s+(?:an?|the|one)\s+(?:[\w'’-]+,?\s+){0,6}?"
_WRITER_RU = (
    r"(?:журналист|корреспондент|обозревател|колумнист|репорт[её]р|публицист|писател|редактор|автор|"
    r"журналіст|кореспондент|оглядач|колумніст|репортер|публіцист|письменни)\w*"
)
_EXPERT_RU = r"(?:аналитик|эксперт|политолог|историк|аналітик|експерт|політолог|історик|професс?ор|доцент)\w*"
_IS_RU = r"\s*[—–-]\s+(?:[\w'’-]+,?\s+){0,5}?"
_WRITES_RU = (
    r"\s+(?:(?:уже|вже|более|понад|больше)\s+){0,2}(?:\d+\s+(?:лет|год\w*|років|рік|роки)\s+)?"
    r"(?:занимает|пишет|анализиру|освеща|изуча|займа|пише|аналізу|висвітлю|вивча)\w*\b"
)
_YEARS_RU = r"(?=[^.]{0,160}\b(?:лет|років|роки|года)\b)"
_SENTENCE_START = r"(?:^|(?<=[.!?…][\"”»)] )|(?<=[.!?…] ))[*_(\[“\"]?"
_CLOSING = (
    re.compile(rf"{_SENTENCE_START}(?P<name>{NAME})(?:,[^,.]{{1,80}},)?{_WRITES_EN}"),
    re.compile(rf"{_SENTENCE_START}(?P<name>{NAME}){_IS_EN}{_WRITER_EN}\b"),
    re.compile(rf"^\s*[*_(\[“\"]?(?P<name>{NAME}){_IS_EN}{_EXPERT_EN}\b"),
    re.compile(rf"{_SENTENCE_START}(?P<name>{NAME}){_YEARS_RU}{_WRITES_RU}"),
    re.compile(rf"{_SENTENCE_START}(?P<name>{NAME}){_IS_RU}{_WRITER_RU}\b"),
    re.compile(rf"^\s*(?P<name>{NAME}){_IS_RU}{_EXPERT_RU}\b"),
    re.compile(rf"^\s*(?:About the author|Об авторе|Про автора)\s*[:.—–-]?\s+(?P<name>{NAME})"),
)
"""What a closing line says of an author. That somebody is an expert counts only as a paragraph of its own, since news
ends as often with an expert as with its author."""
_SIGNATURE = re.compile(rf"\s*(?:—|–|--)\s*(?P<name>{NAME})\.?\s*")


def author_claims(text: str) -> tuple[Claim, ...]:
    """Every place where ``text`` names its author, in reading order; only its head and its tail are looked at."""
    head = [*_bylines(text), *_introductions(text)]
    closing = [each for each in _closings(text) if not _is_subject(each, text, head)]
    claims = {(each.span, each.place): each for each in [*head, *closing, *_signature(text)]}
    return tuple(sorted(claims.values(), key=lambda each: each.span))


def byline_findings(text: str) -> tuple[Finding, ...]:
    """The claims as findings of ``byline``."""
    return tuple(Finding("byline", each.name, each.place, each.span) for each in author_claims(text))


def _lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The lines that are not blank, each with its offset."""
    found = []
    for at in re.finditer(r"[^\r\n]+", text[start:end]):
        if not at[0].isspace():
            found.append((start + at.start(), at[0]))
    return found


def _bylines(text: str) -> Iterator[Claim]:
    head = _lines(text, 0, _HEAD_CHARACTERS)[:_HEAD_LINES]
    tail_start = max(len(text) - _TAIL_CHARACTERS, 0)
    tail = _lines(text, tail_start, len(text))[-_TAIL_LINES:]
    for offset, line in dict.fromkeys([*head, *tail]):
        if len(line) > _LINE_CHARACTERS:
            continue
        for pattern in _BYLINE if offset < _HEAD_CHARACTERS else _BYLINE[1:]:
            if found := pattern.fullmatch(line):
                yield from _each_name(found["names"], offset + found.start("names"), BYLINE)


def _each_name(names: str, offset: int, place: str) -> Iterator[Claim]:
    at = 0
    for name in split_names(names):
        at = names.find(name, at)
        if at < 0 or not is_personal(name):
            return
        yield Claim(name, Span(offset + at, offset + at + len(name)), place)
        at += len(name)


def _introductions(text: str) -> Iterator[Claim]:
    head = text[:_HEAD_CHARACTERS]
    for pattern in _INTRODUCTION:
        if (found := pattern.search(head)) and is_personal(found["name"]):
            yield _claim(found, 0, INTRODUCTION)


def _claim(found: re.Match[str], offset: int, place: str) -> Claim:
    name = found["name"]
    trimmed = name[:-1] if name.endswith(".") and len(name.split()[-1]) > 3 else name
    start = offset + found.start("name")
    return Claim(trimmed, Span(start, start + len(trimmed)), place)


def _closings(text: str) -> Iterator[Claim]:
    """Sentences about an author among the last three sentences of the text."""
    lines = _lines(text, max(len(text) - _TAIL_CHARACTERS, 0), len(text))[-_TAIL_LINES:]
    for offset, line in lines:
        for pattern in _CLOSING:
            for found in pattern.finditer(line):
                rest = text[offset + found.end() :]
                if len(re.findall(r"[.!?…]\s+\S", rest)) <= 2 and is_personal(found["name"]):
                    yield _claim(found, offset, CLOSING)


def _is_subject(claim: Claim, text: str, head: list[Claim]) -> bool:
    """Whether the text speaks of this person elsewhere too, otherwise than as its author."""
    surname = claim.name.split()[-1]
    if any(surname in each.name.split() or may_be_one(each.name, claim.name) for each in head):
        return False
    elsewhere = text[: claim.span.start]
    return re.search(rf"\b{re.escape(surname)}\b", elsewhere) is not None


def _signature(text: str) -> Iterator[Claim]:
    lines = _lines(text, max(len(text) - _TAIL_CHARACTERS, 0), len(text))
    if len(lines) > 1 and (found := _SIGNATURE.fullmatch(lines[-1][1])) and is_personal(found["name"]):
        yield _claim(found, lines[-1][0], SIGNATURE)
