"""Documents, readings and captures made up for the tests, and a ledger's whole content as plain values.

The language is one without rules, so that no dictionary is loaded where words do not matter.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from onrecord.archive import Capture
from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution, Mode, Speaker
from onrecord.ledger import Added, Ledger
from onrecord.text.document import Document, Span

PLAIN = "de"
CLOCKS = {
    "added_at", "made_at", "at", "started_at", "finished_at", "host", "pid", "process_started",
}  # fmt: skip

Quote = tuple[str, str, str]
"""Source, cue and content, as they stand in the text; an empty one is missing."""


def document(identity: str, text: str, **more: Any) -> Document:
    original = more.pop("original", text.encode("utf-8", "surrogatepass"))
    return Document(
        id=identity,
        path=more.pop("path", identity),
        text=text,
        sha256=hashlib.sha256(original).hexdigest(),
        language=more.pop("language", PLAIN),
        **more,
    )


def attribution(text: str, number: int, quote: Quote, **more: Any) -> Attribution:
    source, cue, content = quote
    begin = text.index(content)
    mode: Mode = more.pop("mode", "indirect")
    return Attribution(
        id=f"a{number}",
        source=(span(text, source),) if source else (),
        cue=(span(text, cue),) if cue else (),
        content=(Span(begin, begin + len(content)),),
        mode=mode,
        speaker=more.pop("speaker", Speaker(name=source or None)),
        **more,
    )


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def reading(
    identity: str, text: str, quotes: Sequence[Quote] = (), *, version: str = "1", **more: Any
) -> Reading:
    return Reading(
        document=document(identity, text, **more),
        attributions=tuple(attribution(text, number, quote) for number, quote in enumerate(quotes, 1)),
        made_by="rules-test",
        version=version,
    )


def capture(of: Reading, **more: Any) -> Capture:
    found = of.document
    return Capture(
        document=found,
        original=more.pop("original", found.text.encode("utf-8", "surrogatepass")),
        source=more.pop("source", found.path),
        method=more.pop("method", "file"),
        captured_at=more.pop("captured_at", "2025-03-01T08:00:00Z"),
        **more,
    )


def add(ledger: Ledger, of: Reading, *, inputs: Sequence[str] = ("inputs",), **more: Any) -> Added:
    with ledger.run(inputs) as run:
        return ledger.add(of, capture(of, **more), run)


def numbered(number: int, *, version: str = "1") -> Reading:
    """The same reading for the same number, wherever it is made."""
    text = (
        f"Colonel Orlin {number} said that bridge {number} would hold. "
        f'Major Vesna {number} warned: "We have {number} days." ' + "The rain went on. " * (number % 7)
    )
    quotes: list[Quote] = [
        (f"Colonel Orlin {number}", "said", f"bridge {number} would hold"),
        (f"Major Vesna {number}", "warned", f'"We have {number} days."'),
    ]
    return reading(f"/press/{number}.txt", text, quotes, version=version, title=f"Rain, day {number}")


def content_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but what the clock and the process wrote, and the originals."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with closing(sqlite3.connect(path)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for (table,) in tables.fetchall():
            if "_words_" in table:
                continue  # the index's own tables depend on how writes were grouped
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(f'"{name}"' for name in columns if name not in CLOCKS)
            found[table] = sorted(database.execute(f"SELECT {kept} FROM {table}").fetchall(), key=repr)
    originals = path.with_name(path.name + ".originals")
    found["originals folder"] = sorted((p.name,) for p in originals.glob("??/??/*"))
    return found
