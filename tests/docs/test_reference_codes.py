"""Every warning code and every error class of the program is explained, and no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import onrecord.errors
from onrecord.errors import OnrecordError

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")


def headings(page: str) -> list[str]:
    """The second-level and third-level headings of a page that are one word of code."""
    return re.findall(r"(?m)^###? `([^`]+)`$", (REFERENCE / page).read_text("utf-8"))


def codes_in(path: Path) -> set[str]:
    """The codes of the warnings that a module makes: the first argument of ``Warning(…)``, by value or by name."""
    tree = ast.parse(path.read_text("utf-8"))
    constants = {
        target.id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = set()
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Warning"):
            continue
        first = (
            node.args[0] if node.args else next(each.value for each in node.keywords if each.arg == "code")
        )
        value = constants.get(first.id) if isinstance(first, ast.Name) else getattr(first, "value", None)
        if isinstance(value, str):
            found.add(value)
        elif not isinstance(first, (ast.Attribute, ast.Subscript)):  # a warning read back from the ledger
            raise AssertionError(f"{path}:{node.lineno}: a warning whose code this test cannot tell")
    return found


def all_codes() -> set[str]:
    return {code for path in (ROOT / "src").rglob("*.py") for code in codes_in(path)}


def test_every_warning_code_of_the_program_is_explained_and_no_other() -> None:
    codes = all_codes()
    assert {"byline-conflict", "encoding-guessed"} <= codes
    assert all(CODE.fullmatch(code) for code in codes)
    assert headings("warnings.md") == sorted(codes)


def every_error() -> list[str]:
    def below(kind: type[OnrecordError]) -> list[str]:
        return [kind.__name__, *(name for each in kind.__subclasses__() for name in below(each))]

    return [name for name in below(OnrecordError) if hasattr(onrecord.errors, name)]


def test_every_error_is_explained_in_the_order_of_the_tree_and_no_other() -> None:
    assert headings("errors.md") == every_error()


def test_the_exit_status_of_every_error_is_told() -> None:
    sections = re.split(r"(?m)^## ", (REFERENCE / "errors.md").read_text("utf-8"))[1:]
    told = {}
    for section in sections:
        name = re.match(r"`(\w+)`", section)
        status = re.search(r"Exit status (\d)", section)
        if name and status:
            told[name[1]] = int(status[1])
    assert told == {name: getattr(onrecord.errors, name).exit_status for name in every_error()}
