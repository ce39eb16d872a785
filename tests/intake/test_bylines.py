"""Who wrote a text by its own word, and the warning where it says so in two ways that differ."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.archive.capture import Capture
from onrecord.intake.byline_conflict import byline_conflict
from onrecord.intake.bylines import author_claims, byline_findings
from onrecord.intake.names import may_be_one, split_names
from onrecord.text.document import Finding

BODY = "General Kesk said that the war would be long.\nMara Lint, a minister, said that she was tired."
SAMPLE = Path(__file__).parents[2].parent / "shared" / "samples" / "article.txt"


def claims(text: str) -> list[tuple[str, str]]:
    return [(each.name, each.place.removeprefix("text:")) for each in author_claims(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"Title\nBy Ana Roe\n{BODY}", ["Ana Roe"]),
        (f"By Ana Roe and Ben van Doe\n{BODY}", ["Ana Roe", "Ben van Doe"]),
        (f"BY ANA ROE | Dec 5\n{BODY}", ["ANA ROE"]),
        (f"By Ana Roe, Northern Post\n{BODY}", ["Ana Roe"]),
        (f"Заголовок\nАвтор: Анна Роу\n{BODY}", ["Анна Роу"]),
        (f"Заголовок\nТекст: Анна Роу\n{BODY}", ["Анна Роу"]),
        (f"{BODY}\nАвторка: Оксана Лінт", ["Оксана Лінт"]),
        (f"Автори: Оксана Лінт та Іван Дуб\n{BODY}", ["Оксана Лінт", "Іван Дуб"]),
    ],
)
def test_bylines(text: str, names: list[str]) -> None:
    assert claims(text) == [(name, "byline") for name in names]
    assert all(each.span.of(text) == each.name for each in author_claims(text))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ana Roe is a freelance journalist based in the north.", "Ana Roe"),
        ("Ana F. Roe has been analyzing and reporting on weapons for 36 years.", "Ana F. Roe"),
        ("Ana Roe has written for several papers.", "Ana Roe"),
        ("Ana Roe covers defence.", "Ana Roe"),
        ("Ana Roe, a former teacher, writes about schools.", "Ana Roe"),
        ("Ana Roe is a senior fellow at an institute.", "Ana Roe"),
        ("The war goes on. Ana Roe has been covering it since 2014.", "Ana Roe"),
        ("About the author: Ana Roe", "Ana Roe"),
        ("Анна Роу — военный обозреватель газеты.", "Анна Роу"),
        ("Анна Роу уже 36 лет занимается анализом вооружений.", "Анна Роу"),
        ("Об авторе: Анна Роу", "Анна Роу"),
        ("Оксана Лінт — журналістка, яка пише про оборону.", "Оксана Лінт"),
        ("Оксана Лінт понад 20 років аналізує озброєння.", "Оксана Лінт"),
    ],
)
def test_closing_lines(line: str, name: str) -> None:
    assert claims(f"{BODY}\n{line}") == [(name, "closing-line")]


@pytest.mark.parametrize(
    "line",
    [
        "Tarvo Kesk is a retired officer.",  # the text is about him
        "Mara Lint has been reporting to parliament for years.",
        "The war has been going on for 36 years, officials said.",
        "An analyst, Ana Roe, disagreed. Ana Roe reports that nothing changed.",
        "He spoke to Ana Roe, a journalist.",
        "Nobody asked why. Ana Roe is an analyst at an institute that took no part.",
        "Тарво Кеск — генерал в отставке.",
        "By Friday morning the city had fallen.",
        "By the end of the year Ana Roe had left.",
        "Photo by Ana Roe",
    ],
)
def test_people_who_are_only_mentioned_are_no_authors(line: str) -> None:
    assert claims(f"General Tarvo Kesk spoke.\n{BODY}\n{line}") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            f'North translated the article "Will it end?" military analyst Ana Roe for the portal.\n{BODY}',
            "Ana Roe",
        ),
        (f"The Post republished the essay by historian Ana Roe.\n{BODY}", "Ana Roe"),
        (f"This article was originally written by Ana Roe for a journal.\n{BODY}", "Ana Roe"),
        (
            f"«Север» перевёл статью «Будет ли конец?» военного аналитика Анны Роу для портала.\n{BODY}",
            "Анны Роу",
        ),
        (f"Північ переклала статтю «Чи буде кінець?» військової аналітикині Анни Роу.\n{BODY}", "Анни Роу"),
    ],
)
def test_introductions_of_translated_pieces(text: str, name: str) -> None:
    assert claims(text) == [(name, "introduction")]


@pytest.mark.parametrize(
    "text",
    [
        "North translated the article about General Tarvo Kesk.",
        "In an article by Ana Roe for a journal, Kesk is called tired.",
        "The Post published a letter against Tarvo Kesk.",
        "«Север» перевёл статью о генерале Тарво Кеске.",
    ],
)
def test_other_peoples_articles_are_no_introductions(text: str) -> None:
    assert claims(f"{text}\n{BODY}") == []


CONFLICTS = [
    (
        'North translated the article "Will it end?" military analyst Robert Roe for the portal. Roe looked for officers.'
        f"\n{BODY}\nReuben F. Roe has been analyzing weapons for 36 years.",
        ["Robert Roe", "Reuben F. Roe"],
    ),
    (f"By Ana Roe\n{BODY}\nBen Doe is a freelance journalist.", ["Ana Roe", "Ben Doe"]),
    (f"Автор: Анна Роу\n{BODY}\nОльга Роу — обозреватель газеты.", ["Анна Роу", "Ольга Роу"]),
    (
        f"«Север» перевёл статью «Конец?» аналитика Роберта Роуза.\n{BODY}\nРубен Роуз уже 36 лет пишет об оружии.",
        ["Роберта Роуза", "Рубен Роуз"],
    ),
    (
        f"Північ переклала статтю «Кінець?» аналітика Роберта Роуза.\n{BODY}\nРубен Роуз понад 20 років аналізує зброю.",
        ["Роберта Роуза", "Рубен Роуз"],
    ),
    (f"Автор: Іван Дуб\n{BODY}\nОксана Лінт — журналістка.", ["Іван Дуб", "Оксана Лінт"]),
]


@pytest.mark.parametrize(("text", "names"), CONFLICTS)
def test_an_author_named_in_two_ways_is_warned_of_with_both_places(text: str, names: list[str]) -> None:
    warning = byline_conflict(byline_findings(text))
    assert warning is not None
    assert warning.code == "byline-conflict"
    assert [span.of(text) for span in warning.spans] == names
    assert all(name in warning.message for name in names)


@pytest.mark.parametrize(
    "text",
    [
        f"By Ana Roe\n{BODY}",
        f"By J. Smith\n{BODY}\nJohn Smith is a freelance journalist.",
        f"By John Smith\n{BODY}\nJohn F. Smith has been covering wars since 2014.",
        f"By Bob Smith\n{BODY}\nRobert Smith is a columnist.",
        f"By Ana Roe and Ben Doe\n{BODY}\nBen Doe is a reporter.",
        f"By ANA ROE\n{BODY}\nAna Roe is a reporter.",
        f"By Ana Roe\n{BODY}\nMara Lint is a lawyer.",
        f"By Ana Roe\n{BODY}\n— Ben Doe",
        f"By North Staff\n{BODY}\nBen Doe is a reporter.",
        f"Автор: И. Дубов\n{BODY}\nИван Дубов — военный обозреватель.",
        f"Север перевёл статью аналитика Роберта Роуза.\n{BODY}\nРоберт Роуз уже 36 лет пишет об оружии.",
        f"Північ переклала статтю аналітика Роберта Роуза.\n{BODY}\nРоберт Роуз понад 20 років аналізує зброю.",
        f"By Ana Roe\n{BODY}\nThe institute’s Ben Doe, an analyst, agreed with the general.",
    ],
)
def test_one_author_named_in_two_ways_that_agree_is_no_conflict(text: str) -> None:
    assert byline_conflict(byline_findings(text)) is None


def test_metadata_and_a_closing_line_can_contradict_each_other(read_one: Callable[..., Capture]) -> None:
    text = f"{BODY}\nBen Doe is a freelance journalist."
    document = read_one(json.dumps({"text": text, "byline": "Ana Roe"}).encode(), "a.jsonl").document
    (warning,) = document.warnings
    assert warning.code == "byline-conflict"
    assert [span.of(text) for span in warning.spans] == ["Ben Doe"]
    assert document.byline == ("Ana Roe",)  # what the outlet states stays, under the warning


def test_a_text_that_contradicts_itself_gets_no_byline(read_one: Callable[..., Capture]) -> None:
    text, _ = CONFLICTS[1]
    document = read_one(text.encode(), "a.txt").document
    assert document.byline == ()
    assert [each.value for each in document.findings if each.field == "byline"] == ["Ana Roe", "Ben Doe"]


def test_a_plain_text_gets_the_byline_that_it_shows(read_one: Callable[..., Capture]) -> None:
    assert read_one(f"By Ana Roe\n{BODY}".encode(), "a.txt").document.byline == ("Ana Roe",)
    signed = read_one(f"{BODY}\n— Ana Roe".encode(), "a.txt").document
    assert signed.byline == ()
    assert [each.place for each in signed.findings if each.field == "byline"] == ["text:signature"]


@pytest.mark.skipif(not SAMPLE.exists(), reason="the shared sample is not there")
def test_the_sample_names_its_author_in_two_ways(read_one: Callable[..., Capture]) -> None:
    document = read_one(SAMPLE.read_bytes(), "article.txt").document
    (warning,) = [each for each in document.warnings if each.code == "byline-conflict"]
    assert [span.of(document.text) for span in warning.spans] == ["Robert Johnson", "Reuben F. Johnson"]
    assert document.byline == ()


def test_agencies_are_not_compared_with_people() -> None:
    findings = [
        Finding("byline", "Northern Wire Staff", "meta:author"),
        Finding("byline", "Ana Roe", "text:closing-line"),
    ]
    assert byline_conflict(findings) is None


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("John Smith", "J. Smith", True),
        ("John Smith", "Smith", True),
        ("Smith John", "John Smith", True),
        ("John A. Smith", "John B. Smith", False),
        ("John Smith", "Jane Smith", False),
        ("John Smith", "John Smyth", False),
        ("Mary Smith-Jones", "Mary Smith", True),
        ("José Núñez", "Jose Nunez", True),
        ("Bill Roe", "William Roe", True),
        ("Dr. Ana Roe", "Ana Roe", True),
        ("Иван Дубов", "Ивана Дубова", True),
        ("Дубов Иван Петрович", "Иван Дубов", True),
        ("Саша Дубов", "Александр Дубов", True),
        ("Иван Дубов", "Иван Дубровский", False),
        ("Ivan Dubov", "Пётр Сидоров", True),
    ],
)
def test_names_of_one_person(left: str, right: str, same: bool) -> None:
    assert may_be_one(left, right) is same
    assert may_be_one(right, left) is same


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Ana Roe and Ben Doe", ("Ana Roe", "Ben Doe")),
        ("Ana Roe, Ben Doe & Cy Poe", ("Ana Roe", "Ben Doe", "Cy Poe")),
        ("Анна Роу и Иван Дуб", ("Анна Роу", "Иван Дуб")),
        ("Doe, Jane", ("Doe, Jane",)),
        ("Trade and Industry", ("Trade and Industry",)),
        ("", ()),
    ],
)
def test_names_in_one_line(written: str, names: tuple[str, ...]) -> None:
    assert split_names(written) == names
