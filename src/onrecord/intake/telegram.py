"""Telegram Desktop's export (``result.json``): every message with text is a document, its original the exact JSON.

One chat or all chats (``chats.list``). Service messages (somebody joined, a photo was changed) and messages without
words are left out. The file is walked through, so it may be of any length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from onrecord.errors import DamagedInput, InputError
from onrecord.intake.json_stream import JsonStream
from onrecord.intake.jsonl import parse_object
from onrecord.intake.material import Extract, Format, Material, Piece
from onrecord.settings import Settings
from onrecord.text.document import Finding

_CHAT = re.compile(rb'\s*\{(?=.*?"type"\s*:\s*"[a-z_]+").*?"messages"\s*:\s*\[', re.DOTALL)
_ALL_CHATS = re.compile(
    rb'\s*\{.*?("chats"\s*:\s*\{|"about"\s*:\s*"Here is the data you requested)', re.DOTALL
)
_CHAT_KEYS = ("name", "type", "id")


def _split(material: Material) -> Iterator[Piece | InputError]:
    stream = JsonStream(material.name, material.stream, material.settings.max_document_bytes)
    try:
        yield from _chat(stream, material.name)
    except InputError as error:  # what came before the fault is read
        yield error


def _chat(stream: JsonStream, name: str) -> Iterator[Piece | InputError]:
    """The messages of the chat at the cursor; an export of everything holds its chats one level down."""
    chat: dict[str, str] = {}
    for key in stream.members():
        if key == "messages" and stream.peek() == "[":
            yield from _messages(stream, name, chat)
        elif key in {"chats", "left_chats"} and stream.peek() == "{":
            for inner in stream.members():
                if inner == "list" and stream.peek() == "[":
                    for _ in stream.elements():
                        yield from _chat(stream, name)
                else:
                    stream.value()
        else:
            value = stream.value().value
            if key in _CHAT_KEYS and isinstance(value, (str, int)):
                chat[f"chat-{key}"] = str(value)


def _messages(stream: JsonStream, name: str, chat: dict[str, str]) -> Iterator[Piece | InputError]:
    for number in stream.elements():
        value, written = stream.value()
        if not isinstance(value, dict):
            yield DamagedInput(f"{name}#message number {number}", "a message is a JSON object, this is none")
        elif value.get("type", "message") == "message" and message_text(value).strip():
            yield Piece(
                data=written.encode("utf-8", "surrogatepass"),
                name=name,
                locator=f"message {value.get('id', number)}",
                context=dict(chat),
            )


def message_text(message: dict[str, Any]) -> str:
    """The words of a message, which is written as a string or as a list of strings and marked pieces."""
    text = message.get("text")
    parts = text if isinstance(text, list) else [text]
    words = (each.get("text") if isinstance(each, dict) else each for each in parts)
    return "".join(each for each in words if isinstance(each, str))


def _extract(piece: Piece, settings: Settings) -> Extract:
    message = parse_object(piece.content.decode("utf-8", "surrogatepass"), piece.label)
    chat_id, message_id = piece.context.get("chat-id"), message.get("id")
    details = {
        key.replace("_", "-"): str(message[key])
        for key in ("forwarded_from", "saved_from", "edited", "reply_to_message_id")
        if message.get(key)
    }
    return Extract(
        text=message_text(message),
        id=f"{chat_id}/{message_id}" if chat_id and message_id is not None else None,
        findings=tuple(_findings(message, piece.context.get("chat-name"))),
        details=details,
    )


def _findings(message: dict[str, Any], chat_name: str | None) -> Iterator[Finding]:
    if chat_name:
        yield Finding("outlet", chat_name, "telegram:chat.name")
    for key in ("author", "from"):
        value = message.get(key)
        # A channel's posts are "from" the channel itself.
        if isinstance(value, str) and value.strip() and value != chat_name:
            yield Finding("byline", value, f"telegram:{key}")
    if isinstance(seconds := message.get("date_unixtime"), (str, int)) and (moment := _moment(seconds)):
        yield Finding("published", moment, "telegram:date_unixtime")
    if isinstance(date := message.get("date"), str):
        yield Finding("published", date, "telegram:date")
    if isinstance(origin := message.get("forwarded_from"), str) and origin:
        yield Finding("forwarded_from", origin, "telegram:forwarded_from")


def _moment(seconds: str | int) -> str | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return None


FORMAT = Format(
    name="telegram",
    media_types=("application/vnd.telegram.export+json",),
    suffixes=(),
    recognises=lambda head: bool(_CHAT.match(head) or _ALL_CHATS.match(head)),
    extract=_extract,
    split=_split,
)
