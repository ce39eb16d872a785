"""HTML pages: the article's text by trafilatura, metadata from the page itself (:mod:`onrecord.intake.page_metadata`)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from onrecord.errors import DamagedInput, EmptyInput, InputTooLarge
from onrecord.intake.decoding import Decoded, decode, nul_warning
from onrecord.intake.material import Extract, Format, Piece
from onrecord.intake.page_metadata import page_findings
from onrecord.settings import Settings

_START = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|(?:html|head|body)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "td", "dd")
_BODIES = "//*[@itemprop='articleBody'] | //article | //main | //*[@role='main']"
_AROUND = (
    "//nav | //*[@role='navigation'] | //footer[not(ancestor::article)] | //script | //style | //noscript"
)
_BOILERPLATE = re.compile(
    r"©|\bcopyright\b|all rights reserved|\bcookies?\b|все права защищены|усі права захищен|всі права захищен|"
    r"subscribe|sign in|log in|enable javascript|подпис(?:аться|ывайтесь)|підпис(?:атися|уйтесь)",
    re.IGNORECASE,
)
_MOST_ELEMENTS = 20_000
_SENTENCE_CHARACTERS = 2000
_SENTENCE = re.compile(r"(?:[^\W\d_][\w'’ʼ-]*[\s,;:«»“”\"'()–—-]+){4,}[\w'’ʼ-]+[»”\"')]*[.!?…]")


def _extract(piece: Piece, settings: Settings) -> Extract:
    decoded = decode_page(piece.content, piece.charset)
    if (
        len(decoded.text) > settings.max_text_characters
    ):  # the parser drops a text of so many characters unsaid
        raise InputTooLarge(
            piece.label,
            f"the page of {len(decoded.text):,} characters is longer than {settings.max_text_characters:,}",
            "ONRECORD_MAX_TEXT_CHARACTERS raises the limit",
        )
    tree = parse_page(decoded.text, piece.label)
    findings = page_findings(tree, piece.base_url)
    return Extract(
        text=article_text(tree, piece.label),
        findings=findings,
        warnings=(*decoded.warnings, *nul_warning(decoded.text)),
        details={"encoding": decoded.encoding},
    )


def decode_page(data: bytes, charset: str | None) -> Decoded:
    """A page's bytes as text; the header's encoding goes before the one in the page, as in browsers."""
    found = _DECLARED.search(data[:4096])
    declared = charset or ((found[1] or found[2]).decode("ascii", "ignore") if found else None)
    return decode(data, declared)


def parse_page(text: str, label: str) -> Any:
    """The page as an lxml tree; raises ``DamagedInput`` where nothing of it can be parsed."""
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        return lxml_html.document_fromstring(data, parser=parser, ensure_head_body=True)
    except (etree.LxmlError, ValueError, AssertionError):
        raise DamagedInput(label, "HTML that cannot be parsed") from None


def article_text(tree: Any, label: str) -> str:
    """The text of the page's article, a paragraph a line; raises ``EmptyInput`` where there is none."""
    marked = _marked_article(tree)
    # trafilatura's time grows with the square of the number of elements; a page like a book is taken as it is marked.
    is_long = sum(1 for _ in tree.iter("*")) > _MOST_ELEMENTS
    text = (marked or _block_text(tree.body)) if is_long else _extracted(tree)
    if text and (_is_article(text) or marked):
        return text
    if marked and _is_article(marked):
        return marked
    raise EmptyInput(label, "no article text found", "save the article itself, as HTML or text")


def _extracted(tree: Any) -> str:
    """trafilatura's main text, its blocks one a line without the list and table marks that its own text form adds."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    page = deepcopy(tree)
    for each in page.xpath(_AROUND):
        each.drop_tree()
    found = bare_extraction(
        page, include_comments=False, include_tables=True, deduplicate=False, config=_short_pages_too()
    )
    body = getattr(found, "body", None)
    if body is None:
        return ""
    for each in body.iter("lb"):
        each.tail = "\n" + (each.tail or "")
    for each in body.iter("p", "head", "item", "quote", "list", "row", "table", "code"):
        each.text = "\n" + (each.text or "")
        each.tail = "\n" + (each.tail or "")
    for each in body.iter("cell"):
        each.tail = "\t" + (each.tail or "")
    return _tidy("".join(body.itertext()))


@cache
def _short_pages_too() -> Any:
    """trafilatura's settings, but for its distrust of short articles: it would hand back their lines run together."""
    from copy import deepcopy

    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "40"
    config["DEFAULT"]["MIN_OUTPUT_SIZE"] = "1"
    return config


def _marked_article(tree: Any) -> str:
    """The text of what the page itself marks as its article: the longest of the places."""
    return max((_block_text(each) for each in tree.xpath(_BODIES)), key=len, default="")


def _block_text(element: Any) -> str:
    lines = []
    for each in element.iter(*_BLOCKS):
        if any(above.tag in {*_BLOCKS, "nav", "footer", "aside", "form"} for above in each.iterancestors()):
            continue
        lines.append(" ".join(each.text_content().split()))
    if not any(lines):
        lines = [" ".join(line.split()) for line in element.text_content().splitlines()]
    return "\n".join(line for line in lines if line)


def _is_article(text: str) -> bool:
    """Whether a line of it is a sentence and not boilerplate: menus and lists of links have none."""
    return any(
        _SENTENCE.search(line[:_SENTENCE_CHARACTERS]) and not _BOILERPLATE.search(line[:_SENTENCE_CHARACTERS])
        for line in text.splitlines()
    )


def _tidy(text: str) -> str:
    """One space between words, one line break between blocks, no blank lines."""
    return "\n".join(line for each in text.split("\n") if (line := " ".join(each.split())))


def page_text(markup: str) -> str:
    """The plain text of a fragment of HTML, a block a line: for summaries, mails and messages."""
    from lxml import html as lxml_html

    if not markup.strip():
        return ""
    data = f"<div>{markup}</div>".replace("\x00", "").encode("utf-8", "replace")
    tree = lxml_html.fragment_fromstring(
        data, parser=lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    )
    for each in list(tree.iter("script", "style", "head", "noscript")):
        each.drop_tree()
    for each in tree.iter("br"):
        each.tail = "\n" + (each.tail or "")
    for each in tree.iter(*_BLOCKS, "div", "tr", "ul", "ol", "table", "section", "article"):
        each.text = "\n" + (each.text or "")
        each.tail = "\n" + (each.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


FORMAT = Format(
    name="html",
    media_types=("text/html", "application/xhtml+xml"),
    suffixes=(".html", ".htm", ".xhtml", ".shtml"),
    recognises=lambda head: _START.match(head) is not None,
    extract=_extract,
)
