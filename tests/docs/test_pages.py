"""The pages build without a warning, their links lead somewhere, and their Python examples run."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def pages() -> list[Path]:
    """The pages written for people, those in the root of the repository included."""
    written = [path for path in DOCS.rglob("*.md") if "_build" not in path.parts]
    return sorted([*written, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"])


@pytest.mark.slow
def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("sphinx", reason="the documentation needs the developers' tools: ./run setup dev")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "-q", "-b", "html"),
            *("-d", str(tmp_path / "trees"), str(DOCS), str(tmp_path / "html")),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "html" / "reference" / "commands.html").exists()


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_to_files_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if not target.startswith(("http://", "https://", "#")):
            assert (page.parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_and_between_pages_lead_to_headings(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]*#[^)\s]+)\)", page.read_text("utf-8")):
        if target.startswith(("http://", "https://")):
            continue
        name, _, anchor = target.partition("#")
        goal = page.parent / name if name else page
        headings = re.findall(r"(?m)^#{1,3} (.+)$", goal.read_text("utf-8"))
        assert anchor in {slug(heading) for heading in headings}, target


def slug(heading: str) -> str:
    """A heading's anchor, as GitHub and MyST make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_every_page_of_the_documentation_can_be_reached() -> None:
    linked = {DOCS / "index.md"}
    for page in pages():
        text = page.read_text("utf-8")
        entries = [
            line
            for block in re.findall(r"```\{toctree\}\n(.*?)```", text, re.DOTALL)
            for line in block.split()
        ]
        linked |= {(page.parent / f"{entry}.md") for entry in entries}
        linked |= {found for entry in entries if "*" in entry for found in page.parent.glob(f"{entry}.md")}
    assert [page for page in pages() if DOCS in page.parents and page not in linked] == []


def test_the_tutorial_in_the_docstring_prints_what_it_says() -> None:
    assert doctest.testmod(onrecord).failed == 0


def test_the_examples_of_the_python_page_print_what_they_say() -> None:
    page = DOCS / "guide" / "python.md"
    done = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert done.attempted > 15
    assert done.failed == 0


def test_the_tutorial_has_examples_and_names_every_public_function() -> None:
    assert onrecord.__doc__ is not None
    assert doctest.DocTestFinder().find(onrecord, module=onrecord)[0].examples
    reference = (DOCS / "reference" / "python.md").read_text("utf-8")
    for name in onrecord.__all__:
        if isinstance(getattr(onrecord, name), type) and issubclass(getattr(onrecord, name), Exception):
            continue  # the errors come with their module
        assert name == "__version__" or f"onrecord.{name}\n" in reference, name
