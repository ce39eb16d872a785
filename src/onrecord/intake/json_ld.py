"""What a page says of itself in JSON-LD (schema.org), as findings in the order in which they are preferred."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from onrecord.intake.names import split_names
from onrecord.text.document import Finding

_ARTICLES = frozenset(
    {
        "Article", "BlogPosting", "Interview", "LiveBlogPosting", "NewsArticle", "Report", "ScholarlyArticle",
        "SocialMediaPosting", "TechArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle",
        "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle",
    }
)  # fmt: skip
_FIELDS = (
    ("title", "headline"),
    ("title", "name"),
    ("published", "datePublished"),
    ("language", "inLanguage"),
    ("url", "url"),
    ("url", "mainEntityOfPage"),
)
_DEPTH = 8


def json_ld_findings(tree: Any) -> list[Finding]:
    """Findings of title, byline, outlet, published, language and url from every article in the page's JSON-LD."""
    findings: list[Finding] = []
    nodes = [node for block in _blocks(tree) for node in _nodes(block)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [(kind, node) for node in nodes if (kind := _article_type(node))]
    for kind, node in articles:
        findings += _of_article(kind, node, by_id)
    return list(dict.fromkeys(findings))


def _blocks(tree: Any) -> Iterator[Any]:
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        text = (script.text or "").strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
        try:
            yield json.loads(text, strict=False)  # sites leave raw line breaks inside strings
        except (ValueError, RecursionError):
            continue


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object of a block that may be an article: in arrays, graphs and as what the page is about."""
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "author", "publisher"):
            yield from _nodes(value.get(key), depth + 1)


def _article_type(node: dict[str, Any]) -> str | None:
    return next((each for each in _words(node.get("@type")) if each in _ARTICLES), None)


def _words(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each.rsplit("/", 1)[-1] for each in values if isinstance(each, str)]


def _of_article(kind: str, node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    for field, key in _FIELDS:
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        for each in value[:1] if isinstance(value, list) else [value]:
            if isinstance(each, str) and each.strip():
                yield Finding(field, each.strip(), f"json-ld:{kind}.{key}")
    for key in ("author", "creator"):
        for name in _names(node.get(key), by_id):
            yield from (Finding("byline", each, f"json-ld:{kind}.{key}") for each in split_names(name))
    for name in _names(node.get("publisher"), by_id)[:1]:
        yield Finding("outlet", name, f"json-ld:{kind}.publisher")


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> list[str]:
    """The names in a person, an organisation, a list of them, a reference or a bare string."""
    if isinstance(value, list):
        return [name for each in value for name in _names(each, by_id)]
    if isinstance(value, dict):
        node = value if "name" in value else by_id.get(str(value.get("@id")), value)
        return [" ".join(name.split()) for name in _strings(node.get("name")) if name.strip()]
    if isinstance(value, str) and value.strip() and not value.startswith(("http://", "https://")):
        return [" ".join(value.split())]
    return []


def _strings(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]
