"""Add numbered readings to a ledger, as a process of its own that can be killed: PLACE FIRST LAST [INPUTS [linger]].

One that lingers waits to be killed when all is added, so that its run never comes to its end.
"""

from __future__ import annotations

import sys

from tests.ledger.fakes import capture, numbered

from onrecord.ledger import Ledger


def main(place: str, first: str, last: str, inputs: str = "/press", linger: str = "") -> None:
    with Ledger.open(place, create=True, wait_seconds=60) as ledger, ledger.run([inputs]) as run:
        for number in range(int(first), int(last)):
            of = numbered(number)
            if ledger.known(capture(of), made_version="1"):
                ledger.add_known(capture(of), run, made_version="1")
            else:
                ledger.add(of, capture(of), run)
            print(number, flush=True)
        if linger:
            sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
