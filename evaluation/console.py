"""How every command of ``evaluation`` and ``benchmarks`` ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NoReturn

CUT = 141
"""The exit status where the reader of the output has gone (`… | head`), as shells have it: 128 and the number of SIGPIPE.

Not 0: a gate whose figures nobody read to the end has not said that they are good.
"""


def finish(main: Callable[[], int | None]) -> NoReturn:
    """Run a command and end the process with its exit status, or with :data:`CUT` and no traceback."""
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = CUT
    sys.exit(status)
