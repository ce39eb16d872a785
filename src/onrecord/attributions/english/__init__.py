"""The rules for English: cue, source and content of the attributions of one sentence.

They lean on word order: who stands before a cue verb is its source, what stands after it its content, unless a quotation, a
comma or a turned-round subject says otherwise.
"""

from __future__ import annotations

from onrecord.attributions.english.borders import find_stops
from onrecord.attributions.english.cues import Hit, hits
from onrecord.attributions.english.hearsay import read_hearsay
from onrecord.attributions.english.nouns import read_noun
from onrecord.attributions.english.passives import read_passive
from onrecord.attributions.english.reading import Reading
from onrecord.attributions.english.sources import read_colon_turn, read_source_phrases
from onrecord.attributions.english.verbs import read_active
from onrecord.attributions.lexing import Lexicon, Sentence
from onrecord.attributions.rules import Draft


def read_sentence(sentence: Sentence, text: str, words: Lexicon) -> list[Draft]:
    """The attributions of one sentence, in the order of their cues."""
    reader = Reading(sentence, text, words)
    reader.hits = hits(sentence.items, words)
    reader.stops = find_stops(reader)
    read_source_phrases(reader)
    read_hearsay(reader)
    for hit in reader.hits:
        if hit.head not in reader.taken:
            _read_cue(reader, hit)
    read_colon_turn(reader)
    return sorted(reader.drafts, key=lambda draft: draft.head)


def _read_cue(reader: Reading, hit: Hit) -> None:
    if hit.form == "noun":
        read_noun(reader, hit)
    elif hit.form in ("passive", "participle"):
        read_passive(reader, hit)
    else:
        read_active(reader, hit)
