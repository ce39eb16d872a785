"""For all tests: no deadline for a single example, since machines are shared and a slow one is no failure."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
