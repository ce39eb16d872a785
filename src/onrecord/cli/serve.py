"""``onrecord serve``: the reading page of a ledger."""

from __future__ import annotations

import click

from onrecord.cli.options import ledger_option, load_settings


@click.command()
@ledger_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8462,
    show_default=True,
    help="Port on 127.0.0.1; 0 takes any that is free.",
)
@click.option("--no-browser", is_flag=True, help="Only print the address; open no browser.")
def serve(ledger_place: str | None, port: int, no_browser: bool) -> int:
    """Open the reading page: documents with their attributions marked, listings and search.

    It answers only on this machine (127.0.0.1), changes nothing in the ledger, and ends with Ctrl-C.
    """
    from onrecord.workbench.server import serve as run_server

    run_server(ledger_place or load_settings().ledger, port=port, open_browser=not no_browser)
    return 0
