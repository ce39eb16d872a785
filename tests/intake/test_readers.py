"""One good input of each format that is one document: its text, its metadata and where that came from."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest

from onrecord.archive.capture import Capture
from onrecord.errors import InputError
from onrecord.intake.dates import parse_date
from onrecord.intake.tongues import language_code
from onrecord.text.document import Document

ReadOne = Callable[..., Capture]

MARKDOWN = """---
title: "Kesk warns"
author: Ana Roe and Ben Doe
date: 2024-12-05
---
# Kesk *warns* again

General **Kesk** said the war
would be [long](http://north.example).

- one
- two

> Quoted “words”.

<div>More &amp; more</div>
"""
SRT = """1
00:00:01,000 --> 00:00:02,000
<i>General Kesk</i> said

2
00:00:02,000 --> 00:00:03,000
that the war would be long.

3
00:00:04,000 --> 00:00:05,000
- Are you sure?
- {\\an8}I am.
"""
VTT = """WEBVTT

NOTE a remark

00:01.000 --> 00:02.000
<v Tarvo Kesk>The war will be

00:02.000 --> 00:03.000 align:start
long &amp; hard.

00:03.000 --> 00:04.000
long &amp; hard.
"""


def places(document: Document, field: str) -> list[str]:
    return [each.place for each in document.findings if each.field == field]


def test_markdown(read_one: ReadOne) -> None:
    document = read_one(MARKDOWN.encode(), "a.md").document
    assert document.text == (
        "Kesk warns again\nGeneral Kesk said the war would be long.\none\ntwo\nQuoted “words”.\nMore & more"
    )
    assert (document.title, document.byline, document.published) == (
        "Kesk warns",
        ("Ana Roe", "Ben Doe"),
        "2024-12-05",
    )
    assert places(document, "title") == ["front-matter:title", "markdown:h1"]


def test_subtitles(read_one: ReadOne) -> None:
    document = read_one(SRT.encode(), "a.srt").document
    assert document.text == "General Kesk said that the war would be long.\n- Are you sure?\n- I am."
    assert document.media_type == "application/x-subrip"


def test_subtitles_of_the_web_keep_voices_and_drop_what_rolls_up(read_one: ReadOne) -> None:
    document = read_one(VTT.encode(), "unnamed").document
    assert document.text == "Tarvo Kesk: The war will be long & hard."


def test_subtitles_in_an_old_encoding(read_one: ReadOne) -> None:
    cue = "1\r\n00:00:01,000 --> 00:00:02,000\r\nГенерал сказал, что война будет долгой.\r\n"
    assert read_one(cue.encode("cp1251"), "a.srt").document.text == "Генерал сказал, что война будет долгой."


def test_a_mail(read_one: ReadOne) -> None:
    body = "Генерал сказал, что война будет долгой.\r\nВторая строка."
    head = (
        "From: =?utf-8?b?0JjQstCw0L0g0J/QtdGC0YDQvtCy?= <ivan@north.example>\r\nTo: desk@north.example\r\n"
        "Subject: Kesk\r\n warns\r\nDate: Thu, 05 Dec 2024 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n"
        "Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    tail = (
        "\r\n--B\r\nContent-Type: application/pdf\r\n"
        'Content-Disposition: attachment; filename="a.pdf"\r\n\r\nx\r\n--B--\r\n'
    )
    document = read_one(head.encode() + body.encode("cp1251") + tail.encode(), "a.eml").document
    assert document.text.strip() == body.replace("\r\n", "\n")
    assert document.title == "Kesk warns"
    assert document.byline == ("Иван Петров",)
    assert document.published == "2024-12-05T10:00:00+02:00"
    assert ["a.pdf" in each.message for each in document.warnings if each.code == "attachments"] == [True]


def test_a_mail_with_html_only_and_one_that_flows(read_one: ReadOne) -> None:
    html = b"From: a@b.example\nMessage-ID: <1>\nContent-Type: text/html\n\n<p>Kesk said <b>no</b>.</p><p>Twice.</p>"
    assert read_one(html, "a.eml").document.text == "Kesk said no.\nTwice."
    flowed = b"From: a@b.example\nMessage-ID: <1>\nContent-Type: text/plain; format=flowed\n\nKesk said \nno.\nTwice.\n"
    assert read_one(flowed, "a.eml").document.text == "Kesk said no.\nTwice.\n"


def test_a_word_document(read_one: ReadOne) -> None:
    import docx

    made = docx.Document()
    made.core_properties.title, made.core_properties.author = "Kesk warns", "Ana Roe"
    made.add_heading("Kesk warns", 1)
    made.add_paragraph("General Kesk said ").add_run("the war would be long.").bold = True
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    made.add_paragraph("After the table.")
    out = io.BytesIO()
    made.save(out)
    document = read_one(out.getvalue(), "named.txt").document
    assert (
        document.text == "Kesk warns\nGeneral Kesk said the war would be long.\nleft\tright\nAfter the table."
    )
    assert (document.title, document.byline, document.published) == ("Kesk warns", ("Ana Roe",), None)
    assert places(document, "published") == ["docx:created"]


@pytest.mark.parametrize(
    "body",
    [
        {"body_text": "General Kesk said no.\nTwice."},
        {"body_html": "<p>General Kesk said <b>no</b>.</p><p>Twice.</p>"},
        {"bodies": [{"contenttype": "text/html", "value": "<p>General Kesk said no.</p>Twice."}]},
    ],
)
def test_ninjs(body: dict[str, object], read_one: ReadOne) -> None:
    item = {"uri": "urn:north:1", "headline": "Kesk warns", "byline": "By Ana Roe", "language": "en-GB"}
    item |= {"versioncreated": "2024-12-05T10:00:00Z", "provider": "Northern Wire"}
    document = read_one(json.dumps(item | body, indent=2).encode(), "a.json").document
    assert document.id == "urn:north:1"
    assert document.text == "General Kesk said no.\nTwice."
    assert (document.title, document.outlet, document.byline) == ("Kesk warns", "Northern Wire", ("Ana Roe",))
    assert document.published == "2024-12-05T10:00:00Z"


def test_ninjs_without_a_body_is_an_error(read_error: Callable[..., InputError]) -> None:
    error = read_error(b'{"uri": "urn:north:1", "pubstatus": "usable"}', "a.json")
    assert "no body" in error.reason


def test_json_of_an_unknown_kind_is_an_error(read_error: Callable[..., InputError]) -> None:
    assert "not known" in read_error(b'{"rows": [1, 2, 3]}', "a.json").reason


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024", "2024"),
        ("2024-12", "2024-12"),
        ("2024-12-05", "2024-12-05"),
        ("2024-12-05T10:00", "2024-12-05T10:00"),
        ("2024-12-05 10:00:00 +0200", "2024-12-05T10:00:00+02:00"),
        ("2024-12-05T10:00:00.123Z", "2024-12-05T10:00:00.123Z"),
        ("20241205", "2024-12-05"),
        ("20241205T100000Z", "2024-12-05T10:00:00Z"),
        ("Thu, 05 Dec 2024 10:00:00 GMT", "2024-12-05T10:00:00Z"),
        ("5 December 2024", "2024-12-05"),
        ("Dec. 5, 2024", "2024-12-05"),
        ("December 2024", "2024-12"),
        ("5 декабря 2024 г.", "2024-12-05"),
        ("5 грудня 2024 року", "2024-12-05"),
        ("05.12.2024", "2024-12-05"),
        ("05.12.2024, 10:30", "2024-12-05T10:30"),
        ("12 листопада 2024", "2024-11-12"),
    ],
)
def test_dates_keep_their_precision(written: str, read: str) -> None:
    assert parse_date(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "03/04/2024",
        "2024-13-01",
        "2024-02-30",
        "yesterday",
        "",
        "2024-12-05T25:00",
        "31.06.2024",
        "Thu, 5 Dec 2024",
    ],
)
def test_dates_that_are_none_or_not_certain_are_null(written: str) -> None:
    assert parse_date(written) is None


def test_a_date_that_cannot_be_read_is_a_finding_and_no_date(read_one: ReadOne) -> None:
    document = read_one(b'{"text": "He said no.", "published": "03/04/2024"}', "a.jsonl").document
    assert document.published is None
    assert [each.value for each in document.findings if each.field == "published"] == ["03/04/2024"]


@pytest.mark.parametrize(
    ("written", "code"),
    [("en-GB", "en"), ("uk_UA", "uk"), ("UA", "uk"), ("rus", "ru"), ("Ukrainian", "uk"), ("x", None)],
)
def test_declared_languages(written: str, code: str | None) -> None:
    assert language_code(written) == code


def test_the_language_that_is_detected_goes_before_the_declared_one(read_one: ReadOne) -> None:
    text = "Президент сказав журналістам, що він не підпише цей закон, який ухвалили в парламенті."
    row = json.dumps({"text": text, "language": "ru"}).encode()
    document = read_one(row, "a.jsonl").document
    assert document.language == "uk"
    assert [(each.value, each.place) for each in document.findings if each.field == "language"] == [
        ("ru", "row:language"),
        ("uk", "detected"),
    ]


def test_a_language_without_rules_is_kept(read_one: ReadOne) -> None:
    row = json.dumps({"text": "Nein.", "language": "de"}).encode()
    assert read_one(row, "a.jsonl").document.language == "de"


@pytest.mark.parametrize(
    "content", ["<html><body><p>x</p></body></html>", "<script>1</script>", "<rss></rss>", '{"text": "x"}']
)
def test_a_file_named_as_plain_text_is_its_content(read_one: ReadOne, content: str) -> None:
    document = read_one(content.encode(), "named.txt").document
    assert document.text == content
    assert document.media_type == "text/plain"
