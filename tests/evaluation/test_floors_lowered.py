"""The change log says which floor was lowered, and why."""

from __future__ import annotations

from evaluation.changelog import with_lowered
from hypothesis import given, settings
from hypothesis import strategies as st

LOG = "# Changelog\n\nWords.\n\n## 0.1.0, unreleased\n\n### Added\n\n- This.\n\n## 0.0.1\n\n### Floors lowered\n\n- old\n"


def test_the_first_line_makes_its_part_at_the_end_of_what_is_unreleased() -> None:
    expected = LOG.replace("- This.\n", "- This.\n\n### Floors lowered\n\n- fast/x: why\n")
    assert with_lowered(LOG, "fast/x: why") == expected


def test_the_next_line_comes_after_it() -> None:
    twice = with_lowered(with_lowered(LOG, "one"), "two")
    assert "### Floors lowered\n\n- one\n- two\n\n## 0.0.1" in twice
    assert twice.count("### Floors lowered") == 2  # that of 0.0.1 stays as it is


def test_a_part_in_the_middle_is_continued() -> None:
    log = "# C\n\n## [Unreleased]\n\n### Floors lowered\n\n- one\n\n### Added\n\n- This.\n"
    assert with_lowered(log, "two") == log.replace("- one\n", "- one\n- two\n")


def test_where_nothing_is_unreleased_the_part_is_made() -> None:
    assert with_lowered("# C\n\n## 1.0\n\n- x\n", "one") == (
        "# C\n\n## Unreleased\n\n### Floors lowered\n\n- one\n\n## 1.0\n\n- x\n"
    )
    assert with_lowered("# C\n", "one") == "# C\n\n## Unreleased\n\n### Floors lowered\n\n- one\n"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["", "## 1.0", "## Unreleased", "### Added", "### Floors lowered", "- x", "y"]),
        max_size=9,
    )
)
def test_no_line_is_lost_and_one_is_added(lines: list[str]) -> None:
    before = "\n".join(["# C", *lines]) + "\n"
    after = with_lowered(before, "why").splitlines()
    assert after.count("- why") == 1
    left = [line for line in after if line]
    for line in (line for line in before.splitlines() if line):
        left = left[left.index(line) + 1 :]
