"""``onrecord extract``: text in, attribution records out, no ledger touched."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import chosen_speed, jobs_option, load_settings, private_option, speed_option
from onrecord.cli.progress import Failures, counted
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.attributions.record import Speaker
    from onrecord.corpus.extracting import Extracted


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table", "html"]),
    help="One JSON record a document; a table; one HTML page. [default: table on a terminal, else jsonl]",
)
@speed_option
@click.option(
    "--text",
    "text_folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Also write each extracted text there, exactly as the offsets count it.",
)
@private_option
@jobs_option
def extract(
    paths: tuple[str, ...],
    form: str | None,
    speed: str | None,
    text_folder: Path | None,
    allow_private: bool,
    jobs: int | None,
) -> int:
    """Print the attributions of files, folders, feeds or URLs; `-` is standard input.

    An input that fails prints no record; one line on standard error names it, the rest goes on, and the exit status
    is 1.
    """
    from onrecord.corpus.engines import engine
    from onrecord.corpus.extracting import extract as run_extract

    settings = load_settings()
    failures = Failures()
    outcomes = run_extract(
        paths,
        settings,
        allow_private=allow_private or settings.allow_private,
        stdin=sys.stdin.buffer,
        engine=engine(jobs or settings.jobs),
        speed=chosen_speed(speed, settings),
    )
    writer = _TextWriter(text_folder) if text_folder else None
    extracted = _keep(counted(outcomes, "reading"), failures, writer)
    if form is None:
        form = "table" if sys.stdout.isatty() else "jsonl"
    {"jsonl": _print_records, "table": _print_table, "html": _print_page}[form](extracted)
    return failures.exit_status


def _keep(
    outcomes: Iterable[Extracted | InputError], failures: Failures, writer: _TextWriter | None
) -> Iterator[Extracted]:
    from onrecord.cli.output import one_line

    for outcome in outcomes:
        if isinstance(outcome, InputError):
            failures.report(outcome)
            continue
        for warning in outcome.reading.warnings:
            print(one_line(f"onrecord: {outcome.capture.document.id}: {warning.message}"), file=sys.stderr)
        if writer:
            writer.write(outcome)
        yield outcome


class _TextWriter:
    """Writes extracted texts into a folder, one file a document, never two into one."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.used: set[str] = set()

    def write(self, extracted: Extracted) -> None:
        document = extracted.capture.document
        stem = Path(document.path).name if document.path != "-" else "stdin"
        name = f"{stem}.txt" if not document.locator else f"{stem}.{document.sha256[:12]}.txt"
        if name in self.used:
            name = f"{stem}.{document.sha256[:12]}.{len(self.used)}.txt"
        self.used.add(name)
        (self.folder / name).write_bytes(document.text.encode("utf-8", "surrogatepass"))


def _print_records(extracted: Iterator[Extracted]) -> None:
    from onrecord.attributions.encoding import encode
    from onrecord.cli.output import to_json

    for item in extracted:
        print(to_json(encode(item.reading)), flush=True)


def _rows(extracted: Iterator[Extracted]) -> Iterator[dict[str, Any]]:
    for item in extracted:
        document, reading = item.capture.document, item.reading
        for found in reading.attributions:
            yield {
                "document": document.title or document.id,
                "id": found.id + (f" in {found.nested_in}" if found.nested_in else ""),
                **{
                    part: " … ".join(span.of(document.text) for span in getattr(found, part))
                    for part in ("source", "cue", "content")
                },
                "mode": found.mode,
                "speaker": _speaker(found.speaker),
            }


def _speaker(speaker: Speaker) -> str:
    """Who speaks, in one cell: the name, the role in the document's words, and whether it was over."""
    status = speaker.status if speaker.status != "unknown" else None
    # An unnamed source is called by its role: that need not stand there twice.
    more = [part for part in (speaker.role, status) if part and part not in (speaker.name or "")]
    # Nothing but spaces between: in a narrow column a comma or bracket would stand on a line of its own.
    return " ".join([speaker.name or (speaker.kind or "").replace("_", " "), *more])


def _print_table(extracted: Iterator[Extracted]) -> None:
    from onrecord.cli.output import Column, emit

    columns: tuple[Column, ...] = (
        Column("id", "id", "dim"),
        Column("source", "source", "bold cyan", ratio=4),
        Column("cue", "cue", "yellow", ratio=3),
        Column("content", "content", ratio=7),
        Column("mode", "mode", "dim"),
        Column("speaker", "speaker", "cyan", ratio=4),
    )
    if not sys.stdout.isatty():
        columns = (Column("document", "document"), *columns)
    emit(_rows(extracted), columns, "table", as_json=False, empty="No attributions found.")


def _print_page(extracted: Iterator[Extracted]) -> None:
    from onrecord.export.page import page_end, page_start, section

    print(page_start("Attributions"))
    for number, item in enumerate(extracted, 1):
        print(section(item.reading, prefix=f"d{number}-"))
    print(page_end())
