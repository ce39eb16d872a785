"""Search keys: all forms of a word meet, whatever the script and whoever asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.languages.search import lemmas, query_lemmas


def keys(text: str, language: str | None) -> set[str]:
    return {key for key, _ in lemmas(text, language)}


def finds(query: str, text: str, language: str | None, *, asked_in: str | None = None) -> bool:
    """Whether every word of the query meets a word of the text."""
    held = keys(text, language)
    return all(held.intersection(alternatives) for alternatives in query_lemmas(query, asked_in))


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        (
            "ru",
            "генерал генерала генералу генералом генерале генералы генералов генералам генералами генералах",
        ),
        (
            "uk",
            "генерал генерала генералу генералові генералом генерали генералів генералам генералами генералах",
        ),
        ("en", "general generals general's generals'"),
        ("ru", "заявил заявила заявили заявит заявивший заявив"),
        ("uk", "заявив заявила заявили заявить"),
        ("en", "warn warned warns"),
        ("ru", "Путин Путина Путину Путиным Путине"),
        ("uk", "Буданов Буданова Буданову Будановим Буданові"),
        ("uk", "Сирський Сирського Сирському Сирським"),
        ("uk", "Шевченко Шевченка Шевченку Шевченком"),
        ("ru", "Дрёмов Дремов Дрёмова Дремову Дрёмовым"),
        ("uk", "об'єкт об’єкта обʼєктів"),
        ("ru", "Украина Украины Украине Украину Украиной"),
        ("uk", "Україна України Україні Україну Україною"),
    ],
)
def test_all_forms_of_a_word_meet_in_both_directions(language: str, forms: str) -> None:
    for query in forms.split():
        for asked_in in (language, None):
            missed = [form for form in forms.split() if not finds(query, form, language, asked_in=asked_in)]
            assert not missed, f"{query} does not find {missed} (language of the query: {asked_in})"


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("путин", "ru", "ПУТИНА ждали"),
        ("генералы", "ru", "Генералов уволили"),
        ("волков", "ru", "Волков и Кузнецов молчат"),
        ("полковник", "ru", "генерал-полковника Дубова"),
        ("генерал-полковник дубов", "ru", "генерал-полковника Дубова"),
        ("reporters", "ru", "он сказал The Reporter"),
        ("генералы", "en", "the word генералов"),
        ("генерали", "en", "the word генералів"),
        ("свобода вільна", "ru", "он сказал «вільної свободы»"),
        ("Wörter", "de", "die wörter"),
        ("Су-35", "uk", "літак Су-35"),
        ("zamok замок", "ru", "zamok за\u0301мок"),
    ],
)
def test_a_query_of_unknown_language_finds_its_words(query: str, language: str, text: str) -> None:
    assert finds(query, text, language)


def test_different_words_stay_apart() -> None:
    assert not finds("генеральный", "генерал", "ru")
    assert not finds("generation", "general", "en")
    assert not finds("заява", "заявка", "uk")


def test_a_key_knows_its_place_and_has_no_marks_in_it() -> None:
    text = "Ex-officer Moor’s «об’єкт»"
    found = list(lemmas(text, "en"))
    assert [(key, span.of(text)) for key, span in found] == [
        ("ex", "Ex"),
        ("officer", "officer"),
        ("moor", "Moor’s"),
        ("обєкт", "об’єкт"),
    ]


@given(st.text(), st.sampled_from(["en", "ru", "uk", "de", None]))
def test_every_text_has_keys_that_a_query_for_it_finds(text: str, language: str | None) -> None:
    found = list(lemmas(text, language))
    queries = query_lemmas(text, language)
    assert len(found) == len(queries)
    for (key, span), alternatives in zip(found, queries, strict=True):
        assert key in alternatives
        assert key.strip()
        assert span.of(text).strip() == span.of(text) != ""
