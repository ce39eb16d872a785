"""The line in the change log that says which floor was lowered, and why."""

from __future__ import annotations

import re

HEADING = "### Floors lowered"


def with_lowered(text: str, line: str) -> str:
    """The change log with ``- line`` under "Floors lowered" in its unreleased part; either is made where it is missing.

    The unreleased part is the first ``## `` heading that says so, in whatever case.
    """
    lines = text.rstrip("\n").split("\n")
    heads = [number for number, each in enumerate(lines) if each.startswith("## ")]
    start = next((number for number in heads if re.search("unreleased", lines[number], re.IGNORECASE)), None)
    if start is None:
        start = heads[0] if heads else len(lines)
        lines[start:start] = ["## Unreleased", ""] if heads else ["", "## Unreleased"]
        start += 0 if heads else 1
    end = next(
        (number for number in range(start + 1, len(lines)) if lines[number].startswith("## ")), len(lines)
    )
    part = lines[start:end]
    while not part[-1].strip():
        part.pop()
    if HEADING in part:
        place = part.index(HEADING) + 1
        while place < len(part) and not part[place].startswith("### "):
            place += 1
        while not part[place - 1].strip():
            place -= 1
        part[place:place] = [f"- {line}"] if part[place - 1] != HEADING else ["", f"- {line}"]
    else:
        part += ["", HEADING, "", f"- {line}"]
    rest = lines[end:]
    return "\n".join([*lines[:start], *part, *([""] if rest else []), *rest]) + "\n"
