"""What every test of the ledger starts from."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:  # so that tests and the processes they start share ``tests.ledger.fakes``
    sys.path.insert(0, str(ROOT))

from onrecord.ledger import Ledger  # noqa: E402


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "onrecord.db"


@pytest.fixture
def ledger(place: Path) -> Iterator[Ledger]:
    with Ledger.open(str(place), create=True, wait_seconds=5) as opened:
        yield opened
