"""Mail messages (.eml): sender, subject, date and the plain text, else the HTML part; attachments are only named."""

from __future__ import annotations

import re
from email.message import EmailMessage
from typing import cast

from onrecord.errors import DamagedInput, EmptyInput
from onrecord.intake.decoding import Decoded, decode, nul_warning
from onrecord.intake.html import page_text
from onrecord.intake.material import Extract, Format, Piece
from onrecord.settings import Settings
from onrecord.text.document import Finding, Warning

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
_SURE = (b"message-id:", b"mime-version:", b"received:", b"return-path:", b"date:")


def _extract(piece: Piece, settings: Settings) -> Extract:
    from email import policy
    from email.parser import BytesParser

    message = BytesParser(policy=policy.default).parsebytes(piece.content)
    if not message.keys():
        raise DamagedInput(piece.label, "there are no mail headers in it")
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise EmptyInput(piece.label, "the mail has no text part")
    decoded = _content(cast(EmailMessage, body))
    text = (
        page_text(decoded.text) if body.get_content_type() == "text/html" else _unflowed(body, decoded.text)
    )
    return Extract(
        text=text,
        findings=tuple(_findings(message)),
        warnings=(*decoded.warnings, *nul_warning(text), *_attachments(message)),
        details={name: value for name in ("message-id", "to") if (value := _header(message, name))},
    )


def _content(part: EmailMessage) -> Decoded:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    decoded = decode(data, part.get_content_charset())
    return Decoded(decoded.text.replace("\r\n", "\n"), decoded.encoding, decoded.warnings)


def _unflowed(part: object, text: str) -> str:
    """Lines of ``format=flowed`` (RFC 3676) joined again: one that ends with a space goes on in the next."""
    message = cast(EmailMessage, part)
    if str(message.get_param("format", "")).lower() != "flowed":
        return text
    soft = "" if str(message.get_param("delsp", "")).lower() == "yes" else " "
    return re.sub(r"(?<!^-- )(?<!\n-- ) \n(?![>\n])", soft, text)


def _header(message: EmailMessage, name: str) -> str:
    """A header's value in one line; broken ones are given as far as they can be read."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""


def _findings(message: EmailMessage) -> list[Finding]:
    from email.utils import getaddresses

    found = []
    if subject := _header(message, "subject"):
        found.append(Finding("title", subject, "mail:subject"))
    for name, address in getaddresses([_header(message, "from")]):
        if name or address:
            found.append(Finding("byline", name or address, "mail:from"))
    if date := _header(message, "date"):
        found.append(Finding("published", re.sub(r"\s*\([^)]*\)$", "", date), "mail:date"))
    if language := _header(message, "content-language"):
        found.append(Finding("language", language, "mail:content-language"))
    return found


def _attachments(message: EmailMessage) -> list[Warning]:
    names = [
        part.get_filename() or part.get_content_type()
        for part in message.iter_attachments()
        if not part.is_multipart()
    ]
    if not names:
        return []
    return [Warning("attachments", f"attachments are not read: {', '.join(names)}; add them as files")]


def _recognises(head: bytes) -> bool:
    """Whether it begins with a block of mail headers that has a sender and a sign of mail."""
    at, names = 0, []
    while found := _HEADER.match(head, at):
        names.append(found[0].lower())
        at = found.end()
    return any(each.startswith(b"from:") for each in names) and any(each.startswith(_SURE) for each in names)


FORMAT = Format(
    name="mail",
    media_types=("message/rfc822",),
    suffixes=(".eml",),
    recognises=_recognises,
    extract=_extract,
)
