"""Labels by words: what the cue names, what the content adds, and what never happens."""

from __future__ import annotations

import re
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attributions.labels import ACTS, labelled
from onrecord.attributions.labels.weights import STRENGTHS
from onrecord.attributions.record import Attribution
from onrecord.attributions.scores import Scores
from onrecord.text.document import Span


def made(source: str, cue: str, content: str, language: str = "en") -> Attribution:
    """The labelled attribution of a text that is these three parts in order."""
    text = f"{source} {cue} {content}".strip()
    start = len(source) + 1 if source else 0
    parts = Attribution(
        id="a1",
        source=(Span(0, len(source)),) if source else (),
        cue=(Span(start, start + len(cue)),) if cue else (),
        content=(Span(len(text) - len(content), len(text)),),
        mode="indirect",
    )
    return labelled(parts, text, language)


@pytest.mark.parametrize(
    ("language", "source", "cue", "content", "act"),
    [
        ("en", "Vask", "accused", "the ministry of hiding the losses", "criticise"),
        ("en", "Vask", "praised", "the harbour crew", "support"),
        ("en", "Vask", "called on", "the ministry to publish the losses", "demand"),
        ("en", "Vask", "wants", "the ministry to publish the losses", "demand"),
        ("en", "Vask", "wants", "to go home", "feel"),
        ("en", "Vask", "vowed", "to rebuild the bridge", "promise"),
        ("en", "Vask", "plans", "to rebuild the bridge", "promise"),
        ("en", "Vask", "threatened", "to close the strait", "threaten"),
        ("en", "Vask", "warned", "that the bridge could collapse", "warn"),
        ("en", "Vask", "predicted", "that the bridge would hold", "predict"),
        ("en", "Vask", "declined", "to comment", "deny"),
        ("en", "Vask", "admitted", "that the bridge was closed", "confirm"),
        ("en", "Vask", "asked", "whether the bridge was closed", "ask"),
        ("en", "Vask", "hopes", "that the bridge will hold", "feel"),
        ("en", "Vask", "said", "the bridge opened in 1931", "state"),
        ("ru", "Васк", "обвинил", "министерство в сокрытии потерь", "criticise"),
        ("ru", "Васк", "призвал", "министерство назвать потери", "demand"),
        ("ru", "Васк", "пообещал", "восстановить мост", "promise"),
        ("ru", "Васк", "опроверг", "сообщения о потерях", "deny"),
        ("ru", "Васк", "предупредил", "что мост может рухнуть", "warn"),
        ("ru", "Васк", "хочет", "вернуться домой", "feel"),
        ("ru", "Васк", "отказался", "комментировать потери", "deny"),
        ("ru", "Васк", "сообщил", "что мост открыли в 1931 году", "state"),
        ("uk", "Васк", "звинуватив", "міністерство у приховуванні втрат", "criticise"),
        ("uk", "Васк", "закликав", "міністерство назвати втрати", "demand"),
        ("uk", "Васк", "пообіцяв", "відбудувати міст", "promise"),
        ("uk", "Васк", "спростував", "повідомлення про втрати", "deny"),
        ("uk", "Васк", "попередив", "що міст може впасти", "warn"),
        ("uk", "Васк", "подякував", "екіпажам порту", "support"),
        ("uk", "Васк", "повідомив", "що міст відкрили 1931 року", "state"),
    ],
)
def test_the_cue_names_the_act(language: str, source: str, cue: str, content: str, act: str) -> None:
    found = made(source, cue, content, language)
    assert found.act == act, found.reasons["act"]


@pytest.mark.parametrize(
    ("language", "cue", "content", "act"),
    [
        ("en", "said", "“The ministry should publish the losses at once”", "demand"),
        ("en", "said", "“It is a disgrace, a lie and a failure of the whole ministry”", "criticise"),
        ("ru", "сказал", "«Это позор, ложь и преступление министерства»", "criticise"),
        ("ru", "сказал", "«Министерство должно немедленно назвать потери»", "demand"),
        ("uk", "сказав", "«Це ганьба, брехня і злочин міністерства»", "criticise"),
        ("uk", "сказав", "«Міністерство повинно негайно назвати втрати»", "demand"),
    ],
)
def test_where_the_cue_names_nothing_the_content_decides(
    language: str, cue: str, content: str, act: str
) -> None:
    assert made("Vask" if language == "en" else "Васк", cue, content, language).act == act


@pytest.mark.parametrize(
    ("language", "cue", "content", "forward"),
    [
        ("en", "said", "the strait will freeze next year", True),
        ("en", "said", "the strait froze in 1931", False),
        ("en", "vowed", "to rebuild the bridge next year", False),
        ("en", "said", "the bridge would have held if it had been steel", False),
        ("ru", "заявил", "что пролив замёрзнет в следующем году", True),
        ("ru", "заявил", "что пролив замёрз в 1931 году", False),
        ("uk", "заявив", "що протока замерзатиме наступного року", True),
        ("uk", "заявив", "що протока замерзла 1931 року", False),
    ],
)
def test_a_prediction_is_about_the_future(language: str, cue: str, content: str, forward: bool) -> None:
    found = made("Vask", cue, content, language)
    assert found.prediction is forward, found.reasons["prediction"]


def test_strength_phrase_and_holder() -> None:
    found = made("Vask", "said", "the bridge is unlikely to hold").hedge
    assert (found.strength, found.phrase, found.holder) == ("probable", "unlikely", "speaker")
    assert made("Vask", "said", "the bridge may hold").hedge.strength == "possible"
    assert made("Vask", "asked", "whether the bridge would hold").hedge.strength == "unknown"
    plain = made("Vask", "said", "the bridge opened in 1931").hedge
    assert (plain.strength, plain.phrase, plain.holder) == ("certain", None, None)


def test_a_reason_tells_what_readers_take_the_word_for() -> None:
    assert "7 to 35 of 100" in made("Vask", "said", "the bridge is unlikely to hold").reasons["hedge"]


def test_a_language_without_a_pack_gets_no_labels() -> None:
    assert made("Vask", "sagte", "die Brücke sei offen", "de").act is None


def test_what_a_network_says_of_the_act_tells_on_the_prediction() -> None:
    """Words that are unsure of the future: with a promise they are a plan, with a prediction a prediction."""
    each = Attribution(id="a1", cue=(Span(0, 4),), content=(Span(5, 22),), mode="indirect")
    even = {"yes": log(0.5), "no": log(0.5)}

    def told(act: str) -> bool | None:
        values = {"act": {name: log(0.9 if name == act else 0.1 / 11) for name in ACTS}, "prediction": even}
        values |= {"strength": dict.fromkeys(STRENGTHS, log(0.25)), "reportative": even}
        return labelled(each, "said it should hold then", "en", Scores(values=values, spans={})).prediction

    assert told("predict") is True
    assert told("promise") is False


WORDS = st.sampled_from(
    """said will may not reportedly should “ ” ? won't lie сказал якобы будет нужно не « » мовляв зробить should, ’ '' 9
    \u0301""".split()  # noqa: SIM905
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join))


@st.composite
def attributions(draw: st.DrawFn) -> tuple[str, Attribution]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text) + 3)
    spans = st.lists(st.tuples(ends, ends).map(lambda pair: Span(*sorted(pair))), max_size=3).map(tuple)
    return text, Attribution(
        id="a1",
        source=draw(spans),
        cue=draw(spans),
        content=draw(spans),
        mode="indirect",
    )


@settings(max_examples=150)
@given(attributions(), st.sampled_from(["en", "ru", "uk"]))
def test_any_text_and_spans_get_labels_and_reasons_in_words_of_the_text(
    drawn: tuple[str, Attribution], language: str
) -> None:
    text, given_parts = drawn
    found = labelled(given_parts, text, language)
    assert found.act in ACTS
    assert found.hedge.strength in ("certain", "probable", "possible", "unknown")
    assert isinstance(found.prediction, bool)
    assert (found.source, found.cue, found.content) == (
        given_parts.source,
        given_parts.cue,
        given_parts.content,
    )
    plain = " ".join(text.split())
    for field in ("act", "hedge", "prediction"):
        for place, words in re.findall(r"(cue|content|source) “(.*?)” \(", found.reasons[field], re.DOTALL):
            assert words in plain, (place, words)
    if found.hedge.phrase is not None:
        assert found.hedge.phrase in text
    assert (found.hedge.holder == "author") is bool(found.hedge.reportative)
