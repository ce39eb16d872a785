"""From a piece and what was extracted of it to a captured document: identity, choice of values, warnings.

Where several findings give one field, all are kept and the first that can be used is chosen: readers yield them in
the order in which they are preferred, and what the text itself says of its author comes last. Some places are never
chosen, because what they say is not sure to be about the document: a signature after a dash, an introduction in a
case form, a server's ``Last-Modified``, the day on which a file was made. Of the language, what was detected is
chosen before what was declared.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urljoin, urlsplit, urlunsplit

from onrecord.archive.capture import Capture
from onrecord.errors import EmptyInput, InputTooLarge
from onrecord.intake.byline_conflict import byline_conflict
from onrecord.intake.bylines import BYLINE, CLOSING, byline_findings
from onrecord.intake.dates import parse_date
from onrecord.intake.material import HEAD_BYTES, Extract, Format, Material, Piece
from onrecord.intake.tongues import language_code
from onrecord.settings import Settings
from onrecord.text.document import Document, Finding, Span, Warning

_NOT_CHOSEN = frozenset(
    {"text:signature", "text:introduction", "http:last-modified", "pdf:CreationDate", "docx:created"}
)
_DETECTION_CHARACTERS = 50_000
_BLANK = re.compile(r"[\s\ufeff\u200b-\u200f\u2060\x00]*")


def capture(material: Material, container: Format, piece: Piece) -> Capture:
    """The captured document of a piece; raises :class:`~onrecord.errors.InputError` where it cannot be used."""
    form = piece.format or container
    extract = form.extract(piece, material.settings)
    _check(extract.text, piece.label, material.settings)
    document = document_of(
        replace(extract, findings=(*extract.findings, *piece.findings)),
        piece,
        form,
        stdin=material.method == "stdin",
    )
    details = {**material.details, **piece.context, **extract.details, "format": form.name}
    return Capture(
        document=document,
        original=piece.data,
        source=material.source,
        method=_METHODS.get(container.name, material.method),
        captured_at=material.captured_at,
        details=details,
    )


_METHODS = {"warc": "warc", "feed": "feed"}


def document_again(
    original: bytes, held: Document, details: Mapping[str, str], *, method: str, settings: Settings
) -> Document:
    """The document of an original that the archive kept, by today's readers, with the identity it has.

    ``details`` and ``method`` are those of its capture. What a container or a server said of the document stays as
    found then. Raises :class:`~onrecord.errors.InputError` where the original cannot be read any more.
    """
    from onrecord.intake.formats import choose_format, format_named

    name = details.get("format")
    form = format_named(name) if name else choose_format(original[:HEAD_BYTES], held.path, held.media_type)
    outside = tuple(each for each in held.findings if each.place.startswith(("http:", "warc:", "feed:")))
    piece = Piece(
        data=original,
        name=held.path,
        locator=held.locator,
        context=details,
        base_url=details.get("final-url") or details.get("warc-target-uri"),
        charset=_charset(details.get("http-content-type", "")),
    )
    if method == "warc":
        from onrecord.intake.warc import payload

        piece = replace(piece, unpacked=payload(original, dict(details), piece.label, settings))
    extract = form.extract(piece, settings)
    _check(extract.text, piece.label, settings)
    findings = tuple(dict.fromkeys((*extract.findings, *outside)))
    document = document_of(replace(extract, findings=findings), piece, form, stdin=method == "stdin")
    return replace(document, id=held.id)


def _charset(content_type: str) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.IGNORECASE)
    return found[1] if found else None


def _check(text: str, label: str, settings: Settings) -> None:
    if _BLANK.fullmatch(text):
        raise EmptyInput(label, "no text in it")
    if len(text) > settings.max_text_characters:
        raise InputTooLarge(
            label,
            f"its text of {len(text):,} characters is longer than {settings.max_text_characters:,}",
            "ONRECORD_MAX_TEXT_CHARACTERS raises the limit",
        )


def document_of(extract: Extract, piece: Piece, form: Format, *, stdin: bool) -> Document:
    """The document: values chosen among the findings, each finding with its place in the text where it has one."""
    text = extract.text
    findings = [_located(each, text) for each in extract.findings if each.value.strip()]
    findings += byline_findings(text)
    findings += _detected_language(text)
    url = next(
        (found for each in _of(findings, "url") if (found := web_address(each.value, piece.base_url))), None
    )
    warnings = [*piece.warnings, *extract.warnings]
    conflict = byline_conflict(findings)
    if conflict:
        warnings.append(conflict)
    sha256 = hashlib.sha256(piece.data).hexdigest()
    return Document(
        id=extract.id or url or _place_id(piece, sha256, stdin=stdin),
        path=piece.name,
        text=text,
        sha256=sha256,
        media_type=extract.media_type or form.media_types[0],
        locator=piece.locator,
        language=_language(findings),
        title=_first(findings, "title"),
        outlet=_first(findings, "outlet"),
        byline=_byline(findings, conflict),
        published=next((day for each in _of(findings, "published") if (day := parse_date(each.value))), None),
        url=url,
        findings=tuple(findings),
        pages=extract.pages,
        warnings=tuple(warnings),
    )


def _place_id(piece: Piece, sha256: str, *, stdin: bool) -> str:
    return f"stdin:{sha256[:16]}" if stdin else piece.label


def _of(findings: Iterable[Finding], field: str) -> Iterator[Finding]:
    return (each for each in findings if each.field == field and each.place not in _NOT_CHOSEN)


def _first(findings: Iterable[Finding], field: str) -> str | None:
    return next((" ".join(each.value.split()) for each in _of(findings, field)), None)


def _byline(findings: list[Finding], conflict: Warning | None) -> tuple[str, ...]:
    """The authors that the most trusted place names; the text's own word only where nothing contradicts it."""
    places = list(dict.fromkeys(each.place for each in _of(findings, "byline")))
    if not places or (conflict and places[0] in {BYLINE, CLOSING}):
        return ()
    return tuple(
        dict.fromkeys(each.value.strip() for each in _of(findings, "byline") if each.place == places[0])
    )


def _language(findings: list[Finding]) -> str | None:
    codes = [(each.place, language_code(each.value)) for each in _of(findings, "language")]
    detected = [code for place, code in codes if place == "detected"]
    return next((code for code in [*detected, *(code for _, code in codes)] if code), None)


def _detected_language(text: str) -> list[Finding]:
    from onrecord.languages.detect import detect

    code = detect(text[:_DETECTION_CHARACTERS])
    return [Finding("language", code, "detected")] if code else []


def _located(finding: Finding, text: str) -> Finding:
    """The finding with the first place where its words stand in the text."""
    if finding.span is not None or finding.field not in {"title", "byline", "outlet"}:
        return finding
    words = finding.value.split()
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    found = re.search(pattern, text) if len(words) < 60 else None
    return replace(finding, span=Span(found.start(), found.end())) if found else finding


def web_address(written: str, base: str | None = None) -> str | None:
    """``written`` as an absolute http(s) address without fragment, host in small letters; null where it is none."""
    try:
        parts = urlsplit(urljoin(base, written.strip()) if base else written.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return None
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, ""))
