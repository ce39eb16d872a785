"""The figures in the documentation are those of the results, and a page that has lost its place for one is told."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from evaluation.pages import ROOT, SETTINGS, PageError, Passage, Row, fresh, main


def test_every_figure_in_the_pages_is_the_measured_one() -> None:
    for page, text in fresh().items():
        assert (ROOT / page).read_text(encoding="utf-8") == text, f"{page}: run python -m evaluation.pages"


def test_a_row_is_found_by_its_first_cell_and_keeps_what_is_not_measured() -> None:
    page = "| rain | must | was |\n|---|---|---|\n| snow | | 3 |\nsnow | rain\n"
    assert Row("page.md", "snow", (None, "4")).put(page) == page.replace("| 3 |", "| 4 |")


@pytest.mark.parametrize("page", ["no table", "| snow | 1 |\n| snow | 2 |\n"])
def test_a_row_that_is_missing_or_stands_there_twice_is_an_error(page: str) -> None:
    with pytest.raises(PageError, match=r"page\.md: the row 'snow' stands there"):
        Row("page.md", "snow", ("1",)).put(page)


def test_a_row_with_other_columns_is_an_error() -> None:
    with pytest.raises(PageError, match="has 3 cells"):
        Row("page.md", "snow", ("1",)).put("| snow | 1 | 2 |\n")


def test_a_passage_is_found_across_line_breaks_and_left_alone_where_it_says_the_same() -> None:
    page = "It reads\nabout 1,000\nwords a second, in peace."
    assert Passage("page.md", "reads about ", "1,000", " words a second").put(page) == page
    assert "about 2,000\nwords" in Passage("page.md", "reads about ", "2,000", " words a second").put(page)


def test_a_passage_that_is_gone_is_an_error() -> None:
    with pytest.raises(PageError, match=r"page\.md: 'reads ' … ' words' stands there 0 times"):
        Passage("page.md", "reads ", "1", " words").put("It rains.")


def test_checking_says_which_page_is_behind_and_writing_mends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = [
        "evaluation/results/accurate.json",
        "evaluation/results/fast.json",
        "benchmarks/results/latest.json",
    ]
    for name in (*fresh(), SETTINGS, *results):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    page = tmp_path / "README.md"
    right = page.read_text(encoding="utf-8")
    wrong = re.sub(r"(?m)^(\| the same in Russian \|) [\d.]+", r"\1 0.999", right)
    page.write_text(wrong, encoding="utf-8")
    assert main(["--check"], root=tmp_path) == 1
    assert capsys.readouterr().out == "README.md: behind the results\n"
    assert page.read_text(encoding="utf-8") == wrong
    assert main([], root=tmp_path) == 0
    assert page.read_text(encoding="utf-8") == right
