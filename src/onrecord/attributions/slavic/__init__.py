"""The rules for Russian and Ukrainian: cue, source and content of the attributions of one sentence.

They differ from the English ones in what they lean on: cases instead of word order, a comma before every clause,
``— сказал X`` after speech, set phrases (``по словам X``, ``за словами X``), ``как сообщает X`` anywhere in its sentence.
"""

from __future__ import annotations

from onrecord.attributions.lexing import Is, Lexicon, Sentence
from onrecord.attributions.rules import Draft
from onrecord.attributions.slavic.clauses import Clauses
from onrecord.attributions.slavic.cues import hits, stops
from onrecord.attributions.slavic.hearsay import hearsay, nouns, speaker_colon
from onrecord.attributions.slavic.phrases import as_clauses, source_clauses
from onrecord.attributions.slavic.reading import Reading
from onrecord.attributions.slavic.speech import about_this, complete, interrupted
from onrecord.attributions.slavic.verbs import verb

__all__ = ["complete", "read_sentence"]


def read_sentence(sentence: Sentence, text: str, words: Lexicon) -> list[Draft]:
    """The attributions of one sentence, in the order of their cues."""
    clauses = Clauses(sentence, text, words)
    reading = Reading(clauses, hits(clauses))
    for item in sentence.items:
        draft = interrupted(item, text, words) if item.flags & Is.QUOTATION else None
        if draft is not None:
            reading.drafts.append(draft)
    reading.stops = stops(reading)
    about_this(reading)
    as_clauses(reading)
    source_clauses(reading)
    hearsay(reading)
    for hit in reading.hits:
        if hit.head not in reading.taken:
            verb(reading, hit)
    nouns(reading)
    speaker_colon(reading)
    return sorted(reading.drafts, key=lambda draft: draft.head)
