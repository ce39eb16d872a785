"""The language of a text: rather no answer than one that runs the wrong rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.languages.detect import detect

PARAGRAPHS = {
    "en": "The retired general told reporters on Monday that the war could not be won. “We are not ready,” he said.",
    "ru": "Отставной генерал заявил журналистам, что эту войну невозможно выиграть. «Мы не готовы», — сказал он.",
    "uk": "Відставний генерал заявив журналістам, що війну неможливо виграти. «Ми не готові», – сказав він.",
    "be": "Адстаўны генерал заявіў журналістам, што вайну немагчыма выйграць. «Мы не гатовыя», — сказаў ён.",
    "bg": "Пенсионираният генерал заяви пред журналисти, че войната не може да бъде спечелена. „Не сме готови“, каза той.",
    "sr": "Пензионисани генерал је рекао новинарима да се рат не може добити. „Нисмо спремни”, рекао је он и отишао.",
    "mk": "Пензионираниот генерал им рече на новинарите дека војната не може да се добие. „Не сме подготвени“, рече тој.",
    "kk": "Отставкадағы генерал дүйсенбіде журналистерге соғыста жеңу мүмкін емес екенін айтты. Біз дайын емеспіз, деді ол.",
    "de": "Der pensionierte General sagte Reportern am Montag, der Krieg sei nicht zu gewinnen. „Wir sind nicht bereit.“",
    "pl": "Emerytowany generał powiedział dziennikarzom w poniedziałek, że wojny nie da się wygrać. „Nie jesteśmy gotowi”.",
    "fr": "Le général à la retraite a déclaré lundi aux journalistes que la guerre ne pouvait pas être gagnée.",
    "es": "El general retirado dijo el lunes a los periodistas que la guerra no se podía ganar. «No estamos listos».",
    "cs": "Generál ve výslužbě v pondělí novinářům řekl, že válku nelze vyhrát. „Nejsme připraveni,“ dodal.",
    "ro": "Generalul în retragere le-a spus luni reporterilor că războiul nu poate fi câștigat. „Nu suntem pregătiți”.",
    "ar": "قال الجنرال المتقاعد للصحفيين يوم الاثنين إن الحرب لا يمكن كسبها. وأضاف أننا لسنا مستعدين.",
    "zh": "退役将军周一告诉记者，这场战争无法取胜。他说，我们还没有准备好。",
}


@pytest.mark.parametrize(("language", "paragraph"), PARAGRAPHS.items())
def test_a_short_paragraph_is_enough(language: str, paragraph: str) -> None:
    assert detect(paragraph) == language


@pytest.mark.parametrize(
    "text",
    ["", "   ", "Hello", "Нет", "Генерал Дубов", "12345 !!!", "\ud800\x00", "https://example.org/the-war"],
)
def test_too_little_gets_no_answer(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    "other", ["be", "bg", "sr", "mk", "kk", "de", "pl", "fr", "es", "cs", "ro", "ar", "zh"]
)
def test_no_piece_of_another_language_is_taken_for_one_of_the_three(other: str) -> None:
    words = PARAGRAPHS[other].split()
    for size in (1, 2, 3, 5, 8):
        for start in range(len(words)):
            assert detect(" ".join(words[start : start + size])) not in ("en", "ru", "uk")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Министерство опровергло сообщения о мятеже в северной армии", "ru"),
        ("Генерал Дубов написал в The Morning Star, что Brexit и NATO — это не выход, а «dead end».", "ru"),
        (
            "Міністерство спростувало це і не вибачилося. «Это не так», – цитує генерала видання.",
            "uk",
        ),
        ("The word «перестройка» is as old as the general, who said that it was the wrong word.", "en"),
    ],
)
def test_foreign_words_and_quotations_do_not_mislead(text: str, language: str) -> None:
    assert detect(text) == language


def test_a_long_text_is_judged_by_its_first_characters() -> None:
    assert detect(PARAGRAPHS["uk"] * 200 + PARAGRAPHS["en"] * 10_000) == "uk"


@given(st.text())
def test_it_never_raises(text: str) -> None:
    assert detect(text) is None or len(detect(text) or "") in (2, 3)


def test_a_short_ukrainian_text_without_its_commonest_vowel_is_ukrainian() -> None:
    assert detect("Генерал сказав, що війна буде довгою, а військо до неї не готове.") == "uk"
