"""The model's files: found, loaded once, and read by; the shipped ones where they are installed."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attributions.neural.standins import write_model

from onrecord.attributions import attribute, finding
from onrecord.attributions.neural import store
from onrecord.attributions.neural.files import SETTINGS, present
from onrecord.text.document import Document

shipped = pytest.mark.skipif(not present(), reason="the model's files are not installed")


def document(text: str) -> Document:
    return Document(id="d", path="d.txt", text=text, sha256="0" * 64, language="en")


def test_files_are_present_when_all_of_them_are(tmp_path: Path) -> None:
    assert not present(tmp_path)
    write_model(tmp_path)
    assert present(tmp_path)
    (tmp_path / SETTINGS).unlink()
    assert not present(tmp_path)


def test_a_missing_file_is_named_by_its_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="lacks files of the model"):
        store.model(tmp_path)


def test_a_model_is_loaded_once(tmp_path: Path) -> None:
    write_model(tmp_path)
    assert store.model(tmp_path) is store.model(tmp_path)


def test_a_document_is_read_by_the_model_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_model(tmp_path)
    own = store.model(tmp_path)
    monkeypatch.setattr(finding, "present", lambda: True)
    monkeypatch.setattr(store, "model", lambda: own)
    text = "ort said rain fell hard\nvale wrote snow fell"
    reading = attribute(document(text))
    assert reading.made_by == "model-en"
    assert reading.warnings == ()
    assert [[span.of(text) for span in (*each.source, *each.cue, *each.content)] for each in reading.attributions] == [
        ["ort", "said", "rain fell hard"], ["vale", "wrote", "snow fell"],
    ]  # fmt: skip
    assert all(each.confidence is not None and 0 <= each.confidence <= 1 for each in reading.attributions)
    assert attribute(document(text)) == reading


@shipped
@pytest.mark.slow
@given(
    st.lists(
        st.sampled_from(["Ort", "said", "that", "“", "”", "\n", "\r\n", "\ud800", "\u0301", "\x00", ","])
        | st.characters(codec=None),
        max_size=40,
    ).map(" ".join)
)
@settings(max_examples=25, deadline=None)
def test_the_shipped_model_reads_any_text_and_twice_the_same(text: str) -> None:
    reading = attribute(document(text))
    for each in reading.attributions:
        for span in (*each.source, *each.cue, *each.content):
            assert 0 <= span.start < span.end <= len(text)
        assert each.confidence is not None
        assert 0 <= each.confidence <= 1
    assert attribute(document(text)) == reading


@shipped
def test_the_shipped_model_loads_without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    store.model.cache_clear()
    assert store.model().calibration.ways


@shipped
@pytest.mark.slow
def test_the_shipped_model_finds_a_plain_attribution_in_the_middle_of_3000_words() -> None:
    paragraph = "The mayor, Lena Ort, said on Monday that the old bridge would be closed until spring.\n\n"
    text = paragraph * 190
    found = attribute(document(text)).attributions
    starts = {each.content[0].start // len(paragraph) for each in found}
    assert len(starts) == 190
