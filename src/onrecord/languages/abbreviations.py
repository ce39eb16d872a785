"""The abbreviations of each language, from ``<language>/abbreviations.txt``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from onrecord.text.sentences import Abbreviations

LANGUAGES = ("en", "ru", "uk")


@cache
def abbreviations(language: str | None) -> Abbreviations:
    """The abbreviations of ``language``; those of all three languages together where it is null or another one."""
    if language not in LANGUAGES:
        together = Abbreviations()
        for each in LANGUAGES:
            together = together.merged(abbreviations(each))
        return together
    source = files("onrecord.languages").joinpath(language, "abbreviations.txt")
    return Abbreviations.parse(source.read_text(encoding="utf-8"))
