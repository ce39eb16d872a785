"""The label network heard on the statuses of a document's speakers."""

from __future__ import annotations

from math import log

import pytest
from tests.speakers.resolving_help import attributions

from onrecord.attributions.record import Attribution
from onrecord.attributions.scores import Scores
from onrecord.speakers import resolve
from onrecord.text.document import Document, Span

TEXT = (
    "Retired General Orest Valko warned that the bridge would not hold. "
    "The harbour master, Ilona Marr, said that it was safe. Marr took her kettle home in spring. "
    "Serving commanders said that nobody had asked."
)


def attribution(number: int, source: str, cue: str, content: str) -> Attribution:
    parts = [(Span(TEXT.index(words), TEXT.index(words) + len(words)),) for words in (source, content)]
    start = TEXT.index(cue, parts[0][0].end)
    return Attribution(
        id=f"a{number}",
        source=parts[0],
        cue=(Span(start, start + len(cue)),),
        content=parts[1],
        mode="indirect",
    )


GIVEN = [
    attribution(1, "Retired General Orest Valko", "warned", "the bridge would not hold"),
    attribution(2, "The harbour master, Ilona Marr,", "said", "it was safe"),
    attribution(3, "Serving commanders", "said", "nobody had asked"),
]


def statuses(told: str, **shares: float) -> list[str | None]:
    """The statuses when the network is as sure as this of every statement, because of the words ``told``."""
    start = TEXT.index(told)
    scores = Scores(
        values={"status": {name: log(share) for name, share in shares.items()}},
        spans={"clue": ((Span(start, start + len(told)), 0.9),)},
    )
    document = Document(
        id="d",
        path="d",
        text=TEXT,
        sha256="",
        language="en",
        title=None,
        outlet=None,
        byline=(),
        published=None,
    )
    found = resolve(document, GIVEN, {each.id: scores for each in GIVEN})
    return [each.speaker.status for each in found]


def test_an_end_that_is_told_of_the_speaker_counts_and_a_marked_role_and_a_group_stand() -> None:
    found = statuses("took her kettle home", current=0.01, former=0.98, unknown=0.01)
    assert found == ["former", "former", "current"]


def test_an_end_that_is_told_of_somebody_else_counts_for_less() -> None:
    unsure = {"current": 0.05, "former": 0.9, "unknown": 0.05}
    assert statuses("took her kettle home", **unsure) == ["former", "former", "current"]
    assert statuses("Retired", **unsure) == ["former", "current", "current"]


def test_a_role_that_is_marked_as_over_stands_against_the_network() -> None:
    found = statuses("took her kettle home", current=0.98, former=0.01, unknown=0.01)
    assert found[0] == "former"


def of_two_roles(text: str, source: str) -> tuple[str | None, str | None]:
    """Role and status of the first statement of a text, when the network is sure that it is by somebody in office."""
    span, cue, content = (
        Span(text.rindex(words), text.rindex(words) + len(words))
        for words in (source, "said", "it would hold")
    )
    given = Attribution(id="a1", source=(span,), cue=(cue,), content=(content,), mode="indirect")
    scores = Scores(
        values={"status": {"current": log(0.98), "former": log(0.01), "unknown": log(0.01)}}, spans={}
    )
    document = Document(
        id="d", path="d", text=text, sha256="", language="en", title=None, outlet=None, byline=(), published=None
    )  # fmt: skip
    (found,) = resolve(document, [given], {"a1": scores})
    return found.speaker.roles[0].title, found.speaker.status


def test_of_two_roles_the_one_that_goes_on_comes_first_where_the_network_hears_somebody_in_office() -> None:
    role, status = of_two_roles(
        "Ilona Marr was director of the port. Marr, director of the shipyard, said it would hold.", "Marr"
    )
    assert (role, status) == ("director of the shipyard", "current")


def test_an_end_told_in_so_many_words_stands_beside_a_role_that_goes_on() -> None:
    _, status = of_two_roles(
        "Colonel-General Orest Valko, who left the army in 2009 and heads the officers' assembly, said it would hold.",
        "Colonel-General Orest Valko",
    )
    assert status == "former"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Colonel Ann Lee (ret.) said it would hold.", "Colonel Ann Lee (ret.)"),
        (
            "Governor Ivo Lund, who resigned in May, said it would hold.",
            "Governor Ivo Lund, who resigned in May",
        ),
    ],
)
def test_an_end_beside_the_name_or_in_the_source_itself_stands_against_the_network(
    text: str, source: str
) -> None:
    assert of_two_roles(text, source)[1] == "former"


def told(marked: str, clue: str, shares: dict[str, float], language: str = "en") -> tuple[str | None, str]:
    """Status and reason of the first statement of a marked text, when the network is as sure as this because of ``clue``."""
    document, found = attributions(marked, language)
    start = document.text.index(clue) if clue else 0
    spans = {"clue": ((Span(start, start + len(clue)), 0.9),)} if clue else {}
    scores = Scores(values={"status": {name: log(share) for name, share in shares.items()}}, spans=spans)
    (made,) = resolve(document, found[:1], {found[0].id: scores})
    return made.speaker.status, made.reasons["status"]


OVER = {"current": 0.02, "former": 0.96, "unknown": 0.02}
GOES_ON = {"current": 0.96, "former": 0.02, "unknown": 0.02}


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("{Ann Lee}, the ex-wife of Minister Colin Rusk, says <the house was paid for>.", "en"),
        ("The minister stayed away. His widow {Ann Lee} says <the house was paid for>.", "en"),
        ("{Виктория Зорина}, внучка бывшего капитана, говорит: <мяч разбил окно>.", "ru"),
        ("Продає його {Вікторія Зоріна}, онука колишнього капітана: <м'яч розбив вікно>.", "uk"),
    ],
)
def test_a_relative_has_no_role_whatever_the_network_says(marked: str, language: str) -> None:
    assert told(marked, "", OVER, language)[0] == "unknown"


def test_who_is_no_relative_may_have_left_a_post() -> None:
    marked = "{Ann Lee}, who gave up the keys to the court, says <it was late>."
    assert told(marked, "gave up the keys", OVER)[0] == "former"


def test_dates_stand_against_the_network() -> None:
    marked = (
        "Ann Lee was dean of Torrowby from 1971 to 1989. "
        "In 1983 {she} said that <a cathedral which charges at the door is a theatre>."
    )
    status, why = told(marked, "from 1971 to 1989", OVER)
    assert (status, why) == ("current", "current: held until 1989, said in 1983")


def test_an_end_that_rules_and_network_both_mark_stands() -> None:
    marked = "Ann Lee, the mayor, lost the vote in May. {She} said that <the pipes were new>."
    assert told(marked, "lost the vote", GOES_ON)[0] == "former"
    assert told(marked, "the pipes", GOES_ON)[0] == "current"


def test_a_reason_quotes_whole_words_or_none() -> None:
    marked = "{Ann Lee} said that <the pipes were new>. She gave up the keys in May."
    assert "“gave up the keys”" in told(marked, "ave up the key", OVER)[1]
    assert "“" not in told(marked, ".", GOES_ON)[1]
