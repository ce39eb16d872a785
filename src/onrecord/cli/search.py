"""``onrecord search``: words in any of their forms."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import format_options, ledger_option, open_ledger

if TYPE_CHECKING:
    from onrecord.ledger.rows import SearchHit


@click.command()
@click.argument("query", nargs=-1, required=True)
@ledger_option
@click.option(
    "--in",
    "place",
    type=click.Choice(["all", "documents", "attributions"]),
    default="all",
    show_default=True,
    help="Where to look.",
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="At most N."
)
@format_options
def search(
    query: tuple[str, ...], ledger_place: str | None, place: str, limit: int, form: str, as_json: bool
) -> int:
    """Find words, in any of their forms, in texts and attributions; "quoted words" stand together.

    All words must be there. English, Russian and Ukrainian forms of a word find each other within their language.
    """
    from onrecord.cli.output import Column, emit

    columns = (
        Column("id", "id", "dim"),
        Column("document", "doc", "dim"),
        Column("title", "title", "bold", ratio=3),
        Column("snippet", "found", ratio=6),
    )
    with open_ledger(ledger_place) as ledger:
        hits = islice(
            (hit for hit in ledger.search(" ".join(query)) if place in ("all", f"{hit.kind}s")), limit
        )
        if form == "table" and not as_json and sys.stdout.isatty():
            _print_hits(hits)
        else:
            emit(map(_fields, hits), columns, form, as_json=as_json, empty="Nothing found.")
    return 0


def _fields(hit: SearchHit) -> dict[str, Any]:
    return {
        "id": hit.ref,
        "kind": hit.kind,
        "document": hit.document.ref,
        "title": hit.document.title or hit.document.identity,
        "snippet": hit.snippet,
        "spans": [list(span) for span in hit.spans],
        "rank": round(hit.rank, 4),
    }


def _print_hits(hits: Iterator[SearchHit]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from onrecord.cli.output import console, one_line, visible

    out = console()
    nothing = True
    for hit in hits:
        nothing = False
        head = Text(f"{hit.ref:>6} ", style="dim")
        head.append(one_line(hit.document.title or hit.document.identity), style="bold")
        if hit.attribution:
            head.append(f"  {one_line(hit.attribution.speaker_words) or '(no source)'}", style="cyan")
        out.print(head)
        snippet = Text(visible(hit.snippet).replace("\n", " "))
        for span in hit.spans:
            snippet.stylize("reverse", span.start - hit.snippet_span.start, span.end - hit.snippet_span.start)
        out.print(Padding(snippet, (0, 0, 0, 7)))
    if nothing:
        print("Nothing found.", file=sys.stderr)
