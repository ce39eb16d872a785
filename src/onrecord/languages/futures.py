"""Which forms of a verb speak of the future, as far as a word alone tells it.

Russian by the dictionary of pymorphy3 (a perfective's present form is a future); Ukrainian, for which there is no free
dictionary of forms, by endings: ``-тиме`` always, and a prefixed verb's present form unless its infinitive marks it as
imperfective (``-увати``, ``-ходити``). English has its future in words of its own (``acts.toml``).
"""

from __future__ import annotations

import re
from functools import lru_cache

THIRD, FIRST = 1, 2
"""What :func:`future` answers: a future of others, and one of the speaker (``сделаю``, ``зробимо``)."""

_RUSSIAN = re.compile("(?:[еёи]т|[уюая]т|[еёи]м|у|ю|[еёи]те)(?:ся|сь)?$")
_UKRAINIAN = re.compile(
    "(?:(?:[еєиїа-яі]?(?:[еєиїі]ть|[уюая]ть)|[еє]|у|ю|[еєиїі]мо|[еєиїі]м|[еєиї]те)(?:ся|сь)?|[еєиїуюая]ться)$"
)
_ANALYTIC = re.compile("ти(м[уеє]|мем[о]?|муть|мете)(?:ться|ся|сь)?$")
_PREFIX = re.compile("^(?:по|зі|за|на|при|прий|від|віді|ви|про|до|пере|роз|обі|під|піді|над|ді|спри|від)")
_SHORT_PREFIX = re.compile(
    "^(?:зроб|скаж|стан(?:е|у)|вб(?:'|и)|вдас|втра[тч]|вруч|встиг|змож|змус|змуш|зна[йи]д|зустрін|зникн|здійсн|змін|збільш|зменш"
    "|збер[еі]|збереж|спробу|створ|скорист|скасу|схвал|загин|знищ|зупин|зазна|зруйну|зросл?т|зросте|увійд|увійт|упаде|впаде"
    "|отрима|опин|оголос|оцін|одержа|обер|обговор|обійм|ухвал|укладу?т|укладе|врегулю|впор|вплин|візьм|сяга?не|сягн|збудую"
    "|з'яв|згад|зламає|зітр|зжер|сплат|стикн|спад|здаст|здад|дасть|дадуть|даст|підуть|піде|прийд|пройд|йтиме|вирош|виграє|виграють)"
)
"""Perfectives whose prefix is one letter, or none, which would fit too many other verbs."""

_IMPERFECTIVE = re.compile(
    "(?:[уюо]вати|[иі]вати|бувати|давати|ставати|знавати|ходити|носити|водити|возити|їздити|їжджати|літати|бігати|лягати|магати"
    "|тягати|ікати|икати|кати|гати|жати|шати|ляти|рати|щати|чати|дати|тати|сати|зати|нати|лежати|стояти|сидіти|просити"
    "|свідчити|значити|ступати|глядати|хати|пати|мати|бати|рити|лізати|чувати|жити)(?:ся|сь)?$"
)
_PERFECTIVE = re.compile(
    "[а-яіїє](?:писати|казати|брати|грати|слати|ставити|питати|читати|чекати|тримати|дати|знати|гнати|мовчати|шукати|стати"
    "|працювати|зрахувати|будувати|фінансувати|тестувати|контролювати|вести|в'язати|різати)(?:ся|сь)?$"
)
_NEVER = frozenset(
    [
        "належить",
        "належать",
        "залежить",
        "залежать",
        "виглядає",
        "виглядають",
        "вважає",
        "вважають",
        "продовжує",
        "дозволяє",
        "нагадує",
        "проживає",
        "проживають",
        "пам'ятає",
        "пам'ятають",
        "наполягає",
        "полягає",
        "полягають",
        "допомагає",
        "допомагають",
        "знаходиться",
        "знаходяться",
        "відбувається",
        "пояснюють",
        "проситься",
        "наводить",
        "наводять",
        "заходить",
        "доводиться",
        "приходиться",
        "виходить",
        "входить",
        "проходить",
    ]
)


@lru_cache(maxsize=65_536)
def future(word: str, language: str) -> int:
    """:data:`THIRD`, :data:`FIRST` or 0 for a word in small letters; 0 in other languages than Russian and Ukrainian."""
    if language == "ru":
        return _russian(word)
    if language == "uk":
        return _ukrainian(word)
    return 0


def _russian(word: str) -> int:
    if not _RUSSIAN.search(word):
        return 0
    from onrecord.languages.ru.lemmas import parses_of

    for parse in parses_of(word)[:1]:
        if parse.tag.POS == "VERB" and parse.tag.tense == "futr":
            return FIRST if parse.tag.person == "1per" else THIRD
    return 0


def _ukrainian(word: str) -> int:
    analytic = _ANALYTIC.search(word)
    if analytic:
        return FIRST if analytic[1] in ("му", "мем", "мемо") else THIRD
    if word in _NEVER or not _UKRAINIAN.search(word):
        return 0
    if not _SHORT_PREFIX.match(word):
        if not _PREFIX.match(word):
            return 0
        from onrecord.languages.uk.lemmas import lemma

        base = lemma(word)
        if base == word or not base.endswith(("ти", "тися", "тись")):
            return 0
        if _IMPERFECTIVE.search(base) and not _PERFECTIVE.search(base):
            return 0
    return FIRST if re.search("(?:[ую]|мо)(?:ся|сь)?$", word) else THIRD
