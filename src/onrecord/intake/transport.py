"""The network under a fetch: connections only to addresses that were checked, and all within one deadline.

A name is looked up once for a connection, every address is checked, and the connection goes to that very
address, so that a second look-up cannot lead elsewhere. TLS and the ``Host`` header keep the name.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore
import httpx

from onrecord.intake.addresses import Lookup, checked_addresses


class Deadline:
    """The end of one fetch on a monotonic clock; it can be put off by what does not count."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """The fetch has so many seconds from now on."""
        self._end = self._clock() + seconds

    def put_off(self, seconds: float) -> None:
        """Time spent waiting out of politeness is not the server's."""
        self._end += seconds

    def left(self) -> float:
        """Seconds until the end, negative after it."""
        return self._end - self._clock()

    def shortened(self, timeout: float | None) -> float:
        """``timeout`` or what is left, whichever is less; raises ``httpcore.ReadTimeout`` after the end."""
        left = self.left()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for this fetch is over")
        return left if timeout is None else min(timeout, left)


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every read and write ends with the deadline, so that a trickle of bytes cannot go on."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.shortened(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.shortened(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.shortened(timeout))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _CheckedBackend(httpcore.NetworkBackend):
    """Looks a name up, checks what it leads to and connects to that; the proxy's own name is not checked."""

    def __init__(self, deadline: Deadline, *, allow_private: bool, lookup: Lookup) -> None:
        self._backend = httpcore.SyncBackend()
        self._deadline = deadline
        self._allow_private = allow_private
        self._lookup = lookup

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = checked_addresses(
            f"{host}:{port}", host, port, allow_private=self._allow_private, lookup=self._lookup
        )
        failure: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                stream = self._backend.connect_tcp(
                    address, port, self._deadline.shortened(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure

    def sleep(self, seconds: float) -> None:
        self._backend.sleep(seconds)


class _Body(httpx.SyncByteStream):
    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[bytes]:
        yield from self._parts

    def close(self) -> None:
        if close := getattr(self._parts, "close", None):
            close()


class CheckedTransport(httpx.BaseTransport):
    """An httpx transport over httpcore's pool with the checking backend, or over a proxy."""

    def __init__(self, deadline: Deadline, *, proxy: str, allow_private: bool, lookup: Lookup) -> None:
        context = httpx.create_ssl_context()
        # A proxy stands in the user's own network as a rule, and the user named it.
        backend = _CheckedBackend(deadline, allow_private=allow_private or bool(proxy), lookup=lookup)
        self._pool: httpcore.ConnectionPool
        if proxy:
            url = httpx.URL(proxy)
            auth = (url.username, url.password) if url.username else None
            self._pool = httpcore.HTTPProxy(
                str(url.copy_with(username=None, password=None)),
                proxy_auth=auth,
                ssl_context=context,
                network_backend=backend,
            )
        else:
            self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; errors are httpcore's."""
        url = request.url
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        assert isinstance(response.stream, Iterable)
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response.stream))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()
