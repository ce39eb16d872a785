"""Who a source is: names, pronouns, titles, groups, bodies, documents and nobody."""

from __future__ import annotations

import pytest
from tests.speakers.resolving_help import speakers

KINDS = [
    ("en", "{Ann Orel, a judge,} said <it rained>.", "named_person", "Ann Orel"),
    ("en", "Judge Ann Orel left. {She} said <it rained>.", "named_person", "Ann Orel"),
    ("en", "General Ivo Lund left early. {The general} said <it rained>.", "named_person", "Ivo Lund"),
    ("en", "{The chairman, retired Colonel Ivo Lund,} said <it rained>.", "named_person", "Ivo Lund"),
    ("en", "{A senior officer} said <it rained>.", "unnamed_person", "A senior officer"),
    ("en", "{Retired generals} said <it rained>.", "group", "Retired generals"),
    ("en", "{Ann Orel and Ivo Lund} said <it rained>.", "group", "Ann Orel and Ivo Lund"),
    ("en", "{The Ministry of Defence} said <it rained>.", "organisation", "Ministry of Defence"),
    ("en", "{A report by the ministry} said <it rained>.", "document", "A report by the ministry"),
    ("en", "{Some} said <it rained>.", "anonymous", None),
    ("en", "{A growing number of officers} said <it rained>.", "group", "A growing number of officers"),
    ("ru", "{Судья Анна Орел} сказала, что <шёл дождь>.", "named_person", "Анна Орел"),
    ("ru", "Судья Анна Орел ушла рано. {Она} сказала, что <шёл дождь>.", "named_person", "Анна Орел"),
    ("ru", "Генерал Иво Лунд уехал. По словам {генерала}, <шёл дождь>.", "named_person", "Иво Лунд"),
    ("ru", "{Источник в министерстве} сказал, что <шёл дождь>.", "unnamed_person", "Источник в министерстве"),
    ("ru", "{Отставные генералы} сказали, что <шёл дождь>.", "group", "Отставные генералы"),
    ("ru", "{Министерство обороны} сообщило, что <шёл дождь>.", "organisation", "Министерство обороны"),
    ("ru", "Согласно {докладу комиссии}, <шёл дождь>.", "document", "доклад комиссии"),
    ("uk", "{Суддя Анна Орел} сказала, що <йшов дощ>.", "named_person", "Анна Орел"),
    ("uk", "Суддя Анна Орел пішла. {Вона} сказала, що <йшов дощ>.", "named_person", "Анна Орел"),
    ("uk", "{Мер Ваштеля Ріна Соль} сказала, що <йшов дощ>.", "named_person", "Ріна Соль"),
    ("uk", "{Колишні військові} сказали, що <йшов дощ>.", "group", "Колишні військові"),
    ("uk", "{Міністерство оборони} повідомило, що <йшов дощ>.", "organisation", "Міністерство оборони"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked", "kind", "name"), KINDS)
def test_the_kind_and_name_of_a_source(language: str, marked: str, kind: str, name: str | None) -> None:
    (speaker,) = speakers(marked, language)
    assert (speaker.kind, speaker.name) == (kind, name)


def test_without_a_source_nobody_speaks() -> None:
    from onrecord.attributions.record import Attribution
    from onrecord.speakers import resolve
    from onrecord.text.document import Document, Span

    text = "It is said that it rained."
    document = Document(id="t", path="t", text=text, sha256="", language="en")
    found = Attribution(id="a1", cue=(Span(0, 10),), content=(Span(16, 25),), mode="indirect")
    (speaker,) = (each.speaker for each in resolve(document, [found]))
    assert (speaker.kind, speaker.name, speaker.status) == ("anonymous", None, "unknown")


def test_a_pronoun_agrees_with_the_gender_of_the_name() -> None:
    marked = "Ann Orel met General Ivo Lund. {He} said <it rained>. {She} said <it had not>."
    assert [each.name for each in speakers(marked)] == ["Ivo Lund", "Ann Orel"]


def test_a_pronoun_in_a_quotation_is_not_its_speaker() -> None:
    marked = "General Ivo Lund left. Judge Karl Moor was late. {Moor} said: “<{He} said <it rained>”>."
    assert [each.name for each in speakers(marked)] == ["Karl Moor", "Ivo Lund"]


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "President Ann Orel left. The president's secretary, Karl Moor, stayed. {The president} said <it rained>."),
        ("en", "President Ann Orel left. Karl Moor, adviser to the president, stayed. {The president} said <it rained>."),
        ("ru", "Президент Иво Лунд уехал. Помощник президента Карл Мур остался. {Президент} сказал, что <шёл дождь>."),
        ("uk", "Президент Іво Лунд поїхав. Прессекретар президента Карл Мур лишився. {Президент} сказав, що <йшов дощ>."),
    ],
)  # fmt: skip
def test_a_title_is_not_that_of_who_serves_it(language: str, marked: str) -> None:
    (speaker,) = speakers(marked, language)
    assert speaker.name in ("Ann Orel", "Иво Лунд", "Іво Лунд")


def test_i_is_the_speaker_of_the_words_around_it() -> None:
    marked = "{Ann Orel} said <“{I} think <it rained>”>."
    assert [each.name for each in speakers(marked)] == ["Ann Orel", "Ann Orel"]


def test_both_are_the_last_two_people_named() -> None:
    (speaker,) = speakers("Ann Orel met General Ivo Lund. {Both} said <it rained>.")
    assert (speaker.kind, speaker.name) == ("group", "Ann Orel and Ivo Lund")


def test_a_relative_pronoun_is_the_name_before_it() -> None:
    (speaker,) = speakers("The house of Ann Orel, {who} says <it rained>, stands empty.")
    assert speaker.name == "Ann Orel"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "General Ann Orel commands. {No serving general} said <it rained>."),
        ("en", "General Ann Orel commands. {Not one serving general} said <it rained>."),
        ("ru", "Генерал Анна Орел командует. {Ни один действующий генерал} не сказал <пошёл дождь>."),
        ("uk", "Генерал Анна Орел командує. {Жоден чинний генерал} не сказав <пішов дощ>."),
    ],
)
def test_of_whom_there_is_none_is_nobody(language: str, text: str) -> None:
    (speaker,) = speakers(text, language)
    assert (speaker.kind, speaker.name, speaker.role, speaker.status) == ("anonymous", None, None, "unknown")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Mayor Ida Orel and an official met. {An official}, who declined to be identified, said <it rained>.",
        ),
        (
            "ru",
            "Губернатор Ольга Орел пришла. {Чиновник, попросивший не называть его имени,} сказал, что <шёл дождь>.",
        ),
        (
            "uk",
            "Мер Ольга Орел прийшла. {Посадовець}, який говорив на умовах анонімності, сказав, що <йшов дощ>.",
        ),
    ],
)
def test_whose_name_is_kept_back_is_nobody_who_is_named(language: str, text: str) -> None:
    (speaker,) = speakers(text, language)
    assert speaker.kind == "unnamed_person"


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "<It rained>, said {one of them}, Ann Orel.", "Ann Orel"),
        ("ru", "— <Идёт дождь>, — сказала {одна из них}, Анна Орел. Её муж молчал.", "Анна Орел"),
        ("ru", "— <Идёт дождь>, — сказала {одна из них, Анна Орел}.", "Анна Орел"),
    ],
)
def test_one_of_them_is_whom_the_apposition_names(language: str, text: str, name: str) -> None:
    (speaker,) = speakers(text, language)
    assert (speaker.kind, speaker.name) == ("named_person", name)


SPOKEN_FOR = [
    ("en", "{Ann Orel, a spokeswoman for the Harbour Board,} said <it rained>.", "Harbour Board"),
    ("en", "{The ministry's spokesman} said <it rained>.", "ministry"),
    ("en", "Speaking on behalf of the assembly, {Ivo Lund} said <it rained>.", "assembly"),
    ("en", "{Ivo Lund} said <he spoke on his own behalf>.", None),
    ("ru", "{Пресс-секретарь министерства Анна Орел} сказала, что <шёл дождь>.", "министерства"),
    ("ru", "{Иво Лунд} от имени собрания заявил, что <шёл дождь>.", "собрания"),
    ("uk", "{Речниця порту Анна Орел} сказала, що <йшов дощ>.", "порту"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked", "body"), SPOKEN_FOR)
def test_for_whom_a_speaker_speaks(language: str, marked: str, body: str | None) -> None:
    (speaker,) = speakers(marked, language)
    assert speaker.speaks_for == body
