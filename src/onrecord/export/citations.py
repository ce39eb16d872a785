"""An attribution of the ledger as a citation that a reader can follow back to the captured original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.attributions.citation import cite

if TYPE_CHECKING:
    from onrecord.ledger.rows import AttributionRow


def citation_of(row: AttributionRow) -> str:
    """The citation of one row: speaker, words, document, outlet, date, URL, capture time, hash and characters."""
    return cite(
        speaker=row.speaker_words,
        cue=row.cue_words,
        content=row.quoted_words,
        content_spans=row.record.content,
        title=row.title,
        byline=row.byline,
        outlet=row.outlet,
        published=row.published,
        url=row.url,
        path=row.path,
        captured_at=row.captured_at,
        captured_from=row.captured_from,
        sha256=row.sha256,
    )
