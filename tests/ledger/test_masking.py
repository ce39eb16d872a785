"""Masking a name: every form of it goes, every offset stays."""

from __future__ import annotations

import io
import zipfile
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.ledger.masking import BLOCK, mask_for


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ivo Kovra", "Ivo Kovra"),
        ("Ivo Kovra", "IVO KOVRA"),
        ("ivo kovra", "Ivo\u00a0Kovra"),
        ("Ivo Kovra", "Kovra, Ivo"),
        ("Ivo Kovra", "Ivo M. Kovra"),
        ("Ivo Kovra", "ivo-kovra"),
        ("Ivo Kovra", "Ivo_Kovra"),
        ("Ivo Kovra", "I\u0301vo Ko\u00advra"),
        ("José Niño", "Jose\u0301 Nin\u0303o"),
        ("Иво Кравцов", "Иво Кравцов"),
        ("Иван Кравцов", "ИВАНА КРАВЦОВА"),
        ("Иван Кравцов", "Ивану Кравцову"),
        ("Иван Кравцов", "Иваном Кравцовым"),
        ("Иван Кравцов", "Иване Кравцове"),
        ("Иван Кравцов", "Кравцовым Иваном"),
        ("Иван Кравцов", "Ивана Петровича Кравцова"),
        ("Иван Кравцов", "Иван П. Кравцов"),
        ("Павел Орёл", "Павла Орла"),
        ("Павел Орёл", "Павлом Орел"),
        ("Лев Мирный", "Льва Мирного"),
        ("Юрий Ганич", "Юрием Ганичем"),
        ("Андрей О'Нил", "Андрея О’Нила"),
        ("Ольга Крамарець", "Ользі Крамарець"),
        ("Сергій Мельник", "Сергієві Мельникові"),
        ("Федір Кіт", "Федора Кота"),
        ("Мария Заречная", "Марии Заречной"),
        ("Андрій Гай", "Андрі\u0438\u0306 Гаи\u0306"[:6] + "й Гай"),
    ],
)
def test_forms_of_a_name_are_masked_whole(name: str, text: str) -> None:
    masked = mask_for(name).apply(f"said {text}.")
    assert masked == f"said {BLOCK * len(text)}."


@pytest.mark.parametrize(
    "text",
    ["Ivo said Kovra left", "Ivor Kovra", "Ivo Kovrach", "Kovra", "Ivo", "Ivo X. Y. Z. Kovra is too far"],
)
def test_other_words_stay(text: str) -> None:
    assert mask_for("Ivo Kovra").apply(text) == text


def test_words_that_stand_alone_are_counted() -> None:
    mask = mask_for("Ivo Kovra")
    assert mask.alone(mask.apply("Ivo Kovra came. Kovra said so, KOVRA did. Ivo!")) == {"kovra": 2, "ivo": 1}


def test_a_long_gap_after_half_a_name_does_not_stop_the_search() -> None:
    text = "Ivo" + "\n    \t  " * 4000 + "." + "Иван " * 4000
    assert mask_for("Ivo Kovra").apply(text) == text
    assert mask_for("Иван Кравцов").apply(text) == text


def test_line_breaks_inside_a_name_stay() -> None:
    assert mask_for("Ivo Kovra").apply("Ivo\nKovra") == BLOCK * 3 + "\n" + BLOCK * 5


def test_addresses_are_masked() -> None:
    address = f"https://wire.example/{quote('Иван-Кравцов')}/1"
    masked = mask_for("Иван Кравцов").apply(address)
    assert len(masked) == len(address)
    assert quote("Кравцов") not in masked
    assert masked.startswith("https://wire.example/")


def test_json_is_masked_in_keys_and_values() -> None:
    value = {"Ivo Kovra": ["by Ivo Kovra", 3, None, {"x": True}]}
    assert mask_for("Ivo Kovra").apply_within(value) == {
        BLOCK * 9: [f"by {BLOCK * 9}", 3, None, {"x": True}],
    }


@pytest.mark.parametrize(
    "original",
    [
        "… Иваном Кравцовым …".encode(),
        "… Иваном Кравцовым …".encode("cp1251", errors="replace"),
        "Иваном Кравцовым".encode("koi8-r"),
        "Иваном Кравцовым".encode("utf-16"),
        "Иваном Кравцовым".encode("utf-16-le"),
        "<b>Иван</b> <i>Кравцов</i>".encode(),
        "Иван&nbsp;Кравцов &amp; co".encode(),
        b"&#1048;&#1074;&#1072;&#1085; &#1050;&#1088;&#1072;&#1074;&#1094;&#1086;&#1074;",
        rb'{"text": "\u0418\u0432\u0430\u043d \u041a\u0440\u0430\u0432\u0446\u043e\u0432"}',
        quote("Иван Кравцов").encode(),
    ],
)
def test_originals_that_hold_the_name_are_known(original: bytes) -> None:
    assert mask_for("Иван Кравцов").found_in(original)
    assert not mask_for("Лев Мирный").found_in(original)


def test_zipped_originals_are_looked_into() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:t>Ivo</w:t><w:t xml:space='preserve'> Kovra</w:t>")
    assert mask_for("Ivo Kovra").found_in(packed.getvalue())
    assert not mask_for("Lev Mirny").found_in(packed.getvalue())
    assert not mask_for("Ivo Kovra").found_in(packed.getvalue()[:40])


@pytest.mark.parametrize("name", ["", "Li", "…", "a b c d e f", "  "])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="not a name that can be erased"):
        mask_for(name)


names = st.sampled_from(["Ivo Kovra", "Иван Кравцов", "Ольга Крамарець", "Кравцов"])
pieces = st.lists(
    st.sampled_from(["Ivo", "Kovra", "Иван", "КРАВЦОВ", "Кравцовым", "Ольги", "Крамарець", " ", "\n", ", ", "-", "%20", "х"])
    | st.text(st.characters(categories=None), max_size=5),
    max_size=20,
).map("".join)  # fmt: skip


@given(names, pieces)
def test_offsets_hold_and_nothing_of_the_name_is_left(name: str, text: str) -> None:
    mask = mask_for(name)
    masked = mask.apply(text)
    assert len(masked) == len(text)
    assert [c for c in masked if c in "\r\n"] == [c for c in text if c in "\r\n"]
    assert mask.whole.search(masked) is None
    assert mask.apply(masked) == masked
    assert all(new in (old, BLOCK) for old, new in zip(text, masked, strict=True))
