"""What a Ukrainian word form can be: from its lemma by simplemma and its ending, as there is no free dictionary of forms.

A verb is told by a lemma in ``-ти`` or ``-тися``; a nominative by being its own lemma or by an ending that plurals and
feminines have. Where the ending leaves a doubt, both cases are given.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.languages.forms import Form

_CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)
_VERB_LEMMA = re.compile(r"[аяиіїуєео]ти(?:ся)?$|(?:[сзр]ти|гти|кти)(?:ся)?$")
_INFINITIVE = re.compile(r"(?:ти|ть|тись|тися)$")
_GERUND = re.compile(r"(?:ючи|ячи|учи|ачи|вши|ши)(?:сь|ся)?$")
_PARTICIPLE = re.compile(r"(?:ний|на|не|ні|них|ним|ною|ній|ного|ному|тий|та|те|ті)$")
_PASSIVE = re.compile(r"(?:[еєаяі]но|[уиая]то)$")
_IMPERATIVE = re.compile(r"(?:іть|іте|имо|ймо|йте|мо ж)$")
_NOT_NOMINATIVE = re.compile(
    r"(?:ами|ями|ові|еві|єві|ого|ому|ою|ею|єю|ах|ях|ам|ям|ом|ем|єм|их|іх|їх|им|їм|ої|у|ю)$"
)
_OBLIQUE_TOO = re.compile(r"(?:[аяиіїй]|[^аеєиіїоуюя])$")
_ADJECTIVE = re.compile(r"(?:ий|ій)$")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_INVARIABLE = _set(
    """але або та і й а що як коли якщо бо щоб чи ні не також теж уже вже ще тільки лише навіть тоді потім там тут де
    так раніше пізніше зараз тепер знову дуже більше менше майже саме однак проте водночас нині сьогодні вчора завтра
    завжди ніколи часто можливо імовірно ймовірно очевидно мабуть нібито начебто мовляв отже адже зокрема наприклад
    додатково окремо публічно офіційно дедалі щоразу"""
)
_NEUTERS = _set("право золото начальство серце сонце")
_PREDICATES = _set(
    """можна треба слід потрібно необхідно важливо неможливо відомо невідомо варто повинен повинна повинні має мають
    впевнений впевнена впевнені упевнений упевнена упевнені переконаний переконана переконані згоден згодна згодні"""
)
_SUBJECTS = _set("я ти він вона воно ми ви вони хто це")
_OBJECTS = _set("мене тебе його її нас вас їх мені тобі йому їй нам вам їм ним нею ними кого кому собі себе")


@lru_cache(maxsize=65_536)
def forms(word: str) -> int:
    """The :class:`Form` flags of ``word``; a word in Latin letters or digits is an indeclinable noun."""
    from onrecord.languages.uk.lemmas import lemma

    low = word.lower().replace("’", "'").replace("ʼ", "'")
    if not _CYRILLIC.search(low):
        return int(Form.NOUN | Form.NOMINATIVE | Form.OBLIQUE)
    if low in _SUBJECTS:
        return int(Form.NOUN | Form.NOMINATIVE)
    if low in _OBJECTS:
        return int(Form.NOUN | Form.OBLIQUE)
    if low in _INVARIABLE:
        return int(Form.INVARIABLE)
    if low in _PREDICATES:
        return int(Form.PREDICATE)
    base = lemma(word)
    if _VERB_LEMMA.search(base) and (base != low or not word[0].isupper()):
        return int(_verbal(low, base))
    if _GERUND.search(low) and len(low) > 5:
        return int(Form.GERUND)
    if _is_adverb(word, low, base) or low.endswith("іше"):
        return int(Form.INVARIABLE)
    if low.endswith(("ться", "вся", "лася", "лися", "лося")):
        return int(Form.FINITE)
    if len(low) > 4 and _PASSIVE.search(low) and base == low and not word[0].isupper():
        return int(Form.PREDICATE | Form.INVARIABLE)
    return int(_nominal(low, base))


def _is_adverb(word: str, low: str, base: str) -> bool:
    """``рішуче``, ``палко``: in -о or -е beside an adjective in -ий; passives in -но, -то are told apart by their vowel."""
    if word[0].isupper() or base != low or low in _NEUTERS or not low.endswith(("о", "е")) or len(low) < 5:
        return False
    return not _PASSIVE.search(low) and _known(low[:-1] + "ий")


def _known(word: str) -> bool:
    import simplemma

    return bool(simplemma.is_known(word, lang="uk"))


def _verbal(low: str, base: str) -> int:
    if low == base or (_INFINITIVE.search(low) and low[:-2] == base[:-2]):
        return Form.INFINITIVE
    if _GERUND.search(low):
        return Form.GERUND
    if _PASSIVE.search(low) and not low.endswith(("ало", "ило")):
        return Form.FINITE
    if _PARTICIPLE.search(low):
        return Form.ADJECTIVE | Form.PARTICIPLE | _cases(low, base="")
    return Form.FINITE


def _nominal(low: str, base: str) -> int:
    kind = Form.ADJECTIVE if _ADJECTIVE.search(base) and len(base) > 3 else Form.NOUN
    return kind | _cases(low, base)


def _cases(low: str, base: str) -> int:
    if low == base and not _NOT_NOMINATIVE.search(low):
        return Form.NOMINATIVE | (Form.OBLIQUE if _OBLIQUE_TOO.search(low) and low[-1] not in "ая" else 0)
    if low.endswith(("ові", "еві")) and _ADJECTIVE.search(base):
        return Form.NOMINATIVE
    if _NOT_NOMINATIVE.search(low) and low != base:
        return Form.OBLIQUE
    if low.endswith(("и", "і", "ї", "е", "є")):
        return Form.NOMINATIVE | Form.OBLIQUE
    if low.endswith(("а", "я")) and base.endswith(("ий", "ій", "")) and _ADJECTIVE.search(base or "ий"):
        return Form.NOMINATIVE
    if low == base or low.endswith(("ий", "ій")):
        return Form.NOMINATIVE | Form.OBLIQUE
    return Form.OBLIQUE
