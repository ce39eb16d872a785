"""The model and the rules together: what is kept, and that long texts have no seams."""

from __future__ import annotations

import pytest
from tests.attributions.neural.standins import WordNetwork, calibration, decoder, seen_of, tokenizer

from onrecord.attributions.by_rules import Layout, layout_of
from onrecord.attributions.neural.by_model import drafts, select
from onrecord.attributions.neural.candidates import Candidate, candidates
from onrecord.attributions.neural.pieces import BEGIN, END, piece_id
from onrecord.attributions.neural.store import Model
from onrecord.attributions.neural.trimming import Trimmer
from onrecord.attributions.neural.windows import CORE, Ends
from onrecord.attributions.rules import Draft
from onrecord.text.document import Span


def a_model() -> Model:
    own = tokenizer()
    ends = Ends(piece_id(own, BEGIN), piece_id(own, END))
    return Model(own, ends, WordNetwork(), decoder(), calibration())  # type: ignore[arg-type]  # any network


def candidate(cue: Span, content: Span, score: float, way: str = "outer") -> Candidate:
    return Candidate(way, {"content_pair": score}, [], [cue], [content], {})


TEXT = "ort said rain fell hard and vale wrote snow fell"


def kept(found: list[Candidate]) -> list[Draft]:
    return select(found, "en", calibration(), Trimmer(TEXT, []))


def test_of_two_with_one_cue_the_more_confident_is_kept() -> None:
    weak = candidate(Span(4, 8), Span(9, 13), -1.0)
    strong = candidate(Span(4, 8), Span(9, 18), 1.0, "rules")
    other = candidate(Span(33, 38), Span(39, 48), 0.0)
    found = kept([weak, strong, other])
    assert [(each.cue, each.content) for each in found] == [
        ([Span(4, 8)], [Span(9, 18)]), ([Span(33, 38)], [Span(39, 48)]),
    ]  # fmt: skip
    assert [each.confidence for each in found] == [0.953, 0.881]


def test_what_is_not_likely_enough_is_not_kept() -> None:
    assert kept([candidate(Span(4, 8), Span(9, 13), -3.0)]) == []


def test_what_both_found_is_one_candidate_and_says_so() -> None:
    draft = Draft([Span(0, 3)], [Span(4, 8)], [Span(9, 23)], 4, {"cue": "verb"})
    (found,) = candidates(seen_of("ort said rain fell hard"), decoder(), [0], [draft])
    assert (found.source, found.cue, found.content) == ([Span(0, 3)], [Span(4, 8)], [Span(9, 23)])
    assert found.way == "outer"
    assert found.scores["rules"] == found.scores["rules_source"] == 1
    assert found.rules == {"cue": "verb"}


def test_what_only_the_rules_found_is_a_candidate_of_theirs() -> None:
    draft = Draft([], [Span(0, 2)], [Span(3, 6)], 0, {"cue": "verb"})
    (found,) = candidates(seen_of("on the the"), decoder(), [0], [draft])
    assert found.way == "rules"
    assert found.content == [Span(3, 6)]
    assert found.scores["covered"] == 0


def test_spans_do_not_end_with_white_space_before_a_piece_without_characters() -> None:
    seen = seen_of("ort said rain fell  é")
    (found,) = candidates(seen, decoder(), [0], [])
    assert found.content[0].of("ort said rain fell  é") == "rain fell"


def test_an_empty_text_has_no_drafts() -> None:
    assert drafts("", "en", Layout([], [], []), [], a_model()) == []


@pytest.mark.parametrize("count", [70, 2_000])
def test_a_long_text_has_no_seams(count: int) -> None:
    """Of equal paragraphs each has the same attribution, at the borders of windows and of cores too."""
    paragraph = "ort said on the rain fell hard on the\n\n"
    text = paragraph * count
    found = drafts(text, "en", layout_of(text, "en"), [], a_model())
    assert count < 100 or count * 10 > 2 * CORE
    assert sorted((each.source, each.cue, each.content) for each in found) == [
        ([Span(at, at + 3)], [Span(at + 4, at + 8)], [Span(at + 16, at + 30)])
        for at in range(0, len(text), len(paragraph))
    ]
