"""Lines of a printed page back into paragraphs: hard line breaks and hyphens at line ends undone where that is safe.

A line goes on in the next one when it is about as long as the page's lines are, or does not end a sentence while
the next begins with a small letter. Headings, list items and speakers' lines stay lines of their own.
"""

from __future__ import annotations

import re
from collections import Counter

_SOFT = "\u00ad\u0002"
"""Hyphens that are only there because the line ends."""
_ENDS = re.compile(r"[.!?…:;][»”’\"')\]]*$")
_ITEM = re.compile(r"(?:[-–—•·▪*]\s|\d{1,3}[.)]\s)")
_HYPHENATED = re.compile(r"([^\W\d_]+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]\s*)?(?:page|стр\.?|страница|сторінка|с\.)?\s*\d{1,4}(?:\s*(?:of|/|из|з)\s*\d{1,4})?\s*(?:[-–—])?\s*",
    re.IGNORECASE,
)
_FULL_LINE = 0.7
"""A line at least this share of the usual length is taken to have been broken for want of room."""
_REPEATED_ON = 3
_EDGE_LINES = 2


def without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """Pages without what is printed around the text: page numbers, and a first or last line that most pages share."""
    edges = Counter(
        line for page in pages for line in {_shape(each) for each in (page[:1] + page[-1:])} if line
    )
    repeated = {line for line, count in edges.items() if count >= max(_REPEATED_ON, len(pages) // 2)}
    result = []
    for page in pages:
        lines = list(page)
        for end in (0, -1):
            for _ in range(_EDGE_LINES):
                if len(lines) > 1 and len(pages) > 1 and _runs(lines[end], repeated):
                    lines.pop(end)
        result.append(lines)
    return result


def _runs(line: str, repeated: set[str]) -> bool:
    """A page number, or words that most pages share and that are no sentence."""
    return bool(_PAGE_NUMBER.fullmatch(line)) or (_shape(line) in repeated and not _ENDS.search(line.strip()))


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def words_of(pages: list[list[str]]) -> Counter[str]:
    """The words of all pages in small letters, hyphenated ones whole, to settle what a hyphen at a line's end is."""
    return Counter(
        word.lower()
        for page in pages
        for line in page
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line)
    )


def paragraphs(lines: list[str], words: Counter[str]) -> str:
    """The lines of one page as paragraphs, one a line; ``words`` are those of the whole document."""
    filled = [line for line in lines if line.strip()]
    if not filled:
        return ""
    lengths = sorted(len(line.strip()) for line in filled)
    usual = lengths[int(len(lengths) * 0.8)] if len(lengths) > 1 else lengths[0]
    result: list[str] = []
    last = ""
    for line in lines:
        stripped = line.strip()
        if not stripped:
            last = ""
            continue
        if last and not _ITEM.match(stripped) and _continues(result[-1], last, stripped, usual):
            result[-1] = joined(result[-1], stripped, words)
        else:
            result.append(stripped)
        last = stripped
    return "\n".join(_without_soft_hyphens(each) for each in result)


def _continues(paragraph: str, last: str, following: str, usual: int) -> bool:
    if paragraph[-1] in _SOFT or (_HYPHENATED.search(paragraph) and following[0].islower()):
        return True
    is_full = len(last) >= usual * _FULL_LINE
    if _ENDS.search(paragraph):
        return is_full and len(last) >= usual * 0.85
    return is_full or following[0].islower()


def joined(left: str, right: str, words: Counter[str]) -> str:
    """Two parts of a sentence in one line; a word cut at the end of the left one is put together."""
    if left[-1] in _SOFT:
        return left.rstrip(_SOFT) + right
    if (cut := _HYPHENATED.search(left)) and (rest := _FIRST_WORD.match(right)) and right[0].islower():
        whole, hyphenated = (cut[1] + rest[0]).lower(), f"{cut[1]}-{rest[0]}".lower()
        is_compound = words[hyphenated] > 0 and words[whole] == 0
        return (left if is_compound else left[:-1]) + right
    return f"{left} {right}"


def _without_soft_hyphens(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, _SOFT)))
