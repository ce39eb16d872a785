"""Fetching one page: http and https only, every hop of a redirect checked, all limited in size and time.

Only what the user asked for is fetched. See :mod:`onrecord.intake.addresses` for where a fetch may go and
:mod:`onrecord.intake.transport` for how it is held to that.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import closing
from functools import cache
from http import HTTPStatus
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from onrecord.errors import FetchError, InputTooLarge, UnsupportedInput, UsageError
from onrecord.intake.addresses import Lookup, check_literal
from onrecord.intake.assembling import web_address
from onrecord.intake.material import Fetched
from onrecord.intake.transport import CheckedTransport, Deadline
from onrecord.intake.unpacking import Unpacker
from onrecord.settings import Settings

_KEPT_HEADERS = ("content-type", "content-encoding", "content-language", "last-modified", "etag", "date")
_NOT_TEXT = ("image/", "audio/", "video/", "font/")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ADVICE = {
    401: "the site wants a login",
    403: "the site refuses this program; save the page in a browser and add the file",
    404: "check the address",
    407: "check the setting ONRECORD_PROXY",
    410: "the site has taken it down; a web archive may have it",
    429: "the site asks for fewer requests; try later or raise ONRECORD_DELAY_SECONDS",
    451: "it is blocked for legal reasons; a web archive may have it",
}


class Pace:
    """Keeps a pause between two requests to one host. ``clock`` is monotonic, in seconds."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, delay: float) -> float:
        """Wait for this host's turn; returns the seconds waited."""
        with self._lock:
            now = self._clock()
            turn = max(self._next.get(host, now), now)
            self._next[host] = turn + delay
        if turn > now:
            self._sleep(turn - now)
        return turn - now


@cache
def _pace_of_this_process() -> Pace:
    """One pace for all fetchers, since several addresses on one host are as a rule several calls."""
    return Pace()


class Fetcher:
    """Fetches pages under one set of settings; close it, or use it as a context manager."""

    def __init__(
        self,
        settings: Settings,
        *,
        allow_private: bool = False,
        pace: Pace | None = None,
        lookup: Lookup | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        import socket

        self._settings = settings
        self._allow_private = allow_private
        self._pace = pace or _pace_of_this_process()
        self._deadline = Deadline(clock)
        if settings.proxy and urlsplit(settings.proxy).scheme not in {"http", "https"}:
            raise UsageError(f"ONRECORD_PROXY: {settings.proxy!r} is no http:// or https:// address")
        # The transport is used without httpx's client, which would read redirects and keep cookies by itself.
        self._transport = CheckedTransport(
            self._deadline,
            proxy=settings.proxy,
            allow_private=allow_private,
            lookup=lookup or socket.getaddrinfo,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def fetch(self, url: str) -> Fetched:
        """The page at ``url``, redirects followed.

        Raises :class:`~onrecord.errors.FetchError` where the network, the server or the rules say no,
        ``InputTooLarge`` over the limit of size, ``UnsupportedInput`` for images, sound and video.
        """
        self._deadline.start(self._settings.max_fetch_seconds)
        hops = [_checked_url(url, url)]
        try:
            while True:
                self._before_request(url, hops[-1])
                with closing(self._transport.handle_request(self._request(hops[-1]))) as response:
                    if response.status_code in _REDIRECTS and (target := response.headers.get("location")):
                        hops.append(self._next_hop(url, hops, target))
                        continue
                    return self._page(url, hops, response)
        except (httpcore.TimeoutException, httpx.TimeoutException):
            raise self._too_slow(url) from None
        except FetchError as error:
            raise (error if error.source == url else FetchError(url, error.reason, error.advice)) from None
        except (
            httpcore.ProxyError, httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol,
            httpx.HTTPError, httpx.InvalidURL, OSError,
        ) as error:  # fmt: skip
            raise FetchError(url, _words(error), "check the address and the network") from None

    def _request(self, url: str) -> httpx.Request:
        headers = {
            "User-Agent": self._settings.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }
        timeout = httpx.Timeout(self._settings.max_fetch_seconds)
        return httpx.Request("GET", url, headers=headers, extensions={"timeout": timeout.as_dict()})

    def _before_request(self, url: str, hop: str) -> None:
        host = urlsplit(hop).hostname or ""
        if self._settings.proxy:
            check_literal(url, host, allow_private=self._allow_private)
        self._deadline.put_off(self._pace.wait(host, self._settings.delay_seconds))

    def _next_hop(self, url: str, hops: list[str], target: str) -> str:
        if len(hops) > self._settings.max_redirects:
            raise FetchError(url, f"more than {self._settings.max_redirects} redirects")
        return _checked_url(url, urljoin(hops[-1], target))

    def _page(self, url: str, hops: list[str], response: httpx.Response) -> Fetched:
        _check_status(url, response.status_code)
        media_type, charset = _content_type(response.headers.get("content-type", ""))
        if media_type and media_type.startswith(_NOT_TEXT):
            raise UnsupportedInput(url, f"the server sends {media_type}, not a text")
        kept = {f"http-{name}": response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        details = {"http-status": str(response.status_code), "final-url": hops[-1], **kept}
        if len(hops) > 1:
            details["redirects"] = " ".join(hops[1:])
        return Fetched(
            url=web_address(hops[-1]) or hops[-1],
            body=self._body(url, response),
            media_type=media_type,
            charset=charset,
            details=details,
        )

    def _body(self, url: str, response: httpx.Response) -> bytes:
        """The body unpacked; both what is sent and what it unpacks to are under the limit."""
        limit = self._settings.max_fetch_bytes
        advice = "ONRECORD_MAX_FETCH_BYTES raises the limit"
        declared = response.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > limit:
            raise InputTooLarge(url, f"its {int(declared):,} bytes are more than {limit:,}", advice)
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        if coding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise FetchError(url, f"the server packs the page as {coding}, which was not asked for")
        unpacker = Unpacker(url, limit, advice) if coding not in {"", "identity"} else None
        parts, sent = [], 0
        for part in response.iter_raw():
            sent += len(part)
            if sent > limit:
                raise InputTooLarge(url, f"it sends more than {limit:,} bytes", advice)
            if self._deadline.left() <= 0:
                raise self._too_slow(url)
            parts.append(unpacker.feed(part) if unpacker else part)
        if unpacker:
            unpacker.finish()
        return b"".join(parts)

    def _too_slow(self, url: str) -> FetchError:
        seconds = self._settings.max_fetch_seconds
        return FetchError(
            url, f"it took longer than {seconds:g} seconds", "ONRECORD_MAX_FETCH_SECONDS raises the limit"
        )


def _checked_url(url: str, hop: str) -> str:
    """``hop`` without its fragment; raises ``FetchError`` for other schemes, broken addresses and passwords."""
    try:
        parts = urlsplit(hop)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(url, f"{hop} is no address ({error})") from None
    where = "" if url == hop else f"it redirects to {hop}, and "
    if parts.scheme.lower() not in {"http", "https"}:
        raise FetchError(url, f"{where}only http and https addresses are fetched")
    if not host:
        raise FetchError(url, f"{where}there is no host in it")
    if parts.password:
        raise FetchError(
            url, f"{where}it carries a password, which would be kept in the ledger", "leave it out"
        )
    return parts._replace(fragment="").geturl()


def _check_status(url: str, status: int) -> None:
    if status == 200 or status == 203:
        return
    phrase = (
        HTTPStatus(status).phrase.lower() if status in HTTPStatus._value2member_map_ else "unknown status"
    )
    advice = _ADVICE.get(status, "try again later" if status >= 500 else "")
    raise FetchError(url, f"the server answers {status} ({phrase})", advice)


def _content_type(header: str) -> tuple[str | None, str | None]:
    from email.message import Message

    message = Message()
    message["content-type"] = header
    charset = message.get_param("charset")
    return (message.get_content_type() if "/" in header else None), (
        charset if isinstance(charset, str) else None
    )


def _words(error: Exception) -> str:
    text = str(error).strip() or type(error).__name__
    return f"it could not be fetched: {text}"
