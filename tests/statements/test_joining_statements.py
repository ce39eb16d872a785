"""When two reports are of one statement, and what keeps them apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.joining import Report, longest_run, match_of, place
from onrecord.statements.occasion import contradict, days_of, occasion, one_occasion
from onrecord.statements.wording import numbers_of, wording

LETTER = "The dam at Selm will not hold another winter, and the ministry has known it since the flood"


def report(
    number: int,
    content: str,
    *,
    said: str | None = None,
    published: str | None = "2024-03-05",
    mode: str = "indirect",
    language: str = "en",
    act: str | None = "state",
    speaker: int = 1,
    outer: int | None = None,
    statement: int | None = None,
) -> Report:
    return Report(
        id=number,
        speaker=speaker,
        document=number,
        wording=wording(content, language, mode),
        occasion=occasion(said, published),
        act=act,
        outer=outer,
        statement=statement,
    )


def rule(one: Report, other: Report) -> str | None:
    match = match_of(one, other)
    return match.rule if match else None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # a copy, and a reprint some weeks later
        (report(2, LETTER), report(1, LETTER), "the same 18 words as a1"),
        (report(2, LETTER, published="2024-04-10"), report(1, LETTER), "the same 18 words as a1"),
        # a quotation in two lengths
        (
            report(2, '"The dam at Selm will not hold another winter,"', mode="direct"),
            report(1, f'"{LETTER}."', mode="direct"),
            "one quotation in two lengths: 9 words in a row as in a1",
        ),
        # the part in quotation marks of a mixed report
        (
            report(2, 'the dam "will not hold one more hard winter" there', mode="mixed"),
            report(1, '"It will not hold one more hard winter, we know"', mode="direct"),
            "one quotation in two lengths: 7 words in a row as in a1",
        ),
        # direct and indirect
        (
            report(2, "the dam at Selm would not hold another winter"),
            report(1, "“The dam at Selm will not hold another winter, believe me”", mode="direct"),
            "a direct and an indirect report of one sentence: 4 of 4 words that matter as in a1",
        ),
        (
            report(2, "плотина в Сельме не выдержит ещё одной зимы", language="ru"),
            report(1, "«Эта плотина в Сельме не выдержит одной зимы»", language="ru", mode="direct"),
            "a direct and an indirect report of one sentence: 4 of 4 words that matter as in a1",
        ),
        (
            report(2, "гребля у Сельмі не витримає ще однієї зими", language="uk"),
            report(1, "«Гребля у Сельмі не витримає зими»", language="uk", mode="direct"),
            "a direct and an indirect report of one sentence: 4 of 4 words that matter as in a1",
        ),
    ],
)
def test_reports_of_one_statement(one: Report, other: Report, expected: str) -> None:
    assert rule(one, other) == expected


WINTER = "the dam at Selm would hold the 20 trucks of Orest Valko"


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (report(2, WINTER, speaker=2), "another speaker"),
        (report(2, WINTER, said="2023"), "said at another time"),
        (report(2, WINTER.replace("20", "30")), "another number"),
        (report(2, WINTER.replace("Orest Valko", "Ihor Melnyk")), "another name"),
        (report(2, WINTER.replace("would hold", "would not hold")), "a negation"),
        (report(2, WINTER, act="deny"), "a denial"),
        (report(2, "the bridge at Selm was built by the army"), "other words"),
        (report(2, "they would hold the dam", published="2024-03-25"), "few words, weeks later"),
    ],
)
def test_what_keeps_reports_apart(one: Report, why: str) -> None:
    held = report(1, WINTER, said="2024-03-04")
    assert rule(one, held) is None, why
    assert rule(held, one) is None, why


def test_a_few_words_are_soon_said_again() -> None:
    short = "the dam would hold"
    assert rule(report(2, short, published="2024-03-06"), report(1, short)) == "the same 4 words as a1"
    assert rule(report(2, short, published="2024-03-20"), report(1, short)) is None


def test_what_a_speaker_recalls_of_himself_is_another_statement() -> None:
    outer = report(
        1,
        '"In May I asked the mayor to close the dam. Today I beg him to open the old road to Selm."',
        mode="direct",
    )
    inner = report(2, "the mayor to close the dam", outer=1)
    assert rule(inner, outer) is None
    whole = report(3, "I tell you the old dam at Selm will break before winter", mode="direct")
    assert (
        rule(report(4, "the old dam at Selm will break before winter", outer=3), whole)
        == "most of what a3 says, inside it"
    )


def test_across_languages_only_what_the_day_names_and_numbers_prove() -> None:
    english = report(1, "He will send 20 trucks to Selm and Vashtel for Melnyk", said="2024-03-04")
    russian = report(
        2, "Он отправит 20 грузовиков в Сельм и Ваштель для Мельника", said="2024-03-04", language="ru"
    )
    assert rule(russian, english) == "said on one day, with 4 names and numbers of a1, in another language"
    assert rule(replace(russian, occasion=occasion(None, "2024-03-04")), english) is None
    plain = report(3, "плотина не выдержит зимы", said="2024-03-04", language="ru")
    assert rule(plain, report(4, "the dam will not last the winter", said="2024-03-04")) is None


def test_a_statement_that_one_report_contradicts_is_left_alone() -> None:
    held = [report(1, LETTER, statement=1), report(2, "the flood", said="2020-01-01", statement=1)]
    assert place(report(3, LETTER, said="2024-03-05"), held) is None
    assert place(report(3, LETTER, said="2024-03-05"), held[:1]) is not None


def test_the_best_report_decides() -> None:
    held = [
        report(1, "the dam at Selm would not hold another winter", statement=1),
        report(2, "“The dam at Selm will not hold another winter”", mode="direct", statement=2),
    ]
    match = place(report(3, "“The dam at Selm will not hold another winter”", mode="direct"), held)
    assert match is not None
    assert match.report.id == 2


contents = st.text(alphabet='ab 1не.,«»"', max_size=40)
dates = st.one_of(st.none(), st.sampled_from(["2024", "2024-03", "2024-03-05", "2024-02-30", "0000", "when"]))


@given(contents, contents, dates, dates)
def test_a_match_does_not_depend_on_who_came_first(
    one: str, other: str, said: str | None, when: str | None
) -> None:
    left, right = report(1, one, said=said), report(2, other, said=when)
    assert (match_of(left, right) is None) == (match_of(right, left) is None)


@given(dates, dates)
def test_occasions_are_symmetric_and_contradiction_excludes(one: str | None, other: str | None) -> None:
    left, right = occasion(one, None), occasion(other, None)
    assert contradict(left, right) == contradict(right, left)
    assert not (contradict(left, right) and one_occasion(left, right))


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_the_longest_run_stands_in_both(mine: list[str], theirs: list[str]) -> None:
    run = list(longest_run(mine, theirs))

    def stands(words: list[str], where: list[str]) -> bool:
        return any(where[at : at + len(words)] == words for at in range(len(where) + 1))

    assert stands(run, mine)
    assert stands(run, theirs)
    longer = [mine[at : at + len(run) + 1] for at in range(len(mine) - len(run))]
    assert not any(len(words) == len(run) + 1 and stands(words, theirs) for words in longer)


def test_numbers_are_read_without_their_marks() -> None:
    assert numbers_of("20,000 men, 3.5 days and 1 000 trucks") == ["20000", "35", "1000"]


def test_no_day_is_invented() -> None:
    assert days_of("2024-02-30") is None
    assert days_of("soon") is None
    first, last = days_of("2024-02") or (None, None)
    assert (str(first), str(last)) == ("2024-02-01", "2024-02-29")
