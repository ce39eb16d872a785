"""What a Ukrainian noun names: by its lemma's ending, as no free dictionary tells people from things."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.languages.forms import Form
from onrecord.languages.sorts import Sort
from onrecord.languages.uk.forms import forms
from onrecord.languages.uk.lemmas import lemma

_AGENT = re.compile(
    r"(?:ник|[дл]яр|[бвгйкч]ар|[лнтм]ар|ист|іст|истка|істка|олог|ологиня|тель|телька|янин|янка|ян|ець|вець|ач|яч|иня|граф|овод|одув|"
    r"[бкмнтд]ер|йор|атор|ятор|итор|ітор|ктор|ант|дент|гент|рент|мент|перт|арка|ерка|орка|мейкер|мен)$"
)
_THINGS = frozenset(
    [
        "підручник",
        "годинник",
        "щоденник",
        "довідник",
        "збірник",
        "показник",
        "чинник",
        "путівник",
        "місячник",
        "тижневик",
        "словник",
        "цінник",
        "датчик",
        "пам'ятник",
        "майданчик",
        "літник",
        "каталог",
        "діалог",
        "монолог",
        "некролог",
        "пролог",
        "епілог",
        "лист",
        "календар",
        "товар",
        "базар",
        "гонорар",
        "номер",
        "характер",
        "сервер",
        "принтер",
        "центр",
        "метр",
        "театр",
        "параметр",
        "документ",
        "аргумент",
        "момент",
        "елемент",
        "експеримент",
        "інструмент",
        "фрагмент",
        "парламент",
        "департамент",
        "патент",
        "мотор",
        "сектор",
        "монітор",
        "фактор",
        "вектор",
        "реактор",
        "трактор",
        "екватор",
        "кінець",
        "палець",
        "стілець",
        "місяць",
        "квартер",
        "катер",
        "смартфон",
        "графік",
        "фотограф",
        "телеграф",
        "параграф",
        "автограф",
        "варіант",
        "дисертант",
        "ресторан",
        "океан",
        "роман",
        "план",
        "екран",
        "туман",
        "караван",
        "обман",
        "диван",
        "талант",
        "акт",
        "факт",
        "контракт",
        "калач",
        "плач",
        "палац",
        "товариш",
        "термінатор",
        "регулятор",
        "генератор",
        "індикатор",
        "двигун",
        "сектор",
        "семестр",
        "реєстр",
        "новинар",
        "тротуар",
        "бульвар",
        "хабар",
        "тягар",
        "удар",
        "дар",
        "жар",
        "пожежник",
        "словничок",
        "ярлик",
        "рахунок",
        "тиждень",
        "день",
        "митниця",
        "графа",
        "гарант",
        "грант",
        "дивіденд",
        "інцидент",
        "прецедент",
        "континент",
        "контингент",
        "рейтинг",
        "орієнтир",
        "будинок",
        "ринок",
    ]
)
_NUMBERS = re.compile(
    r"(?:дв|об|три|трь|чотир|п'ят|шіст|шест|сім|сем|вісім|восьм|дев'ят|десят|[^ ]+надцят|двадцят|тридцят|сорок|"
    r"[^ ]+десят|сто$|двіст|трист|[^ ]+сот|пів|кільк|декільк|багат|надто|стільк|скільк)(?:а|и|і|ь|ьох|ьом|ома|ох|ом|ьма|ма)?$"
)
_ENDING = re.compile(r"(?:ами|ями|ові|еві|єві|ами|ам|ям|ах|ях|ів|їв|ом|ем|єм|ою|ею|єю|а|я|у|ю|и|і|ї|е|є|ь)$")
_PLURAL = re.compile(r"(?:и|і|ї|ів|їв|ам|ям|ами|ями|ах|ях|ей)$")
_PLURAL_ATTRIBUTE = re.compile(r"(?:і|их|іх|іми|ими)$")
_SURNAME = re.compile(r"(?:енко|єнко|чук|щук|юк|ишин|їшин|ський|цький|ська|цька|ко)$")


@lru_cache(maxsize=65_536)
def sort(word: str) -> Sort | None:
    """The sort of ``word``; null for one that no dictionary knows, and for one that can be somebody's name.

    An adjective or participle alone is a person, in the plural people. Places are not told from things.
    """
    import simplemma

    low = word.lower().replace("’", "'").replace("ʼ", "'")
    if word[:1].isupper() and _SURNAME.search(low):
        return None
    if _NUMBERS.match(low):
        return "other"
    base, known = lemma(low), simplemma.is_known(low, lang="uk")
    if _agent(low, base):
        return "people" if (low != base or not known) and _PLURAL.search(low) else "person"
    if not known:
        return None
    found = forms(low)
    if found & Form.ADJECTIVE:
        return "people" if _PLURAL_ATTRIBUTE.search(low) and low != base else "person"
    return "thing" if found & Form.NOUN else "other"


def _agent(low: str, base: str) -> bool:
    """Whether a word, or what is left of it without its ending, ends as names of trades and peoples do."""
    import simplemma

    for each in (base, low, _ENDING.sub("", low)):
        if each in _THINGS:
            return False
        if len(each) > 4 and _AGENT.search(each):
            return True
        if each.endswith("ниця") and simplemma.is_known(each.removesuffix("ця") + "к", lang="uk"):
            return True
    return False
