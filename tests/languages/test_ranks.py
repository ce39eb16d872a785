"""Ranks: whose role is one in the armed forces, and which ranks say nothing of whether somebody still serves."""

from __future__ import annotations

import pytest

from onrecord.languages.ranks import is_bare_rank, is_rank, means_forces


@pytest.mark.parametrize(
    "title",
    [
        "retired Colonel-General", "General", "Lt. Gen.", "генерал-лейтенант у відставці", "Генерал-полковник", "полковника",
        "Начальник Генерального штаба", "генерал-майорка", "Field Marshal", "підполковник", "General, chief of staff",
    ],
)  # fmt: skip
def test_a_rank_is_one_in_the_armed_forces(title: str) -> None:
    assert is_rank(title)


@pytest.mark.parametrize(
    "title",
    [
        "Secretary-General", "attorney general", "генеральный директор", "генеральна прокурорка", "генерал-губернатор",
        "chairman", "полковник полиции", "generalist", "", "колонист", "майорат",
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_rank_is_none(title: str) -> None:
    assert not is_rank(title)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("General", True), ("Генерал-полковник", True), ("полковник", True), ("serving General", False),
        ("retired General", False), ("General, chief of staff", False), ("действующий генерал", False), ("mayor", False),
    ],
)  # fmt: skip
def test_a_bare_rank_is_kept_in_retirement(title: str, bare: bool) -> None:
    assert is_bare_rank(title) is bare


@pytest.mark.parametrize(
    ("name", "forces"), [("army", True), ("Армия", True), ("ЗСУ", True), ("navy", False), ("council", False)]
)
def test_what_means_the_armed_forces(name: str, forces: bool) -> None:
    assert means_forces(name) is forces
