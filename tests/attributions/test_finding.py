"""From a document to its reading: which of the two speeds read it, and the warnings."""

from __future__ import annotations

import pytest

from onrecord.attributions import attribute, finding, speed
from onrecord.text.document import Document, Warning
from onrecord.version import MODEL_VERSION, RULES_VERSION

TEXT = "Ort said the bridge fell."
OWN = Warning("own", "of the document")


def document(language: str | None) -> Document:
    return Document(id="d", path="d.txt", text=TEXT, sha256="0" * 64, language=language, warnings=(OWN,))


@pytest.fixture
def without_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "present", lambda: False)
    monkeypatch.setattr(speed, "present", lambda: False)


@pytest.mark.usefixtures("without_files")
def test_without_the_files_accurate_reads_by_the_rules_and_warns() -> None:
    reading = attribute(document("en"))
    assert reading.made_by == "rules-en"
    assert reading.version == f"rules {RULES_VERSION}"
    assert [each.code for each in reading.warnings] == ["own", "no-model"]
    assert reading.attributions == attribute(document("en"), "fast").attributions != ()


@pytest.mark.parametrize("have", [False, True])
def test_fast_reads_by_the_rules_and_does_not_warn(have: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "present", lambda: have)
    monkeypatch.setattr(speed, "present", lambda: have)
    reading = attribute(document("en"), "fast")
    assert (reading.made_by, reading.version) == ("rules-en", f"rules {RULES_VERSION}")
    assert reading.warnings == (OWN,)


@pytest.mark.parametrize("language", [None, "de"])
@pytest.mark.parametrize("at", speed.SPEEDS)
def test_a_language_without_rules_is_warned_about(language: str | None, at: speed.Speed) -> None:
    reading = attribute(document(language), at)
    assert reading.attributions == ()
    assert reading.made_by == "none"
    assert [each.code for each in reading.warnings] == ["own", "no-attributions-language"]


def test_the_versions_of_the_speeds_differ_where_the_model_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "present", lambda: True)
    assert speed.made_version("accurate") == f"model {MODEL_VERSION}, rules {RULES_VERSION}"
    assert speed.made_version("fast") == f"rules {RULES_VERSION}"
