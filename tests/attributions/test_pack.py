"""Language packs: every supported language loads, and a damaged file says what is wrong."""

from __future__ import annotations

import pytest

from onrecord.languages import pack as packs
from onrecord.languages.pack import FRAMES, SUPPORTED, pack


@pytest.mark.parametrize("language", SUPPORTED)
def test_a_supported_language_has_every_kind_of_word(language: str) -> None:
    found = pack(language)
    assert found.language == language
    assert found is pack(language)
    for part in (found.verbs, found.nouns, found.source_phrases, found.hearsay_adverbs, found.titles):
        assert part
    for form, readings in found.verbs.items():
        assert form == form.lower()
        assert all(reading.cue.takes <= FRAMES for reading in readings)
        lengths = [len(reading.cue.tail) for reading in readings]
        assert lengths == sorted(lengths, reverse=True)


def test_a_language_without_a_pack_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        pack("de")


def test_forms_come_from_conjugations_lists_and_braces() -> None:
    table = {
        "slots": "base/past",
        "endings": {"": "/ed", "y": "y/ied"},
        "group": [
            {
                "kind": "speech",
                "takes": ["that", "object"],
                "words": "claim+ | den+y # not this\n say/said {so,no}",
            },
            {"kind": "thought", "takes": ["quotation"], "words": "claim+"},
        ],
        "without": [{"takes": ["object"], "words": "claim"}],
    }
    found = packs._verbs(table)
    assert set(found) == {"claim", "claimed", "deny", "denied", "say", "said"}
    (claimed,) = found["claimed"]
    assert (claimed.slot, claimed.cue.kind, claimed.cue.takes) == (
        "past",
        "speech",
        frozenset({"that", "quotation"}),
    )
    assert {reading.cue.tail for reading in found["said"]} == {("so",), ("no",)}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"endings": {"": "/ed/ing"}}, "has 3 endings for 2 forms"),
        ({"group": [{"kind": "speech", "takes": ["that"], "words": "claim+x"}]}, "no conjugation 'x'"),
        ({"group": [{"kind": "speech", "takes": ["that"], "words": "a/b/c"}]}, "3 forms for 2 slots"),
        ({"group": [{"kind": "speech", "takes": ["song"], "words": "claim+"}]}, "unknown frames: song"),
        ({"without": [{"takes": ["that"], "words": "sing"}]}, "'without' names a verb that no group has"),
    ],
)
def test_a_damaged_file_says_what_is_wrong(change: dict[str, object], reason: str) -> None:
    table: dict[str, object] = {
        "slots": "base/past",
        "endings": {"": "/ed"},
        "group": [{"kind": "speech", "takes": ["that"], "words": "claim+"}],
    }
    with pytest.raises(ValueError, match=reason):
        packs._verbs(table | change)
