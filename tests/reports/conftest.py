"""What the tests of reports start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger import Ledger


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "onrecord.db"


@pytest.fixture
def ledger(place: Path) -> Iterator[Ledger]:
    with Ledger.open(str(place), create=True, wait_seconds=5) as opened:
        yield opened
