"""A small ledger of invented documents, and a reader who asks its pages as a browser would."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from onrecord.archive import Capture
from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution
from onrecord.ledger import Ledger
from onrecord.text.document import Document, Finding, Span, Warning
from onrecord.workbench.server import app

ADDRESS = "http://127.0.0.1:8462"

ENGLISH = (
    "General Orest Valko warned that the front would not hold.\n\n"
    "The Courier wrote that Mira Sandel said “nobody asked the generals”.\n\n"
    "By Ann Hollis"
)
RUSSIAN = "Полковник Ильин сказал, что генералов никто не слушает.\nНикто не возразил."
HOSTILE = "<script>alert(1)</script> said \"><b onclick='x'>no</b>\x00\x1b[31m\ud800 and \u202eleft."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def capture(document: Document, original: bytes) -> Capture:
    return Capture(
        document=document,
        original=original,
        source=f"/archive/{document.path}",
        method="file",
        captured_at="2025-03-01T10:00:00+00:00",
    )


def document(name: str, text: str, original: bytes | None = None, **more: object) -> tuple[Document, bytes]:
    content = original if original is not None else text.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(content).hexdigest()
    return Document(id=name, path=name, text=text, sha256=digest, **more), content  # type: ignore[arg-type]


def english() -> tuple[Reading, Capture]:
    by = span(ENGLISH, "Ann Hollis")
    made, original = document(
        "front.html",
        ENGLISH,
        original=b"<html><script>alert('captured')</script></html>",
        media_type="text/html",
        language="en",
        title="Front “will not hold”",
        outlet="Meridian Courier",
        byline=("Anne Holis",),
        published="2024-12-05T08:00:00Z",
        url="https://courier.example/front",
        findings=(
            Finding("byline", "Anne Holis", "meta:author"),
            Finding("byline", "Ann Hollis", "text:closing-line", by),
            Finding("title", "Front “will not hold”", "meta:og:title"),
        ),
        warnings=(Warning("byline-conflict", "The byline and the closing line differ.", (by,)),),
    )
    found = (
        Attribution(
            id="a1",
            source=(span(ENGLISH, "General Orest Valko"),),
            cue=(span(ENGLISH, "warned"),),
            content=(span(ENGLISH, "the front would not hold"),),
            mode="indirect",
        ),
        Attribution(
            id="a2",
            source=(span(ENGLISH, "The Courier"),),
            cue=(span(ENGLISH, "wrote"),),
            content=(span(ENGLISH, "Mira Sandel said “nobody asked the generals”"),),
            mode="mixed",
        ),
        Attribution(
            id="a3",
            source=(span(ENGLISH, "Mira Sandel"),),
            cue=(span(ENGLISH, "said"),),
            content=(span(ENGLISH, "“nobody asked the generals”"),),
            mode="direct",
            nested_in="a2",
        ),
    )
    reading = Reading(
        document=made, attributions=found, made_by="rules-en", version="1", warnings=made.warnings
    )
    return reading, capture(made, original)


def russian() -> tuple[Reading, Capture]:
    made, original = document(
        "ilin.txt", RUSSIAN, language="ru", title="Генералов не слушают", outlet="Вечер", published="2024"
    )
    found = Attribution(
        id="a1",
        source=(span(RUSSIAN, "Полковник Ильин"),),
        cue=(span(RUSSIAN, "сказал"),),
        content=(span(RUSSIAN, "генералов никто не слушает"),),
        mode="indirect",
    )
    return Reading(document=made, attributions=(found,), made_by="rules-ru", version="1"), capture(
        made, original
    )


def hostile() -> tuple[Reading, Capture]:
    made, original = document(
        "hostile.html",
        HOSTILE,
        language="en",
        title="<script>alert('title')</script>",
        outlet="<img src=x onerror=alert(2)>",
        byline=('"><svg onload=alert(3)>',),
        url="javascript:alert(4)",
        findings=(Finding("title", "<i>t</i>", "meta:<b>"),),
        warnings=(Warning("<u>code</u>", "<s>message</s>", (Span(0, 8),)),),
    )
    found = Attribution(id="a1", source=(Span(0, 25),), content=(span(HOSTILE, "no"),), mode="indirect")
    reading = Reading(
        document=made, attributions=(found,), made_by="rules-en", version="1", warnings=made.warnings
    )
    return reading, capture(made, original)


def paged() -> tuple[Reading, Capture]:
    text = "First page,\ntwo lines.\n\nSecond page."
    second = text.index("Second")
    made, original = document(
        "report.pdf", text, original=b"%PDF-", language="en", pages=(Span(0, second), Span(second, len(text)))
    )
    return Reading(document=made, attributions=(), made_by="rules-en", version="1"), capture(made, original)


def long() -> tuple[Reading, Capture]:
    lines = [f"Line {number}: Ossip Grund said so {number} times.\n" for number in range(5_000)]
    text = "".join(lines)
    starts = [sum(map(len, lines[:number])) for number in (0, 2_500, 4_999)]
    found = tuple(
        Attribution(
            id=f"a{number}",
            source=(Span(text.index("Ossip", start), text.index(" said", start)),),
            content=(Span(text.index("so ", start), text.index(".", start)),),
            mode="indirect",
        )
        for number, start in enumerate(starts, 1)
    )
    made, original = document("long.txt", text, language="en", title="Long")
    return Reading(document=made, attributions=found, made_by="rules-en", version="1"), capture(
        made, original
    )


def two_versions() -> list[tuple[Reading, Capture]]:
    versions = []
    for words in ("Ida Roth said yes.", "Ida Roth said maybe."):
        made, original = document("changed.txt", words, language="en", title="Changed")
        content = Span(words.index("said") + 5, len(words) - 1)
        found = Attribution(
            id="a1", source=(Span(0, 8),), cue=(Span(9, 13),), content=(content,), mode="indirect"
        )
        reading = Reading(document=made, attributions=(found,), made_by="rules-en", version="1")
        versions.append((reading, capture(made, original)))
    return versions


class Pages:
    """The pages of one ledger. Call it with an address to get the answer."""

    def __init__(self, place: str) -> None:
        self.app = app(place)

    def __call__(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
                renamed = {name.replace("_", "-"): value for name, value in headers.items()}
                return await client.request(method, path, headers=renamed)

        # In a thread of its own: a browser test in the same process may have left an event loop running in this one.
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, ask()).result()


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents d1 to d6: English, Russian, hostile, paged, long, changed once."""
    path = tmp_path_factory.mktemp("workbench") / "held.db"
    readings = [english(), russian(), hostile(), paged(), long(), *two_versions()]
    with Ledger.open(str(path), create=True) as ledger, ledger.run(["test"]) as run:
        for reading, captured in readings:
            ledger.add(reading, captured, run)
    return path


@pytest.fixture
def pages(ledger_path: Path) -> Pages:
    return Pages(str(ledger_path))


@pytest.fixture
def pages_of() -> Callable[[Path], Pages]:
    return lambda path: Pages(str(path))
