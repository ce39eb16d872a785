"""The patterns of time, over the letters of the words (:data:`onrecord.languages.dates.CLASSES`).

Groups: ``y``, ``m``, ``d`` year, month and day; ``rel`` a year counted from now (*last year*); ``which`` *last*, *this* or
*next*; ``w`` weekday, ``u`` unit, ``n`` a number of units, ``r`` and ``R`` words that are a time by themselves. Repeats are
bounded, so that no text makes a pattern slow.
"""

from __future__ import annotations

import re

_DAY = r"(?:d(?:-?k)?|N-?O|O)"
_YEAR = r"y(?:-?k)?[Yz]?"
_RELATIVE = r"[oi]{0,3}T?[ltSx][Yz]|[oi]{0,3}R"
_CLOCK = r"(?:[ic][dNO](?:[:.][dn])?[Xuh]{0,3},?)"
_BEFORE = rf"(?:{_CLOCK}|[iT]{{0,3}}h[oi]{{0,3}}T?)?i{{0,2}}T?(?:[lt]?wh?[,(]?i?T?)?"
_AFTER = rf"(?:,?h)?(?:,?{_CLOCK}(?<!,))?"
_OF_YEAR = rf"(?:,?[oi]{{0,3}}(?P<y>{_YEAR})|,?(?P<rel>{_RELATIVE}))?"
_PART = r"(?:T?(?:O|d-?[kK])?p-?[oi]{0,3}T?)"
_MORE = rf"{_DAY}(?:[-,&]{_DAY}){{0,4}}[-&]"
_STYLE_FIRST = r"(?:(?P<style0>[jJ]),?)?"
_STYLE = r"(?:[,(]?[iT]{0,3}(?P<style>[jJ])\)?)?"

_SHARED: list[tuple[str, str]] = [
    ("date", rf"{_STYLE_FIRST}{_BEFORE}(?P<d>{_DAY})[oT]{{0,2}}(?P<m>m)\.?{_OF_YEAR}{_STYLE}{_AFTER}"),
    (
        "numeric",
        rf"{_BEFORE}(?:(?P<y>y)(?P<iso>[-./])(?P<m>d)(?P=iso)(?P<d>d)|(?P<d1>d)(?P<mark>[-./])(?P<m1>[dm])(?P=mark)(?P<y1>[ydn])[Yz]?)"
        rf"{_AFTER}",
    ),
    ("numeric month", r"i{1,2}(?P<m>d)[./](?P<y>y)[Yz]?"),
    ("short year", r"i{1,2}'(?P<y>[nd])"),
    ("written year", r"i{0,2}(?P<n>N{1,2}O)Y"),
    ("day of month", rf"i{{0,2}}T?(?P<d>{_DAY})[p_]?o?T?(?P<which>[lt])(?P<u>u)"),
    ("days", rf"{_BEFORE}[biT]{{0,3}}(?:{_MORE}|[bo]{_DAY}[bBi&]T?){_DAY}[oT]{{0,2}}(?P<m>m)\.?{_OF_YEAR}"),
    ("old and new", rf"{_BEFORE}(?P<d1>{_DAY})[(/](?P<d2>{_DAY})\)?[oT]{{0,2}}(?P<m1>m)\.?{_OF_YEAR}"),
    (
        "old and new",
        rf"{_BEFORE}(?P<d1>{_DAY})o?(?P<m1>m)\.?,?(?P<y1>{_YEAR})?[jJ]?[(/]+[jJ]?[,-]?(?P<d2>{_DAY})o?(?P<m2>m)\.?,?(?P<y2>y)?[Yz]?,?[jJ]?\)?{_OF_YEAR}",
    ),
    ("month", rf"(?:i{{0,2}}{_PART}?|T?)(?P<m>m)\.?,?(?:[oi]{{0,3}}(?P<y>{_YEAR})|(?P<rel>{_RELATIVE}))"),
    ("month", rf"(?P<lead>i{{1,2}}T?(?:uo)?|i{{0,2}}{_PART}|i{{0,2}}T?(?P<which>[ltx]))(?P<m>m)(?![-.]?[dy])"),
    ("year", rf"(?P<lead>i{{0,2}}T?{_PART}?Y?)(?P<y>{_YEAR})"),
    ("years", rf"i{{0,2}}T?{_YEAR}[-/]-?(?:[ynd])[Yz]?"),
    ("years", rf"b(?:m\.?)?{_YEAR}(?:[b&-]|-)T?(?:m\.?)?{_YEAR}"),
    (
        "weekday",
        rf"(?P<pre>(?:{_CLOCK}|[iT]{{0,3}}h[oi]{{0,3}}T?)?i{{0,2}}T?(?P<which>[ltx])?)(?P<w>w){_AFTER}"
        r"(?:[oi]{0,3}T?(?P<week>[ltx])(?P<u>u))?",
    ),
    ("weekday", rf"(?P<pre>i{{0,2}}T?(?P<week>[ltx])(?P<u>u),?i{{0,2}})(?P<w>w){_AFTER}"),
    ("day", rf"(?:[iT]{{0,3}}h[oi]?|e|,)?T?(?P<r>r){_AFTER}"),
    ("this part of day", r"(?<![ibB])e?(?P<t>t)h"),
    ("weekdays", r"i{0,2}T?wh?(?:[-&,/]+i{0,2}T?wh?){1,6}"),
    ("fixed", rf"i{{0,2}}(?P<q>q){_OF_YEAR}{_AFTER}"),
    ("months", rf"i{{0,2}}{_PART}?m\.?(?:[-&,/]+i{{0,2}}{_PART}?m\.?){{1,4}}{_OF_YEAR}"),
    ("months", rf"[ib]?T?{_DAY}[oT]{{0,2}}m\.?(?:,?{_YEAR})?[-&b]+i?{_DAY}[oT]{{0,2}}m\.?{_OF_YEAR}"),
    ("years", rf"i{{0,2}}{_YEAR}[&,]i?{_YEAR}"),
    ("ago", r"(?P<n>[dnNOa]|N-?N)?(?P<u>[uY])g"),
    ("span", rf"i{{0,2}}(?:{_PART})?e?T?(?P<which>[ltx])(?P<u>[uY])"),
    ("span", rf"i{{0,2}}(?:{_PART})?(?P<R>R)"),
    (
        "season",
        rf"i{{0,2}}T?p?-?(?P<which>[ltx])?(?P<s>s)"
        rf"(?:o?T?(?:(?P<y>{_YEAR})|(?P<rel>{_RELATIVE}))(?P<to>[-/][dny])?)?",
    ),
    ("part of year", rf"i{{0,2}}T?[^,.;()]u[oi]{{0,3}}T?(?:(?P<y>{_YEAR})|(?P<rel>{_RELATIVE}))"),
    ("part of year", r"i{0,2}T?_d[oi]{0,3}(?P<y>y)"),
    ("decade", rf"i{{0,2}}T?{_PART}?'?[ynd]-?K"),
    ("weekdays", r"(?:[iT]{0,3}h[oi]?|e)?T?rh?(?:[-&/]i{0,2}T?rh?){1,3}"),
    ("of another", r"i{0,2}T?wh?[oi]{1,3}S[uY]"),
    ("of another", r"i{0,2}T?[lON]wh?oT?[tlS]?[um]"),
    ("of another", r"i{0,2}T?[FS][uYhwm]|i{0,2}Tx[uY]|[dnNOa]?[uY][fe]|fN?[uY]"),
    ("vague", r"(?P<v>v)"),
]  # fmt: skip

_MONTH_FIRST: list[tuple[str, str]] = [
    ("date", rf"{_BEFORE}(?P<m>m)\.?T?(?P<d>{_DAY}){_OF_YEAR}{_STYLE}{_AFTER}"),
    ("days", rf"{_BEFORE}(?P<m>m)\.?(?:{_MORE}){_DAY}{_OF_YEAR}"),
    ("months", rf"[ib]?T?m\.?T?{_DAY}(?:,?{_YEAR})?[-&b]+i?m\.?T?{_DAY}{_OF_YEAR}"),
    ("old and new", rf"{_BEFORE}(?P<m1>m)\.?(?P<d1>{_DAY})[(/](?P<d2>{_DAY})\)?{_OF_YEAR}"),
    (
        "old and new",
        rf"{_BEFORE}(?P<m1>m)\.?(?P<d1>{_DAY})(?:,?(?P<y1>y))?[jJ]?[(/][jJ]?[,-]?(?P<m2>m)\.?(?P<d2>{_DAY})(?:,?(?P<y2>y))?,?[jJ]?\)?{_OF_YEAR}",
    ),
]

_DAY_FIRST: list[tuple[str, str]] = [("of another", r"i{0,2}T?wh?S[uY]")]
"""``в понедельник той недели``; in English ``that`` opens a clause there."""

BY_ORDER = {
    first: [(name, re.compile(source)) for name, source in (_MONTH_FIRST if first else _DAY_FIRST) + _SHARED]
    for first in (False, True)
}

ISLAND = re.compile(r"_?[^_;]*[mwyrRsKvuYhq'][^_;]*")
"""Words of time side by side: no pattern reaches over another word, but for the one before ``квартале`` or ``3``."""
