"""The pages over a small ledger: what they show, and that captured text is never live."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from onrecord.ledger import Ledger

Ask = Callable[..., httpx.Response]

ALL = [
    "/",
    "/attributions",
    "/search",
    "/search?q=generals",
    *(f"/documents/d{number}" for number in range(1, 7)),
    "/documents/d6?version=1",
]


class Parsed(HTMLParser):
    """The tags of a page, and the words within the element that has the id ``text``."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._depth = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if self._depth or ("id", "text") in attrs:
            self._depth += tag not in ("link", "meta", "input")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= bool(self._depth)

    def handle_data(self, data: str) -> None:
        self.text += data if self._depth else ""

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.tags if attribute in attrs]


@pytest.mark.parametrize("path", ALL)
def test_captured_markup_is_never_live(pages: Ask, path: str) -> None:
    page = Parsed(pages(path).text)
    assert not {tag for tag, _ in page.tags} & {
        "script",
        "img",
        "svg",
        "iframe",
        "object",
        "style",
        "base",
        "b",
        "u",
    }
    names = {name for _, attrs in page.tags for name in attrs}
    assert not {name for name in names if name.startswith("on")} | ({"style", "srcdoc", "src"} & names)
    assert not [href for href in page.values("href") if not re.match(r"/|#|\?|https?://", href)]


def test_hostile_words_are_shown_as_words(pages: Ask) -> None:
    page = pages("/documents/d3").text
    for words in (
        "<script>alert('title')</script>",
        '"><svg onload=alert(3)>',
        "javascript:alert(4)",
        "<u>code</u>",
    ):
        assert words in html.unescape(page)
        assert words not in page.replace("javascript:alert(4)", "")
    assert Parsed(page).text == (
        "<script>alert(1)</script> said \"><b onclick='x'>no</b>\ufffd\ufffd[31m\ufffd and \u202eleft."
    )


@pytest.mark.parametrize("path", ALL)
def test_every_link_and_name_within_a_page_holds(pages: Ask, path: str) -> None:
    page = Parsed(pages(path).text)
    names = page.values("id")
    assert len(names) == len(set(names))
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(names)
    assert set(page.values("for")) <= set(names)
    assert page.tags[0] == ("html", {"lang": "en"})
    assert [tag for tag, _ in page.tags].count("h1") == 1


@pytest.mark.parametrize(("path", "ref"), [(f"/documents/d{number}", f"d{number}") for number in (1, 2, 4)])
def test_the_text_is_whole(pages: Ask, ledger_path: Path, path: str, ref: str) -> None:
    with Ledger.open(str(ledger_path)) as ledger:
        text = ledger.document(ref).text
    assert Parsed(pages(path).text).text == text


def test_links_from_listings_lead_to_the_exact_words(pages: Ask) -> None:
    page = Parsed(pages("/attributions").text)
    links = [href for href in page.values("href") if href.startswith("/documents/")]
    assert len(links) == 9
    for link in links:
        path, anchor = link.split("#")
        assert f'id="{anchor}"' in pages(path).text


def test_documents_say_what_is_known(pages: Ask) -> None:
    page = pages("/").text
    for words in (
        "Front “will not hold”",
        "Meridian Courier",
        "2024-12-05",
        "byline-conflict",
        "Генералов не слушают",
    ):
        assert words in page
    assert 'lang="ru"' in page
    assert "2 versions" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("outlet=courier", ["d1"]),
        ("language=ru", ["d2"]),
        ("since=2024&until=2024", ["d1", "d2"]),
        ("text=генерал", ["d2"]),
        ("outlet=courier&language=ru", []),
        ("text=%22%22", []),
    ],
)
def test_documents_are_filtered(pages: Ask, query: str, shown: list[str]) -> None:
    answer = pages(f"/?{query}")
    assert answer.status_code == 200
    found = [
        href.removeprefix("/documents/")
        for href in Parsed(answer.text).values("href")
        if "/documents/" in href
    ]
    assert found == shown
    assert ("No document" in answer.text) == (not shown)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("speaker=valko", ["a1"]),
        ("speaker=полковника", ["a4"]),
        ("mode=direct", ["a3"]),
        ('text="nobody asked"', ["a2", "a3"]),
        ("language=ru&until=2024", ["a4"]),
        ("outlet=вечер", ["a4"]),
        ("speaker=nobody", []),
    ],
)
def test_attributions_are_filtered(pages: Ask, query: str, shown: list[str]) -> None:
    page = pages(f"/attributions?{query}").text
    found = [href.split("#")[1] for href in Parsed(page).values("href") if "/documents/" in href]
    assert found == shown
    assert ("Nobody on record" in page) == (not shown)


def test_an_attribution_is_cited(pages: Ask) -> None:
    page = pages("/attributions?speaker=valko").text
    (citation,) = re.findall(r'<p class="citation"[^>]*>(.*?)</p>', page, re.DOTALL)
    for words in (
        "Valko",
        "the front would not hold",
        "Meridian Courier",
        "2024-12-05",
        "https://courier.example/front",
    ):
        assert words in html.unescape(citation)


@pytest.mark.parametrize(
    "path",
    ["/?since=soon", "/attributions?until=32", "/attributions?mode=loud", "/?page=x", "/search?q=a&in=b"],
)
def test_a_filter_that_makes_no_sense_is_said_above_the_form(pages: Ask, path: str) -> None:
    answer = pages(path)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "<form" in answer.text


def test_an_attribution_has_an_address_of_its_own(pages: Ask) -> None:
    answer = pages("/attributions/a3")
    assert (answer.status_code, answer.headers["location"]) == (303, "/documents/d1?at=82#a3")
    superseded = next(
        f"/attributions/a{number}"
        for number in range(1, 10)
        if "version" in pages(f"/attributions/a{number}").headers["location"]
    )
    path, anchor = pages(superseded).headers["location"].split("#")
    assert path.startswith("/documents/d6?version=1&")
    assert f'id="{anchor}"' in pages(path).text


def test_facts_warnings_and_captures_of_a_document(pages: Ask) -> None:
    page = pages("/documents/d1").text
    for words in (
        "meta:author",
        "text:closing-line",
        "byline-conflict",
        "2025-03-01 10:00:00 UTC",
        "/archive/front.html",
    ):
        assert words in page
    (warned,) = re.findall(r'<a href="#(p\d+)"><bdi>Ann Hollis</bdi>', page)
    assert re.search(
        rf'id="{warned}"></a>.*?<span class="[^"]*of-{warned} [^"]*">Ann Hollis</span>', page, re.DOTALL
    )


def test_nested_attributions_point_to_the_outer_one(pages: Ask) -> None:
    page = pages("/documents/d1").text
    assert re.search(r'id="list-a3".*?inside <a href="#a2">a2</a>', page, re.DOTALL)
    assert re.search(r'class="content depth-2 of-a2 of-a3 "[^>]*>“nobody asked the generals”<', page)


def test_pages_of_a_paged_original_are_numbered(pages: Ask) -> None:
    page = pages("/documents/d4").text
    assert re.findall(r'data-page="(\d+)"', page) == ["1", "2"]
    assert "Nobody on record in this document" in page


def test_a_long_text_comes_in_parts_and_links_cross_them(pages: Ask) -> None:
    first = pages("/documents/d5").text
    assert "Part 1 of 4" in first
    assert "Line 4999:" not in first
    second = pages(
        html.unescape(next(link for link in re.findall(r'href="(/documents/d5\?at=\d+)#text"', first)))
    )
    assert "Part 2 of 4" in second.text
    link = pages("/attributions/a8").headers["location"]
    assert "Line 4999:" in pages(link).text
    assert 'id="a8"' in pages(link).text
    assert pages("/documents/d5?at=999999999").status_code == 200


def test_an_older_version_keeps_its_attributions(pages: Ask) -> None:
    current, older = pages("/documents/d6").text, pages("/documents/d6?version=1").text
    assert "maybe" in Parsed(current).text
    assert "yes" in Parsed(older).text
    assert "This is version 1 of 2" in older
    assert "This is version" not in current
    assert re.findall(r'id="list-(a\d+)"', current) != re.findall(r'id="list-(a\d+)"', older) != []


def test_an_original_is_a_download_and_nothing_else(pages: Ask) -> None:
    (link,) = re.findall(r'href="(/originals/[0-9a-f]{64})" download', pages("/documents/d1").text)
    answer = pages(link)
    assert answer.content == b"<html><script>alert('captured')</script></html>"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert re.fullmatch(
        r'attachment; filename="[0-9a-f]{64}\.original"', answer.headers["content-disposition"]
    )


@pytest.mark.parametrize(
    "path",
    [
        "/originals/" + "0" * 64,
        "/originals/..%2f..%2fetc%2fpasswd",
        "/originals/abc",
        "/documents/d999",
        "/documents/%3Cscript%3E",
        "/documents/d1?version=7",
        "/attributions/a999",
        "/attributions/x",
        "/nowhere",
        "/static/../server.py",
        "/static/%2e%2e/server.py",
    ],
)
def test_what_is_not_there(pages: Ask, path: str) -> None:
    answer = pages(path)
    assert answer.status_code == 404
    assert "<h1>Not here</h1>" in answer.text
    assert "<script>" not in answer.text


def test_an_original_that_was_changed_is_not_handed_out(
    tmp_path: Path, pages_of: Callable[[Path], Ask]
) -> None:
    path = tmp_path / "held.db"
    with Ledger.open(str(path), create=True) as ledger:
        sha256 = ledger.originals.put(b"as captured")
        file = ledger.originals.path(sha256)
        file.chmod(0o644)
        file.write_bytes(b"changed")
    answer = pages_of(path)(f"/originals/{sha256}")
    assert answer.status_code == 500
    assert "onrecord verify" in answer.text


@pytest.mark.parametrize("query", ["генерал", "генералами", "полковников"])
def test_search_finds_russian_words_in_their_forms(pages: Ask, query: str) -> None:
    page = pages(f"/search?q={quote(query)}").text
    links = {href for href in Parsed(page).values("href") if "/documents/d2" in href}
    assert {link.split("#")[1] for link in links} >= {"a4", "found-1"}
    assert re.search(r"<mark>(генералов|Полковник)</mark>", page)
    link = next(link for link in links if link.endswith("#found-1"))
    document = pages(link.split("#")[0]).text
    assert re.search(
        r'id="found-1"></a><span class="[^"]*words-found [^"]*"[^>]*>(генералов|Полковник)<', document
    )


@pytest.mark.parametrize(
    "query",
    ['"', '""', "AND OR NOT", "a NEAR/3 b", "text:generals", "*", "gener*", "(((", "-", "'; DROP TABLE documents; --",
     "\x00", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "«генералов никто»", "x" * 5000, "<script>"],
)  # fmt: skip
def test_search_takes_whatever_is_typed(pages: Ask, query: str) -> None:
    answer = pages(f"/search?q={quote(query)}")
    assert answer.status_code == 200
    assert "<script>" not in answer.text


def test_search_looks_where_it_is_told(pages: Ask) -> None:
    everywhere, texts, said = (
        set(re.findall(r'class="ref-name">(\w+)<', pages(f"/search?q=asked{where}").text))
        for where in ("", "&in=documents", "&in=attributions")
    )
    assert texts == {"d1"}
    assert said == {"a2", "a3"}
    assert everywhere == texts | said


def test_nothing_found_says_so(pages: Ask) -> None:
    assert "Nothing in this ledger holds “<bdi>zebra</bdi>”" in pages("/search?q=zebra").text


def test_an_empty_ledger_says_so(tmp_path: Path, pages_of: Callable[[Path], Ask]) -> None:
    with Ledger.open(str(tmp_path / "empty.db"), create=True):
        pass
    ask = pages_of(tmp_path / "empty.db")
    assert "holds no documents yet" in ask("/").text
    assert "holds no attributions yet" in ask("/attributions").text


def test_every_page_says_which_ledger(pages: Ask, ledger_path: Path) -> None:
    for path in (*ALL, "/nowhere"):
        assert f"{ledger_path.parent.name}/held.db</bdi>" in pages(path).text


def test_a_ledger_that_is_gone_is_said_on_the_page(tmp_path: Path, pages_of: Callable[[Path], Ask]) -> None:
    answer = pages_of(tmp_path / "gone.db")("/")
    assert answer.status_code == 500
    assert "there is no ledger" in answer.text


def test_targets_are_shown_by_rules_of_the_page(pages: Ask) -> None:
    (address,) = re.findall(r'href="(/marks\.css[^"]*)"', pages("/documents/d1").text)
    answer = pages(html.unescape(address))
    assert answer.headers["content-type"].startswith("text/css")
    for name in ("a1", "a2", "a3", "p1", "p2"):
        assert f"#{name}:target" in answer.text
    assert pages("/marks.css?a=1-999999999&p=999999999").text.count("\n") < 4_000
    assert pages("/marks.css?a=}body{").status_code == 400
