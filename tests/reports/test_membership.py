"""Who belongs to a body: by the words of the role, and by rank where the armed forces are asked for."""

from __future__ import annotations

import pytest

from onrecord.reports.membership import in_body


@pytest.mark.parametrize(
    ("among", "title", "body", "member"),
    [
        (("army",), "Colonel", "army", True),
        (("army",), "retired Colonel-General", None, True),
        (("армия",), "генерал-лейтенант у відставці", None, True),
        (("navy",), "Colonel", None, False),
        (("navy",), "Captain", "navy", True),
        (("army",), "Secretary-General", None, False),
        (("army",), "mayor", "town council", False),
        (("city council",), "member of the council", "City Council", True),
    ],
)
def test_who_is_a_member(among: tuple[str, ...], title: str, body: str | None, member: bool) -> None:
    assert in_body(among, title, body) is member
