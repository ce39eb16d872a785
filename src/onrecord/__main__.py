"""``python -m onrecord``: the command line, for where the script is not on the path."""

from __future__ import annotations

from onrecord.cli.main import main

if __name__ == "__main__":
    main()
