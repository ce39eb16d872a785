"""The public names are a promise: one screen, all importable, and importing the package costs next to nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

import onrecord

EXPECTED = [
    "AnnotatedDocument",
    "Attribution",
    "AttributionFilter",
    "Document",
    "DocumentFilter",
    "InputError",
    "Ledger",
    "LedgerError",
    "OnrecordError",
    "Reading",
    "Settings",
    "Span",
    "UsageError",
    "__version__",
    "add",
    "compare_names",
    "from_text",
    "read",
    "read_all",
]

HEAVY = [
    "alembic",
    "feedparser",
    "httpx",
    "lxml",
    "numpy",
    "onnxruntime",
    "pymorphy3",
    "rich",
    "sqlalchemy",
    "starlette",
    "tokenizers",
    "trafilatura",
]


def test_the_list_of_public_names_is_this() -> None:
    assert onrecord.__all__ == EXPECTED
    assert dir(onrecord) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(onrecord, name)
    if name != "__version__":
        assert value.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        onrecord.no_such_name  # noqa: B018


@pytest.mark.parametrize("module", ["onrecord", "onrecord.cli.main"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import {module}, sys; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert module in loaded
    assert [name for name in HEAVY if name in loaded] == []
