"""``onrecord completion``: the script that completes commands and options in a shell."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the completion script for SHELL.

    For bash: eval "$(onrecord completion bash)"
    """
    from click.shell_completion import get_completion_class

    from onrecord.cli.main import cli

    kind = get_completion_class(shell)
    assert kind is not None
    print(kind(cli, {}, "onrecord", "_ONRECORD_COMPLETE").source())
    return 0
