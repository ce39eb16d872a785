"""A date written in any form is read back; nothing is finer than its words; no text is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attributions import attribute
from onrecord.attributions.dating import date_all, dated
from onrecord.attributions.dating.grammar import moments
from onrecord.attributions.dating.partial import PartialDate, gregorian, read, weekday_before
from onrecord.attributions.dating.resolving import told
from onrecord.attributions.dating.words import words_of
from onrecord.attributions.record import Attribution
from onrecord.languages.dates import dates
from onrecord.text.document import Document, Span

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),  # noqa: SIM905
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),  # noqa: SIM905
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split(),  # noqa: SIM905
}  # fmt: skip
WEEKDAYS = {
    "en": "on Monday|on Tuesday|on Wednesday|on Thursday|on Friday|on Saturday|on Sunday".split("|"),  # noqa: SIM905
    "ru": "в понедельник|во вторник|в среду|в четверг|в пятницу|в субботу|в воскресенье".split("|"),  # noqa: SIM905
    "uk": "у понеділок|у вівторок|у середу|у четвер|у п'ятницю|у суботу|у неділю".split("|"),  # noqa: SIM905
}  # fmt: skip
FORMS = {
    "en": ["{d} {m} {y}", "{m} {d}, {y}", "the {d}th of {m}, {y}", "{y}-{mm:02}-{d:02}", "{d}.{mm}.{y}", "{m} {d} {y}"],
    "ru": ["{d} {m} {y} года", "{d} {m} {y} г.", "{d}-го {m} {y}-го", "{y}-{mm:02}-{d:02}", "{d:02}.{mm:02}.{y}"],
    "uk": ["{d} {m} {y} року", "{d} {m} {y} р.", "{d}-го {m} {y}-го", "{y}-{mm:02}-{d:02}", "{d:02}.{mm:02}.{y}"],
}  # fmt: skip
SAID = {"en": "he said {} that", "ru": "он сказал {}, что", "uk": "він сказав {}, що"}
DAYS = st.dates(date(1700, 1, 1), date(2099, 12, 31))
LANGUAGES = st.sampled_from(["en", "ru", "uk"])
RELATIVE = {
    "en": ["yesterday", "last month", "two days ago", "on Monday", "last year", "in March", "on 3 March", "this morning", "earlier this year"],  # noqa: E501
    "ru": ["вчера", "в прошлом месяце", "два дня назад", "в понедельник", "в прошлом году", "в марте", "3 марта", "сегодня утром", "год назад"],  # noqa: E501
    "uk": ["учора", "минулого місяця", "два дні тому", "у понеділок", "торік", "у березні", "3 березня", "сьогодні вранці", "рік тому"],  # noqa: E501
}  # fmt: skip


def only(text: str, language: str, published: str | None) -> str | None:
    """The date of the one expression in a text."""
    known = dates(language)
    (found,) = moments(words_of(text, known), known)
    assert 0 <= found.span.start < found.span.end <= len(text)
    result = told(found, read(published)).date
    return str(result) if result else None


@settings(deadline=None)
@given(language=LANGUAGES, day=DAYS, data=st.data())
def test_a_day_in_any_form_is_read_back(language: str, day: date, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(FORMS[language]))
    words = form.format(d=day.day, m=MONTHS[language][day.month - 1], mm=day.month, y=day.year)
    assert only(SAID[language].format(words), language, None) == day.isoformat()


@settings(deadline=None)
@given(language=LANGUAGES, day=DAYS)
def test_a_month_and_a_year_are_read_back_without_a_day(language: str, day: date) -> None:
    month = MONTHS[language][day.month - 1]
    words = {
        "en": f"in {month} {day.year}",
        "ru": f"{month} {day.year} года",
        "uk": f"{month} {day.year} року",
    }
    assert only(SAID[language].format(words[language]), language, None) == day.isoformat()[:7]


@settings(deadline=None)
@given(language=LANGUAGES, published=DAYS, back=st.integers(0, 364))
def test_a_day_without_a_year_is_the_last_one_before_the_publication(
    language: str, published: date, back: int
) -> None:
    day = published - timedelta(days=back)
    words = f"{day.day} {MONTHS[language][day.month - 1]}"
    if (day.month, day.day) != (2, 29):
        assert only(SAID[language].format(words), language, published.isoformat()) == day.isoformat()


@settings(deadline=None)
@given(language=LANGUAGES, published=DAYS, weekday=st.integers(0, 6))
def test_a_weekday_is_the_latest_one_not_after_the_publication(
    language: str, published: date, weekday: int
) -> None:
    found = only(SAID[language].format(WEEKDAYS[language][weekday]), language, published.isoformat())
    assert found is not None
    day = date.fromisoformat(found)
    assert day.weekday() == weekday
    assert 0 <= (published - day).days < 7


@settings(deadline=None)
@given(language=LANGUAGES, data=st.data())
def test_words_counted_from_today_are_null_without_a_publication(language: str, data: st.DataObject) -> None:
    words = data.draw(st.sampled_from(RELATIVE[language]))
    assert only(SAID[language].format(words), language, None) is None


@settings(deadline=None)
@given(
    language=LANGUAGES,
    published=st.one_of(
        DAYS.map(date.isoformat), st.sampled_from(["2024", "2024-05", "2024-05-16T08:00:00Z"])
    ),
    data=st.data(),
)
def test_no_date_is_finer_than_its_words_or_later_than_the_publication(
    language: str, published: str, data: st.DataObject
) -> None:
    finest = dict(zip(RELATIVE[language], [10, 7, 10, 10, 4, 7, 10, 10, 4], strict=True))
    words = data.draw(st.sampled_from(RELATIVE[language]))
    found = only(SAID[language].format(words), language, published)
    assert len(found or "") <= finest[words]
    assert not found or found <= published[: len(found)]


@settings(deadline=None)
@given(day=st.dates(date(1700, 1, 1), date(2099, 12, 1)))
def test_of_two_calendars_the_new_style_wins(day: date) -> None:
    new = gregorian(PartialDate(day.year, day.month, day.day)) if (day.month, day.day) != (2, 29) else None
    if new is None or new.whole is None:
        return
    assert 10 <= (new.whole - day).days <= 13
    old_words, new_words = (f"{each.day} {MONTHS['en'][each.month - 1]}" for each in (day, new.whole))
    assert only(f"he said on {old_words} ({new_words}) {new.year} that", "en", None) == str(new)


@settings(deadline=None)
@given(day=DAYS, weekday=st.integers(1, 7))
def test_last_monday_is_before_the_day_itself(day: date, weekday: int) -> None:
    found = weekday_before(PartialDate(day.year, day.month, day.day), weekday, today=False)
    assert found is not None
    assert found.whole is not None
    assert 1 <= (day - found.whole).days <= 7


@settings(deadline=None)
@given(text=st.text(max_size=40))
def test_what_is_no_iso_date_has_no_anchor(text: str) -> None:
    found = read(text)
    assert found is None or text.startswith(str(found))


PIECES = {
    "en": ["he", "said", "on", "Monday", "3", "March", "2024", "the", "last", "week", "“x y z,”", "ago", "two", "in", "a briefing",  # noqa: E501
           "Torvik", "may", "May", "before", "after", "that", "published", "and"],
    "ru": ["он", "сказал", "в", "понедельник", "3", "марта", "2024", "года", "прошлой", "неделе", "«икс»", "назад", "два",
           "брифинге", "на", "что", "после", "до", "опубликованном", "и", "Торвике"],
    "uk": ["він", "сказав", "у", "понеділок", "3", "березня", "2024", "року", "минулого", "тижня", "«ікс»", "тому", "два",
           "брифінгу", "на", "що", "після", "до", "опублікованому", "і", "Торвіку"],
}  # fmt: skip
MARKS = [",", ".", " — ", "(", ")", ":", ";", "\n", "’s", "'", "-", "/", "…", "\x00", "\u202e", "😀"]


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_text_and_any_spans_are_accepted(language: str, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.sampled_from(PIECES[language] + MARKS), max_size=40))
    text = " ".join(pieces)
    published = data.draw(st.sampled_from([None, "2024-05-16", "2024", "nonsense"]))
    document = Document(id="d", path="d", text=text, sha256="0" * 64, language=language, published=published)
    spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(
        lambda pair: Span(pair[0], pair[0] + pair[1])
    )
    given_spans = data.draw(st.lists(st.tuples(spans, spans, spans), max_size=3))
    odd = [
        Attribution(
            id=f"a{number}", source=(one,), cue=(two,), content=(three,), mode="indirect", nested_in="a0"
        )
        for number, (one, two, three) in enumerate(given_spans)
    ]
    for found in (date_all(document, odd), dated(attribute(document, "fast")).attributions):
        for each in found:
            assert each.said_at is None or read(each.said_at) is not None
            assert each.said_at is None or each.said_at_text
            assert (each.said_at_text is None) == ("said_at" not in each.reasons)
            assert (each.venue is None) == ("venue" not in each.reasons)
            for words in (each.said_at_text, each.venue):
                assert words is None or (words and words in text)
