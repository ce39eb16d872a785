"""Any text at all can be read: spans stay in the text, in order, apart, and the record goes there and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attributions import attribute
from onrecord.attributions.encoding import decode, decode_attribution, encode, encode_attribution
from onrecord.attributions.reading import Reading
from onrecord.attributions.record import Attribution, Hedge, Role, Speaker, Target
from onrecord.text.document import Document, Span

WORDS = {
    "en": ["Ort", "said", "that", "the bridge", "would", "fall", "according to", "who", "and", "adding", "his", "view", "is",
           "reportedly", "Gen.", "accused of", "in his opinion", "told", "wants to", "denied",
           "it is believed", "there is concern", "among", "asked", "whether", "by", "?", "called on"],
    "ru": ["Орт", "сказал", "что", "мост", "по словам", "который", "и", "его", "мнению", "сообщает", "как", "якобы", "ген.",
           "заявила", "добавив", "считает"],
    "uk": ["Орт", "сказав", "що", "міст", "за словами", "який", "і", "його", "думку", "повідомляє", "як", "нібито", "ген.",
           "заявила", "додавши", "вважає"],
}  # fmt: skip
MARKS = [*list("“”„«»\"'’,.:;—–-!?()\n \xa0\u200f\u202e\x00…"), "�", "``", "''", "\r\n", "\u2029", "— "]


def document(text: str, language: str) -> Document:
    return Document(id="d", path="d.txt", text=text, sha256="0" * 64, language=language)


def check(text: str, language: str) -> None:
    reading = attribute(document(text, language))
    ids = {each.id for each in reading.attributions}
    starts = []
    for number, each in enumerate(reading.attributions, 1):
        assert each.id == f"a{number}"
        assert each.content
        assert each.nested_in is None or (each.nested_in in ids and each.nested_in != each.id)
        for part in (each.source, each.cue, each.content):
            reached = 0
            for span in part:
                assert reached <= span.start < span.end <= len(text)
                reached = span.end
        starts.append(min(span.start for part in (each.source, each.cue, each.content) for span in part))
    assert starts == sorted(starts)
    assert attribute(document(text, language)).attributions == reading.attributions
    again = decode(encode(reading), text, made_by=reading.made_by, version=reading.version)
    assert again == Reading(
        document=document(text, language),
        attributions=reading.attributions,
        made_by=reading.made_by,
        version=reading.version,
        warnings=reading.warnings,
    )


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_words_and_marks_in_any_order(language: str, data: st.DataObject) -> None:
    piece = st.sampled_from(WORDS[language] + MARKS)
    check(" ".join(data.draw(st.lists(piece, max_size=60))), language)


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
@given(text=st.text(max_size=150))
@settings(max_examples=80, deadline=None)
def test_any_characters(language: str, text: str) -> None:
    check(text, language)


@pytest.mark.parametrize(
    "piece",
    [
        "said ",
        "that ",
        "“A,” he said, ",
        "X, who said ",
        "and said ",
        "“",
        "according to ",
        "(",
        "a",
        "- ",
        "he said ",
    ],
)
def test_one_long_line(piece: str) -> None:
    check(piece * 4_000, "en")


SPANS = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
WORD = st.none() | st.text(max_size=5)
ATTRIBUTIONS = st.builds(
    Attribution,
    id=st.text(max_size=3),
    source=st.lists(SPANS, max_size=2).map(tuple),
    cue=st.lists(SPANS, max_size=2).map(tuple),
    content=st.lists(SPANS, min_size=1, max_size=2).map(tuple),
    mode=st.sampled_from(["direct", "mixed", "indirect"]),
    nested_in=WORD,
    speaker=st.builds(
        Speaker, name=WORD, kind=WORD, role=WORD, status=WORD, speaks_for=WORD,
        roles=st.lists(
            st.builds(Role, title=st.text(max_size=3), body=WORD, status=WORD, span=st.none() | SPANS), max_size=2
        ).map(tuple),
    ),
    act=WORD,
    toward=st.none() | st.builds(Target, name=WORD, span=st.none() | SPANS),
    prediction=st.none() | st.booleans(),
    hedge=st.builds(Hedge, strength=WORD, reportative=st.none() | st.booleans(), phrase=WORD, holder=WORD),
    said_at=WORD,
    said_at_text=WORD,
    venue=WORD,
    confidence=st.none() | st.floats(0, 1),
    reasons=st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
)  # fmt: skip


@given(ATTRIBUTIONS)
def test_a_record_goes_to_json_and_back(attribution: Attribution) -> None:
    assert decode_attribution(json.loads(json.dumps(encode_attribution(attribution)))) == attribution


def test_the_record_has_the_shape_of_the_contract() -> None:
    record = encode(attribute(document("Ort said the bridge fell.", "en"), "fast"))
    assert list(record) == ["document", "text_sha256", "attributions", "warnings"]
    assert list(record["document"]) == [
        "path",
        "id",
        "sha256",
        "language",
        "title",
        "outlet",
        "byline",
        "published",
    ]
    (first,) = record["attributions"]
    assert list(first) == [
        "id", "source", "cue", "content", "mode", "nested_in", "speaker", "act", "toward", "prediction", "hedge",
        "said_at", "said_at_text", "venue", "confidence", "reasons",
    ]  # fmt: skip
    assert first["source"] == [[0, 3]]
    assert first["speaker"] == {
        "name": None, "kind": None, "role": None, "status": None, "roles": [], "speaks_for": None,
    }  # fmt: skip
    assert first["hedge"] == {"strength": None, "reportative": None, "phrase": None, "holder": None}
    assert first["toward"] is None
