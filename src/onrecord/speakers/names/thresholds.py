"""From which score on two names are joined, or put before a person. Apart, so that asking for them loads nothing."""

from __future__ import annotations

JOIN = 0.95
"""Whole names from this score on are joined without asking. Set on half A of SlavicNER's mentions, read one by one
(docs/names.md)."""

SUGGEST = 0.7
"""From this score on a person waits as a suggestion: the threshold at which pairs are measured (issue 4)."""
