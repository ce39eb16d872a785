from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from lxml import html as lxml_html

from onrecord.archive.capture import Capture
from onrecord.errors import EmptyInput, InputError, InputTooLarge
from onrecord.intake.html import page_text
from onrecord.intake.page_metadata import page_findings
from onrecord.settings import Settings
from onrecord.text.document import Document

WORDS = "<p>General Tarvo Kesk warned on Thursday that the war would last for years.</p>"
ReadOne = Callable[..., Capture]


def page(head: str = "", body: str = f"<article>{WORDS}</article>", attributes: str = "") -> bytes:
    return f"<!doctype html><html{attributes}><head>{head}</head><body>{body}</body></html>".encode()


def json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def found(document: Document, field: str) -> list[tuple[str, str]]:
    return [(each.value, each.place) for each in document.findings if each.field == field]


ARTICLE = {
    "@type": ["NewsArticle", "Thing"],
    "headline": "Kesk warns",
    "datePublished": "2024-12-05T10:00+02:00",
    "author": [{"@type": "Person", "name": "Ana Roe"}, {"@id": "#ben"}],
    "publisher": {"@type": "Organization", "name": "The Northern Post"},
    "inLanguage": "en-GB",
    "mainEntityOfPage": {"@id": "http://north.example/1"},
}
BEN = {"@type": "Person", "@id": "#ben", "name": "Ben Doe"}


@pytest.mark.parametrize(
    "block",
    [
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, ARTICLE, BEN]},
        [ARTICLE, BEN],
        {"@type": "WebPage", "mainEntity": ARTICLE, "author": BEN},
    ],
)
def test_json_ld_is_found_wherever_it_lies(block: object, read_one: ReadOne) -> None:
    document = read_one(page(json_ld(block)), "a.html").document
    assert (document.title, document.outlet) == ("Kesk warns", "The Northern Post")
    assert document.byline == ("Ana Roe", "Ben Doe")
    assert document.published == "2024-12-05T10:00+02:00"
    assert document.url == document.id == "http://north.example/1"
    assert ("Kesk warns", "json-ld:NewsArticle.headline") in found(document, "title")
    assert ("en-GB", "json-ld:NewsArticle.inLanguage") in found(document, "language")


def test_json_ld_that_is_broken_or_of_something_else_is_passed_over(read_one: ReadOne) -> None:
    head = '<script type="application/ld+json">{"@type": broken</script>'
    head += (
        json_ld({"@type": "Organization", "name": "Seller", "headline": "Buy"})
        + json_ld("text")
        + json_ld([[[]]])
    )
    document = read_one(page(head + "<title>Kesk warns</title>"), "a.html").document
    assert document.title == "Kesk warns"
    assert document.byline == ()


def test_line_breaks_inside_json_ld_strings_are_borne(read_one: ReadOne) -> None:
    head = '<script type="application/ld+json">{"@type": "Article", "headline": "Kesk\n warns"}</script>'
    assert read_one(page(head), "a.html").document.title == "Kesk warns"


def test_meta_tags_and_visible_marks(read_one: ReadOne) -> None:
    head = """<title>Kesk | North</title><meta property="og:title" content="Kesk warns of war">
    <meta name="parsely-author" content="Ana Roe"><meta property="article:author" content="https://north.example/ana">
    <meta property="article:published_time" content="2024-12-05"><meta property="og:locale" content="uk_UA">
    <meta name="DC.publisher" content="North"><link rel="canonical" href="/1?a=b#c">"""
    body = f'<article><h1>Kesk warns</h1><time datetime="2024-12-06">x</time>{WORDS}</article>'
    document = read_one(page(head, body, ' lang="en"'), "a.html", charset=None).document
    assert (document.title, document.byline, document.outlet) == ("Kesk warns of war", ("Ana Roe",), "North")
    assert document.published == "2024-12-05"
    assert found(document, "published") == [
        ("2024-12-05", "meta:article:published_time"),
        ("2024-12-06", "html:time"),
    ]
    assert document.language == "en"
    assert found(document, "language")[:2] == [("uk_UA", "meta:og:locale"), ("en", "html:lang")]
    assert [place for _, place in found(document, "title")] == [
        "meta:og:title",
        "html:article-h1",
        "html:h1",
        "html:title",
    ]
    assert document.url is None  # the canonical link is relative and there is no address to read it against
    assert document.id == "a.html"


def test_findings_carry_the_place_where_their_words_stand(read_one: ReadOne) -> None:
    body = f"<article><h1>Kesk warns</h1>{WORDS}</article>"
    document = read_one(page('<meta property="og:title" content="Kesk  warns">', body), "a.html").document
    for finding in document.findings:
        if finding.field == "title":
            assert finding.span is not None
            assert finding.span.of(document.text) == "Kesk warns"


def test_a_date_in_the_text_is_not_taken_for_the_date_of_publication(read_one: ReadOne) -> None:
    body = f"<article>{WORDS}<p>The treaty was signed on 1 May 1999, he said at the meeting.</p></article>"
    assert read_one(page(body=body), "a.html").document.published is None


def test_what_stands_around_the_article_is_left_out(read_one: ReadOne) -> None:
    body = f"""<header><a href=/>North</a></header><nav><ul><li><a href=/a>World news</a></ul></nav>
    <main><article><h1>Kesk warns</h1>{WORDS}<p>“We are <b>not</b> <a href=/x>ready</a>,” he said.<br>Twice.</p>
    <ul><li>One thing was said.</li></ul><table><tr><td>left</td><td>right</td></tr></table></article></main>
    <div class="comments"><p>A reader’s comment stands here.</p></div><footer>© North. All rights reserved.</footer>
    <script>var x = 1;</script>"""
    text = read_one(page(body=body), "a.html").document.text
    assert text.split("\n") == [
        "Kesk warns",
        "General Tarvo Kesk warned on Thursday that the war would last for years.",
        "“We are not ready,” he said.",
        "Twice.",
        "One thing was said.",
        "left right",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Kesk said that he would not go.</p>",
        "<main><p>Kesk said no.</p></main>",
        "<div>Kesk said that he would not go.<br><br>He said so twice on that day.</div>",
        "<div itemprop='articleBody'><p>Генерал сказал, что война будет долгой.</p></div>",
    ],
)
def test_short_and_plain_pages_are_read(body: str, read_one: ReadOne) -> None:
    text = read_one(page(body=f"<nav>Home</nav>{body}"), "a.html").document.text
    assert "Home" not in text
    assert len(text.split()) >= 3


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<nav><a href=/>Home</a></nav>",
        "<ul><li><a href=/1>General warns of war</a><li><a href=/2>War goes on</a></ul>",
        "<p>© 2024 The Northern Post. All rights reserved by the owners.</p>",
        "<p>Please enable JavaScript in your browser to read this page.</p>",
    ],
)
def test_pages_without_an_article_are_errors(body: str, read_error: Callable[..., InputError]) -> None:
    error = read_error(page("<title>North</title>", body), "a.html")
    assert isinstance(error, EmptyInput)
    assert "no article text found" in error.reason


def test_the_same_page_gives_the_same_text_every_time(read_one: ReadOne, article: str) -> None:
    assert len({read_one(article.encode(), "a.html").document for _ in range(3)}) == 1


@pytest.mark.parametrize(
    ("encoding", "declared"), [("cp1251", "windows-1251"), ("koi8-r", "koi8-r"), ("utf-16", "utf-16")]
)
def test_the_page_declares_its_encoding(encoding: str, declared: str, read_one: ReadOne) -> None:
    text = "Генерал сказал, что война будет долгой."
    markup = (
        f'<!doctype html><html><head><meta charset="{declared}"></head><body><article><p>{text}</p></article>'
    )
    document = read_one(markup.encode(encoding), "a.html").document
    assert (document.text, document.warnings) == (text, ())


def test_a_page_without_a_known_name_is_a_page_and_one_named_as_text_is_text(
    read_one: ReadOne, article: str
) -> None:
    assert read_one(article.encode(), "a").document.media_type == "text/html"
    assert read_one(article.encode(), "a.txt").document.media_type == "text/plain"
    assert read_one(b"The tag <html> begins a page, he said.", "a.txt").document.media_type == "text/plain"


def test_a_canonical_link_to_the_front_page_is_not_believed(article: str) -> None:
    from onrecord.intake.html import parse_page
    from onrecord.intake.page_metadata import page_findings

    tree = parse_page('<html><head><link rel="canonical" href="https://north.example/"></head></html>', "a")
    urls = [each.value for each in page_findings(tree, "https://north.example/2024/1") if each.field == "url"]
    assert urls == ["https://north.example/2024/1"]


def test_fragments_become_lines() -> None:
    assert (
        page_text("<p>One<br>two</p><div>three <i>four</i></div><script>x</script>&amp;")
        == "One\ntwo\nthree four\n&"
    )
    assert page_text("") == ""
    assert page_text("bare words") == "bare words"


def test_what_stands_beside_the_metadata_is_found() -> None:
    """A bare page of an old site: outlet after the headline in the window's title, author and date by class."""
    page = (
        "<html><head><title>Bridge closed — The Ferry Post</title></head><body><h1>Bridge closed</h1>"
        '<p class="post__author">By Maud Kesterly in Selgrad</p><p class="post-date">Thursday 15 June 2023</p>'
        f"<article><p>{'The bridge at Selm was closed in the morning, the ministry said. ' * 8}</p></article></body></html>"
    )
    tree = lxml_html.document_fromstring(page)
    found = {(one.field, one.value, one.place) for one in page_findings(tree)}
    assert ("outlet", "The Ferry Post", "html:title-end") in found
    assert ("byline", "Maud Kesterly", "html:byline") in found
    assert ("published", "Thursday 15 June 2023", "html:date") in found


def test_a_title_with_a_dash_of_its_own_names_no_outlet() -> None:
    page = "<html><head><title>Selm - a history</title></head><body><h1>Selm - a history</h1></body></html>"
    assert not [one for one in page_findings(lxml_html.document_fromstring(page)) if one.field == "outlet"]


def test_a_page_like_a_book_is_read_whole_and_one_over_the_limit_is_refused(
    read_one: ReadOne, read_error: Callable[..., InputError]
) -> None:
    body = "".join(f"<p>General Kesk said sentence number {number}.</p>" for number in range(25_000))
    text = read_one(page(body=f"<nav>Home</nav><article>{body}</article>"), "a.html").document.text
    assert text.count("\n") == 24_999
    assert text.endswith("General Kesk said sentence number 24999.")
    error = read_error(page(body=body), "a.html", Settings(max_text_characters=100_000))
    assert isinstance(error, InputTooLarge)
