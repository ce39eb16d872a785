"""Every setting of Onrecord: its default, its unit, what it does and where it is read from.

A setting is taken from the environment variable ``ONRECORD_<NAME>``, else from the settings file, else it is
the default. The settings file is TOML with one flat key a setting (``max_fetch_seconds = 30``). It is the file
that ``ONRECORD_SETTINGS`` names, else ``settings.toml`` in the user's configuration folder; only a file that
was named must exist.

:meth:`Settings.load` reads them, :func:`all_settings` lists them for the documentation.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, cast

from onrecord.errors import UsageError
from onrecord.version import __version__

PREFIX = "ONRECORD_"
FILE_VARIABLE = "ONRECORD_SETTINGS"
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})


def _setting(
    default: object,
    unit: str,
    description: str,
    *,
    minimum: float | None = None,
    choices: tuple[str, ...] = (),
) -> Any:
    metadata = {"unit": unit, "description": description, "minimum": minimum, "choices": choices}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings as one immutable value; ``Settings()`` holds the defaults and reads nothing."""

    ledger: str = _setting(
        "onrecord.db", "path or URL", "The ledger to use where a command is given no --ledger."
    )
    speed: str = _setting(
        "accurate",
        "accurate or fast",
        "Find attributions by the model and the rules (accurate), or by the rules alone (fast).",
        choices=("accurate", "fast"),
    )
    jobs: int = _setting(1, "processes", "How many documents are processed at the same time.", minimum=1)
    allow_private: bool = _setting(
        False, "yes or no", "Fetch from private, loopback and other non-public addresses too."
    )
    user_agent: str = _setting(
        f"onrecord/{__version__}", "text", "How this program names itself to the sites it fetches from."
    )
    proxy: str = _setting(
        "",
        "URL",
        "HTTP proxy for all fetches (http://host:port). It looks names up itself, so only addresses "
        "written as such are checked. Empty: fetch directly.",
    )
    delay_seconds: float = _setting(
        1.0, "seconds", "Shortest pause between two requests to one host.", minimum=0
    )
    max_fetch_seconds: float = _setting(
        60.0, "seconds", "Longest time for one fetch, redirects and body together.", minimum=0.1
    )
    max_fetch_bytes: int = _setting(
        64 * 2**20, "bytes", "Largest body fetched, as sent and as unpacked.", minimum=1
    )
    max_redirects: int = _setting(10, "redirects", "Most redirects followed for one fetch.", minimum=0)
    max_document_bytes: int = _setting(
        64 * 2**20, "bytes", "Largest original of one document: a file, a row, a message, a page.", minimum=1
    )
    max_text_characters: int = _setting(
        10_000_000,
        "characters",
        "Longest text of one document (a 500-page book has about 1,500,000).",
        minimum=1,
    )
    max_unpacked_bytes: int = _setting(
        256 * 2**20,
        "bytes",
        "What a packed archive may unpack to before the ratio max_unpacked_ratio is looked at.",
        minimum=1,
    )
    max_unpacked_ratio: int = _setting(
        200,
        "times",
        "How many times its packed size an archive may unpack to, beyond max_unpacked_bytes.",
        minimum=1,
    )
    feed_full_text_characters: int = _setting(
        800,
        "characters",
        "A fetched feed's entry with less text than this is followed to its page.",
        minimum=0,
    )

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """The settings from ``environ`` (by default the process's), the settings file and the defaults.

        Raises :class:`~onrecord.errors.UsageError` naming the variable or key whose value cannot be used.
        """
        return cls(**_load(os.environ if environ is None else environ))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting, described. ``variable`` is the name of its environment variable."""

    name: str
    variable: str
    type: str
    default: str | int | float | bool
    unit: str
    description: str


def all_settings() -> tuple[Setting, ...]:
    """All settings in the order of the class, for listings and the documentation."""
    return tuple(
        Setting(
            name=each.name,
            variable=PREFIX + each.name.upper(),
            type=type(each.default).__name__,
            default=cast(str | int | float | bool, each.default),
            unit=each.metadata["unit"],
            description=each.metadata["description"],
        )
        for each in fields(Settings)
    )


def settings_path(environ: Mapping[str, str] | None = None) -> Path:
    """The settings file: the one that ``ONRECORD_SETTINGS`` names, else the user's own. It need not exist."""
    named = (os.environ if environ is None else environ).get(FILE_VARIABLE)
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_config_dir("onrecord", appauthor=False)) / "settings.toml"


def _load(environ: Mapping[str, str]) -> dict[str, Any]:
    """The values that differ from the defaults: from the settings file, and over them from the environment."""
    values = _from_file(settings_path(environ), must_exist=bool(environ.get(FILE_VARIABLE)))
    for each in all_settings():
        if (written := environ.get(each.variable)) is not None:
            values[each.name] = _parsed(each.variable, written, each.default)
    return values


def _from_file(path: Path, *, must_exist: bool) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        if must_exist:
            raise UsageError(f"{FILE_VARIABLE}: there is no settings file {path}") from None
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: the settings file cannot be read ({error})") from None
    known = {each.name: each for each in all_settings()}
    values = {}
    for name, value in content.items():
        if name not in known:
            raise UsageError(f"{path}: there is no setting {name!r} (known are {', '.join(known)})")
        values[name] = _typed(f"{path}: {name}", value, known[name].default)
    return values


def _parsed(where: str, written: str, default: object) -> object:
    """The value that an environment variable's text stands for."""
    text = written.strip()
    if isinstance(default, bool):
        if text.lower() not in _TRUE | _FALSE:
            raise UsageError(f"{where}: {written!r} is neither yes nor no")
        return text.lower() in _TRUE
    if isinstance(default, str):
        return _chosen(where, text)
    whole = isinstance(default, int)
    try:
        number = int(text) if whole else float(text)
    except ValueError:
        wanted = "a whole number" if whole else "a number"
        raise UsageError(f"{where}: {written!r} is not {wanted}") from None
    return _in_range(where, number)


def _typed(where: str, value: object, default: object) -> object:
    """A value of the settings file, checked; a whole number is a number too."""
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not type(default):
        raise UsageError(f"{where}: {value!r} should be a {type(default).__name__}")
    if isinstance(value, str):
        return _chosen(where, value)
    return value if isinstance(value, bool) else _in_range(where, cast(float, value))


def _chosen(where: str, value: str) -> str:
    """A text that may be one of a few only."""
    choices = _described(where).metadata["choices"]
    if choices and value not in choices:
        raise UsageError(f"{where}: {value!r} is none of {', '.join(choices)}")
    return value


def _described(where: str) -> Field[Any]:
    """The field of the setting that ``where`` (a variable, or a file's key) names."""
    name = where.rsplit(": ", 1)[-1].removeprefix(PREFIX).lower()
    return next(each for each in fields(Settings) if each.name == name)


def _in_range(where: str, value: float) -> float:
    minimum = _described(where).metadata["minimum"]
    if not minimum <= value < float("inf"):
        raise UsageError(f"{where}: {value} is too small or endless (at least {minimum})")
    return value
