"""Whose mention it is, decided from names and traits alone."""

from __future__ import annotations

from dataclasses import replace

from onrecord.speakers.blocking import keys
from onrecord.speakers.joining import Filed, Seen, decide, fits, traits


def decided(name: str, *held: str, kind: str = "named_person") -> str:
    filed = [Filed(number, one) for number, one in enumerate(held, 1)]
    decision = decide(Seen(name=name, kind=kind), fits(Seen(name=name, kind=kind), filed))
    return f"join {decision.joined.speaker_id}" if decision.joined else f"{len(decision.suggested)} suggested"


def test_a_whole_name_that_fits_one_is_joined() -> None:
    assert decided("Орест Валько", "Orest Valko", "Vera Tkach") == "join 1"
    assert decided("Orest Valko", "Orest Bohdanovych Valko") == "join 1"
    assert decided("Memorial", "Мемориал", kind="organisation") == "join 1"


def test_bodies_are_joined_by_all_their_words_and_suggested_by_initials() -> None:
    def body(name: str, *held: str) -> str:
        return decided(name, *held, kind="organisation")

    assert body("The Selm Officers Union", "Union of Officers, Selm") == "join 1"
    assert body("SOU", "Selm Officers Union") == "1 suggested"
    assert body("Bank of Selm", "Bank of Elmia") == "0 suggested"
    found = keys("SOU", "organisation")
    assert set(found.also) & set(keys("Selm Officers Union", "organisation").filed)


def test_two_that_fit_are_suggested() -> None:
    assert decided("Orest Valko", "Orest Valko", "Орест Валько") == "2 suggested"
    assert decided("Orest Valko", "Orest Bohdanovych Valko", "Orest Ivanovych Valko") == "2 suggested"


def test_a_surname_or_an_initial_is_never_enough() -> None:
    assert decided("Valko", "Orest Valko") == "1 suggested"
    assert decided("Valko", "Valko") == "1 suggested"
    assert decided("O. Valko", "Orest Valko") == "1 suggested"
    assert decided("Orest", "Orest Valko") == "0 suggested"


def test_a_speaker_known_by_a_surname_too_still_has_a_whole_name() -> None:
    seen = Seen(name="Валько", kind="named_person")
    held = [Filed(1, "Orest Valko"), Filed(1, "Валько"), Filed(2, "Vira Valko"), Filed(3, "Valko")]
    suggested = [fit.speaker_id for fit, _ in decide(seen, fits(seen, held)).suggested]
    assert suggested == [1, 2]


def test_a_name_that_many_share_is_not_suggested() -> None:
    assert decided("Valko", *(f"{letter}rest Valko" for letter in "ABCDEFGHIJKLMNOP")) == "0 suggested"


def test_traits_agree_across_scripts_and_cases() -> None:
    english = traits([("General", "Ministry of Defence")], ["Vera Tkach"])
    assert english & traits([("генералом", None)])
    assert not english & traits([("goalkeeper", "Dynamo")])
    assert {trait[0] for trait in english} == {"r", "b", "c"}


def test_keys_of_one_name_meet_in_every_script_and_none_are_there_for_no_name() -> None:
    assert set(keys("Orest Valko", "named_person").wanted) & set(keys("Орест Валько", "named_person").filed)
    assert set(keys("Orest Valko", "named_person").also) & set(keys("Валько", "named_person").filed)
    for nothing in ("General", "", "x" * 5000, "…"):
        assert keys(nothing, "named_person").filed == ()
    assert keys("officers", "group").filed == ()


def test_one_companion_is_too_little_beside_a_surname() -> None:
    valko = fits(Seen(name="Valko", kind="named_person"), [Filed(1, "Orest Valko")])

    def joined(*shared: str) -> bool:
        seen = Seen(name="Valko", kind="named_person")
        return decide(seen, [replace(fit, shared=shared) for fit in valko]).joined is not None

    assert not joined("cvera tkach")
    assert joined("cvera tkach", "cihor melnyk")
    assert joined("rgeneral")
