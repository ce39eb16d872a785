"""The reading page as a person meets it: small screens, links to the marks, search, and a quiet console."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]

WIDER_THAN_SCREEN = """() => [...document.querySelectorAll('body *')].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.left >= 0 && box.right > document.documentElement.clientWidth + 1;
}).map(element => element.tagName + '.' + element.className)"""


def every_document(open_page: Open) -> list[str]:
    links = open_page("/").locator("table.documents th a")
    return [link.get_attribute("href") or "" for link in links.all()]


def document_titled(open_page: Open, title: str) -> str:
    return open_page("/").get_by_role("link", name=title).first.get_attribute("href") or ""


def test_no_page_is_wider_than_a_small_screen(open_page: Open, troubles: list[str]) -> None:
    pages = ["/", "/attributions", "/search", "/search?q=генералы", "/search?q=Donaudampf", "/nowhere"]
    pages += [
        "/positions",
        "/positions?toward=Koreth&including=Koreth's+war",
        "/positions?toward=Koreth&among=army",
    ]
    documents = every_document(open_page)
    assert len(documents) > 30
    page = open_page("/", width=360)
    origin = page.url.rstrip("/")
    for path in (*pages, *documents):
        page.goto(origin + path)
        for box in page.locator("details").all():
            box.locator("summary").click()
        widths = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
        assert (path, widths[0]) == (path, 360)
        assert (path, page.evaluate(WIDER_THAN_SCREEN)) == (path, [])
    assert [line for line in troubles if "404" not in line] == []


@pytest.mark.parametrize("width", [360, 1280])
def test_a_row_leads_to_its_words_and_back(open_page: Open, troubles: list[str], width: int) -> None:
    page = open_page("/attributions?speaker=Ветров", width=width)
    link = page.locator(".found a.ref-name").first
    ref = (link.inner_text()).split()[0]
    link.click()
    marked = page.locator(f".text .of-{ref}")
    assert page.url.endswith(f"#{ref}")
    assert marked.first.is_visible()
    assert page.locator(f"#{ref}").evaluate("e => e.getBoundingClientRect().top < innerHeight")
    chosen = marked.first.evaluate("e => getComputedStyle(e).backgroundColor")
    others = page.locator(f".text .content:not(.of-{ref})").first
    assert chosen != others.evaluate("e => getComputedStyle(e).backgroundColor")
    page.locator(f"#{ref}").click()
    assert page.url.endswith(f"#list-{ref}")
    row = page.locator(f"#list-{ref}")
    assert row.evaluate(
        "e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.top < innerHeight }"
    )
    row.locator(f'a[href="#{ref}"]').click()
    assert page.url.endswith(f"#{ref}")
    assert troubles == []


def test_search_finds_an_inflected_russian_word(open_page: Open, troubles: list[str]) -> None:
    page = open_page("/search")
    page.get_by_label("Words, in any of their forms").fill("генерал ветров")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert "генералов" in page.locator("mark").all_inner_texts()
    page.locator(".found h2 a").first.click()
    found = page.locator(".words-found")
    assert {text.lower() for text in found.all_inner_texts()} >= {"генералов", "ветров"}
    assert found.first.is_visible()
    assert troubles == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_captured_markup_does_nothing(open_page: Open, troubles: list[str], scheme: str) -> None:
    path = document_titled(open_page, "<script>")
    page = open_page(path, scheme=scheme)
    assert page.title().startswith("<script>document.title='live'</script>")
    assert page.locator("img, script").count() == 0
    assert "<script>document.title='live'</script>" in page.locator("#text").inner_text()
    assert troubles == []


def test_text_that_is_copied_holds_no_labels(open_page: Open) -> None:
    page = open_page(document_titled(open_page, "vetrov.txt"))
    copied = page.evaluate(
        "() => { getSelection().selectAllChildren(document.getElementById('text')); return String(getSelection()) }"
    )
    assert copied.startswith("Полковник Илья Ветров заявил, что никто не слушает генералов.\n")
    assert not re.search(r"\ba\d+\b", copied)


def test_the_keyboard_reaches_everything_visibly(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the content"
    assert skip.evaluate("e => e.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("name") == "text"
    assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_marks_differ_without_colour(open_page: Open) -> None:
    page = open_page(document_titled(open_page, "vetrov.txt"))
    lines = {
        part: page.locator(f".text .{part}").first.evaluate(
            "e => { const s = getComputedStyle(e); return s.textDecorationStyle + ' ' + s.textDecorationThickness }"
        )
        for part in ("source", "cue", "content")
    }
    assert len(set(lines.values())) == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(open_page: Open, scheme: str) -> None:
    """WCAG 2.1 contrast of at least 4.5 for every pair of colours that the style sheet puts together."""
    page = open_page("/", scheme=scheme)
    pairs = [
        *(
            ("ink", ground)
            for ground in ("paper", "raised", "source", "cue", "content", "content-deep", "caution-paper")
        ),
        *(("dim", ground) for ground in ("paper", "raised", "chosen-soft")),
        *(("link", ground) for ground in ("paper", "raised", "chosen-soft", "caution-paper")),
        ("chosen-ink", "chosen"),
        ("caution", "caution-paper"),
        ("caution", "paper"),
        ("paper", "link"),
    ]
    colours = page.evaluate(
        """names => Object.fromEntries(names.map(name => {
            document.body.style.color = getComputedStyle(document.documentElement).getPropertyValue('--' + name);
            return [name, getComputedStyle(document.body).color.match(/[0-9.]+/g).map(Number)];
        }))""",
        sorted({name for pair in pairs for name in pair}),
    )

    def luminance(name: str) -> float:
        linear: list[float] = [
            value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4
            for value in colours[name][:3]
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(pair: tuple[str, str]) -> float:
        low, high = sorted(map(luminance, pair))
        return (high + 0.05) / (low + 0.05)

    assert {pair: round(contrast(pair), 2) for pair in pairs if contrast(pair) < 4.5} == {}
