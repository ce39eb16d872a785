from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.settings import Settings, all_settings


def environ(tmp_path: Path, toml: str = "", **variables: str) -> dict[str, str]:
    path = tmp_path / "settings.toml"
    path.write_text(toml)
    return {"ONRECORD_SETTINGS": str(path), **variables}


def test_every_setting_is_described() -> None:
    listed = all_settings()
    assert [each.name for each in listed] == [each.name for each in fields(Settings)]
    assert all(each.description and each.unit for each in listed)
    assert all(each.variable == f"ONRECORD_{each.name.upper()}" for each in listed)
    assert {each.name: each.default for each in listed} == {
        each.name: getattr(Settings(), each.name) for each in fields(Settings)
    }


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(tmp_path: Path) -> None:
    toml = "jobs = 3\nmax_fetch_seconds = 5\nallow_private = true"
    settings = Settings.load(environ(tmp_path, toml, ONRECORD_JOBS="4", ONRECORD_LEDGER="x.db"))
    assert (settings.jobs, settings.max_fetch_seconds, settings.allow_private) == (4, 5.0, True)
    assert (settings.ledger, settings.delay_seconds) == ("x.db", Settings().delay_seconds)


@pytest.mark.parametrize(
    ("written", "value"), [("yes", True), ("0", False), (" On ", True), ("FALSE", False)]
)
def test_yes_and_no(written: str, value: bool, tmp_path: Path) -> None:
    assert Settings.load(environ(tmp_path, ONRECORD_ALLOW_PRIVATE=written)).allow_private is value


@pytest.mark.parametrize(
    ("variable", "written"),
    [
        ("ONRECORD_JOBS", "many"),
        ("ONRECORD_JOBS", "0"),
        ("ONRECORD_JOBS", "1.5"),
        ("ONRECORD_MAX_FETCH_SECONDS", "inf"),
        ("ONRECORD_MAX_FETCH_SECONDS", "nan"),
        ("ONRECORD_DELAY_SECONDS", "-1"),
        ("ONRECORD_ALLOW_PRIVATE", "perhaps"),
    ],
)
def test_an_unusable_value_names_its_variable(variable: str, written: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=variable):
        Settings.load(environ(tmp_path, **{variable: written}))


@pytest.mark.parametrize(
    "toml", ["jobs = 'two'", "jobs = true", "no_such = 1", "jobs = ", "jobs = 0", "ledger = 5"]
)
def test_an_unusable_file_is_named(toml: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"settings\.toml"):
        Settings.load(environ(tmp_path, toml))


def test_a_settings_file_that_was_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ONRECORD_SETTINGS"):
        Settings.load({"ONRECORD_SETTINGS": str(tmp_path / "none.toml")})


def test_the_users_own_settings_file_need_not_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Settings.load({}) == Settings()


def test_a_speed_is_one_of_two(tmp_path: Path) -> None:
    assert Settings.load(environ(tmp_path, ONRECORD_SPEED="fast")).speed == "fast"
    assert Settings.load(environ(tmp_path, 'speed = "fast"')).speed == "fast"
    with pytest.raises(UsageError, match="'quick' is none of accurate, fast"):
        Settings.load(environ(tmp_path, ONRECORD_SPEED="quick"))
    with pytest.raises(UsageError, match="'quick' is none of accurate, fast"):
        Settings.load(environ(tmp_path, 'speed = "quick"'))
