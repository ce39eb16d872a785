"""The evaluation of labels: the figures are what their definitions say, and a perfect labeller gets them all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evaluation.acts import (
    SHARED,
    Row,
    act_accuracy,
    act_macro,
    examples,
    figures,
    measured,
    prediction_f1,
    reportative_f1,
    strength_accuracy,
)

from onrecord.attributions.record import Attribution, Hedge
from onrecord.text.document import Span


def row(gold: tuple[str, bool], ours: tuple[str, bool], document: str = "d") -> Row:
    labels = {"act": gold[0], "prediction": gold[1], "strength": "certain", "reportative": gold[1]}
    made = Attribution(
        id="a1",
        content=(Span(0, 1),),
        mode="indirect",
        act=ours[0],
        prediction=ours[1],
        hedge=Hedge(strength="certain", reportative=ours[1]),
    )
    return Row(document, labels, made)


def test_figures_by_hand() -> None:
    found = [
        row(("state", False), ("state", False)),
        row(("state", False), ("warn", True)),
        row(("warn", True), ("warn", True)),
        row(("deny", True), ("predict", False)),
    ]
    assert act_accuracy(found) == 0.5
    assert act_macro(found) == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    assert prediction_f1(found) == reportative_f1(found) == 0.5
    assert strength_accuracy(found) == 1.0


def test_a_figure_on_too_few_rows_is_not_shown() -> None:
    assert set(figures([row(("state", False), ("state", False))], resamples=40)) == {
        "act",
        "act F1",
        "strength",
    }


def test_a_labeller_that_knows_the_answer_is_right_everywhere() -> None:
    chosen = examples("reportative-en", dev=True)
    gold = {each.text: each.gold["reportative"] for each in chosen}

    def knows(given: Attribution, text: str, language: str) -> Attribution:
        return replace(given, hedge=Hedge(reportative=gold[text]))

    assert figures(measured(chosen, knows), resamples=40) == {"reportative": (1.0, 1.0, 1.0)}


def test_an_unknown_set_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        examples("nothing")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled texts are not part of this repository")
@pytest.mark.parametrize(("name", "least"), [("ntrex-en", 0.55), ("ntrex-ru", 0.45), ("ntrex-uk", 0.5)])
def test_the_shipped_words_reach_their_floor_on_news_that_no_weight_was_fitted_on(
    name: str, least: float
) -> None:
    assert act_accuracy(measured(examples(name))) >= least
