"""Subtitles (SRT, WebVTT): the words of the cues as running text.

Cues are cut by time, not by sense, so a cue goes on in the next one's line until a sentence ends or a speaker changes.
Dashes that mark a speaker stay; a WebVTT voice tag becomes ``Name: words``; other markup goes.
"""

from __future__ import annotations

import re

from onrecord.errors import DamagedInput
from onrecord.intake.decoding import decode, nul_warning
from onrecord.intake.material import Extract, Format, Piece
from onrecord.settings import Settings

_TIMES = rb"\d{1,3}:\d\d(?::\d\d)?[,.]\d{1,3}\s*-->\s*\d{1,3}:\d\d(?::\d\d)?[,.]\d{1,3}"
_SRT_START = re.compile(rb"\s*\d+\s*\r?\n" + _TIMES)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?[ \t]+([^>\n]+)>")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]{0,80}>|\{\\[^{}\n]{0,80}\}|<\d\d:\d\d[\d:.]*>")
_ENDS = re.compile(r"[.!?…:][»”\"')\]]*$")
_SPEAKER = re.compile(r"[-–—]|>>|[A-ZА-ЯЁІЇЄҐ][\w .'’-]{1,40}:\s")


def _extract(piece: Piece, settings: Settings) -> Extract:
    import pysubs2

    decoded = decode(piece.content, piece.charset)
    is_vtt = decoded.text.lstrip().startswith("WEBVTT")
    source = _VOICE.sub(r"\1: ", decoded.text.replace("\x00", ""))
    try:
        cues = pysubs2.SSAFile.from_string(
            source, format_="vtt" if is_vtt else "srt", keep_unknown_html_tags=True
        )
    except (pysubs2.Pysubs2Error, ValueError, IndexError) as error:
        raise DamagedInput(piece.label, f"subtitles that cannot be read ({error})") from None
    if not len(cues):
        raise DamagedInput(piece.label, "there is no cue with times in it")
    return Extract(
        media_type="text/vtt" if is_vtt else "application/x-subrip",
        text=_joined(
            [each.text.replace(r"\N", "\n").replace(r"\n", "\n").replace(r"\h", " ") for each in cues]
        ),
        warnings=(*decoded.warnings, *nul_warning(decoded.text)),
        details={"encoding": decoded.encoding},
    )


def _joined(cues: list[str]) -> str:
    lines: list[str] = []
    previous = None
    for cue in cues:
        words = [" ".join(line.split()) for line in _unescaped(_MARKUP.sub("", cue)).split("\n")]
        if words == previous:  # captions that roll up show a line twice
            continue
        previous = words
        for line in filter(None, words):
            if lines and not _ENDS.search(lines[-1]) and not _SPEAKER.match(line):
                lines[-1] += " " + line
            else:
                lines.append(line)
    return "\n".join(lines)


def _unescaped(text: str) -> str:
    import html

    return html.unescape(text)


FORMAT = Format(
    name="subtitles",
    media_types=("text/vtt", "application/x-subrip"),
    suffixes=(".srt", ".vtt"),
    recognises=lambda head: (
        head.lstrip().startswith((b"WEBVTT\n", b"WEBVTT\r", b"WEBVTT ")) or bool(_SRT_START.match(head))
    ),
    extract=_extract,
)
