"""The two speeds, and the version of what reads at each of them."""

from __future__ import annotations

from typing import Literal, get_args

from onrecord.attributions.neural.files import present
from onrecord.version import MODEL_VERSION, RULES_VERSION

Speed = Literal["accurate", "fast"]
"""``accurate``: the model and the rules. ``fast``: the rules alone."""

SPEEDS: tuple[Speed, ...] = get_args(Speed)


def made_version(speed: Speed) -> str:
    """What a ledger keeps as the version of what found the attributions; another one means: read again."""
    if speed == "fast":
        return f"rules {RULES_VERSION}"
    return f"model {MODEL_VERSION}, rules {RULES_VERSION}" if present() else f"rules {RULES_VERSION}"
