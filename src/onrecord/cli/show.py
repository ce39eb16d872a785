"""``onrecord show``: one document with its attributions marked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import ledger_option, open_ledger

if TYPE_CHECKING:
    from onrecord.attributions.record import Attribution
    from onrecord.ledger.rows import AttributionRow, FullDocument

STYLES = {"source": "bold cyan", "cue": "yellow", "content": "green"}


@click.command()
@click.argument("document", metavar="DOCUMENT")
@ledger_option
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object: the document, its text and attributions."
)
def show(document: str, ledger_place: str | None, as_json: bool) -> int:
    """Show a document (d12, its path, URL or hash) with its spans marked, and what is known of it.

    On a terminal sources, cues and contents have colours, and a small number links them; in a pipe they stand in
    brackets.
    """
    from onrecord.ledger import AttributionFilter

    with open_ledger(ledger_place) as ledger:
        full = ledger.document(document)
        rows = list(ledger.attributions(AttributionFilter(document=full.ref)))
    if as_json:
        _print_json(full, rows)
    elif sys.stdout.isatty():
        _print_coloured(full, rows)
    else:
        _print_plain(full, rows)
    return 0


def facts(full: FullDocument) -> list[tuple[str, str]]:
    """What is known of a document, with the place each fact came from, as label and words."""
    places: dict[str, list[str]] = {}
    for finding in full.findings:
        places.setdefault(finding.field, []).append(f"{finding.value!r} from {finding.place}")
    listed = [
        ("document", f"{full.ref} (version {full.version} of {full.versions})"),
        ("identity", full.identity),
        ("title", full.title or ""),
        ("outlet", full.outlet or ""),
        ("byline", ", ".join(full.byline)),
        ("published", full.published or ""),
        ("language", full.language or ""),
        ("url", full.url or ""),
        ("captured", f"{full.captured_at} from {full.captured_from} ({full.captures} times in all)"),
        ("original", f"SHA-256 {full.sha256}" if full.sha256 else "erased by forget"),
        ("read by", f"{full.made_by} {full.made_version}"),
        *((f"{name} found", "; ".join(found)) for name, found in places.items()),
        *(("warning", warning.message) for warning in full.warnings),
    ]
    return [(label, words) for label, words in listed if words]


def _renamed(rows: list[AttributionRow]) -> list[Attribution]:
    """The records under their names in the ledger, which are what a person can use elsewhere."""
    from dataclasses import replace

    return [
        replace(row.record, id=row.ref, nested_in=f"a{row.nested_in}" if row.nested_in else None)
        for row in rows
    ]


def _print_json(full: FullDocument, rows: list[AttributionRow]) -> None:
    from onrecord.cli.listings import attribution_fields, document_fields
    from onrecord.cli.output import to_json

    shown: dict[str, Any] = document_fields(full)
    shown["text"] = full.text
    shown["findings"] = [
        {"field": found.field, "value": found.value, "place": found.place, "span": found.span}
        for found in full.findings
    ]
    shown["warnings"] = [
        {"code": warning.code, "message": warning.message, "spans": warning.spans}
        for warning in full.warnings
    ]
    shown["attributions"] = [attribution_fields(row) for row in rows]
    print(to_json(shown))


def _print_plain(full: FullDocument, rows: list[AttributionRow]) -> None:
    from onrecord.attributions.marked import to_plain
    from onrecord.cli.output import one_line, visible

    for label, words in facts(full):
        print(f"{label}: {one_line(words)}")
    print()
    print(visible(to_plain(full.text, _renamed(rows))))


def _print_coloured(full: FullDocument, rows: list[AttributionRow]) -> None:
    from rich.text import Text

    from onrecord.attributions.marked import pieces
    from onrecord.cli.output import console, one_line, visible

    out = console()
    for label, words in facts(full):
        out.print(Text.assemble((f"{label:>16}  ", "dim"), one_line(words)))
    out.print()
    marked = Text()
    for piece in pieces(len(full.text), _renamed(rows)):
        for mark in piece.marks:
            if mark.begins:
                marked.append(f"{mark.attribution}:", style="dim")
        parts = [mark.part for mark in piece.marks]
        style = " ".join(dict.fromkeys(STYLES[part] for part in parts[-1:]))
        if parts.count("content") > 1:
            style += " underline"
        marked.append(visible(full.text[piece.start : piece.end]), style=style or None)
    out.print(marked)
    out.print()
    for row in rows:
        line = Text(f"{row.ref:>6}  ", style="dim")
        line.append(one_line(row.speaker_words) or "(no source)", style=STYLES["source"])
        line.append(f"  {one_line(row.cue_words)}", style=STYLES["cue"])
        line.append(f"  {one_line(row.quoted_words)}")
        does = [row.record.act or "", row.record.toward.name or "" if row.record.toward else ""]
        if any(does):
            line.append(f"  {one_line(' → '.join(filter(None, does)))}", style="magenta")
        if row.nested_in is not None:
            line.append(f"  in a{row.nested_in}", style="dim")
        out.print(line)
