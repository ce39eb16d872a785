"""The speed that was asked for is the one that reads, and a ledger knows which one that was."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.attributions.neural import files
from onrecord.corpus.adding import AddedDocument, add
from onrecord.corpus.annotated import from_text
from onrecord.corpus.reprocessing import reprocess
from onrecord.ledger import Ledger
from onrecord.settings import Settings

TEXT = "General Orest Valko warned that the bridge would not hold.\n"


def outcomes(ledger: Ledger, path: Path, speed: str) -> list[str]:
    added = list(add(ledger, [str(path)], Settings(), speed=speed))  # type: ignore[arg-type]  # from the parameters
    assert all(isinstance(each, AddedDocument) for each in added)
    return [each.added.outcome for each in added if isinstance(each, AddedDocument)]


@pytest.mark.skipif(not files.present(), reason="the model's files are not installed")
def test_another_speed_reads_again_and_the_same_does_not(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(TEXT)
    with Ledger.open(str(tmp_path / "a.db"), create=True) as ledger:
        assert outcomes(ledger, path, "fast") == ["new"]
        assert outcomes(ledger, path, "fast") == ["known"]
        assert {row.made_by for row in ledger.attributions()} == {"rules-en"}
        assert outcomes(ledger, path, "accurate") != ["known"]
        assert {row.made_by for row in ledger.attributions()} == {"model-en"}
        assert [done.outcome for done in reprocess(ledger, Settings())] == ["current"]


def test_a_document_is_read_at_the_speed_it_was_asked_for() -> None:
    fast = from_text(TEXT, language="en", speed="fast")
    assert fast.reading.made_by == "rules-en"
    assert all(each.confidence is None for each in fast.attributions)
