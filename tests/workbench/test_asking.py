"""Addresses: read back as they were written, and what makes no sense is refused."""

from __future__ import annotations

from collections.abc import Generator
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.text.document import Span
from onrecord.workbench.asking import ROWS, Asked, listed, place_link

SPANS = st.lists(
    st.tuples(st.integers(0, 999), st.integers(0, 999)).map(lambda pair: Span(*pair)), max_size=5
)


@given(st.dictionaries(st.sampled_from("abc"), st.text("ab &=?#%я”+", max_size=8)))
def test_a_link_to_the_same_page_says_the_same(values: dict[str, str]) -> None:
    asked = Asked.of("/", values.items())
    link = urlsplit(asked.link())
    assert Asked.of(link.path, parse_qsl(link.query)) == asked
    assert all(value == value.strip() != "" for value in asked.values.values())


@given(SPANS)
def test_places_found_are_read_back(found: list[Span]) -> None:
    link = urlsplit(place_link("d1", found[:1], "found-1", found))
    asked = Asked.of(link.path, parse_qsl(link.query))
    assert asked.path == "/documents/d1"
    assert link.fragment == "found-1"
    assert asked.spans("found") == tuple(found)
    assert asked.number("at") == (found[0].start if found else None)


@pytest.mark.parametrize("value", ["x", "-1", "1.5", "٣", "1" * 10])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="page="):
        Asked.of("/", [("page", value)]).number("page")


@pytest.mark.parametrize("value", ["1", "1-", "1-2.", "a-b", "1-2-3"])
def test_what_is_no_place_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="found="):
        Asked.of("/", [("found", value)]).spans("found")


@pytest.mark.parametrize(
    ("page", "held", "shown", "before", "after"),
    [
        (None, 0, 0, None, None),
        (None, ROWS, ROWS, None, None),
        (None, ROWS + 1, ROWS, None, "/?q=x&page=2"),
        ("0", 1, 1, None, None),
        ("2", ROWS + 1, 1, "/?q=x", None),
        ("3", 3 * ROWS + 1, ROWS, "/?q=x&page=2", "/?q=x&page=4"),
        ("9", 1, 0, "/?q=x&page=8", None),
    ],
)
def test_pages_of_a_listing(
    page: str | None, held: int, shown: int, before: str | None, after: str | None
) -> None:
    taken = 0

    def rows(limit: int) -> Generator[int]:
        nonlocal taken
        for number in range(min(held, limit)):
            taken += 1
            yield number

    found = listed(Asked.of("/", [("q", "x"), *([("page", page)] if page else [])]), rows)
    first = (max(int(page or 1), 1) - 1) * ROWS
    assert found.rows == tuple(range(first, first + shown))
    assert (found.before, found.after) == (before, after)
    assert taken <= first + ROWS + 1
