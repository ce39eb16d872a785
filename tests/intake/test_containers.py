"""Files that hold many documents: each with its exact original, its identity, and errors that stay its own."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.capture import Capture
from onrecord.errors import DamagedInput, EmptyInput, InputError, InputTooLarge
from onrecord.intake import read, read_again, read_bytes
from onrecord.intake.feed import entry_slices
from onrecord.intake.json_stream import JsonStream
from onrecord.settings import Settings

SETTINGS = Settings(delay_seconds=0)
CHAT: dict[str, Any] = {"name": "Kesk's channel", "type": "public_channel", "id": 1234}


def captures(data: bytes, name: str, settings: Settings = SETTINGS) -> list[Capture]:
    items = list(read_bytes(data, name, settings=settings))
    assert all(isinstance(item, Capture) for item in items), items
    return [item for item in items if isinstance(item, Capture)]


def same_again(item: Capture) -> None:
    """What the archive keeps of a capture is enough to make the same document."""
    again = read_again(item.original, item.document, item.details, method=item.method, settings=SETTINGS)
    assert again == item.document


# JSON Lines


def test_rows_echo_their_ids_and_metadata() -> None:
    rows = [
        {
            "id": 7,
            "doc_id": "x",
            "text": "a",
            "title": " T ",
            "outlet": "O",
            "url": "http://North.example/a#b",
        },
        {
            "doc_id": "d2",
            "text": "a",
            "byline": ["Ana Roe", "Ben Doe"],
            "published": "2024-12",
            "language": "en",
        },
        {"url": "http://north.example/c", "text": "a", "byline": "By Ana Roe and Ben Doe"},
        {"text": "a"},
    ]
    data = "\n".join(map(json.dumps, rows)).encode()
    items = captures(data, "dir/rows.jsonl")
    assert [each.document.id for each in items] == [
        "7",
        "d2",
        "http://north.example/c",
        "dir/rows.jsonl#row 4",
    ]
    first, second, third, _ = (each.document for each in items)
    assert (first.title, first.outlet, first.url) == ("T", "O", "http://north.example/a")
    assert (second.byline, second.published, second.language) == (("Ana Roe", "Ben Doe"), "2024-12", "en")
    assert third.byline == ("Ana Roe", "Ben Doe")
    assert {each.place for each in third.findings} >= {"row:url", "row:byline"}


json_text = st.text(st.characters(codec=None, exclude_characters=""), max_size=30)
row_values = st.dictionaries(st.sampled_from(["text", "id", "title", "more"]), json_text, min_size=1).filter(
    lambda row: row.get("text", "").strip("\ufeff\u200b\x00 ").strip() != ""
)


@given(
    st.lists(row_values.filter(lambda row: "text" in row), min_size=1, max_size=6),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_row_is_its_line_and_its_text_is_unchanged(
    rows: list[dict[str, str]], ascii_only: bool, end: str
) -> None:
    lines = [json.dumps(row, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass") for row in rows]
    data = end.encode().join(lines)
    for row, line, item in zip(rows, lines, read_bytes(data, "r.jsonl", settings=SETTINGS), strict=True):
        if isinstance(item, InputError):
            assert "no text" in item.reason
            continue
        assert item.original == line
        assert item.document.text == row["text"]
        assert item.document.sha256 == hashlib.sha256(line).hexdigest()
        assert item.document.id == (row.get("id") or item.document.id)


def test_bad_rows_are_errors_of_their_own() -> None:
    lines = [
        '{"text": "a"}',
        "",
        "{broken",
        '{"no": "text"}',
        "[1]",
        '{"text": 5}',
        '{"text": ""}',
        '{"text": "b"}',
    ]
    items = list(read_bytes("\n".join(lines).encode(), "r.jsonl", settings=SETTINGS))
    errors = [item.source for item in items if isinstance(item, InputError)]
    assert errors == [f"r.jsonl#row {number}" for number in (3, 4, 5, 6, 7)]
    assert [item.document.text for item in items if isinstance(item, Capture)] == ["a", "b"]


def test_rows_are_told_by_content_and_a_text_file_stays_text() -> None:
    data = b'{"id": "a", "text": "He said no."}\n{"id": "b", "text": "She said yes."}\n'
    assert [each.document.id for each in captures(data, "-")] == ["a", "b"]
    assert captures(data, "rows.txt")[0].document.text == data.decode()


class _Counting(io.BytesIO):
    """A stream that knows how far it was read."""

    position = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.position += len(data)
        return data


def _many_rows() -> bytes:
    return b"".join(b'{"id": "%d", "text": "General Kesk said no."}\n' % number for number in range(20_000))


def _many_messages() -> bytes:
    messages = [
        {"id": number, "type": "message", "text": "General Kesk said no."} for number in range(20_000)
    ]
    return json.dumps({**CHAT, "messages": messages}).encode()


@pytest.mark.parametrize("make", [_many_rows, _many_messages])
def test_long_containers_are_read_as_far_as_they_are_asked(make: Callable[[], bytes]) -> None:
    data = make()
    stream = _Counting(data)
    items: Iterator[Any] = read("-", settings=SETTINGS, stdin=stream)
    next(items)
    assert stream.position < len(data) / 2


# Telegram


def export(messages: list[Any], **more: Any) -> bytes:
    return json.dumps({**CHAT, "messages": messages} | more, ensure_ascii=False, indent=1).encode(
        "utf-8", "surrogatepass"
    )


def test_a_channel() -> None:
    message = {
        "id": 2, "type": "message", "date": "2024-12-05T12:00:00", "date_unixtime": "1733392800", "from": "Kesk's channel",
        "author": "T. Kesk", "forwarded_from": "Another channel",
        "text": ["The war ", {"type": "bold", "text": "will"}, " be long."],
    }  # fmt: skip
    service = {"id": 1, "type": "service", "date": "2024-12-05T10:00:00", "text": ""}
    photo = {"id": 3, "type": "message", "date": "2024-12-05T10:00:00", "photo": "p.jpg", "text": ""}
    (item,) = captures(export([service, message, photo]), "result.json")
    document = item.document
    assert (document.id, document.locator, document.text) == ("1234/2", "message 2", "The war will be long.")
    assert (document.outlet, document.byline) == ("Kesk's channel", ("T. Kesk",))
    assert document.published == "2024-12-05T10:00:00Z"
    assert item.details["forwarded-from"] == "Another channel"
    assert ("forwarded_from", "Another channel") in {(each.field, each.value) for each in document.findings}
    assert json.loads(item.original) == message
    same_again(item)


def test_a_group_names_who_wrote() -> None:
    message = {"id": 5, "type": "message", "from": "Ana Roe", "text": "No."}
    (item,) = captures(export([message], type="private_group"), "result.json")
    assert item.document.byline == ("Ana Roe",)


def test_an_export_of_all_chats() -> None:
    message = {"id": 5, "type": "message", "text": "No."}
    chats = {
        "about": "x",
        "list": [{**CHAT, "messages": [message]}, {**CHAT, "id": 77, "messages": [message]}],
    }
    data = json.dumps(
        {"about": "Here is the data you requested.", "contacts": {"list": []}, "chats": chats}
    ).encode()
    assert [each.document.id for each in captures(data, "result.json")] == ["1234/5", "77/5"]


def test_an_export_that_is_cut_short_gives_what_came_before() -> None:
    data = export(
        [{"id": number, "type": "message", "text": "General Kesk said no."} for number in range(50)]
    )
    *good, error = read_bytes(data[:-600], "result.json", settings=SETTINGS)
    assert len(good) > 30
    assert isinstance(error, DamagedInput)
    assert "cut short" in error.reason or "not JSON" in error.reason


def test_a_fault_in_an_export_ends_it_with_one_error() -> None:
    data = export(
        [{"id": 1, "type": "message", "text": "Good."}, {"id": 2, "type": "message", "text": "Bad."}]
    )
    good, error = read_bytes(data.replace(b'"text": "Bad."', b"text: Bad"), "result.json", settings=SETTINGS)
    assert isinstance(good, Capture)
    assert isinstance(error, DamagedInput)


messages_strategy = st.lists(
    st.fixed_dictionaries(
        {"id": st.integers(0, 10**12), "type": st.just("message"), "text": json_text},
        optional={
            "from": json_text,
            "reactions": st.lists(st.dictionaries(json_text, st.floats(allow_nan=False))),
        },
    ),
    max_size=5,
)


@given(messages_strategy, st.booleans(), st.sampled_from([None, 1, 3]))
def test_a_message_is_its_exact_slice_of_the_file(
    messages: list[Any], ascii_only: bool, indent: int | None
) -> None:
    written = json.dumps({**CHAT, "messages": messages}, ensure_ascii=ascii_only, indent=indent)
    data = written.encode("utf-8", "surrogatepass")
    at = 0
    wanted = [each for each in messages if each["text"].strip()]
    items = list(read_bytes(data, "result.json", settings=SETTINGS))
    assert len(items) == len(wanted)
    for message, item in zip(wanted, items, strict=True):
        if isinstance(item, InputError):
            continue
        at = data.index(item.original, at)
        assert json.loads(item.original.decode("utf-8", "surrogatepass")) == message
        assert item.document.text == message["text"]
        at += len(item.original)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | json_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(json_text, inner, max_size=3),
    max_leaves=8,
)


class _Trickle(io.BytesIO):
    """A stream that gives a few bytes at a time, so that every value is cut somewhere."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(3)


@given(st.lists(values, max_size=5), st.booleans())
def test_the_json_stream_gives_every_value_whatever_the_chunks(items: list[Any], ascii_only: bool) -> None:
    data = json.dumps(items, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    stream = JsonStream("x", _Trickle(data), 10_000)
    found = [stream.value() for _ in stream.elements()]
    assert [each.value for each in found] == items
    assert [json.loads(each.written) for each in found] == items


def test_a_value_that_never_ends_is_too_large() -> None:
    stream = JsonStream("x", io.BytesIO(b'["' + b"a" * 2_000_000), 100_000)
    stream.take("[")
    with pytest.raises(InputTooLarge):
        stream.value()


# Feeds

RSS = """<?xml version="1.0" encoding="windows-1251"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Лента</title><language>ru</language>
<!-- <item>no entry</item> -->
<item><title>Кеск &amp; война</title><link>http://north.example/1</link><guid>g1</guid><dc:creator>Анна Роу</dc:creator>
<pubDate>Thu, 05 Dec 2024 10:00:00 +0200</pubDate><description>Кратко</description>
<content:encoded><![CDATA[<p>Генерал сказал, что </item> война будет долгой.</p><p>Да.</p>]]></content:encoded></item>
<item><guid isPermaLink="false">g2</guid><description>&lt;p&gt;Второй текст.&lt;/p&gt;</description></item>
<item><description>Третий.</description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>North</title><entry><id>urn:1</id>
<title type="html">A &lt;b&gt;title&lt;/b&gt;</title><link href="http://north.example/1"/><updated>2024-12-05T10:00:00Z</updated>
<author><name>Ana Roe</name></author><content type="html">&lt;p&gt;Kesk said no.&lt;/p&gt;</content></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>North</title></channel>
<item rdf:about="http://north.example/1"><title>T</title><link>http://north.example/1</link>
<description>Kesk said no.</description></item></rdf:RDF>"""


def test_rss_entries_are_exact_slices_in_their_encoding() -> None:
    data = RSS.encode("cp1251")
    items = captures(data, "feed.xml")
    assert [each.document.id for each in items] == ["http://north.example/1", "g2", "feed.xml#entry 3"]
    assert all(each.original in data and each.original.startswith(b"<item>") for each in items)
    assert all(each.original.endswith(b"</item>") for each in items)
    first = items[0].document
    assert first.text.splitlines()[-1] == "Да."
    assert (first.title, first.outlet, first.byline) == ("Кеск & война", "Лента", ("Анна Роу",))
    assert (first.published, first.url) == ("2024-12-05T10:00:00+02:00", "http://north.example/1")
    assert items[1].document.text == "Второй текст."
    for item in items:
        same_again(item)


@pytest.mark.parametrize("feed", [ATOM, RDF])
def test_atom_and_rdf(feed: str) -> None:
    (item,) = captures(feed.encode(), "feed")
    assert item.document.text == "Kesk said no."
    assert item.document.id == "http://north.example/1"
    assert item.document.outlet == "North"
    same_again(item)


def test_a_feed_in_utf16_keeps_the_whole_feed_as_original() -> None:
    data = ATOM.replace('version="1.0"?', 'version="1.0" encoding="utf-16"?').encode("utf-16")
    (item,) = captures(data, "feed.xml")
    assert item.original == data
    assert item.document.text == "Kesk said no."


def test_a_feed_without_entries_and_one_cut_short() -> None:
    (error,) = read_bytes(b"<rss><channel><title>x</title></channel></rss>", "f.xml", settings=SETTINGS)
    assert isinstance(error, EmptyInput)
    cut = RSS.encode("cp1251")
    good, error = read_bytes(cut[: cut.index(b"</item>\n<item><guid") + 20], "f.xml", settings=SETTINGS)
    assert isinstance(good, Capture)
    assert isinstance(error, DamagedInput)


@given(st.lists(st.text(alphabet="ab<>&;/ item", max_size=20), min_size=1, max_size=5))
def test_entries_pair_with_their_slices_whatever_stands_in_them(texts: list[str]) -> None:
    entries = [f"<item><description><![CDATA[{text}]]></description></item>".encode() for text in texts]
    data = b"<rss><channel>" + b"\n".join(entries) + b"</channel></rss>"
    assert [data[start:end] for start, end in entry_slices(data)] == entries


# Web archives


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive(packed: bool, make_warc: Callable[..., bytes], article: str) -> None:
    page = article.encode()
    html = {"Content-Type": "text/html; charset=utf-8"}
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    records = [
        ("http://north.example/1", page, html),
        ("http://north.example/2", gzip.compress(page), html | {"Content-Encoding": "gzip"}),
        ("http://north.example/3", chunked, html | {"Transfer-Encoding": "chunked"}),
        ("http://north.example/4", page, html | {"Content-Encoding": "gzip"}),
        ("http://north.example/photo.png", b"\x89PNG" + bytes(50), {"Content-Type": "image/png"}),
        ("http://north.example/style.css", b"p {}", {"Content-Type": "text/css"}),
        ("http://north.example/gone", page, html | {"status": "404 Not Found"}),
        ("http://north.example/menu", b"<html><body>Menu</body></html>", html),
    ]
    payloads = [record[1] for record in records[:4]]
    items = list(read_bytes(make_warc(records, gzip=packed), "crawl.warc", settings=SETTINGS))
    good = [item for item in items if isinstance(item, Capture)]
    assert [item.original for item in good] == payloads
    assert [item.document.id for item in good] == [
        f"http://north.example/{number}" for number in (1, 2, 3, 4)
    ]
    assert {item.document.text for item in good} == {good[0].document.text}
    assert "Kesk warned" in good[0].document.text
    assert {item.method for item in good} == {"warc"}
    assert good[1].details["http-content-encoding"] == "gzip"
    assert good[0].details["warc-date"]
    (error,) = [item for item in items if isinstance(item, InputError)]
    assert error.source == "crawl.warc#record 8"
    for item in good:
        same_again(item)


def test_a_web_archive_that_is_cut_short(make_warc: Callable[..., bytes], article: str) -> None:
    records = [
        (f"http://north.example/{number}", article.encode(), {"Content-Type": "text/html"})
        for number in (1, 2)
    ]
    for packed in (True, False):
        data = make_warc([(uri, page, dict(headers)) for uri, page, headers in records], gzip=packed)
        good, error = read_bytes(data[:-300], "crawl.warc", settings=SETTINGS)
        assert isinstance(good, Capture)
        assert isinstance(error, DamagedInput)
        assert "cut short" in error.reason


def test_an_archive_without_pages(make_warc: Callable[..., bytes]) -> None:
    data = make_warc([("http://north.example/a.css", b"p {}", {"Content-Type": "text/css"})])
    (error,) = read_bytes(data, "c.warc.gz", settings=SETTINGS)
    assert isinstance(error, EmptyInput)


# Folders and standard input


def test_a_folder_is_read_in_order_without_hidden_files_and_without_loops(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.txt", ".hidden/x.txt", "c/.secret.txt", "c/v.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"General Kesk said {name}.")
    (tmp_path / "c" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "c" / "away").symlink_to(tmp_path / "nowhere")
    items = list(read(tmp_path, settings=SETTINGS))
    good = [item.document.path for item in items if isinstance(item, Capture)]
    assert good == [str(tmp_path / name) for name in ("a/y.txt", "a/z.txt", "b.txt", "c/v.txt")]
    (error,) = [item for item in items if isinstance(item, InputError)]
    assert error.source == str(tmp_path / "c" / "away")


def test_a_path_stays_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("General Kesk said no.")
    monkeypatch.chdir(tmp_path)
    (item,) = read("./a.txt", settings=SETTINGS)
    assert isinstance(item, Capture)
    assert (item.document.path, item.document.id) == ("./a.txt", "./a.txt")
    assert item.source == str(tmp_path / "a.txt")
    assert item.method == "file"


def test_standard_input() -> None:
    data = b"General Kesk said no."
    (item,) = read("-", settings=SETTINGS, stdin=io.BytesIO(data))
    assert isinstance(item, Capture)
    digest = hashlib.sha256(data).hexdigest()
    assert (item.document.path, item.document.id) == ("-", f"stdin:{digest[:16]}")
    assert (item.method, item.document.sha256) == ("stdin", digest)
