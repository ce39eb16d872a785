"""Feeds (RSS, Atom, RDF): every entry a document; of a fetched feed, entries without full text are followed.

The original of an entry is its exact ``<item>`` or ``<entry>``, read again inside the feed's own root element so
that its namespaces hold; where entries cannot be cut out (a feed in UTF-16), it is the whole feed. The original
of a followed entry is the page it leads to.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from onrecord.errors import DamagedInput, EmptyInput, InputError
from onrecord.intake.assembling import web_address
from onrecord.intake.formats import choose_format
from onrecord.intake.html import decode_page, page_text
from onrecord.intake.material import HEAD_BYTES, Extract, Format, Material, PageFetcher, Piece
from onrecord.intake.names import split_names
from onrecord.settings import Settings
from onrecord.text.document import Finding, Warning

_BEFORE = (
    rb"\s*(?:<\?xml[^>]*\?>\s*)?"
    rb"(?:<!--.{0,2000}?-->\s*|<\?.{0,500}?\?>\s*|<!DOCTYPE[^>\[]{0,300}(?:\[.{0,5000}?\])?>\s*)*"
)
_ROOT = re.compile(
    _BEFORE + rb"(?P<open><(?P<tag>(?:[\w.-]+:)?(?:rss|feed|RDF))(?=[\s>])[^>]*>)", re.IGNORECASE | re.DOTALL
)
_TOKEN = re.compile(
    rb"(?P<opaque><!\[CDATA\[|<!--)|<(?P<close>/?)(?:[\w.-]{1,40}:)?(?P<tag>item|entry)(?=[\s/>])[^<>]*>"
)
_WHOLE_FEED_ENTRIES = 1000
"""The most entries that may share the whole feed as their original."""
_SINGLE = frozenset({"html", "pdf", "docx", "text"})
"""The formats of pages that are one document each."""


def entry_slices(data: bytes) -> list[tuple[int, int]]:
    """Where each ``<item>`` or ``<entry>`` stands in the bytes of a feed."""
    slices, depth, start, at = [], 0, 0, 0
    while found := _TOKEN.search(data, at):
        at = found.end()
        if opening := found["opaque"]:  # it may hold anything
            mark = b"-->" if opening == b"<!--" else b"]]>"
            at = data.find(mark, at) + len(mark)
            if at < len(mark):
                break
            continue
        is_empty = data[at - 2 : at - 1] == b"/"
        if found["close"]:
            depth = max(depth - 1, 0)
        elif depth == 0:
            start = found.start()
        if not found["close"] and not is_empty:
            depth += 1
        elif depth == 0:
            slices.append((start, at))
    return slices


def _split(material: Material) -> Iterator[Piece | InputError]:
    data = material.read_all()
    decoded = decode_page(data, material.charset)
    root = _ROOT.match(data)
    slices = entry_slices(data) if root else []
    if root and slices:
        outer = _parsed(data[: slices[0][0]] + data[slices[-1][1] :])
        pieces = [
            Piece(
                data=data[start:end],
                name=material.name,
                context={"feed-root": root["open"].decode("utf-8", "replace")},
            )
            for start, end in slices
        ]
    else:
        outer = _parsed(data)
        if len(outer.entries) > _WHOLE_FEED_ENTRIES:
            raise DamagedInput(material.name, "a feed whose entries cannot be told apart")
        pieces = [Piece(data=data, name=material.name) for _ in outer.entries]
    is_cut = f"</{root['tag'].decode()}" not in decoded.text[-2000:] if root else False
    if not pieces:
        if is_cut:
            raise DamagedInput(material.name, "the feed is cut short")
        raise EmptyInput(material.name, "the feed has no entries")
    about = {
        "feed-title": page_text(outer.feed.get("title", "")),
        "feed-language": outer.feed.get("language", ""),
        "feed-encoding": decoded.encoding,
    }
    for number, piece in enumerate(pieces, 1):
        context = {**about, **piece.context, "feed-entry": str(number)}
        entry = replace(
            piece,
            locator=f"entry {number}",
            base_url=material.url,
            context=context,
            warnings=decoded.warnings,
        )
        yield _followed(entry, material, material.fetcher) if material.fetcher else entry
    if is_cut:
        yield DamagedInput(material.name, f"the feed is cut short after {len(pieces)} entries")


@lru_cache(maxsize=2)
def _parsed(data: bytes) -> Any:
    import feedparser

    return feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)


def _entry(piece: Piece) -> Any:
    """The parsed entry of a piece; raises ``DamagedInput`` where nothing of it can be parsed."""
    if root := piece.context.get("feed-root"):
        text = piece.data.decode(piece.context.get("feed-encoding", "utf-8"), "replace")
        tag = re.split(r"[\s>]", root[1:], maxsplit=1)[0]
        channel, end = ("<channel>", "</channel>") if tag.lower() == "rss" else ("", "")
        feed = _parsed(f"{root}{channel}{text}{end}</{tag}>".encode("utf-8", "replace"))
        number = 0
    else:
        feed, number = _parsed(piece.data), int(piece.context.get("feed-entry", "1")) - 1
    if number >= len(feed.entries):
        raise DamagedInput(piece.label, "a feed entry that cannot be parsed")
    return feed.entries[number]


def _text(entry: Any) -> str:
    """The longest text that the entry carries: its content, else its summary."""
    bodies = [each.get("value", "") for each in entry.get("content", [])] + [entry.get("summary", "")]
    return max(map(page_text, bodies), key=len)


def _extract(piece: Piece, settings: Settings) -> Extract:
    entry = _entry(piece)
    link = web_address(entry.get("link", ""), piece.base_url)
    return Extract(
        text=_text(entry),
        id=None if link else entry.get("id") or None,
        findings=tuple(_findings(entry, link, piece)),
    )


def _findings(entry: Any, link: str | None, piece: Piece) -> Iterator[Finding]:
    if title := page_text(entry.get("title", "")):
        yield Finding("title", title, "feed:entry.title")
    if link:
        yield Finding("url", link, "feed:entry.link")
    written = [each.get("name", "") for each in entry.get("authors", [])] or [entry.get("author", "")]
    for name in dict.fromkeys(name for each in written if each for name in split_names(each)):
        yield Finding("byline", name, "feed:entry.author")
    for key in ("published", "updated"):
        date = dict.get(entry, key)  # the parser's own look-up confuses the two
        if date and (key == "published" or date != entry.get("published")):
            yield Finding("published", date, f"feed:entry.{key}")
    if outlet := piece.context.get("feed-title"):
        yield Finding("outlet", outlet, "feed:title")
    if language := piece.context.get("feed-language"):
        yield Finding("language", language, "feed:language")


def _followed(piece: Piece, material: Material, fetcher: PageFetcher) -> Piece:
    """The page that an entry leads to, where the entry itself has no full text; else the entry."""
    try:
        entry = _entry(piece)
    except DamagedInput:
        return piece  # its own reading will say so
    text, link = _text(entry), web_address(entry.get("link", ""), piece.base_url)
    if link is None or len(text) >= material.settings.feed_full_text_characters:
        return piece
    try:
        page = fetcher.fetch(link)
        form = choose_format(page.body[:HEAD_BYTES], page.url, page.media_type)
        if form.name not in _SINGLE:
            raise DamagedInput(link, "the page is no single document")
    except InputError as error:
        told = Warning("summary-only", f"only the feed's summary could be read; {error}")
        return replace(piece, warnings=(*piece.warnings, told))
    summary = (Finding("summary", text, "feed:entry.summary"),) if text else ()
    return Piece(
        data=page.body,
        name=link,
        format=form,
        base_url=page.url,
        charset=page.charset,
        context={**page.details, "feed": material.source},
        findings=(*_findings(entry, link, piece), *summary),
        fallback=piece,
    )


def _recognises(head: bytes) -> bool:
    root = _ROOT.match(head)
    if root is None:
        return False
    return (
        not root["tag"].lower().endswith(b"rdf")
        or b"purl.org/rss" in head
        or b"netscape.com/rdf/simple" in head
    )


FORMAT = Format(
    name="feed",
    media_types=("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    suffixes=(".rss", ".atom"),
    recognises=_recognises,
    extract=_extract,
    split=_split,
)
