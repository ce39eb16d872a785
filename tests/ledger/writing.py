"""Add numbered readings to a ledger, as a process of its own that can be killed: PLACE FIRST LAST [INPUTS]."""

from __future__ import annotations

import sys

from onrecord.ledger import Ledger
from tests.ledger.fakes import capture, numbered


def main(place: str, first: str, last: str, inputs: str = "/press") -> None:
    with Ledger.open(place, create=True, wait_seconds=60) as ledger, ledger.run([inputs]) as run:
        for number in range(int(first), int(last)):
            of = numbered(number)
            if ledger.known(capture(of)):
                ledger.add_known(capture(of), run)
            else:
                ledger.add(of, capture(of), run)
            print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
