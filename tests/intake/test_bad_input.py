"""Every bad input gives one clear error that names it, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.archive.capture import Capture
from onrecord.errors import (
    DamagedInput,
    EmptyInput,
    InputError,
    InputTooLarge,
    UnreadableInput,
    UnsupportedInput,
)
from onrecord.intake import read
from onrecord.settings import Settings

ReadError = Callable[..., InputError]


@pytest.mark.parametrize("data", [b"", b"  \n\t ", b"\xef\xbb\xbf", "\u200b\ufeff\n".encode()])
def test_an_empty_file(data: bytes, read_error: ReadError) -> None:
    error = read_error(data, "empty.txt")
    assert isinstance(error, EmptyInput)
    assert str(error).startswith("empty.txt: ")


def test_binary_content_under_a_text_name(read_error: ReadError) -> None:
    error = read_error(bytes(range(256)) * 8, "notes.txt")
    assert isinstance(error, UnsupportedInput)
    assert "binary" in error.reason


def test_a_truncated_pdf(read_error: ReadError, make_pdf: Callable[..., bytes]) -> None:
    data = make_pdf([["General Kesk said nothing."]] * 3)
    error = read_error(data[: len(data) * 2 // 3], "report.pdf")
    assert isinstance(error, DamagedInput)
    assert "cut short" in error.reason


def test_an_encrypted_pdf(read_error: ReadError, fixtures: Path) -> None:
    error = read_error((fixtures / "encrypted.pdf").read_bytes(), "report.pdf")
    assert isinstance(error, DamagedInput)
    assert "encrypted" in error.reason


def test_a_pdf_that_is_none(read_error: ReadError) -> None:
    assert isinstance(read_error(b"Hello, this is text.", "report.pdf"), DamagedInput)


def test_a_page_without_an_article(read_error: ReadError) -> None:
    page = (
        b"<!doctype html><nav><a href=/>Home</a><a href=/n>News</a></nav><p>Menu"
        b"<footer>All rights reserved by us here.</footer>"
    )
    error = read_error(page, "front.html")
    assert isinstance(error, EmptyInput)
    assert "no article text found" in error.reason


def test_a_gzip_bomb_in_a_web_archive_stops(make_warc: Callable[..., bytes], tmp_path: Path) -> None:
    page = b"<html><body><article><p>General Kesk said that he was tired.</p></article></body></html>"
    bomb = make_warc(
        [
            ("http://north.example/1", page, {"Content-Type": "text/html"}),
            ("http://north.example/bomb", b" " * 30_000_000, {"Content-Type": "application/zip"}),
            ("http://north.example/2", page, {"Content-Type": "text/html"}),
        ]
    )
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(bomb)
    good, error = read(path, settings=Settings(max_unpacked_bytes=1_000_000))
    assert isinstance(good, Capture)
    assert isinstance(error, InputTooLarge)
    assert "crawl.warc.gz" in str(error)
    assert "ONRECORD_MAX_UNPACKED_BYTES" in str(error)


def test_a_payload_that_unpacks_to_too_much_is_one_error(
    make_warc: Callable[..., bytes], tmp_path: Path, article: str
) -> None:
    packed = gzip.compress(b"<html>" + b" " * 3_000_000)
    records = [
        ("http://north.example/b", packed, {"Content-Type": "text/html", "Content-Encoding": "gzip"}),
        ("http://north.example/1", article.encode(), {"Content-Type": "text/html"}),
    ]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(make_warc(records))
    error, good = read(path, settings=Settings(max_document_bytes=1_000_000))
    assert isinstance(error, InputTooLarge)
    assert error.source.endswith("#record 1")
    assert isinstance(good, Capture)


def test_fifty_megabytes_of_one_line_are_refused_by_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes(b"word " * 10_000_000)
    (error,) = read(path, settings=Settings())
    assert isinstance(error, InputTooLarge)
    assert "ONRECORD_MAX_TEXT_CHARACTERS" in str(error)


def test_fifty_megabytes_of_one_line_are_read_where_the_limit_allows(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes("слово ".encode("cp1251") * 8_500_000)
    (item,) = read(path, settings=Settings(max_text_characters=60_000_000))
    assert isinstance(item, Capture)
    assert len(item.document.text) == 51_000_000


def test_fifty_megabytes_of_one_row_are_one_error_among_rows(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    with path.open("wb") as file:
        file.write(b'{"id": "a", "text": "General Kesk said no."}\n{"id": "b", "text": "')
        file.write(b"word " * 10_000_000)
        file.write(b'"}\n{"id": "c", "text": "The war goes on."}\n')
    first, error, last = read(path, settings=Settings(max_document_bytes=1_000_000))
    assert isinstance(first, Capture)
    assert isinstance(error, InputTooLarge)
    assert error.source.endswith("rows.jsonl#row 2")
    assert isinstance(last, Capture)
    assert last.document.id == "c"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (error,) = read(tmp_path / "none.txt", settings=Settings())
    assert isinstance(error, UnreadableInput)
    assert "no such file" in str(error)


def test_an_address_of_another_kind_and_an_empty_path() -> None:
    for source in ("ftp://north.example/a.txt", "file:///etc/passwd"):
        (error,) = read(source, settings=Settings())
        assert isinstance(error, UnsupportedInput)
    (error,) = read("", settings=Settings())
    assert isinstance(error, UnreadableInput)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "z.txt").write_text("General Kesk said no.")
    error, good = read(tmp_path, settings=Settings())
    assert isinstance(error, UnreadableInput)
    assert isinstance(good, Capture)


def test_a_folder_without_read_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "secret.txt").write_text("Nobody may read this.")
    (tmp_path / "open.txt").write_text("General Kesk said no.")
    closed.chmod(0)
    if os.access(closed, os.R_OK):  # root may read everything, so the system's refusal is played
        listing = Path.iterdir

        def refuse(path: Path) -> object:
            if path == closed:
                raise PermissionError(13, "Permission denied", str(path))
            return listing(path)

        monkeypatch.setattr(Path, "iterdir", refuse)
    try:
        error, good = read(tmp_path, settings=Settings())
    finally:
        closed.chmod(0o700)
    assert isinstance(error, UnreadableInput)
    assert str(error) == f"{closed}: permission denied"
    assert isinstance(good, Capture)


def test_lone_surrogates_in_json_are_kept(read_one: Callable[..., Capture]) -> None:
    row = json.dumps({"id": "a", "text": "He said \ud800 no \udfff."}).encode()
    assert read_one(row, "rows.jsonl").document.text == "He said \ud800 no \udfff."


def test_a_stream_that_fails_in_the_middle_is_one_error() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() >= 65536:
                raise OSError(5, "Input/output error")
            return super().read(size)

    rows = b"".join(b'{"id": "%d", "text": "General Kesk said no."}\n' % number for number in range(3000))
    *good, error = read("-", settings=Settings(), stdin=Failing(rows))
    assert len(good) > 100
    assert isinstance(error, UnreadableInput)


def test_a_zip_bomb_in_a_word_document_is_refused(read_error: ReadError) -> None:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("word/document.xml", b" " * 3_000_000)
    error = read_error(out.getvalue(), "a.docx", Settings(max_unpacked_bytes=1_000_000))
    assert isinstance(error, InputTooLarge)


def test_a_defect_in_a_reader_does_not_stop_the_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import docx

    def broken(_: object) -> object:
        raise RuntimeError("boom")

    monkeypatch.setattr(docx, "Document", broken)
    (tmp_path / "a.docx").write_bytes(_word("General Kesk said no."))
    (tmp_path / "b.txt").write_text("General Kesk said no.")
    error, good = read(tmp_path, settings=Settings())
    assert isinstance(error, DamagedInput)
    assert "boom" in error.reason
    assert isinstance(good, Capture)


def _word(text: str) -> bytes:
    import docx.api

    document = docx.api.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.docx", "a.warc.gz", "a.json", "a.xml"])
def test_a_name_that_promises_what_the_content_is_not(name: str, read_error: ReadError) -> None:
    assert isinstance(read_error(b"Only words here.", name), DamagedInput | UnsupportedInput)


def test_a_damaged_word_document(read_error: ReadError) -> None:
    assert isinstance(read_error(_word("General Kesk said no.")[:9000], "a.docx"), DamagedInput)
