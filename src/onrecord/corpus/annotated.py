"""One document with its attributions, as the Python interface hands it out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, cast

from onrecord.archive.capture import Capture
from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution
from onrecord.attributions.speed import Speed
from onrecord.errors import InputError, UsageError
from onrecord.settings import Settings
from onrecord.text.document import Document, Span, Warning

NOTEBOOK_STYLE = (
    ".onrecord{white-space:pre-wrap;line-height:1.6;max-width:46em}"
    ".onrecord .source{background:#cfe3ff;color:#111}.onrecord .cue{background:#ffe2b0;color:#111}"
    ".onrecord .content{background:#e3f4d7;color:#111}.onrecord .content.source{background:#cfe3ff}"
    ".onrecord .content.cue{background:#ffe2b0}"
)


class AnnotatedDocument:
    """A captured document; its attributions are found when they are first asked for.

    The document's own fields (``id``, ``text``, ``title``, ``outlet``, ``byline``, ``published``, ``language``, ``url``)
    are those of :class:`onrecord.Document`, found at ``.document``.
    """

    def __init__(self, capture: Capture, speed: Speed = "accurate") -> None:
        self.capture = capture
        self.speed: Speed = speed
        self.document: Document = capture.document

    @property
    def text(self) -> str:
        """The extracted text, in which all offsets count code points."""
        return self.document.text

    @property
    def title(self) -> str | None:
        """The title, where the document names one."""
        return self.document.title

    @property
    def language(self) -> str | None:
        """ISO 639-1 code, or null where it could not be told."""
        return self.document.language

    @cached_property
    def reading(self) -> Reading:
        """The attributions with the name and version of what found them."""
        from onrecord.corpus.reading import read_document

        return read_document(self.document, self.speed)

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """The attributions in reading order."""
        return self.reading.attributions

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """What a person should look at: of the capture and of the reading."""
        return self.reading.warnings

    def words(self, spans: Iterable[Span]) -> str:
        """The words of one part of an attribution; pieces of a split one are joined by ``" … "``."""
        return " … ".join(self.text[span.start : span.end] for span in spans)

    def citation(self, attribution: Attribution) -> str:
        """One attribution as a citation: speaker, words, document, outlet, date, URL, capture time and hash."""
        from onrecord.attributions.citation import citation

        return citation(attribution, self.document, captured_at=self.capture.captured_at)

    def record(self) -> dict[str, Any]:
        """The record that ``onrecord extract --format jsonl`` prints, as plain Python values."""
        from onrecord.attributions.encoding import encode

        return encode(self.reading)

    def to_html(self) -> str:
        """The text as escaped HTML with its spans marked."""
        from onrecord.attributions.marked import to_html

        return to_html(self.text, self.attributions, anchors=False)

    def _repr_html_(self) -> str:
        title = f"<h4>{escape(self.title)}</h4>" if self.title else ""
        return f'<style>{NOTEBOOK_STYLE}</style><div class="onrecord">{title}{self.to_html()}</div>'

    def __repr__(self) -> str:
        return (
            f"<AnnotatedDocument {self.document.id!r}: {len(self.text)} characters, language {self.language}>"
        )


def read_all(
    source: str | Path, *, settings: Settings | None = None, speed: Speed | None = None
) -> Iterable[AnnotatedDocument]:
    """Every document behind a file, folder, feed or URL, in order.

    Raises :class:`InputError` at the first piece that cannot be used.
    """
    from onrecord.intake import read as read_source

    settings = settings or Settings.load()
    for item in read_source(source, settings=settings):
        if isinstance(item, InputError):
            raise item
        yield AnnotatedDocument(item, speed or cast("Speed", settings.speed))


def read(
    source: str | Path, *, settings: Settings | None = None, speed: Speed | None = None
) -> AnnotatedDocument:
    """The one document behind a path or URL.

    Raises :class:`InputError` when it cannot be used, :class:`UsageError` when there are several (a folder, a feed, a
    JSON Lines file): :func:`read_all` gives those one by one.
    """
    documents = iter(read_all(source, settings=settings, speed=speed))
    try:
        first = next(documents)
    except StopIteration:
        raise InputError(str(source), "no document in it") from None
    if next(documents, None) is not None:
        raise UsageError(f"{source}: holds more than one document; use onrecord.read_all")
    return first


def from_text(
    text: str, *, language: str | None = None, name: str = "text", speed: Speed = "accurate"
) -> AnnotatedDocument:
    """A document from a string. The language is detected where it is not given."""
    import hashlib
    from datetime import UTC, datetime

    from onrecord.languages.detect import detect

    data = text.encode("utf-8", "surrogatepass")
    document = Document(
        id=name,
        path=name,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        language=language or detect(text),
    )
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return AnnotatedDocument(
        Capture(document=document, original=data, source=name, method="string", captured_at=now),
        speed,
    )
