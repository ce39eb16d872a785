from __future__ import annotations

import codecs
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.capture import Capture
from onrecord.errors import InputError, UnsupportedInput
from onrecord.intake import read_bytes
from onrecord.intake.decoding import decode, looks_binary
from onrecord.intake.guessing import guess_encoding
from onrecord.settings import Settings

RUSSIAN = "Генерал Кеск предупредил, что война будет долгой, а армия к ней не готова."
UKRAINIAN = "Генерал Кеск попередив, що війна буде довгою, а військо до неї ще не готове."
POLISH = "Generał Kesk ostrzegł, że wojna będzie długa, a żołnierze są zmęczeni."
CZECH = "Generál Kesk řekl, že válka bude dlouhá a že vojáci jsou unavení."
FRENCH = "Le général Kesk a déclaré que la guerre serait très longue et coûteuse."


@given(st.text())
def test_any_text_in_utf8_comes_back_unchanged_but_for_a_leading_mark(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert decode(data).text == text.removeprefix("\ufeff")


@given(st.text(min_size=1), st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-8"]))
def test_a_byte_order_mark_tells_the_encoding(text: str, encoding: str) -> None:
    mark = "\ufeff".encode(encoding)
    decoded = decode(mark + text.encode(encoding, "surrogatepass"))
    if encoding == "utf-16-le" and text.startswith("\x00"):
        return  # these bytes are those of UTF-32's mark
    assert decoded.text == text
    assert decoded.encoding == encoding


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "iso8859-5"])
@pytest.mark.parametrize(
    "text", [RUSSIAN, RUSSIAN[:22], RUSSIAN * 50, RUSSIAN.upper(), "Интервью\n" + "English words. " * 9]
)
def test_russian_in_old_encodings_is_read(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert [each.code for each in decoded.warnings] == ["encoding-guessed"]
    assert decoded.encoding in decoded.warnings[0].message


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u"])
@pytest.mark.parametrize("text", [UKRAINIAN, UKRAINIAN[:23], UKRAINIAN * 50])
def test_ukrainian_in_old_encodings_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(POLISH, "cp1250"), (CZECH, "cp1250"), (FRENCH, "cp1252"), ("“No,” he said – twice…", "cp1252")],
)
def test_latin_texts_are_read(text: str, encoding: str) -> None:
    assert guess_encoding(text.encode(encoding)) == encoding


def test_the_declared_encoding_is_taken_before_a_guess() -> None:
    decoded = decode(RUSSIAN.encode("cp1251"), "windows-1251")
    assert (decoded.text, decoded.warnings) == (RUSSIAN, ())


def test_a_declared_encoding_that_cannot_be_true_is_not_believed() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "iso-8859-1").text == RUSSIAN


@pytest.mark.parametrize("declared", ["no-such-encoding", "base64", "", "utf-8"])
def test_a_declared_encoding_that_does_not_exist_is_passed_over(declared: str) -> None:
    assert decode(RUSSIAN.encode("cp1251"), declared).text == RUSSIAN


def test_utf8_with_a_few_bad_bytes_stays_utf8() -> None:
    data = (RUSSIAN * 3).encode()
    decoded = decode(data[:100] + b"\xff" + data[100:])
    assert decoded.encoding == "utf-8"
    (warning,) = decoded.warnings
    assert warning.code == "encoding-damaged"
    assert [span.of(decoded.text) for span in warning.spans] == ["\ufffd"]


def test_utf8_cut_inside_a_character_is_damaged_utf8() -> None:
    assert decode((RUSSIAN * 3).encode()[:-2]).encoding == "utf-8"


def test_utf16_without_a_mark_is_read() -> None:
    assert decode(RUSSIAN.encode("utf-16-le")).text == RUSSIAN


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 100, b"\x7fELF" + b"\x00" * 60]
)
def test_binary_content_is_told(data: bytes) -> None:
    assert looks_binary(data)


@pytest.mark.parametrize(
    "data",
    [
        RUSSIAN.encode(),
        RUSSIAN.encode("cp1251"),
        RUSSIAN.encode("cp866"),
        b"a\x00b",
        codecs.BOM_UTF16_LE + b"a\x00b\x00",
    ],
)
def test_text_is_not_taken_for_binary(data: bytes) -> None:
    assert not looks_binary(data)


def test_stray_nul_characters_are_kept_and_told(read_one: Callable[..., Capture]) -> None:
    document = read_one(b"The war\x00 is long, he said.", "a.txt").document
    assert document.text == "The war\x00 is long, he said."
    (warning,) = [each for each in document.warnings if each.code == "nul-bytes"]
    assert [tuple(span) for span in warning.spans] == [(7, 8)]


def test_right_to_left_marks_and_line_ends_are_kept(read_one: Callable[..., Capture]) -> None:
    text = "\u200fשלום\u200e said\r\nhe\u2028and\u202b left\u202c\r"
    assert read_one(b"\xef\xbb\xbf" + text.encode(), "a.txt").document.text == text


@given(st.text(min_size=1).filter(lambda text: "\x00" not in text))
def test_a_text_file_is_its_content(text: str) -> None:
    (item,) = read_bytes(text.encode("utf-8", "surrogatepass"), "a.txt", settings=Settings())
    if isinstance(item, Capture):
        assert item.document.text == text.removeprefix("\ufeff")
        assert item.original == text.encode("utf-8", "surrogatepass")
    else:
        assert "no text" in item.reason


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    for name in ("a.txt", "a", "a.jsonl", "a.srt", "a.md"):
        for item in read_bytes(data, name, settings=Settings()):
            assert isinstance(item, Capture | InputError)


def test_an_image_is_named_as_what_it_is(read_error: Callable[..., InputError]) -> None:
    error = read_error(b"\x89PNG\r\n\x1a\n" + bytes(200), "photo.txt")
    assert isinstance(error, UnsupportedInput)
    assert "PNG image" in str(error)
    assert "photo.txt" in str(error)
