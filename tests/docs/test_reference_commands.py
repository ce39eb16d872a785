"""The reference of commands holds every command, argument and option of the program, and none that it has not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
import pytest

from onrecord.cli.main import COMMANDS, cli

GROUPS = ("forecasts", "speakers")
DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "reference" / "commands.md"
TERM = re.compile(r"^`[^`\n]+`(?:, `[^`\n]+`)*$")
FLAG = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


@dataclass(frozen=True)
class Entry:
    """One documented argument or option: what stands in code on its first line, and its explanation."""

    terms: tuple[str, ...]
    explanation: str

    @property
    def flags(self) -> frozenset[str]:
        """The option's names; empty for an argument."""
        return frozenset(term.split()[0] for term in self.terms if term.startswith("-"))


@dataclass(frozen=True)
class Section:
    """What the page says of one command."""

    usage: str
    body: str
    entries: tuple[Entry, ...]


@cache
def sections() -> dict[str, Section]:
    """The sections of the page that are about one command, by its name."""
    found = {}
    for part in re.split(r"(?m)^## ", PAGE.read_text("utf-8"))[1:]:
        title, _, body = part.partition("\n")
        if match := re.fullmatch(r"`onrecord (\S+(?: \S+)?)`", title.strip()):
            usage = re.search(r"(?m)^`(onrecord .*)`$", body)
            found[match[1]] = Section(usage[1] if usage else "", body, tuple(entries(body)))
    return found


def entries(body: str) -> list[Entry]:
    """The definition lists of a section."""
    found = []
    blocks = re.split(r"\n(?=`[^\n]+`\n: )", body)
    for block in blocks[1:]:
        term, _, explanation = block.partition("\n: ")
        assert TERM.match(term), f"not a term of code only: {term!r}"
        # A definition ends where a line begins at the margin again.
        explanation = re.split(r"\n\n(?=\S)", explanation)[0]
        found.append(Entry(tuple(re.findall(r"`([^`]+)`", term)), " ".join(explanation.split())))
    return found


def command(name: str) -> click.Command:
    """A command as click holds it; ``speakers merge`` is one of a group."""
    outer, _, inner = name.partition(" ")
    found = cli.get_command(click.Context(cli), outer)
    if inner:
        assert isinstance(found, click.Group)
        found = found.get_command(click.Context(found), inner)
    assert found is not None
    return found


@cache
def all_commands() -> tuple[str, ...]:
    """The names of all commands, those of groups after their group."""
    names = list(COMMANDS)
    for name in GROUPS:
        group = command(name)
        assert isinstance(group, click.Group)
        names += [f"{name} {inner}" for inner in group.commands]
    return tuple(sorted(names))


def written(parameter: click.Parameter, name: str) -> str:
    """A parameter's value as help shows it: ``PATH|URL``, ``[table|jsonl|csv]``."""
    context = click.Context(command(name), info_name=name)
    return parameter.make_metavar(context)


def test_every_command_has_a_section_and_every_section_a_command() -> None:
    assert sorted(sections()) == list(all_commands())


def test_sections_stand_in_the_order_of_the_help() -> None:
    assert list(sections()) == list(all_commands())


@pytest.mark.parametrize("name", all_commands())
def test_usage_is_what_click_prints(name: str) -> None:
    usage = command(name).get_usage(
        click.Context(command(name), info_name=f"onrecord {name}", max_content_width=300)
    )
    assert sections()[name].usage == " ".join(usage.removeprefix("Usage: ").split())


@pytest.mark.parametrize("name", all_commands())
def test_options_are_all_there_and_no_others(name: str) -> None:
    options = [each for each in command(name).params if isinstance(each, click.Option)]
    real = [frozenset([*each.opts, *each.secondary_opts]) for each in options if not each.hidden]
    documented = [each.flags for each in sections()[name].entries if each.flags]
    assert sorted(map(sorted, documented)) == sorted(map(sorted, real))


@pytest.mark.parametrize("name", all_commands())
def test_arguments_are_all_there_and_no_others(name: str) -> None:
    real = [written(each, name) for each in command(name).params if isinstance(each, click.Argument)]
    documented = [term for each in sections()[name].entries if not each.flags for term in each.terms]
    assert documented == real


@pytest.mark.parametrize("name", all_commands())
def test_values_defaults_and_variables_are_told(name: str) -> None:
    by_flag = {flag: each for each in sections()[name].entries for flag in each.flags}
    for option in command(name).params:
        if not isinstance(option, click.Option) or option.hidden:
            continue
        entry = by_flag[option.opts[0]]
        if not option.is_flag:
            assert f"{option.opts[0]} {written(option, name)}" in entry.terms
        if option.show_default:
            assert f"Default: `{option.default}`" in entry.explanation, option.opts
        if isinstance(option.envvar, str):
            assert f"`{option.envvar}`" in entry.explanation
        if option.required:
            assert "Required." in entry.explanation


@pytest.mark.parametrize("name", all_commands())
def test_every_section_tells_the_exit_status(name: str) -> None:
    assert re.search(r"(?m)^Exit status: 0 ", sections()[name].body)


def mentioned() -> list[tuple[str, str]]:
    """Every command line with ``onrecord`` that a page of the documentation writes, with the page's name."""
    found = []
    for page in sorted(DOCS.rglob("*.md")):
        if "_build" in page.parts:
            continue
        for span in re.findall(
            r"`([^`\n]+)`|(?m:^\s*(?:\$ )?((?:\S+=\S+ )*onrecord .*)$)", page.read_text("utf-8")
        ):
            line = span[0] or span[1]
            if match := re.search(r"(?:^|[\s(])onrecord ([a-z].*)$", line):
                found.append((str(page.relative_to(DOCS)), match[1]))
    return found


def test_no_page_names_a_command_or_an_option_that_does_not_exist() -> None:
    lines = mentioned()
    assert len(lines) > 40
    for page, line in lines:
        name, *rest = re.split(r"\s+[|>#]\s+|\)|;|&&", line)[0].split()
        assert name in COMMANDS, f"{page}: onrecord {line}"
        if rest and f"{name} {rest[0]}" in all_commands():
            name = f"{name} {rest[0]}"
        flags = {flag for each in command(name).params for flag in [*each.opts, *each.secondary_opts]} | {
            "--help",
            "-h",
        }
        for word in rest:
            if FLAG.fullmatch(word):
                assert word in flags, f"{page}: onrecord {line}"
