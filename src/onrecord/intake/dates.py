"""Dates of publication as pages write them, turned into ISO 8601 with the precision they have.

A date that can be read in two ways (``03/04/2024``) is not read.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)\s*(?P<zone>Z|[+-]\d\d(?::?\d\d)?|UTC|GMT)?)?)?)?"
)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z|[+-]\d{4})?)?")
_POINTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(?:о\s+|в\s+)?(\d{1,2}):(\d\d))?")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([^\W\d]{3,})\.?,?\s+(\d{4})(?:\s*(?:г|р|года|року)\.?)?"
)
_MONTH_DAY = re.compile(r"([^\W\d]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTH_YEAR = re.compile(r"([^\W\d]{3,})\.?,?\s+(\d{4})(?:\s*(?:г|р|года|року)\.?)?")
_MONTHS = {
    1: "january янв січ", 2: "february фев лют", 3: "march мар бер", 4: "april апр квіт", 5: "may май мая трав",
    6: "june июн черв", 7: "july июл лип", 8: "august авг серп", 9: "september сен вер", 10: "october окт жовт",
    11: "november ноя лист", 12: "december дек груд",
}  # fmt: skip


def parse_date(written: str) -> str | None:
    """``written`` as an ISO 8601 date or time of the same precision; null where it is none or not certain."""
    text = written.strip()
    for reader in (_iso, _basic, _pointed, _worded, _mail):
        try:
            if found := reader(text):
                return found
        except (ValueError, OverflowError):  # a 13th month, a 31st of June
            continue
    return None


def _iso(text: str) -> str | None:
    if not (found := _ISO.fullmatch(text)):
        return None
    year, month, day = found["y"], found["m"], found["d"]
    date(int(year), int(month or 1), int(day or 1))
    if not found["time"]:
        return text
    time = found["time"].replace(",", ".")
    datetime.strptime(time[:5], "%H:%M")
    return f"{year}-{month}-{day}T{time}{_zone(found['zone'])}"


def _zone(written: str | None) -> str:
    if written in {None, ""}:
        return ""
    assert written is not None
    if written in {"UTC", "GMT", "Z"}:
        return "Z"
    digits = written[1:].replace(":", "").ljust(4, "0")
    return f"{written[0]}{digits[:2]}:{digits[2:]}"


def _basic(text: str) -> str | None:
    if not (found := _BASIC.fullmatch(text)):
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    date(int(year), int(month), int(day))
    start = f"{year}-{month}-{day}"
    return f"{start}T{hour}:{minute}:{second}{_zone(zone)}" if hour else start


def _pointed(text: str) -> str | None:
    if not (found := _POINTED.fullmatch(text)):
        return None
    day, month, year, hour, minute = found.groups()
    written = date(int(year), int(month), int(day)).isoformat()
    return f"{written}T{int(hour):02}:{minute}" if hour else written


_WEEKDAY = re.compile(
    r"[^\W\d]{3,12}day,?\s+|(?:понед|вторн|сред|четв|пятн|субб|воскр|вівт|четвер|пʼятн|п[’']ятн|неділ)\w*,?\s+",
    re.I,
)


def _worded(text: str) -> str | None:
    text = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    if found := _DAY_MONTH.fullmatch(text):
        day, month, year = found.groups()
    elif found := _MONTH_DAY.fullmatch(text):
        month, day, year = found.groups()
    elif found := _MONTH_YEAR.fullmatch(text):
        number = _month(found[1])
        return f"{found[2]}-{number:02}" if number else None
    else:
        return None
    number = _month(month)
    return date(int(year), number, int(day)).isoformat() if number else None


def _month(word: str) -> int | None:
    word = word.lower()
    for number, stems in _MONTHS.items():
        english, *others = stems.split()
        if (
            english.startswith(word[:9])
            or (word == "sept" and number == 9)
            or any(map(word.startswith, others))
        ):
            return number
    return None


def _mail(text: str) -> str | None:
    """The form of mail headers and RSS: ``Thu, 05 Dec 2024 10:00:00 +0200``."""
    if not re.search(r"\d\d:\d\d", text):  # the parser would invent midnight
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, IndexError):
        return None
    iso = moment.isoformat()
    return iso.removesuffix("+00:00") + "Z" if iso.endswith("+00:00") else iso
