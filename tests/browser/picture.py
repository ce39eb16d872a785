"""Make the README's picture of the reading page anew, as it shows what the rules find: no test, run by hand.

    .venv/bin/python tests/browser/picture.py [DOCUMENT]

takes one document of the demonstration corpus (d8, unless another is named) at 1280 x 800 and writes
docs/_static/reading-page.png.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).parents[2] / "docs" / "_static" / "reading-page.png"
COMMAND = [sys.executable, "-m", "onrecord.cli.main", "demo", "--port", "0"]


def main(document: str) -> None:
    """Build the demonstration in a folder of its own, serve it, and take the picture."""
    environment = {**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""}  # no browser of the user's
    PICTURE.parent.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(COMMAND, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as demo,
        sync_playwright() as driver,
    ):
        assert demo.stdout is not None
        addresses = (re.search(r"http://127\.0\.0\.1:\d+/", line) for line in demo.stdout)
        address = next(match[0] for match in addresses if match)
        arguments = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
        chromium = driver.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        page = chromium.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
        page.goto(f"{address}documents/{document}")
        page.screenshot(path=PICTURE)
        chromium.close()
        demo.terminate()
    print(f"{PICTURE}: {PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "d8")
