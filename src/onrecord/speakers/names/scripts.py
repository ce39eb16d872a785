"""The letters of the Cyrillic script."""

from __future__ import annotations

import re

CYRILLIC = re.compile("[\u0400-\u052f]")
