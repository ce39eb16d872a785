"""What a ledger holds, in a few lines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.ledger import Ledger


def print_summary(ledger: Ledger) -> None:
    """Print how many documents, attributions and warnings a ledger holds, by language and mode."""
    from onrecord.ledger import AttributionFilter, DocumentFilter

    languages: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    for document in ledger.documents(DocumentFilter()):
        languages[document.language or "unknown"] += 1
        warnings.update(warning.code for warning in document.warnings)
    modes: Counter[str] = Counter()
    nested = no_source = 0
    for found in ledger.attributions(AttributionFilter()):
        modes[found.record.mode] += 1
        nested += found.nested_in is not None
        no_source += not found.record.source

    def listed(counter: Counter[str]) -> str:
        return ", ".join(f"{count} {name}" for name, count in counter.most_common()) or "none"

    print(f"\n{languages.total()} documents: {listed(languages)}")
    print(
        f"{modes.total()} attributions: {listed(modes)}; {nested} inside another, {no_source} without a source"
    )
    print(f"{warnings.total()} warnings: {listed(warnings)}")
