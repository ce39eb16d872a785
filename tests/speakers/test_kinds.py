"""The speaker network heard on the kinds of a document's sources."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.speakers.resolving_help import attributions

from onrecord.attributions.neural.labelling import OF_SPEAKER
from onrecord.attributions.record import Attribution
from onrecord.attributions.scores import Scores
from onrecord.speakers import resolve
from onrecord.speakers.kinds import RIGHT, SHARES, likeliest

KINDS = OF_SPEAKER["kind"]


def heard(marked: str, kind: str, share: float = 0.95) -> Attribution:
    """The last attribution of a marked text, when the network is as sure as this of its kind."""
    document, found = attributions(marked, "en")
    others = (1 - share) / (len(KINDS) - 1)
    values = {
        "kind": {each: log(share if each == kind else others) for each in KINDS},
        "status": {each: log(1 / 3) for each in OF_SPEAKER["status"]},
    }
    return resolve(document, found, {found[-1].id: Scores(values=values, spans={})})[-1]


def test_a_noun_in_no_list_is_what_the_network_says() -> None:
    marked = "{The Lightkeepers} said that <the north pier was lost>."
    alone = heard(marked, "organisation")
    assert (alone.speaker.kind, alone.reasons["kind"]) == ("organisation", "a name that is no person's")
    told = heard(marked, "document")
    assert (told.speaker.kind, told.speaker.name) == ("document", "Lightkeepers")
    assert told.reasons["kind"].startswith("read in context; the rules alone: ")


def test_of_a_noun_in_a_list_it_must_be_surer() -> None:
    marked = "{The committee} said that <the pier was lost>."
    assert heard(marked, "group", 0.7).speaker.kind == "organisation"
    assert heard(marked, "group", 0.999).speaker.kind == "group"


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("{Orest Valko} said that <the pier was lost>.", "named_person"),
        ("Orest Valko spoke. {He} said that <the pier was lost>.", "named_person"),
        ("{} It said that <the pier was lost>.", "anonymous"),
        ("{An officer who asked not to be named} said that <the pier was lost>.", "unnamed_person"),
        (
            "Ann Lee came. {The officer}, who asked not to be named, said that <the pier was lost>.",
            "unnamed_person",
        ),
    ],
)
@pytest.mark.parametrize("told", ["named_person", "organisation", "group", "document", "anonymous"])
def test_names_in_full_pronouns_nobody_and_those_not_to_be_named_stand(
    marked: str, kind: str, told: str
) -> None:
    assert heard(marked, told, 0.9999).speaker.kind == kind


def test_a_title_that_must_be_somebody_named_is_the_person_before() -> None:
    marked = (
        "Ann Lee came to the harbour on Monday with four others. {The speaker} said that <the pier was lost>."
    )
    assert heard(marked, "unnamed_person").speaker.kind == "unnamed_person"
    assert heard(marked, "named_person", 0.7).speaker.kind == "unnamed_person"
    told = heard(marked, "named_person", 0.999)
    assert (told.speaker.kind, told.speaker.name) == ("named_person", "Ann Lee")


def test_a_title_with_nobody_before_it_stays_unnamed() -> None:
    told = heard("{The speaker} said that <the pier was lost>.", "named_person", 0.999)
    assert told.speaker.kind == "unnamed_person"


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(RIGHT)),
    st.lists(st.floats(-20, 0), min_size=len(KINDS), max_size=len(KINDS)),
    st.data(),
)
def test_the_likeliest_is_one_of_the_possible(
    read: tuple[str, str], numbers: list[float], data: st.DataObject
) -> None:
    shape, kind = read
    others = data.draw(st.sets(st.sampled_from(KINDS)))
    scores = dict(zip(KINDS, numbers, strict=True))
    assert likeliest(shape, kind, {kind, *others}, scores) in {kind, *others}  # type: ignore[arg-type]
    assert likeliest(shape, kind, {kind}, scores) == kind  # type: ignore[arg-type]


def test_the_shares_are_shares_of_all_kinds() -> None:
    assert set(SHARES) == set(KINDS)
    assert sum(SHARES.values()) == pytest.approx(1, abs=0.01)
