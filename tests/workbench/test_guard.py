"""Who gets an answer, and what a browser may do with it."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

Ask = Callable[..., httpx.Response]

EVERYWHERE = [
    "/",
    "/documents/d1",
    "/attributions",
    "/static/style.css",
    "/marks.css",
    "/documents/d999",
    "/nowhere",
]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_strict_headers_on_every_answer(pages: Ask, path: str) -> None:
    headers = pages(path).headers
    policy = {part.strip() for part in headers["content-security-policy"].split(";")}
    assert {
        "default-src 'none'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    } <= policy
    assert "script-src" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cross-origin-embedder-policy"] == "require-corp"


def test_nothing_of_a_ledger_stays_in_a_cache(pages: Ask) -> None:
    assert pages("/documents/d1").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["127.0.0.1:8462", "localhost:8462", "LocalHost:8462", "[::1]:8462"])
def test_own_names_are_answered(pages: Ask, host: str) -> None:
    assert pages("/", Host=host).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8462",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:8462.evil.example",
        "localhost.:8462",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/documents/d1", "/static/style.css"])
def test_other_names_are_refused(pages: Ask, path: str, host: str) -> None:
    answer = pages(path, Host=host)
    assert answer.status_code == 421
    assert "http://127.0.0.1:8462/" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_other_sites_may_link_but_not_load(pages: Ask) -> None:
    followed = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert pages("/search?q=x", **followed).status_code == 200
    assert pages("/search?q=x", **{**followed, "Sec_Fetch_Dest": "iframe"}).status_code == 421
    fetched = {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "script"}
    assert pages("/search?q=x", **fetched).status_code == 421
    own = {"Sec_Fetch_Site": "same-origin", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "style"}
    assert pages("/static/style.css", **own).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/documents/d1", "/search", "/static/style.css"])
def test_pages_only_read(pages: Ask, path: str, method: str) -> None:
    assert pages(path, method=method).status_code == 405
