"""Sources whose words are in no list, or whose first words or cues decide."""

from __future__ import annotations

import pytest
from tests.speakers.resolving_help import speakers

KINDS = [
    # where something is written, where people are not named
    ("ru", "{В приложении} [говорится], что <шёл дождь>.", "document", "В приложении"),
    ("uk", "{На сторінці порту} [зазначено], що <йшов дощ>.", "document", "На сторінці порту"),
    ("ru", "Вышел журнал. {В нём} [пишут], что <шёл дождь>.", "document", "В нём"),
    ("ru", "{В деревне} [говорят], что <пойдёт дождь>.", "group", "В деревне"),
    ("uk", "{У селищі} [кажуть], що <піде дощ>.", "group", "У селищі"),
    # verbs without a subject
    ("ru", "Ясно, что {срок} [придумали] <в порту>.", "anonymous", None),
    ("uk", "Ясно, що {строк} [вигадали] <у порту>.", "anonymous", None),
    # nouns in no list, by dictionary or ending
    ("ru", "{Докеры} [боятся], что <пойдёт дождь>.", "group", "Докеры"),
    ("uk", "{Докери} [бояться], що <піде дощ>.", "group", "Докери"),
    ("uk", "{Пекарі порту} [бояться], що <піде дощ>.", "group", "Пекарі порту"),
    ("uk", "{Слідчий комітет} [повідомив], що <йшов дощ>.", "organisation", "Слідчий комітет"),
    # several, one of several, all
    ("ru", "{Группа депутатов} [заявила], что <шёл дождь>.", "group", "Группа депутатов"),
    ("ru", "{Каждый докер} [знает], что <пойдёт дождь>.", "group", "Каждый докер"),
    ("uk", "{Ті, хто чекав,} [казали], що <піде дощ>.", "group", "Ті, хто чекав"),
    ("ru", "{Один из них} [сказал], что <шёл дождь>.", "unnamed_person", "Один из них"),
    ("en", "{The youngest of them} [said] <it rained>.", "unnamed_person", "The youngest of them"),
    ("en", "{A group of deputies} [said] <it rained>.", "group", "A group of deputies"),
    ("en", "{Some else} [said] <it rained>.", "anonymous", None),
    # pronouns before a mark
    ("uk", "{Ми, матері солдатів,} [просимо] <дощу>.", "group", None),
    ("ru", "Судья Карл Мур пришёл. {Он «Вестнику»} [сказал], что <шёл дождь>.", "named_person", "Карл Мур"),
    # names that the words around them introduce
    ("en", "<It rained>, [said] {a clerk at the lodge, Earl Pickett}.", "named_person", "Earl Pickett"),
    ("en", "A man gave his name as Loric. {Loric} [said] <it rained>.", "named_person", "Loric"),
    ("en", "{A man who gave his name as Loric} [said] <it rained>.", "named_person", "Loric"),
    ("ru", "{Человек по имени Лорик} [сказал], что <шёл дождь>.", "named_person", "Лорик"),
    ("uk", "{Чоловік на ім’я Лорик} [сказав], що <йшов дощ>.", "named_person", "Лорик"),
    # relative clauses
    ("en", "The dockers, {who} [left], say <it rained>.", "group", "dockers"),
    ("en", "The judge, {who} [left], says <it rained>.", "unnamed_person", "judge"),
    ("ru", "Комиссия, {которая} [заявила], что <шёл дождь>, уехала.", "organisation", "Комиссия"),
    ("uk", "Ті, {хто} [казав], що <йшов дощ>, поїхали.", "group", "ті"),
    ("en", "{whose officers' assembly had asked that he go} [called] <it rain>.", "organisation", "officers' assembly"),
    ("en", "{Torvenia} [said] <it rained>. The Torvenian press laughed.", "organisation", "Torvenia"),
    ("en", "{Marina} [said] <it rained>. The Marinan press laughed.", "named_person", "Marina"),
    # in no list at all
    ("en", "{A 40-year-old} [said] <it rained>.", "group", "A 40-year-old"),
    ("en", "{The NRV} [said] <it rained>.", "organisation", "NRV"),
    ("ru", "{Там} [сказали], что <шёл дождь>.", "organisation", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked", "kind", "name"), KINDS)
def test_the_kind_and_name_of_a_source(language: str, marked: str, kind: str, name: str | None) -> None:
    (speaker,) = speakers(marked, language)
    assert (speaker.kind, speaker.name) == (kind, name)


@pytest.mark.parametrize("mark", ["«", "“", "%"])
@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_a_source_of_one_mark_is_read(mark: str, language: str) -> None:
    assert len(speakers(f"{{{mark}}} said <it rained>.", language)) == 1


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        ("Умер Всеволод Ханжев, смотритель. В 2006 году {Ханжев} говорил, что <свет не ждёт>.", "ru", "Всеволод Ханжев"),
        ("Помер Степан Гнатюк, доглядач маяка. {Гнатюк} казав, що <світло чекати не вміє>.", "uk", "Степан Гнатюк"),
    ],
)  # fmt: skip
def test_a_verb_that_opens_a_sentence_is_no_part_of_the_name_behind_it(
    marked: str, language: str, name: str
) -> None:
    (found,) = speakers(marked, language)
    assert found.name == name


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        ("Степанида Горн отдала роль Регине Пак; {та} боится, что <зал будет пуст>.", "ru", "Регина Пак"),
        ("Степан Горн уступил место. {Тот} полагает, что <зал будет пуст>.", "ru", "Степан Горн"),
        ("Кабінет Степан Горн віддав Оксані Пак; {та} боїться, що <зала буде порожня>.", "uk", "Оксана Пак"),
        ("Стул занимает другая. {Та}, Регина Пак, отмечает: <записалось сорок человек>.", "ru", "Регина Пак"),
        ("Шёл дождь. {Тот} полагает, что <зал будет пуст>.", "ru", None),
    ],
)
def test_the_latter_is_the_last_one_named(marked: str, language: str, name: str | None) -> None:
    (found,) = speakers(marked, language)
    assert (found.name, found.kind) == (name, "named_person" if name else "unnamed_person")


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        # the nominative of the surname is a subject
        ("Суд снял судью Вилена Осокина. {Осокин} [написал], что <красит забор>.", "ru", "Вилен Осокин"),
        ("Скаргу на суддю Ореста Магури вернули. {Магура} [сказав], що <чекає>.", "uk", "Орест Магура"),
        # the surname is left out beside a patronymic
        (
            "Пришёл Тихон Лукич Перегуд, бывший учитель. {Тихон Лукич} [растрогался]: <доска скрипит>.",
            "ru",
            "Тихон Лукич Перегуд",
        ),
    ],
)
def test_a_name_is_completed_by_its_other_forms(marked: str, language: str, name: str) -> None:
    (found,) = speakers(marked, language)
    assert found.name == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (
            "До весны Маргарита Штерн была врачом. {Маргарита Яковлевна} [смеётся]: <меня ждали>.",
            "Маргарита Штерн",
        ),
        (
            "Пришли Маргарита Штерн и Маргарита Зубова. {Маргарита Яковлевна} [смеётся]: <меня ждали>.",
            "Маргарита Яковлевна",
        ),
    ],
)
def test_a_patronymic_without_surname_is_the_only_one_of_that_given_name(marked: str, name: str) -> None:
    (found,) = speakers(marked, "ru")
    assert found.name == name


@pytest.mark.parametrize(
    ("marked", "language", "kind"),
    [
        ("{Focus} [translated] <an article on the harbour>.", "en", "organisation"),
        ("{Anders} [said] that <it rained>.", "en", "named_person"),
        ("{Якорь} [опубликовал], что <шёл дождь>.", "ru", "organisation"),
    ],
)
def test_a_name_of_one_word_that_publishes_is_no_person(marked: str, language: str, kind: str) -> None:
    (found,) = speakers(marked, language)
    assert found.kind == kind


@pytest.mark.parametrize(
    ("source", "name", "role"),
    [
        ("Lieutenant-General Marcus Oldroyd", "Marcus Oldroyd", "Lieutenant-General"),
        ("Rear-Admiral Ines Corrado", "Ines Corrado", "Rear-Admiral"),
        ("Major General Karl Weiss", "Karl Weiss", "Major General"),
        ("Anna Smith-Baker", "Anna Smith-Baker", None),
    ],
)
def test_a_rank_with_a_hyphen_is_no_part_of_the_name(source: str, name: str, role: str | None) -> None:
    (found,) = speakers(f"{{{source}}} said that <it was late>.")
    assert (found.name, found.role) == (name, role)


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        # said of another one's words, no apposition
        (
            "President Radek Tormund was silent. According to {the ex-minister}, <Tormund never answered>.",
            "en",
            "the ex-minister",
        ),
        # the retired man is none of whom that is not said
        (
            "Полковник в отставке Глеб Ручьёв ждал. Президент Радим Тормасов молчал. {Отставник} сказал: <поздно>.",
            "ru",
            "Глеб Ручьёв",
        ),
        # an object that comes first is no subject
        (
            "Президент Радим Тормасов молчал. Тормасова раскритиковал и генерал Буремин: по {его} мнению, <поздно>.",
            "ru",
            "Буремин",
        ),
    ],
)
def test_words_that_exclude_the_last_person_named(marked: str, language: str, name: str) -> None:
    (found,) = speakers(marked, language)
    assert found.name == name


def test_who_left_the_army_holds_no_rank_in_it() -> None:
    (found,) = speakers(
        "Ann Lee, a brigadier who left the army in 2019, disagreed. {Lee} said that <it was late>."
    )
    assert (found.role, found.status) == ("brigadier", "former")


@pytest.mark.parametrize(
    ("marked", "language"), [("{Восени} [кажуть]: <дощ>.", "uk"), ("{Осенью} [говорят]: <дождь>.", "ru")]
)
def test_a_time_is_nobody(marked: str, language: str) -> None:
    (found,) = speakers(marked, language)
    assert found.kind == "anonymous"
