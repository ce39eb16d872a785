"""The reference of settings holds every setting and every environment variable, and none that there is not."""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.settings import FILE_VARIABLE, Setting, all_settings

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "settings.md"
VARIABLE = re.compile(r"\bONRECORD_[A-Z_]*[A-Z]\b")


def rows() -> dict[str, list[str]]:
    """The rows of the table of all settings by the setting's name, each as its cells."""
    table = PAGE.read_text("utf-8").partition("## All settings")[2].partition("\n## ")[0]
    cells = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in table.splitlines()
        if line.startswith("| `")
    ]
    return {row[0].strip("`"): row for row in cells}


def default_in_words(setting: Setting) -> str:
    if isinstance(setting.default, bool):
        return "`yes`" if setting.default else "`no`"
    return f"`{setting.default}`" if setting.default != "" else "(empty)"


def test_every_setting_is_there_in_the_order_of_the_program_and_no_other() -> None:
    assert list(rows()) == [setting.name for setting in all_settings()]


def test_variables_defaults_and_units_are_those_of_the_program() -> None:
    for setting in all_settings():
        _, variable, default, unit, description = rows()[setting.name]
        assert variable == f"`{setting.variable}`"
        assert default == default_in_words(setting)
        assert unit == setting.unit
        assert len(description) > 20


def sources() -> list[Path]:
    return [ROOT / "run", *sorted((ROOT / "src").rglob("*.py"))]


def test_every_variable_that_the_program_reads_is_told() -> None:
    read = {found for path in sources() for found in VARIABLE.findall(path.read_text("utf-8"))}
    assert FILE_VARIABLE in read
    assert read - set(VARIABLE.findall(PAGE.read_text("utf-8"))) == set()


def test_no_page_names_a_variable_that_does_not_exist() -> None:
    real = {setting.variable for setting in all_settings()}
    real |= {found for path in sources() for found in VARIABLE.findall(path.read_text("utf-8"))}
    pages = [path for path in (ROOT / "docs").rglob("*.md") if "_build" not in path.parts]
    for page in [*pages, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]:
        assert set(VARIABLE.findall(page.read_text("utf-8"))) - real == set(), page
