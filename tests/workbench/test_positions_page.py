"""The positions on the reading page: the same answer as on the command line, every statement one click from its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from tests.ledger.fakes import add
from tests.ledger.saying import Words, said

from onrecord.ledger import Ledger
from onrecord.reports.positions import positions
from onrecord.reports.stands import Asked

Ask = Callable[..., httpx.Response]
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def held(tmp_path: Path) -> Path:
    place = tmp_path / "held.db"
    with Ledger.open(str(place), create=True) as ledger:
        retired: dict[str, Any] = {"role": "General", "body": "army", "status": "former"}
        add(
            ledger,
            said(
                "/1",
                Words(
                    speaker="Orest Valko",
                    content="the mayor must go",
                    act="demand",
                    toward="Ladimir Koreth",
                    **retired,
                ),
                Words(
                    speaker=None,
                    kind="group",
                    source=HOSTILE,
                    content=HOSTILE,
                    act="criticise",
                    toward="Ladimir Koreth",
                ),
                Words(
                    speaker="Pavlo Hrim", content="no comment", role="Colonel", body="army", status="current"
                ),
                language="en",
                published="2024-03-05",
            ),
        )
    return place


def test_the_page_says_what_the_command_says(held: Path, pages_of: Callable[[Path], Ask]) -> None:
    page = pages_of(held)("/positions?toward=Koreth&among=army")
    with Ledger.open(str(held)) as ledger:
        lines = positions(ledger, Asked(toward="Koreth", among=("army",))).lines
    assert page.status_code == 200
    for line in lines:
        assert line in page.text
    assert "Pavlo Hrim" in page.text.partition("<h2>Silent</h2>")[2]


def test_every_statement_leads_to_its_characters(held: Path, pages_of: Callable[[Path], Ask]) -> None:
    ask = pages_of(held)
    refs = re.findall(r'href="(/attributions/a\d+)"', ask("/positions?toward=Koreth").text)
    assert refs == ["/attributions/a1", "/attributions/a2"]
    for ref in refs:
        assert ask(ref).status_code == 303


def test_captured_words_are_never_live(held: Path, pages_of: Callable[[Path], Ask]) -> None:
    page = pages_of(held)(f"/positions?toward=Koreth&including={quote(HOSTILE)}").text
    assert HOSTILE not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("toward=12", "a name has letters"),
        ("toward=Koreth&since=soon", "soon: not a date"),
        ("toward=p9", "p9: no such speaker"),
    ],
)
def test_what_cannot_be_asked_is_said_above_the_form(
    held: Path, pages_of: Callable[[Path], Ask], query: str, words: str
) -> None:
    page = pages_of(held)(f"/positions?{query}")
    assert (page.status_code, words in page.text, "<form" in page.text) == (400, True, True)


def test_without_a_name_the_page_asks_for_one(held: Path, pages_of: Callable[[Path], Ask]) -> None:
    page = pages_of(held)("/positions")
    assert (page.status_code, "Name a person" in page.text) == (200, True)
