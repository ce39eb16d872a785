"""The label network over a text, with a network that answers what can be foretold."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.attributions.neural.standins import tokenizer

from onrecord.attributions.neural.labelling import (
    LOOKED,
    OF_SPEAKER,
    SPANS,
    TAGS,
    VALUES,
    Parts,
    SessionLabels,
    scored,
)
from onrecord.attributions.neural.marking import Floats
from onrecord.attributions.neural.pieces import pieces_of
from onrecord.attributions.neural.windows import Ends, Seen, look
from onrecord.text.document import Span

TOKENIZER = tokenizer()


class Echo:
    """A network whose context is each piece's id, and that tags what is marked as content as the target."""

    def __call__(
        self, ids: NDArray[np.int64], quoted: NDArray[np.int64]
    ) -> tuple[Floats, Floats, Floats, Floats | None]:
        flat = np.zeros((*ids.shape, 7), np.float32)
        context = np.repeat(ids[..., None], 384, axis=2).astype(np.float32)
        return flat, flat[..., :3], flat[..., :4], context


class Answers:
    """Says ``warn`` for an attribution with a source, else ``state``; its target is the content, its clue the cue."""

    def __init__(self) -> None:
        self.windows: list[int] = []

    def __call__(self, context: Floats, shares: Floats, near: NDArray[np.int64]) -> Mapping[str, Floats]:
        assert context.dtype == np.float32
        assert len(shares) == len(near)
        assert shares.shape[2] == near.shape[1] == context.shape[1]
        self.windows.append(len(context))
        outputs = {}
        for name, values in VALUES.items():
            scores = np.zeros((len(shares), len(values)), np.float32)
            if name == "act":
                scores[:, values.index("state")] = 1
                scores[shares[:, 0].any(1), values.index("warn")] = 5
            outputs[name] = scores
        tags = np.full((*near.shape, len(SPANS)), -9, np.float32)
        tags[..., SPANS.index("toward")][shares[:, 2] > 0] = 9
        tags[..., SPANS.index("clue")][shares[:, 1] > 0] = 9
        return {**outputs, TAGS: tags, LOOKED: shares[:, 1]}


def read(text: str) -> Seen:
    return look(pieces_of(text, TOKENIZER), Echo(), Ends(0, 2))


def test_each_attribution_gets_its_own_answer_in_its_own_order() -> None:
    text = "rain fell hard ort said snow " * 200
    asked: list[Parts] = []
    cues: list[Span] = []
    for start in range(0, len(text), 290):
        cue = Span(start + 19, start + 23)
        cues.append(cue)
        asked.append(
            Parts([Span(start + 15, start + 18)] if len(asked) % 2 else [], [cue], [Span(start, start + 4)])
        )
    network = Answers()
    found = scored(read(text), asked, network)
    assert len(found) == len(asked)
    for number, (scores, cue) in enumerate(zip(found, cues, strict=True)):
        best = max(scores.values["act"], key=lambda act: scores.values["act"][act])
        assert best == ("warn" if number % 2 else "state")
        ((clue, probability),) = scores.spans["clue"]
        assert clue == cue
        assert probability == pytest.approx(1, abs=1e-3)
        ((toward, _),) = scores.spans["toward"]
        assert toward.of(text) == "rain"
        assert cue in scores.looked
    assert set(network.windows) == {1}


def test_probabilities_of_one_label_sum_to_one() -> None:
    (scores,) = scored(read("ort said rain"), [Parts([Span(0, 3)], [Span(4, 8)], [Span(9, 13)])], Answers())
    for values in scores.values.values():
        assert sum(np.exp(list(values.values()))) == pytest.approx(1, abs=1e-5)


@settings(max_examples=30)
@given(st.text("ort said rain\n", max_size=80), st.data())
def test_any_spans_are_answered(text: str, data: st.DataObject) -> None:
    seen = read(text)
    if not seen.borders:
        return
    place = st.integers(0, len(text) + 5)
    span = st.tuples(place, place).map(lambda pair: Span(min(pair), max(pair)))
    asked = [Parts(*(data.draw(st.lists(span, max_size=2)) for _ in range(3)))]
    (scores,) = scored(seen, asked, Answers())
    for found in scores.spans.values():
        assert all(0 <= each.start <= each.end <= len(text) for each, _ in found)


class Output:
    """The name of an output of a session."""

    def __init__(self, name: str) -> None:
        self.name = name


class Session:
    """Gives the same answers to everything, and keeps the context it was given."""

    def __init__(self, answers: Mapping[str, Floats]) -> None:
        self.answers = answers
        self.context: Floats | None = None

    def get_outputs(self) -> list[Output]:
        return [Output(name) for name in self.answers]

    def run(self, _: None, given: Mapping[str, Floats]) -> list[Floats]:
        self.context = given["context"]
        return [each.copy() for each in self.answers.values()]


def sessions() -> tuple[Session, Session]:
    """A label network that gives its lower layers' pieces too, and a speaker network."""
    tags = np.zeros((1, 5, len(SPANS)), np.float32)
    labels = {name: np.zeros((1, len(values)), np.float32) for name, values in VALUES.items()}
    labels["status"][0, 1] = 4
    shared = np.full((1, 5, 384), 7, np.float32)
    left = Session({**labels, TAGS: tags + 1, LOOKED: tags[..., 0], "/layers.2/norm": shared})
    speakers = {name: np.zeros((1, len(values)), np.float32) for name, values in OF_SPEAKER.items()}
    speakers["status"][0, 2] = 4
    speakers["kind"][0, 3] = 9
    return left, Session({**speakers, TAGS: tags + 2})


def test_a_speaker_network_reads_what_the_label_network_made_and_both_tell_the_status() -> None:
    left, right = sessions()
    nothing = np.zeros((1, 5, 384), np.float32)
    answers = SessionLabels(left, right)(nothing, nothing[..., :4], np.zeros((1, 5), np.int64))
    assert right.context is not None
    assert (right.context == 7).all()
    status = answers["status"][0]
    assert status[1] == pytest.approx(status[2])
    assert status[1] > status[0]
    assert OF_SPEAKER["kind"][int(answers["kind"][0].argmax())] == "organisation"
    of = {name: answers[TAGS][0, 0, SPANS.index(name)] for name in SPANS}
    assert of == {"role": 2, "clue": 2, "toward": 1}


def test_without_a_speaker_network_nothing_is_said_of_the_kind() -> None:
    left, _ = sessions()
    nothing = np.zeros((1, 5, 384), np.float32)
    answers = SessionLabels(left)(nothing, nothing[..., :4], np.zeros((1, 5), np.int64))
    assert set(answers) == {*VALUES, TAGS, LOOKED}
    assert answers["status"][0].argmax() == 1
