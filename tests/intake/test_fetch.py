"""Fetching from a web server of the test's own; nothing here leaves the machine."""

from __future__ import annotations

import gzip
import ipaddress
import threading
import zlib
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.archive.capture import Capture
from onrecord.errors import EmptyInput, FetchError, InputError, InputTooLarge, UnsupportedInput, UsageError
from onrecord.intake import read
from onrecord.intake.addresses import check_literal, checked_addresses, is_public
from onrecord.intake.fetch import Fetcher, Pace
from onrecord.settings import Settings

if TYPE_CHECKING:
    from tests.intake.conftest import Web

ReadWeb = Callable[..., list[Capture | InputError]]


def only_error(items: list[Capture | InputError]) -> InputError:
    (item,) = items
    assert isinstance(item, InputError), item
    return item


def only_capture(items: list[Capture | InputError]) -> Capture:
    (item,) = items
    assert isinstance(item, Capture), item
    return item


def answer(web: Web, path: str, media_type: str, send: Callable[[BaseHTTPRequestHandler], None]) -> None:
    """Answer without telling a length, with whatever ``send`` writes."""

    def handle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", media_type)
        handler.end_headers()
        send(handler)

    web.answers[path] = handle


def test_a_page(web: Web, read_web: ReadWeb, article: str) -> None:
    web.page("/1", article, Last_Modified="Thu, 05 Dec 2024 10:00:00 GMT", Content_Language="en-GB")
    item = only_capture(read_web(web.url("/1#part")))
    assert item.original == article.encode()
    assert (item.method, item.source) == ("http", web.url("/1#part"))
    assert (item.document.id, item.document.url) == (web.url("/1"), web.url("/1"))
    assert item.details["http-status"] == "200"
    assert item.document.published is None
    found = {(each.field, each.value, each.place) for each in item.document.findings}
    assert ("published", "Thu, 05 Dec 2024 10:00:00 GMT", "http:last-modified") in found
    assert ("language", "en-GB", "http:content-language") in found
    (path, headers), *rest = web.asked
    assert (path, rest) == ("/1", [])
    assert headers["user-agent"].startswith("onrecord/")
    assert headers["host"] == f"127.0.0.1:{web.port}"


def test_loopback_is_refused_unless_allowed(web: Web, settings: Settings, article: str) -> None:
    web.page("/1", article)
    error = only_error(list(read(web.url("/1"), settings=settings)))
    assert isinstance(error, FetchError)
    assert "--allow-private" in str(error)
    assert str(error).startswith(web.url("/1"))
    assert web.asked == []
    only_capture(list(read(web.url("/1"), settings=replace(settings, allow_private=True))))


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_other_ways_to_write_loopback_are_refused_too(host: str, web: Web, settings: Settings) -> None:
    error = only_error(list(read(web.url("/1", host=host), settings=settings)))
    assert isinstance(error, FetchError)
    assert web.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "240.0.0.1",
        "0.0.0.0", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1",
        "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::ffff:169.254.169.254", "64:ff9b::a00:1", "2002:a00:1::", "::7f00:1",
        "2001:db8::1", "2001:0:a00:1::",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def found(*addresses: str) -> Callable[..., list[Any]]:
    """A look-up that always gives these addresses."""
    return lambda host, port, **_: [(2, 1, 6, "", (address, port)) for address in addresses]


def test_one_private_address_among_several_is_refused() -> None:
    assert checked_addresses("u", "h", 80, allow_private=False, lookup=found("8.8.8.8")) == ("8.8.8.8",)
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        checked_addresses("u", "h", 80, allow_private=False, lookup=found("8.8.8.8", "10.0.0.1"))


def test_the_connection_goes_to_the_address_that_was_checked(
    web: Web, settings: Settings, article: str
) -> None:
    web.page("/1", article)
    asked = []

    def lookup(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    with Fetcher(settings, allow_private=True, lookup=lookup) as fetcher:
        fetcher.fetch(web.url("/1", host="north.example"))
    assert asked == ["north.example"]
    assert web.asked[0][1]["host"] == f"north.example:{web.port}"


def test_a_name_that_leads_elsewhere_the_second_time_is_checked_again(
    web: Web, settings: Settings, article: str
) -> None:
    web.page("/1", article, Connection="close")
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])

    def lookup(host: str, port: int, **_: Any) -> list[Any]:
        return [(2, 1, 6, "", (address, port)) for address in next(answers)]

    with Fetcher(settings, lookup=lookup) as fetcher:
        for _ in range(2):
            with pytest.raises(FetchError, match="not a public address"):
                fetcher.fetch(web.url("/1", host="north.example"))
    assert web.asked == []


def test_redirects_are_followed_and_kept(web: Web, read_web: ReadWeb, article: str) -> None:
    web.redirect("/1", "/2", 301)
    web.redirect("/2", web.url("/3"), 307)
    web.page("/3", article)
    item = only_capture(read_web(web.url("/1")))
    assert item.details["redirects"] == f"{web.url('/2')} {web.url('/3')}"
    assert item.document.id == web.url("/3")
    assert item.document.path == web.url("/1")


def test_every_hop_of_a_redirect_is_checked(web: Web, settings: Settings, article: str) -> None:
    web.redirect("/1", f"http://inner.example:{web.port}/2")
    web.page("/2", article)
    looked_up = []

    def is_private(address: Any) -> bool:
        return str(address) == "127.0.0.1"

    def lookup(host: str, port: int, **_: Any) -> list[Any]:
        looked_up.append(host)
        return [(2, 1, 6, "", ("127.0.0.1" if host == "outer.example" else "10.1.2.3", port))]

    with pytest.MonkeyPatch.context() as patch, Fetcher(settings, lookup=lookup) as fetcher:
        # The test's server is on loopback, so for the first hop loopback plays a public address.
        patch.setattr("onrecord.intake.addresses.is_public", is_private)
        with pytest.raises(FetchError, match=r"10\.1\.2\.3") as raised:
            fetcher.fetch(web.url("/1", host="outer.example"))
    assert raised.value.source == web.url("/1", host="outer.example")
    assert looked_up == ["outer.example", "inner.example"]
    assert [path for path, _ in web.asked] == ["/1"]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://north.example/a", "javascript:alert(1)"])
def test_a_redirect_to_another_scheme_is_refused(target: str, web: Web, read_web: ReadWeb) -> None:
    web.redirect("/1", target)
    error = only_error(read_web(web.url("/1")))
    assert "only http and https" in error.reason


def test_redirects_in_a_circle_end(web: Web, read_web: ReadWeb, settings: Settings) -> None:
    web.redirect("/1", "/1")
    error = only_error(read_web(web.url("/1"), replace(settings, max_redirects=3)))
    assert "more than 3 redirects" in error.reason
    assert len(web.asked) == 4


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "not found"), (403, "forbidden"), (429, "too many"), (503, "later"), (599, "599")],
)
def test_a_status_that_is_no_page_is_told(
    status: int, words: str, web: Web, read_web: ReadWeb, article: str
) -> None:
    web.page("/1", article, status=status)
    error = only_error(read_web(web.url("/1")))
    assert isinstance(error, FetchError)
    assert str(status) in str(error)
    assert words in str(error)


def test_a_body_over_the_limit_is_refused_by_its_declared_length(
    web: Web, read_web: ReadWeb, settings: Settings
) -> None:
    web.page("/1", b"x" * 20_000)
    error = only_error(read_web(web.url("/1"), replace(settings, max_fetch_bytes=10_000)))
    assert isinstance(error, InputTooLarge)
    assert "ONRECORD_MAX_FETCH_BYTES" in str(error)


def test_a_feed_that_never_ends_stops_at_the_limit_of_size(
    web: Web, read_web: ReadWeb, settings: Settings
) -> None:
    stopped = threading.Event()

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"<?xml version='1.0'?><rss><channel>")
        try:
            while True:
                handler.wfile.write(b"<item><description>Kesk said no.</description></item>" * 1000)
        finally:
            stopped.set()

    answer(web, "/feed", "application/rss+xml", endless)
    error = only_error(read_web(web.url("/feed"), replace(settings, max_fetch_bytes=500_000)))
    assert isinstance(error, InputTooLarge)
    assert stopped.wait(10)


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_trickle_stops_at_the_limit_of_time(
    part: str, web: Web, read_web: ReadWeb, settings: Settings
) -> None:
    over = threading.Event()

    def trickle(handler: BaseHTTPRequestHandler) -> None:
        while not over.wait(0.02):
            handler.wfile.write(b"X-More: 1\r\n" if part == "head" else b" ")
            handler.wfile.flush()

    def slow_head(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        trickle(handler)

    if part == "head":
        web.answers["/1"] = slow_head
    else:
        answer(web, "/1", "text/html", trickle)
    try:
        error = only_error(read_web(web.url("/1"), replace(settings, max_fetch_seconds=0.4)))
    finally:
        over.set()
    assert isinstance(error, FetchError)
    assert "0.4 seconds" in error.reason


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, lambda data: zlib.compress(data)[2:-4]])
def test_packed_pages_are_unpacked(
    pack: Callable[[bytes], bytes], web: Web, read_web: ReadWeb, article: str
) -> None:
    packed = pack(article.encode())
    coding = "gzip" if packed.startswith(b"\x1f\x8b") else "deflate"
    web.page("/1", packed, Content_Encoding=coding)
    assert only_capture(read_web(web.url("/1"))).original == article.encode()


def test_a_gzip_bomb_stops_at_the_limit(web: Web, read_web: ReadWeb, settings: Settings) -> None:
    web.page("/1", gzip.compress(b" " * 20_000_000), Content_Encoding="gzip")
    error = only_error(read_web(web.url("/1"), replace(settings, max_fetch_bytes=1_000_000)))
    assert isinstance(error, InputTooLarge)
    assert "unpacks" in error.reason


def test_packed_content_that_is_broken_or_unknown(web: Web, read_web: ReadWeb, article: str) -> None:
    web.page("/cut", gzip.compress(article.encode())[:-20], Content_Encoding="gzip")
    assert "cut short" in only_error(read_web(web.url("/cut"))).reason
    web.page("/br", b"xx", Content_Encoding="br")
    assert "br" in only_error(read_web(web.url("/br"))).reason


def test_a_wrong_content_type_gives_way_to_the_content(
    web: Web, read_web: ReadWeb, article: str, make_pdf: Callable[..., bytes]
) -> None:
    web.page("/1", article, Content_Type="application/octet-stream")
    assert only_capture(read_web(web.url("/1"))).document.media_type == "text/html"
    web.page("/2.txt", make_pdf([["General Kesk said no."]]), Content_Type="text/plain")
    assert only_capture(read_web(web.url("/2.txt"))).document.media_type == "application/pdf"
    web.page("/3", b"\x89PNG" + bytes(100), Content_Type="image/png")
    assert isinstance(only_error(read_web(web.url("/3"))), UnsupportedInput)
    web.page("/4", "{}", Content_Type="application/json")
    assert isinstance(only_error(read_web(web.url("/4"))), UnsupportedInput)
    web.page("/5", "")
    assert isinstance(only_error(read_web(web.url("/5"))), EmptyInput)


def test_the_encoding_in_the_header_is_used(web: Web, read_web: ReadWeb) -> None:
    page = "<!doctype html><article><p>Генерал сказал, что война будет долгой.</p></article>"
    web.page("/1", page.encode("koi8-r"), Content_Type="text/html; charset=koi8-r")
    item = only_capture(read_web(web.url("/1")))
    assert item.document.text == "Генерал сказал, что война будет долгой."
    assert item.document.warnings == ()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://", "no host"),
        ("http://ana:secret@north.example/", "password"),
        ("http://[bad/", "address"),
        ("http://north.example:99999/", "address"),
        ("http://nowhere.invalid/", "not found"),
    ],
)
def test_addresses_that_cannot_be_fetched(url: str, words: str, settings: Settings) -> None:
    error = only_error(list(read(url, settings=settings)))
    assert words in str(error)
    assert error.source == url


def test_a_server_that_is_not_there(web: Web, read_web: ReadWeb) -> None:
    url = web.url("/1")
    web.server.server_close()
    assert isinstance(only_error(read_web(url)), FetchError)


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_there_is_a_pause_between_two_requests_to_one_host() -> None:
    clock = Clock()
    pace = Pace(clock, clock.sleep)
    for host in ("a", "b", "a", "a"):
        pace.wait(host, 2.0)
    assert clock.slept == [2.0, 2.0]
    clock.now += 60
    assert pace.wait("a", 2.0) == 0


def test_a_fetch_keeps_the_pace(web: Web, article: str) -> None:
    web.page("/1", article)
    clock = Clock()
    with Fetcher(Settings(delay_seconds=3), allow_private=True, pace=Pace(clock, clock.sleep)) as fetcher:
        fetcher.fetch(web.url("/1"))
        fetcher.fetch(web.url("/1"))
    assert clock.slept == [3.0]


def test_a_proxy_is_asked_for_the_page(web: Web, settings: Settings, article: str) -> None:
    proxied = replace(settings, proxy=web.url(""), user_agent="desk/1")
    web.page("http://north.example/1", article)
    item = only_capture(list(read("http://north.example/1", settings=proxied)))
    assert item.document.id == "http://north.example/1"
    assert web.asked[0][1]["user-agent"] == "desk/1"
    error = only_error(list(read("http://10.0.0.1/1", settings=proxied)))
    assert "not a public address" in error.reason
    with pytest.raises(UsageError, match="ONRECORD_PROXY"):
        Fetcher(replace(settings, proxy="socks5://127.0.0.1"))


def test_through_a_proxy_only_written_addresses_are_known() -> None:
    check_literal("u", "north.example", allow_private=False)
    check_literal("u", "localhost", allow_private=True)
    for host in ("localhost", "a.localhost.", "127.0.0.1", "[::1]"):
        with pytest.raises(FetchError):
            check_literal("u", host, allow_private=False)


# Feeds


def rss(web: Web, *entries: tuple[str, str]) -> str:
    items = "".join(
        f"<item><title>T</title><link>{link}</link><description>{words}</description></item>"
        for link, words in entries
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>North</title>{items}</channel></rss>"


def test_entries_without_full_text_are_followed(web: Web, read_web: ReadWeb, article: str) -> None:
    full = "General Kesk said that he would not go. " * 40
    web.page(
        "/feed",
        rss(web, (web.url("/1"), "A short summary."), ("/2", full)),
        Content_Type="application/rss+xml",
    )
    web.page("/1", article)
    first, second = read_web(web.url("/feed"))
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert first.original == article.encode()
    assert (first.method, first.source) == ("feed", web.url("/feed"))
    assert (first.document.id, first.document.outlet) == (web.url("/1"), "The Northern Post")
    assert ("summary", "A short summary.") in {(each.field, each.value) for each in first.document.findings}
    assert second.document.text == full.strip()
    assert second.document.url == web.url("/2")
    assert [path for path, _ in web.asked] == ["/feed", "/1"]


@pytest.mark.parametrize("link", ["/gone", "/menu", "http://10.0.0.1/x", "/image"])
def test_the_summary_is_read_where_the_page_cannot_be(
    link: str, web: Web, settings: Settings, article: str
) -> None:
    target = link if "://" in link else web.url(link)
    web.page("/feed", rss(web, (target, "General Kesk said no.")), Content_Type="application/rss+xml")
    web.page("/menu", "<!doctype html><nav>Menu</nav>")
    web.page("/image", b"\x89PNG", Content_Type="image/png")
    refused = "10.0.0.1" in link

    def lookup(host: str, port: int, **_: Any) -> list[Any]:
        return [(2, 1, 6, "", (host, port))]

    with pytest.MonkeyPatch.context() as patch:
        if refused:  # the test's server plays a public one, everything else is as it is
            patch.setattr("onrecord.intake.addresses.is_public", lambda address: str(address) == "127.0.0.1")
        item = only_capture(list(read(web.url("/feed"), settings=settings, allow_private=not refused)))
    assert item.document.text == "General Kesk said no."
    (warning,) = [each for each in item.document.warnings if each.code == "summary-only"]
    assert target in warning.message
    assert item.document.id == target


def test_nothing_is_fetched_for_a_feed_in_a_file(web: Web, settings: Settings, tmp_path: Any) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss(web, (web.url("/1"), "A short summary.")))
    item = only_capture(list(read(path, settings=settings, allow_private=True)))
    assert item.document.text == "A short summary."
    assert web.asked == []
