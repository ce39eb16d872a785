"""Forgetting: the words are gone from every file; a tombstone without content stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.ledger.fakes import Quote, add, capture, reading

from onrecord.errors import NoSuchRecord, UsageError
from onrecord.ledger import Ledger, forgetting
from onrecord.ledger.masking import BLOCK
from onrecord.text.document import Finding, Warning

NAME = "Zorvan Quillby"
TEXT = f"General {NAME} said the river is high. Colonel Orlin said nothing of it. ZORVAN QUILLBY left."
QUOTES: list[Quote] = [
    (f"General {NAME}", "said", "the river is high"),
    ("Colonel Orlin", "said", "nothing of it"),
]


def everything(place: Path) -> bytes:
    """All bytes of the ledger: the database, its log, its index and the originals."""
    files = [path for path in place.parent.rglob("*") if path.is_file()]
    assert place in files
    return b"".join(
        str(path.relative_to(place.parent)).encode() + path.read_bytes() for path in sorted(files)
    )


def traces(place: Path, *words: str) -> list[str]:
    """Which of the words are still in a file, in any encoding that SQLite or an original could hold them in."""
    held = everything(place)
    found = []
    for word in words:
        for form in {word, word.lower(), word.upper(), word.casefold()}:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                if form.encode(encoding) in held:
                    found.append(f"{form} in {encoding}")
    return found


def fill(ledger: Ledger, named: bool = True) -> None:
    of = reading(
        f"/in/{NAME}.txt" if named else "/in/1.txt",
        TEXT,
        QUOTES,
        title=f"{NAME} and the river",
        byline=(NAME,),
        url="https://wire.example/zorvan-quillby",
        findings=(Finding("byline", NAME, "meta:author"),),
        warnings=(Warning("byline-conflict", f"{NAME} or another?"),),
    )
    add(ledger, of, inputs=[f"/in/{NAME}.txt"], details={"referrer": f"about {NAME}"})
    add(ledger, reading("/in/2.txt", "Colonel Orlin said the bridge stands.", [
        ("Colonel Orlin", "said", "the bridge stands"),
    ]))  # fmt: skip
    ledger.judge("note", ["a1"], by="Ann", reason=f"is this {NAME} himself?")
    ledger.judge("edit", ["a1"], by="Ann", payload={"speaker.name": NAME, "venue": "a radio"})
    ledger.judge("accept", ["a2"], by="Ann", reason="fine")


def test_a_document_is_erased_from_every_file(ledger: Ledger, place: Path) -> None:
    fill(ledger)
    assert traces(place, "Zorvan", "river") != []
    report = ledger.forget_document("d1", by="Ann", reason="a court order")
    assert report.complete
    assert (report.documents, report.attributions, report.judgements, report.originals) == ((1,), 2, 3, 1)
    assert traces(place, "Zorvan", "Quillby", "river is high") == []
    with pytest.raises(NoSuchRecord):
        ledger.document("d1")
    assert [row.ref for row in ledger.documents()] == ["d2"]
    assert [row.ref for row in ledger.attributions()] == ["a3"]
    assert list(ledger.search("river")) == []
    assert [(row.kind, row.reason, row.payload) for row in ledger.judgements()] == [
        ("note", "", {}),
        ("edit", "", {}),
        ("accept", "", {}),
    ]
    (stone,) = ledger.tombstones()
    assert (stone.ref, stone.kind, stone.what, stone.by, stone.reason) == (
        "t1",
        "document",
        "d1",
        "Ann",
        "a court order",
    )
    assert "erased 1 documents, 2 attributions" in report.lines()[0]
    assert ledger.verify().problems == ()


def test_original_bytes_that_another_document_has_stay(ledger: Ledger) -> None:
    add(ledger, reading("https://one.example/1", TEXT, QUOTES))
    add(ledger, reading("https://two.example/1", TEXT, QUOTES))
    report = ledger.forget_document("d1", by="Ann", reason="withdrawn")
    assert (report.originals, report.shared_with) == (0, (2,))
    assert any("also those of d2" in line for line in report.lines())
    assert len(list(ledger.originals)) == 1
    ledger.forget_document("d2", by="Ann", reason="withdrawn")
    assert list(ledger.originals) == []
    assert ledger.verify().problems == ()


def test_a_judgement_on_two_documents_keeps_its_words(ledger: Ledger) -> None:
    fill(ledger)
    ledger.judge("edit", ["a2", "a3"], by="Ann", payload={"venue": "a bunker"})
    ledger.judge("merge", ["s2", "s3"], by="Ann", reason="one occasion")
    report = ledger.forget_document("d1", by="Ann", reason="withdrawn")
    assert report.judgements_kept >= 1
    assert ledger.attribution("a3").record.venue == "a bunker"
    (statement,) = ledger.statements()
    assert [row.ref for row in statement.attributions] == ["a3"]
    assert ledger.verify().problems == ()
    ledger.undo("j5", by="Ann")
    assert ledger.statement("s3").attributions[0].ref == "a3"


def test_a_name_is_masked_everywhere_and_offsets_hold(ledger: Ledger, place: Path) -> None:
    fill(ledger)
    before = ledger.document("d1")
    report = ledger.forget_name(NAME, by="Ann", reason=f"asked for by {NAME}")
    assert report.complete
    assert traces(place, "Zorvan", "Quillby", "zorvan-quillby") == []
    after = ledger.document("d1")
    assert len(after.text) == len(before.text)
    assert after.text == TEXT.replace(NAME, BLOCK * 14).replace(NAME.upper(), BLOCK * 14)
    assert (after.sha256, after.title) == (None, f"{BLOCK * 14} and the river")
    assert after.byline == (BLOCK * 14,)
    assert after.findings[0].value == BLOCK * 14
    assert after.text_sha256 != before.text_sha256
    assert after.all_captures[0].sha256 is None
    first, second, third = ledger.attributions()
    assert (first.speaker_words, first.quoted_words) == (f"General {BLOCK * 14}", "the river is high")
    assert first.record.speaker.name == BLOCK * 14
    assert first.record.venue == "a radio"
    assert (second.speaker_words, second.standing.verdict) == ("Colonel Orlin", "accepted")
    assert (third.ref, third.sha256 is not None) == ("a3", True)
    notes = [row.reason for row in ledger.judgements() if row.kind == "note"]
    assert notes == [f"is this {BLOCK * 14} himself?"]
    (stone,) = ledger.tombstones()
    assert (stone.kind, stone.what, stone.reason) == ("name", "a name", f"asked for by {BLOCK * 14}")
    assert (report.documents, report.originals, report.alone) == ((1,), 1, {})
    checked = ledger.verify()
    assert (checked.problems, checked.erased, checked.originals) == ((), 1, 1)
    assert list(ledger.search("Quillby")) == []
    assert {hit.ref for hit in ledger.search("river")} == {"d1", "a1"}


def test_no_digest_is_left_that_could_be_used_to_guess_the_name(ledger: Ledger, place: Path) -> None:
    fill(ledger, named=False)
    old = ledger.document("d1")
    with closing(sqlite3.connect(place)) as database:
        digests = [row[0] for row in database.execute("SELECT digest FROM readings WHERE id = 1")]
    assert old.sha256 is not None
    ledger.forget_name(NAME, by="Ann", reason="asked")
    assert traces(place, old.sha256, old.text_sha256, *digests) == []


def test_a_name_in_russian_goes_in_every_case_ending(ledger: Ledger, place: Path) -> None:
    text = (
        "По словам Ивана Кравцова, мост стоит. Иван Кравцов уехал. С Иваном Кравцовым говорили. Кравцова нет."
    )
    quote: Quote = ("Ивана Кравцова", "По словам", "мост стоит")
    add(ledger, reading("/a.txt", text, [quote], language="ru"), original=text.encode("cp1251"))
    report = ledger.forget_name("Иван Кравцов", by="Ann", reason="asked")
    assert ledger.document("d1").text == (
        f"По словам {BLOCK * 14}, мост стоит. {BLOCK * 12} уехал. С {BLOCK * 16} говорили. Кравцова нет."
    )
    assert report.alone == {"кравцова": 1}
    assert any("кравцова (1)" in line for line in report.lines())
    assert list(ledger.originals) == []
    ledger.forget_name("Кравцов", by="Ann", reason="the rest")
    assert traces(place, "Кравцов", "Иван") == []
    assert ledger.verify().problems == ()


def test_an_original_whose_text_does_not_show_the_name_is_erased_too(ledger: Ledger, place: Path) -> None:
    page = f"<nav>More on <b>Zorvan</b> Quillby</nav><p>The river is high.{' ' * 50}".encode()
    add(ledger, reading("/a.html", "The river is high."), original=page)
    report = ledger.forget_name(NAME, by="Ann", reason="asked")
    assert report.originals == 1
    assert ledger.document("d1").sha256 is None
    assert traces(place, "Quillby") == []


def test_two_documents_whose_names_become_the_same_stay_two(ledger: Ledger) -> None:
    add(ledger, reading(f"/in/{NAME}.txt", "One."))
    add(ledger, reading(f"/in/{NAME.upper()}.txt", "Two."))
    ledger.forget_name(NAME, by="Ann", reason="asked")
    identities = [row.identity for row in ledger.documents()]
    assert identities == [f"/in/{BLOCK * 14}.txt (d1)", f"/in/{BLOCK * 14}.txt (d2)"]
    assert ledger.verify().problems == ()


def test_versions_that_become_the_same_stay_two(ledger: Ledger) -> None:
    add(ledger, reading("/a.txt", f"{NAME} left."))
    add(ledger, reading("/a.txt", f"{NAME.upper()} left."))
    ledger.forget_name(NAME, by="Ann", reason="asked")
    assert len(ledger.document("d1").all_versions) == 2
    assert add(ledger, reading("/a.txt", f"{BLOCK * 14} left.")).outcome == "known"
    assert ledger.verify().problems == ()


def test_what_is_not_held_is_forgotten_without_harm(ledger: Ledger) -> None:
    fill(ledger)
    report = ledger.forget_name("Nobody Known", by="Ann", reason="asked")
    assert (report.documents, report.attributions, report.originals) == ((), 0, 0)
    assert ledger.document("d1").text == TEXT
    assert ledger.verify().problems == ()


def test_forgetting_needs_a_name_of_who_does_it(ledger: Ledger) -> None:
    fill(ledger)
    with pytest.raises(UsageError, match="--as NAME"):
        ledger.forget_document("d1", by="", reason="asked")
    with pytest.raises(NoSuchRecord):
        ledger.forget_document("d9", by="Ann", reason="asked")
    assert list(ledger.tombstones()) == []


def test_killed_before_clearing_up_the_next_opening_finishes(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    ledger = Ledger.open(str(place), create=True)
    fill(ledger)
    with monkeypatch.context() as patch:
        patch.setattr(forgetting, "finish", killed)
        with pytest.raises(KeyboardInterrupt):
            ledger.forget_document("d1", by="Ann", reason="asked")
    ledger.close()
    assert traces(place, "Zorvan") != []
    with Ledger.open(str(place)) as again:
        assert traces(place, "Zorvan", "river is high") == []
        assert again.verify().problems == ()


def test_while_another_program_reads_the_rest_waits(place: Path) -> None:
    with Ledger.open(str(place), create=True, wait_seconds=0.05) as ledger:
        fill(ledger)
        with closing(sqlite3.connect(place, isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM documents").fetchone()
            report = ledger.forget_document("d1", by="Ann", reason="asked")
            assert not report.complete
            assert any("the next command finishes" in line for line in report.lines())
            other.execute("ROLLBACK")
    with Ledger.open(str(place)) as ledger:
        assert traces(place, "Zorvan", "river is high") == []


def test_a_writer_that_holds_the_same_bytes_keeps_them(ledger: Ledger) -> None:
    """The bytes put before a ``forget`` are there when the ledger speaks of them after it."""
    of = reading("/a.txt", TEXT, QUOTES)
    add(ledger, of)
    ledger.originals.put(TEXT.encode())
    ledger.forget_document("d1", by="Ann", reason="asked")
    with ledger.run(["again"]) as run:
        ledger.add(of, capture(of), run)
    assert ledger.verify().problems == ()
    assert len(list(ledger.originals)) == 1


def test_a_document_whose_original_is_erased_can_be_read_again(ledger: Ledger) -> None:
    add(ledger, reading("/a.txt", TEXT, QUOTES))
    ledger.forget_name(NAME, by="Ann", reason="asked")

    def read_again(original: bytes | None, held: object) -> object:
        assert original is None
        return reading("/a.txt", ledger.document("d1").text, QUOTES[1:], version="2")

    (done,) = ledger.reprocess(read_again, made_version="2")  # type: ignore[arg-type]
    assert done.outcome == "read again"
    assert [row.speaker_words for row in ledger.attributions()] == ["Colonel Orlin"]
    assert ledger.verify().problems == ()
