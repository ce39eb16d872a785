"""The archive: original bytes, untouched and content-addressed, and how each was captured. No SQL here."""

from onrecord.archive.capture import Capture
from onrecord.archive.store import OriginalStore

__all__ = ["Capture", "OriginalStore"]
