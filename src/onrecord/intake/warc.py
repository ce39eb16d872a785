"""Web archives (WARC, WARC.gz): every page that was captured is a document, its original the payload as recorded.

Read are responses with status 200, resources and conversions whose content is a page, a PDF, a Word document or
plain text; pictures, scripts, style sheets and data files are part of pages and left out.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from onrecord.errors import DamagedInput, EmptyInput, InputError, UnsupportedInput
from onrecord.intake.formats import choose_format
from onrecord.intake.material import HEAD_BYTES, Format, Material, Piece, too_large
from onrecord.intake.material import Extract as Extract
from onrecord.intake.unpacking import GzipStream, unpacked
from onrecord.settings import Settings
from onrecord.text.document import Finding

_CHUNK = 256 * 1024
_DOCUMENTS = frozenset({"html", "pdf", "docx", "text", "markdown"})
_PAGE_TYPES = frozenset(
    {"text/html", "application/xhtml+xml", "application/pdf", "text/plain", "text/markdown"}
)
_RECORDS = frozenset({"response", "resource", "conversion"})


def _split(material: Material) -> Iterator[Piece | InputError]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    found = 0
    try:
        for number, record in enumerate(ArchiveIterator(_plain(material)), 1):
            for item in _record(material, record, f"record {number}"):
                found += 1
                yield item
    except (ArchiveLoadFailed, EOFError, UnicodeError, ValueError) as error:
        yield DamagedInput(material.name, f"the archive is damaged or cut short ({error})")
        return
    if not found:
        raise EmptyInput(material.name, "there is no page in the archive")


def _plain(material: Material) -> BinaryIO:
    """The archive unpacked under limits, whether it is packed or not.

    There is no buffer over the unpacking, which would lose what was unpacked well before a fault.
    """
    stream = io.BufferedReader(material.stream)  # type: ignore[type-var]
    if stream.peek(2)[:2] != b"\x1f\x8b":
        return stream
    return cast(BinaryIO, GzipStream(material.name, stream, material.settings))


def _record(material: Material, record: Any, locator: str) -> Iterator[Piece | InputError]:
    """The piece in one record, or its error; nothing for records that are no documents."""
    label = f"{material.name}#{locator}"
    limit = material.settings.max_document_bytes
    if not _is_wanted(record):
        _drain(record.raw_stream)
        return
    data = _up_to(record.raw_stream, limit + 1)
    if len(data) > limit:
        _drain(record.raw_stream)
        yield too_large(label, "payload", limit)
        return
    if _is_short(record):
        yield DamagedInput(label, "the record is cut short")
        return
    try:
        piece = _piece(material, record, data, locator)
    except InputError as error:
        yield error
        return
    if piece:
        yield piece


def _is_wanted(record: Any) -> bool:
    if record.rec_type not in _RECORDS:
        return False
    if record.rec_type == "response":
        return record.http_headers is not None and record.http_headers.get_statuscode() == "200"
    return True


def _up_to(stream: Any, size: int) -> bytes:
    parts, length = [], 0
    while length < size and (part := stream.read(min(_CHUNK, size - length))):
        parts.append(part)
        length += len(part)
    return b"".join(parts)


def _drain(stream: Any) -> None:
    while stream.read(_CHUNK):
        pass


def _is_short(record: Any) -> bool:
    """Whether the file ended before the record's declared length."""
    left = getattr(record.raw_stream, "limit", 0)
    return isinstance(left, int) and left > 0


def _piece(material: Material, record: Any, data: bytes, locator: str) -> Piece | None:
    label = f"{material.name}#{locator}"
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    uri = uri.strip("<>")
    media_type, charset = _content_type(record)
    context = {"warc-target-uri": uri}
    for name in ("WARC-Date", "WARC-Record-ID"):
        if value := record.rec_headers.get_header(name):
            context[name.lower()] = value
    body = data
    if record.http_headers is not None:
        for name in ("Content-Type", "Content-Encoding", "Transfer-Encoding", "Last-Modified"):
            if value := record.http_headers.get_header(name):
                context[f"http-{name.lower()}"] = value
        body = payload(data, context, label, material.settings)
    if not body.strip() or uri.endswith("/robots.txt"):
        return None
    try:
        form = choose_format(body[:HEAD_BYTES], uri or label, media_type)
    except (UnsupportedInput, DamagedInput) as error:
        if media_type in _PAGE_TYPES:
            raise type(error)(label, error.reason, error.advice) from None
        return None
    if form.name not in _DOCUMENTS or (media_type and media_type not in _PAGE_TYPES and form.name == "text"):
        return None
    findings = [Finding("url", uri, "warc:target-uri")]
    if modified := context.get("http-last-modified"):
        findings.append(Finding("published", modified, "http:last-modified"))
    return Piece(
        data=data,
        unpacked=body if body is not data else None,
        name=material.name,
        locator=locator,
        context=context,
        format=form,
        base_url=uri or None,
        charset=charset,
        findings=tuple(findings),
    )


def payload(data: bytes, context: dict[str, str], label: str, settings: Settings) -> bytes:
    """The payload without the codings that its recorded headers name.

    Many archives record the payload decoded and the headers as sent, so a coding that is not there is passed over.
    """
    if "chunked" in context.get("http-transfer-encoding", "").lower():
        from warcio.bufferedreaders import ChunkedDataReader

        data = ChunkedDataReader(io.BytesIO(data)).read(len(data)) or data
    coding = context.get("http-content-encoding", "")
    if data[:2] != b"\x1f\x8b" and "gzip" in coding.lower():
        return data
    advice = "ONRECORD_MAX_DOCUMENT_BYTES raises the limit"
    return unpacked(label, data, coding, settings.max_document_bytes, advice) if coding else data


def _content_type(record: Any) -> tuple[str | None, str | None]:
    from email.message import Message

    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    message = Message()
    message["content-type"] = headers.get_header("Content-Type") or ""
    charset = message.get_param("charset")
    stated = "/" in str(message["content-type"])
    return (message.get_content_type() if stated else None), (charset if isinstance(charset, str) else None)


def _extract(piece: Piece, settings: Settings) -> Extract:
    raise UnsupportedInput(piece.label, "a WARC record of unknown content")


def _recognises(head: bytes) -> bool:
    if not head.startswith(b"\x1f\x8b"):
        return head.startswith(b"WARC/")
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16).startswith(b"WARC/")
    except zlib.error:
        return False


FORMAT = Format(
    name="warc",
    media_types=("application/warc", "application/warc+gzip"),
    suffixes=(".warc", ".warc.gz"),
    recognises=_recognises,
    extract=_extract,
    split=_split,
    binary=True,
)
