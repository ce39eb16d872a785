"""A real Chromium, and the pages of a ledger made by the whole way from files."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Request

ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

LONG_WORD = "Donaudampfschifffahrtsgesellschaft" * 6
HOSTILE = f"""<html lang="en"><head><title>&lt;script&gt;document.title='live'&lt;/script&gt; {LONG_WORD}</title>
<meta name="author" content="&lt;img src=x onerror=document.title='live'&gt;"></head><body><article>
<p>General Orest Valko said that &lt;script&gt;document.title='live'&lt;/script&gt; was {LONG_WORD}.</p>
<p>&lt;img src=x onerror="document.title='live'"&gt; Nobody else said anything about the bridge, the river or the
ferry, although reporters asked for two days, and the ministry did not answer its telephone at all.</p>
</article></body></html>"""
RUSSIAN = (
    "Полковник Илья Ветров заявил, что никто не слушает генералов.\n\n"
    + "Министерство не ответило на вопросы редакции. " * 40
    + "\n\n«Мы устали ждать», — сказал полковник."
)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the pages of the demonstration corpus and two documents of our own are served, in a thread."""
    import uvicorn

    import onrecord
    from onrecord.demonstration import copy_corpus
    from onrecord.workbench.server import app

    folder = tmp_path_factory.mktemp("browser")
    corpus = copy_corpus(folder)
    (corpus / "hostile.html").write_text(HOSTILE, encoding="utf-8")
    (corpus / "vetrov.txt").write_text(RUSSIAN, encoding="utf-8")
    ledger_path = folder / "onrecord.db"
    with onrecord.Ledger.open(str(ledger_path), create=True) as ledger:
        for outcome in onrecord.add(ledger, [str(corpus)], onrecord.Settings()):
            assert not isinstance(outcome, onrecord.InputError), outcome
        # Labels by hand, so that the page of positions has rows whatever the program computes.
        for row in ledger.attributions(onrecord.ledger.AttributionFilter(limit=40)):
            labels = {"act": "criticise", "toward.name": "Ladimir Koreth"}
            ledger.judge("edit", [row.ref], by="Tests", payload=labels)
    config = uvicorn.Config(
        app(str(ledger_path)), host="127.0.0.1", port=0, log_level="warning", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.skip("there is no chromium on this machine")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def troubles() -> list[str]:
    """What the browser complained of."""
    return []


@pytest.fixture
def open_page(browser: Browser, address: str, troubles: list[str]) -> Iterator[object]:
    """Open a path on a screen of some width; what the console says is kept in ``troubles``."""
    opened = []

    def note_failure(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # which is only that the reader went on
            troubles.append(f"failed: {request.url} {request.failure}")

    def visit(path: str, width: int = 1280, scheme: str = "light") -> object:
        page = browser.new_page(viewport={"width": width, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("requestfailed", note_failure)
        opened.append(page)
        page.goto(address + path)
        return page

    yield visit
    for page in opened:
        page.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
