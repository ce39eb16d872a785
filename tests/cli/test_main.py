"""The command as a process: exit statuses, one clear line for an error, and a reader that goes away."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.cli.main import COMMANDS

ONRECORD = [sys.executable, "-m", "onrecord.cli.main"]
LETTER = "General Orest Valko warned that the bridge would not hold.\n“We asked for time,” he said.\n"


def onrecord(
    *arguments: str, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*ONRECORD, *arguments], input=stdin, capture_output=True, cwd=cwd, check=False)


def one_error(done: subprocess.CompletedProcess[bytes]) -> str:
    [line] = done.stderr.decode().splitlines()
    return line


def test_help_names_every_command() -> None:
    done = onrecord("--help")
    assert done.returncode == 0
    for name in COMMANDS:
        assert f"  {name} " in done.stdout.decode()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str) -> None:
    done = onrecord(name, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"Usage: ")


def test_a_misspelt_command_is_wrong_usage_and_names_the_nearest() -> None:
    done = onrecord("atributions")
    assert done.returncode == 2
    assert "'attributions'" in done.stderr.decode()


def test_an_unknown_option_is_wrong_usage() -> None:
    assert onrecord("extract", "--no-such-option", "x").returncode == 2


def test_extract_prints_a_record_whose_spans_are_the_words(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(LETTER.encode())
    done = onrecord("extract", "--speed", "fast", "--format", "jsonl", str(path))
    assert done.returncode == 0, done.stderr
    [line] = done.stdout.decode().splitlines()
    record = json.loads(line)
    assert record["document"]["path"] == str(path)
    words = [
        tuple(
            " ".join(LETTER[start:end] for start, end in found[part]) for part in ("source", "cue", "content")
        )
        for found in record["attributions"]
    ]
    assert ("General Orest Valko", "warned", "the bridge would not hold") in words


def test_extract_reads_standard_input() -> None:
    done = onrecord("extract", "--format", "jsonl", "-", stdin=LETTER.encode())
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["attributions"]


def test_one_bad_input_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LETTER)
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text(LETTER)
    done = onrecord(
        "extract", "--format", "jsonl", *(str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt"))
    )
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert "b.txt" in one_error(done)


def test_a_missing_file_is_named_on_one_line(tmp_path: Path) -> None:
    done = onrecord("extract", "--format", "jsonl", str(tmp_path / "nothing.txt"))
    assert done.returncode == 1
    assert "nothing.txt" in one_error(done)


def test_a_missing_ledger_is_named_with_the_way_out(tmp_path: Path) -> None:
    done = onrecord("documents", "--ledger", str(tmp_path / "none.db"))
    assert done.returncode == 1
    assert "none.db" in one_error(done)
    assert not (tmp_path / "none.db").exists()


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        "".join(json.dumps({"id": str(n), "language": "en", "text": LETTER}) + "\n" for n in range(400))
    )
    command = f"{sys.executable} -m onrecord.cli.main extract --format jsonl {rows} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0"
    assert "Traceback" not in done.stderr


def test_texts_are_written_exactly_as_the_offsets_count_them(tmp_path: Path) -> None:
    original = "\ufeffПервый\r\nвторой\rтретий\n"
    (tmp_path / "odd.txt").write_bytes(original.encode())
    done = onrecord(
        "extract", "--format", "jsonl", "--text", str(tmp_path / "out"), str(tmp_path / "odd.txt")
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "odd.txt.txt").read_bytes() == original.removeprefix("\ufeff").encode()


def test_the_html_page_holds_no_live_markup_of_the_document(tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text(
        "Read this. <script>alert(1)</script>\nGeneral Orest Valko said that he would go.\n"
    )
    done = onrecord("extract", "--format", "html", str(tmp_path / "evil.txt"))
    assert done.returncode == 0, done.stderr
    assert b"<script" not in done.stdout
    assert b"&lt;script" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_command(shell: str) -> None:
    done = onrecord("completion", shell)
    assert done.returncode == 0, done.stderr
    assert b"_ONRECORD_COMPLETE" in done.stdout
