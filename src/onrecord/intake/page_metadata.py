"""What a page says of itself: JSON-LD first, then OpenGraph, other meta tags, and what stands visibly in it.

The findings come in the order in which they are preferred; all are kept. A date in the page's text that is not
marked as a date is never taken for the date of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from onrecord.intake.dates import parse_date
from onrecord.intake.json_ld import json_ld_findings
from onrecord.intake.names import split_names
from onrecord.text.document import Finding

_META = (
    ("title", "og:title"),
    ("title", "twitter:title"),
    ("title", "dc.title"),
    ("title", "dcterms.title"),
    ("title", "citation_title"),
    ("title", "parsely-title"),
    ("title", "sailthru.title"),
    ("outlet", "og:site_name"),
    ("outlet", "application-name"),
    ("outlet", "dc.publisher"),
    ("outlet", "dcterms.publisher"),
    ("outlet", "citation_journal_title"),
    ("byline", "author"),
    ("byline", "article:author"),
    ("byline", "parsely-author"),
    ("byline", "sailthru.author"),
    ("byline", "dc.creator"),
    ("byline", "dcterms.creator"),
    ("byline", "citation_author"),
    ("byline", "byl"),
    ("url", "og:url"),
    ("published", "article:published_time"),
    ("published", "og:article:published_time"),
    ("published", "parsely-pub-date"),
    ("published", "dcterms.issued"),
    ("published", "dc.date.issued"),
    ("published", "dcterms.created"),
    ("published", "dc.date"),
    ("published", "dcterms.date"),
    ("published", "citation_publication_date"),
    ("published", "sailthru.date"),
    ("published", "pubdate"),
    ("published", "publish-date"),
    ("published", "publication_date"),
    ("published", "date"),
    ("language", "og:locale"),
    ("language", "content-language"),
    ("language", "dc.language"),
    ("language", "language"),
)
_VISIBLE_BYLINE = (
    "//*[@itemprop='author']//*[@itemprop='name']",
    "//*[@itemprop='author' and not(.//*[@itemprop='name'])]",
    "//a[@rel='author']",
)
_BYLINE_CLASS = re.compile(r"(?:.*[-_])?(?:author|byline)(?:[-_]+name)?", re.IGNORECASE)
"""Names of classes that sites give to an author's name: ``byline``, ``post__author``, ``author-name``."""
_DATE_CLASS = re.compile(r"(?:.*[-_])?(?:date|dateline|published|pubdate|timestamp)", re.IGNORECASE)
_TITLE_AND_OUTLET = re.compile(r"(?P<title>.+)\s[-–—|·»:]\s(?P<outlet>[^-–—|·»:]{2,60})")
_LONGEST_BYLINE = 120


def page_findings(tree: Any, base_url: str | None = None) -> tuple[Finding, ...]:
    """Everything the page says of its title, outlet, byline, address, language and date, with its places."""
    findings = [
        *_canonical(tree, base_url),
        *json_ld_findings(tree),
        *_meta(tree),
        *_visible(tree),
    ]
    if base_url:
        findings.append(Finding("url", base_url, "http:address"))
    return tuple(dict.fromkeys(findings))


def _canonical(tree: Any, base_url: str | None) -> Iterator[Finding]:
    """The canonical link, unless it leads to the front page of a site from a page below it, as broken sites do."""
    for link in tree.xpath("//link[@rel and @href]"):
        if "canonical" not in link.get("rel").lower().split():
            continue
        href = link.get("href").strip()
        is_front = urlsplit(href).path in {"", "/"} and not urlsplit(href).query
        if href and not (is_front and base_url and urlsplit(base_url).path not in {"", "/"}):
            yield Finding("url", href, "html:link-canonical")


def _meta(tree: Any) -> Iterator[Finding]:
    contents: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = " ".join((meta.get("content") or "").split())
        if key and content:
            contents.setdefault(key.strip().lower(), []).append(content)
    for field, key in _META:
        for content in contents.get(key, ()):
            if field != "byline":
                yield Finding(field, content, f"meta:{key}")
            elif not content.startswith(("http://", "https://")):
                yield from (Finding(field, name, f"meta:{key}") for name in split_names(content))
    for key in ("datepublished", "datecreated"):
        for content in contents.get(key, ()):
            yield Finding("published", content, f"meta:{key}")


def _visible(tree: Any) -> Iterator[Finding]:
    if language := tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield Finding("language", language, "html:lang")
    for path, place in (("//article//h1", "html:article-h1"), ("//h1", "html:h1"), ("//title", "html:title")):
        if title := next(filter(None, map(_words, tree.xpath(path))), None):
            yield Finding("title", title, place)
    yield from _outlet_of_title(tree)
    yield from _visible_bylines(tree)
    for time in tree.xpath("//*[@itemprop='datePublished']"):
        if value := time.get("datetime") or time.get("content") or _words(time):
            yield Finding("published", value, "html:datePublished")
    for time in tree.xpath("//article//time[@datetime] | //time[@pubdate] | //header//time[@datetime]")[:1]:
        yield Finding("published", time.get("datetime"), "html:time")
    times = tree.xpath("//time[@datetime]")
    if len(times) == 1:
        yield Finding("published", times[0].get("datetime"), "html:time")
    dated = {words for element in tree.xpath("//*[@class]") if (words := _marked_date(element))}
    if len(dated) == 1:
        yield Finding("published", dated.pop(), "html:date")


def _marked_date(element: Any) -> str | None:
    """The words of an element whose class says that it is a date, where they are one and nothing else."""
    if not any(_DATE_CLASS.fullmatch(name) for name in element.get("class").split()):
        return None
    words = _words(element)
    return words if len(words) <= _LONGEST_BYLINE and parse_date(words) else None


def _outlet_of_title(tree: Any) -> Iterator[Finding]:
    """The outlet behind the headline in the window's title (``Bridge closed - The Ferry Post``), if a heading says so."""
    headings = {_words(heading) for heading in tree.iter("h1")}
    for title in tree.iter("title"):
        parts = _TITLE_AND_OUTLET.fullmatch(_words(title))
        if parts and parts["title"].strip() in headings:
            yield Finding("outlet", parts["outlet"].strip(), "html:title-end")


def _visible_bylines(tree: Any) -> Iterator[Finding]:
    marked = (element for path in _VISIBLE_BYLINE for element in tree.xpath(path))
    named = (
        element
        for element in tree.xpath("//*[@class]")
        if any(_BYLINE_CLASS.fullmatch(name) for name in element.get("class").split())
    )
    for element in chain(marked, named):
        words = element.get("content") or _words(element)
        if words and len(words) <= _LONGEST_BYLINE:
            yield from (Finding("byline", name, "html:byline") for name in split_names(words))


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())
