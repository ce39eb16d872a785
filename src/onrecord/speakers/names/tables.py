"""The tables in ``data/``, each read once, when it is first needed."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def text(name: str) -> str:
    """The content of a data file. Raises FileNotFoundError for one that is not there."""
    return (files("onrecord.speakers.names") / "data" / name).read_text(encoding="utf-8")


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of ``data/``. Raises RuntimeError for a damaged one: a ValueError would look like a bad name."""
    try:
        return tomllib.loads(text(name))
    except tomllib.TOMLDecodeError as error:
        raise RuntimeError(f"{name}: {error}") from error
