"""Small documents with their source marked: ``{she} said that <it rained>``, and ``[said]`` where the cue matters."""

from __future__ import annotations

import re

from onrecord.attributions.record import Attribution, Speaker
from onrecord.speakers import resolve
from onrecord.text.document import Document, Span

_MARKS = re.compile(r"[{}<>\[\]]")


def attributions(marked: str, language: str) -> tuple[Document, list[Attribution]]:
    """The document without its marks, and one attribution for each ``{source}`` with the next ``<content>``.

    Either every attribution has its ``[cue]``, or none: then it is the character after the source.
    """
    places: dict[str, list[int]] = {mark: [] for mark in "{}<>[]"}
    for before, match in enumerate(_MARKS.finditer(marked)):
        places[match.group()].append(match.start() - before)
    text = _MARKS.sub("", marked)
    sources = [Span(*pair) for pair in zip(places["{"], places["}"], strict=True)]
    contents = [Span(*pair) for pair in zip(places["<"], places[">"], strict=True)]
    cues = [Span(*pair) for pair in zip(places["["], places["]"], strict=True)]
    cues = cues or [Span(source.end, min(source.end + 1, len(text))) for source in sources]
    document = Document(id="t", path="t", text=text, sha256="", language=language)
    found = [
        Attribution(
            id=f"a{number}",
            source=(source,) if source.end > source.start else (),
            cue=(cue,) if cue.end > cue.start else (),
            content=(content,),
            mode="indirect",
        )
        for number, (source, cue, content) in enumerate(zip(sources, cues, contents, strict=True), 1)
    ]
    return document, found


def speakers(marked: str, language: str = "en") -> list[Speaker]:
    """The speakers of a marked text, in order."""
    document, found = attributions(marked, language)
    return [each.speaker for each in resolve(document, found)]
