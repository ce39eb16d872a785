"""Which forms of a verb speak of the future, as far as a word alone tells it.

Russian by the dictionary of pymorphy3 (a perfective's present form is a future); Ukrainian, for which there is no free dictionary of
forms, by endings: ``-тиме`` always, and a prefixed verb's present form unless its infinitive marks it as
imperfective (``-увати``, ``-ходити``). English has its future in words of its own (``acts.toml``).
"""

from __future__ import annotations

import re
from functools import lru_cache

THIRD, FIRST = 1, 2
"""What :func:`future` answers: a future of others, and one of the speaker (``сделаю``, ``зробимо``)."""

_RUSSIAN = re.compile("(?:[еёи]т|[уюая]т|[еёи]м|у|ю|[еёи]те)(?:ся|сь)?$")
_UKRAINIAN = re.compile("(?:(?:[еєи]|[еи]ть|[уюая]ть|їть|у|ю|емо|єм[о]?|имо|їмо|ете|єте|ите)(?:ться|ся|сь)?|еться|ється|иться|уться|ються|аться|яться|[уюаяи]ть)$")
_ANALYTIC = re.compile("ти(м[уеє]|мем[о]?|муть|мете)(?:ться|ся|сь)?$")
_PREFIX = re.compile("^(?:по|з|с|зі|за|на|при|від|ви|про|до|пере|роз|об|у|в|під|спри|ви|обі|зро|ста|поста|прий|д|над|віді|пі|напи)")
_IMPERFECTIVE = re.compile(
    "(?:увати|ювати|овувати|ходити|носити|водити|возити|їздити|їжджати|літати|бігати|лягати|магати|ягати|ікати|икати|кати|гати|"
    "жати|шати|ляти|няти|рати|щати|чати|яти|вати|лежати|стояти|сидіти|мінити|просити|свідчити|значити|ступати|глядати|хати|дати)(?:ся|сь)?$"
)
_PERFECTIVE = re.compile("(?:^|[а-яіїє])(?:писати|казати|брати|грати|слати|ставити|ставати|питати|читати|чекати|тримати|дати|стати|встати|знати|гнати)$")
_NEVER = frozenset(
    """просить просять сидить сидять свідчить свідчать свідчу становить становлять стоїть стоять значить значать знає знають
    належить належать залежить залежать виглядає виглядають входить входять спить сплять сподівається сподіваються
    вміє вміють уміє уміють вірить вірять висить вчить вчать вчиться вчаться вважає вважають зветься смієш служить служать
    продовжує проводить проходить приходить виходить заходить доходить знаходиться знаходяться вимагає
    стає стають нагадує дозволяє пам'ять любить світить совість пише пишуть проживає проживають свідоме дуже вже може
    буде будуть зможе зможуть""".split()
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
    if word in _NEVER or not _UKRAINIAN.search(word) or not _PREFIX.match(word):
        return 0
    from onrecord.languages.uk.lemmas import lemma

    base = lemma(word)
    if base == word or not base.endswith(("ти", "тися", "тись")) or not _PREFIX.match(base):
        return 0
    if _IMPERFECTIVE.search(base) and not _PERFECTIVE.search(base):
        return 0
    return FIRST if re.search("(?:[ую]|мо)(?:ся|сь)?$", word) else THIRD
