"""Builders of the inputs that the intake tests read, and a web server of their own."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from onrecord.archive.capture import Capture
from onrecord.errors import InputError
from onrecord.intake import read, read_bytes
from onrecord.settings import Settings

Answer = Callable[[BaseHTTPRequestHandler], None]

ARTICLE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>General warns | The Northern Post</title>
<meta property="og:site_name" content="The Northern Post"><meta name="author" content="Ana Roe">
</head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>General warns of a long war</h1>
<p>General Tarvo Kesk warned on Thursday that the war would last for years.</p>
<p>“We are not ready,” he said at a meeting with reporters in the capital.</p></article>
<footer>© The Northern Post. All rights reserved.</footer></body></html>"""


@pytest.fixture
def settings() -> Settings:
    """Settings without waiting."""
    return Settings(delay_seconds=0)


@pytest.fixture
def article() -> str:
    return ARTICLE


@pytest.fixture
def read_one(settings: Settings) -> Callable[..., Capture]:
    """Reads bytes that hold exactly one document, which must be good."""

    def one(data: bytes, name: str, **changes: Any) -> Capture:
        (item,) = read_bytes(data, name, settings=settings, **changes)
        assert isinstance(item, Capture), item
        return item

    return one


@pytest.fixture
def read_error(settings: Settings) -> Callable[..., InputError]:
    """Reads bytes that cannot be used and gives the one error."""

    def one(data: bytes, name: str, limits: Settings | None = None) -> InputError:
        (item,) = read_bytes(data, name, settings=limits or settings)
        assert isinstance(item, InputError), item
        return item

    return one


@pytest.fixture
def read_web(settings: Settings) -> Callable[..., list[Capture | InputError]]:
    """Reads an address of the test's own server."""

    def all_of(url: str, limits: Settings | None = None) -> list[Capture | InputError]:
        return list(read(url, settings=limits or settings, allow_private=True))

    return all_of


class Web:
    """A web server on the loopback address: ``answers`` maps a path to what is done, ``asked`` keeps the requests."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                web.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                answer = web.answers.get(self.path)
                try:
                    answer(self) if answer else self.send_error(404)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                """Tests print nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, body: str | bytes, *, status: int = 200, **headers: str) -> None:
        """Answer ``path`` with a body; header names are written with underscores."""
        data = body.encode() if isinstance(body, str) else body
        sent = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data))}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in sent.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(data)

        self.answers[path] = answer

    def redirect(self, path: str, target: str, status: int = 302) -> None:
        self.page(path, "", status=status, Location=target)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)


@pytest.fixture
def web() -> Iterator[Web]:
    server = Web()
    yield server
    server.close()


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """A PDF from pages of lines, written by hand."""
    return _pdf


def _pdf(pages: list[list[str]], info: dict[str, str] | None = None) -> bytes:
    objects: list[bytes] = [b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    kids = []
    parent = 2 + 2 * len(pages)
    for lines in pages:
        shown = [line.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)") for line in lines]
        content = (
            b"BT /F1 11 Tf 14 TL 60 760 Td " + b" ".join(b"(%s) Tj T*" % line for line in shown) + b" ET"
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 1 0 R>>>>/Contents %d 0 R>>"
            % (parent, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects.append(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids)))
    objects.append(b"<</Type/Catalog/Pages %d 0 R>>" % parent)
    entries = b"".join(
        b"/%s(%s)" % (key.encode(), value.encode("cp1252")) for key, value in (info or {}).items()
    )
    objects.append(b"<<%s>>" % entries)
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, written in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        parent + 1,
        parent + 2,
        start,
    )
    return bytes(out)


Record = tuple[str, bytes, dict[str, str]]


@pytest.fixture
def make_warc() -> Callable[..., bytes]:
    """A web archive from (address, payload, headers); the header ``status`` is the status line."""

    def warc(records: list[Record], *, gzip: bool = True) -> bytes:
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter

        out = io.BytesIO()
        writer = WARCWriter(out, gzip=gzip)
        for uri, payload, headers in records:
            status = headers.pop("status", "200 OK")
            http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(uri, "response", payload=io.BytesIO(payload), http_headers=http)
            )
        return out.getvalue()

    return warc


@pytest.fixture
def fixtures() -> Path:
    return Path(__file__).parent / "fixtures"
