"""Options that many commands share, so that they are named and explained in one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from onrecord.attributions.speed import Speed
    from onrecord.ledger import Ledger
    from onrecord.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])


def ledger_option(command: Command) -> Command:
    """``--ledger``: a path or a SQLAlchemy URL."""
    return click.option(
        "--ledger",
        "ledger_place",
        metavar="PATH|URL",
        help="The ledger: a path or a SQLAlchemy URL. Else ONRECORD_LEDGER, else onrecord.db here.",
    )(command)


def analyst_option(command: Command) -> Command:
    """``--as NAME``: who judges. Never guessed from the machine's account."""
    return click.option(
        "--as",
        "analyst",
        metavar="NAME",
        envvar="ONRECORD_ANALYST",
        required=True,
        help="Who decides this; kept with the judgement. Else ONRECORD_ANALYST.",
    )(command)


def reason_option(command: Command) -> Command:
    """``--reason TEXT``."""
    return click.option("--reason", default="", metavar="TEXT", help="Why; kept with the judgement.")(command)


def format_options(command: Command) -> Command:
    """``--format`` and ``--json`` of every listing."""
    command = click.option(
        "--json", "as_json", is_flag=True, help="One JSON array; the same as a program reads."
    )(command)
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "jsonl", "csv"]),
        default="table",
        show_default=True,
        help="A table (plain tab-separated lines when piped), JSON lines, or CSV.",
    )(command)


def private_option(command: Command) -> Command:
    """``--allow-private``: fetch from private and loopback addresses too."""
    return click.option(
        "--allow-private", is_flag=True, help="Fetch from private and loopback addresses too."
    )(command)


def jobs_option(command: Command) -> Command:
    """``--jobs N``: processes that find attributions."""
    return click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Processes that find attributions. [default: the setting jobs, 1]",
    )(command)


def speed_option(command: Command) -> Command:
    """``--speed``: the model and the rules, or the rules alone."""
    return click.option(
        "--speed",
        type=click.Choice(["accurate", "fast"]),
        help="The model and the rules together, or the rules alone, which are some thirty times as fast. "
        "[default: the setting speed, accurate]",
    )(command)


def chosen_speed(option: str | None, settings: Settings) -> Speed:
    """What ``--speed`` says, else the setting."""
    return cast("Speed", option or settings.speed)


def load_settings() -> Settings:
    """The settings from the environment and the settings file."""
    from onrecord.settings import Settings

    return Settings.load()


def open_ledger(place: str | None, *, create: bool = False) -> Ledger:
    """Open the ledger that ``--ledger`` or the settings name."""
    from onrecord.ledger import Ledger

    return Ledger.open(place or load_settings().ledger, create=create)


def absolute(source: str) -> str:
    """A path made absolute, since it may become a document's identity; ``-`` and URLs stay as they are."""
    if source == "-" or source.lower().startswith(("http://", "https://")):
        return source
    return str(Path(source).expanduser().absolute())
