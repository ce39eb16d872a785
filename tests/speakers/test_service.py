"""Which words of a title say that a service is over, and whose."""

from __future__ import annotations

import pytest

from onrecord.languages.people import people
from onrecord.speakers.service import marker_of


@pytest.mark.parametrize(
    ("language", "title", "head", "former"),
    [
        ("ru", "бывший министр", "министр", True),
        ("ru", "политик и бывший министр", "политик", True),
        ("ru", "депутат думы экс-министр", "депутат", True),
        ("ru", "адвокат бывшего главы области", "адвокат", False),
        ("uk", "політик та колишній міністр", "політик", True),
        ("uk", "помічниця колишнього міністра", "помічниця", False),
    ],
)
def test_an_oblique_marker_behind_the_head_is_of_somebody_else(
    language: str, title: str, head: str, *, former: bool
) -> None:
    found = marker_of(title, head, people(language))
    assert (found is not None) == former
