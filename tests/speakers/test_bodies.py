"""What a body or a document is called."""

from __future__ import annotations

import pytest
from tests.speakers.resolving_help import speakers

NAMES = [
    ("en", "{The newspaper Politika} said <it rained>.", "Politika"),
    ("en", "{the news site Linia Obriiu} said <it rained>.", "Linia Obriiu"),
    ("en", "{Their union} said <it rained>.", "union"),
    ("en", "The Veterans' Assembly met. {The assembly} said <it rained>.", "Veterans' Assembly"),
    ("en", "The Trade and Harbour Board met. {The board} said <it rained>.", "Trade and Harbour Board"),
    ("ru", "По данным {городской администрации}, <шёл дождь>.", "городская администрация"),
    ("ru", "По данным {его министерства рыболовства}, <шёл дождь>.", "министерство рыболовства"),
    ("ru", "{Агентство «Портовый вестник»} сообщило, что <шёл дождь>.", "«Портовый вестник»"),
    ("ru", "Портовая администрация уехала. {Администрация} сообщила, что <шёл дождь>.", "Портовая администрация"),
    ("uk", "За даними {міської адміністрації}, <йшов дощ>.", "міська адміністрація"),
    ("uk", "{Їхня спілка} повідомила, що <йшов дощ>.", "спілка"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked", "name"), NAMES)
def test_the_name_of_a_body(language: str, marked: str, name: str) -> None:
    (speaker,) = speakers(marked, language)
    assert (speaker.kind, speaker.name) == ("organisation", name)


def test_the_company_is_any_body_that_spoke() -> None:
    marked = "{The Lumen Group} said <it rained>. {The company} said <it had stopped>."
    assert [each.name for each in speakers(marked)] == ["Lumen Group", "Lumen Group"]
