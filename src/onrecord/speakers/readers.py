"""The reader of sources for a page, by its language."""

from __future__ import annotations

from onrecord.speakers.cast import Cast
from onrecord.speakers.english_phrases import EnglishReader
from onrecord.speakers.page import Page
from onrecord.speakers.phrases import Reader
from onrecord.speakers.slavic_phrases import SlavicReader


def reader(page: Page, cast: Cast) -> Reader:
    """What reads the sources of ``page``, whose people are ``cast``."""
    return EnglishReader(page, cast) if page.language == "en" else SlavicReader(page, cast)
