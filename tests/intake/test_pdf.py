from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.capture import Capture
from onrecord.errors import EmptyInput, InputError
from onrecord.intake.reflow import joined, paragraphs, without_running_lines, words_of

PAGES = [
    [
        "The Northern Post",
        "Kesk warns of a long war",
        "General Tarvo Kesk warned on Thursday that the war would last for",
        "years, and that the army was tired of it. The govern-",
        "ment said it had no comment on the well-",
        "known remarks of the general.",
        "A second paragraph stands here, and it goes on over the end of the",
        "1",
    ],
    [
        "The Northern Post",
        "page and ends here. The well-known man was silent.",
        "- First item",
        "- Second item",
        "2",
    ],
    ["The Northern Post", "(Last page.)", "3"],
]


def test_lines_are_joined_pages_kept_and_running_lines_left_out(
    make_pdf: Callable[..., bytes], read_one: Callable[..., Capture]
) -> None:
    data = make_pdf(
        PAGES, {"Title": "Kesk warns", "Author": "Ana Roe", "CreationDate": "D:20241205100000+02'00'"}
    )
    document = read_one(data, "wrong-name.txt").document
    assert document.text.split("\n") == [
        "Kesk warns of a long war",
        "General Tarvo Kesk warned on Thursday that the war would last for years, and that the army was tired of it. "
        "The government said it had no comment on the well-known remarks of the general.",
        "A second paragraph stands here, and it goes on over the end of the page and ends here. The well-known man "
        "was silent.",
        "- First item",
        "- Second item",
        "(Last page.)",
    ]
    assert [page.of(document.text)[:9] for page in document.pages] == ["Kesk warn", "page and ", "(Last pag"]
    assert document.page_of(document.text.index("(Last")) == 3
    assert (document.title, document.byline) == ("Kesk warns", ("Ana Roe",))
    assert document.published is None
    assert ("2024-12-05T10:00:00+02:00", "pdf:CreationDate") in {
        (each.value, each.place) for each in document.findings
    }


def test_a_pdf_without_text_is_told_as_a_scan(
    make_pdf: Callable[..., bytes], read_error: Callable[..., InputError]
) -> None:
    error = read_error(make_pdf([[""]]), "scan.pdf")
    assert isinstance(error, EmptyInput)
    assert "scan" in error.reason


def test_the_pages_cover_the_text_in_order(
    make_pdf: Callable[..., bytes], read_one: Callable[..., Capture]
) -> None:
    document = read_one(
        make_pdf([[f"Page number {number} says something."] for number in range(40)]), "a.pdf"
    ).document
    assert len(document.pages) == 40
    assert document.pages[0].start == 0
    assert document.pages[-1].end == len(document.text)
    assert all(left.end <= right.start for left, right in pairwise(document.pages))


def test_a_hyphen_at_a_line_end_goes_only_where_the_word_is_one() -> None:
    words = Counter({"well-known": 1})
    assert joined("the govern-", "ment said", words) == "the government said"
    assert joined("the well-", "known man", words) == "the well-known man"
    assert joined("the years 2014-", "2022 were", words) == "the years 2014- 2022 were"
    assert joined("the Anglo-", "Norse pact", words) == "the Anglo- Norse pact"
    assert joined("cut by soft hy\u00ad", "phens", words) == "cut by soft hyphens"


@given(st.lists(st.text(alphabet="abc XYZ.,-", max_size=60), max_size=12))
def test_no_letter_is_lost_or_made_up_by_joining_lines(lines: list[str]) -> None:
    text = paragraphs(lines, words_of([lines]))
    assert [each for each in text if each.isalpha()] == [
        each for line in lines for each in line if each.isalpha()
    ]


def test_what_only_one_page_says_is_no_running_line() -> None:
    pages = [["First line here", "text"], ["Other line", "text two"]]
    assert without_running_lines(pages) == pages
