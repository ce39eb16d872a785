"""What passes between the parts of intake: material to be read, its pieces, and what was read out of them.

A *material* is one file, stream or fetched page. A format splits it into *pieces* (most have one: the whole),
each with the exact bytes that hold one document, and extracts a text with findings from each piece. A piece and its
``context`` are all that extraction needs, so that a document can be extracted again from the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from onrecord.errors import InputError, InputTooLarge, UnreadableInput
from onrecord.settings import Settings
from onrecord.text.document import Finding, Span, Warning

HEAD_BYTES = 64 * 1024
"""How much of a material is looked at to tell its format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page that was fetched: the address it came from in the end, its body as sent and unpacked."""

    url: str
    body: bytes
    media_type: str | None = None
    charset: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)


class PageFetcher(Protocol):
    """Fetches one page; raises :class:`~onrecord.errors.FetchError` or ``InputTooLarge``."""

    def fetch(self, url: str) -> Fetched:
        """The page at ``url``, within the limits of the settings."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One file, stream or page. ``name`` is what the caller called it and becomes the document's path.

    ``source`` is the absolute path or the URL; ``details`` what is known of the fetching; ``fetcher`` is null
    unless the user asked for something on the network.
    """

    name: str
    source: str
    method: str
    captured_at: str
    stream: BinaryIO
    settings: Settings
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    fetcher: PageFetcher | None = None

    def read_all(self) -> bytes:
        """All bytes; raises ``InputTooLarge`` over the limit of one document."""
        limit = self.settings.max_document_bytes
        try:
            data = self.stream.read(limit + 1)
        except OSError as error:
            raise UnreadableInput(self.name, f"reading it failed: {error.strerror or error}") from None
        if len(data) > limit:
            raise too_large(self.name, "document", limit)
        return data


def too_large(source: str, what: str, limit: int) -> InputTooLarge:
    """The error for one document over the limit on its original bytes."""
    return InputTooLarge(
        source, f"the {what} is larger than {limit:,} bytes", "ONRECORD_MAX_DOCUMENT_BYTES raises the limit"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The exact bytes that hold one document, and what the container says of it.

    ``context`` maps words of the format's own to text (``chat_name``, ``content-encoding``); the capture keeps
    it. ``format`` is null where the piece has the format of its container. ``fallback`` is read where the
    piece itself cannot be used (a feed's summary instead of a page that is gone).
    """

    data: bytes
    name: str
    locator: str | None = None
    context: Mapping[str, str] = field(default_factory=dict)
    format: Format | None = None
    base_url: str | None = None
    charset: str | None = None
    findings: tuple[Finding, ...] = ()
    warnings: tuple[Warning, ...] = ()
    unpacked: bytes | None = None
    fallback: Piece | None = None

    @property
    def content(self) -> bytes:
        """The bytes to read: ``data`` without the codings of HTTP, where an archive recorded them."""
        return self.data if self.unpacked is None else self.unpacked

    @property
    def label(self) -> str:
        """The piece as error messages name it: the input's name, and the place in it."""
        return f"{self.name}#{self.locator}" if self.locator else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What a format read out of a piece: the text, and findings in the order in which they are preferred.

    ``id`` is the id that the document came with, if any; ``media_type`` what it is, where the format has several.
    """

    text: str
    media_type: str | None = None
    id: str | None = None
    findings: tuple[Finding, ...] = ()
    pages: tuple[Span, ...] = ()
    warnings: tuple[Warning, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)


def whole(material: Material) -> Iterator[Piece | InputError]:
    """The one piece of a material that is one document."""
    yield Piece(
        data=material.read_all(),
        name=material.name,
        base_url=material.url,
        charset=material.charset,
        findings=tuple(
            Finding(field, value, f"http:{header}")
            for field, header in (("language", "content-language"), ("published", "last-modified"))
            if (value := material.details.get(f"http-{header}"))
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format that intake reads; each reader's module defines one as ``FORMAT``.

    ``recognises`` tells from the first bytes alone and must be strict: it outranks the name. ``binary`` formats
    are never read from text. A file named as plain text is read as
    any other format only where that is binary: its text is its content, whatever that looks like.
    """

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    extract: Callable[[Piece, Settings], Extract]
    split: Callable[[Material], Iterator[Piece | InputError]] = whole
    binary: bool = False
