"""The command ``onrecord``: the list of its commands, and how errors and interruptions end.

Exit status: 0 all done; 1 some inputs failed, the rest done, or the ledger could not be used; 2 wrong usage;
130 interrupted.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from onrecord.errors import OnrecordError
from onrecord.version import __version__

COMMANDS = {
    "add": (
        "onrecord.cli.add:add",
        "Capture documents and put them, with their attributions, into a ledger.",
    ),
    "attributions": ("onrecord.cli.listings:attributions", "List attributions: who said what, where."),
    "backup": ("onrecord.cli.copies:backup", "Copy ledger and originals as one consistent file."),
    "completion": ("onrecord.cli.completion:completion", "Print the completion script for a shell."),
    "demo": ("onrecord.cli.demo:demo", "Build a ledger of the demonstration corpus and open it."),
    "documents": ("onrecord.cli.listings:documents", "List the documents of a ledger."),
    "export": ("onrecord.cli.export:export", "Write the ledger in a format of others."),
    "extract": ("onrecord.cli.extract:extract", "Print the attributions of documents; no ledger is touched."),
    "forecasts": ("onrecord.cli.forecasts:forecasts", "List forecasts; say how they ended; count."),
    "forget": ("onrecord.cli.erasing:forget", "Erase a document or a person's name for good."),
    "judge": ("onrecord.cli.judging:judge", "Accept, reject, edit, merge, split, grade, resolve or note."),
    "judgements": ("onrecord.cli.judging:judgements", "List judgements, in the order they were made."),
    "person": ("onrecord.cli.person:person", "Show a speaker: names, roles over time, statements, hearsay."),
    "positions": ("onrecord.cli.positions:positions", "Show who is on record toward a person."),
    "remove": ("onrecord.cli.erasing:remove", "Take a document out of every view (undo brings it back)."),
    "reprocess": ("onrecord.cli.reprocess:reprocess", "Run newer code over what is held; keeps judgements."),
    "restore": ("onrecord.cli.copies:restore", "Make a ledger from a backup."),
    "review": ("onrecord.cli.judging:review", "List judgements that could not be carried over for certain."),
    "search": ("onrecord.cli.search:search", "Find words, in any of their forms, in texts and attributions."),
    "serve": ("onrecord.cli.serve:serve", "Open the reading page on a ledger, on this machine only."),
    "show": ("onrecord.cli.show:show", "Show a document with its attributions marked."),
    "speakers": (
        "onrecord.cli.speakers:speakers",
        "List speakers; join them, split them, import and export.",
    ),
    "statements": ("onrecord.cli.listings:statements", "List statements and the attributions they rest on."),
    "undo": ("onrecord.cli.judging:undo", "Take a judgement back; both stay on record."),
    "verify": ("onrecord.cli.verify:verify", "Re-hash every original, check every span, and report."),
}


class ReaderGone(Exception):
    """The reader of our output (head, less) has seen enough."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it or to print its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All command names, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command; null where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the list from the table above, so that help does not import every command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> object:
        """As in click, which would end with status 1 where the reader of a pipe has gone: that is no failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise ReaderGone from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As in click, with the nearest command named where a name is unknown."""
        name = args[0]
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(name, COMMANDS, n=1)
        advice = f" Did you mean '{near[0]}'?" if near else " See 'onrecord --help'."
        raise click.UsageError(f"There is no command '{name}'.{advice}", ctx)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Exit status: 0 all done; 1 some inputs failed and the rest is done; 2 wrong usage.",
)
@click.version_option(__version__, prog_name="onrecord")
def cli() -> None:
    """Who is on record, saying what, about whom: attributions from English, Russian and Ukrainian news."""


def main() -> None:
    """Run the command line and end the process with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        # A text may hold lone surrogates, and a terminal may lack Cyrillic: print an escape, never a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        status = _say("interrupted; what was done so far is kept", 130)
    except KeyboardInterrupt:
        status = _say("interrupted; what was done so far is kept", 130)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except OnrecordError as error:
        status = _say(str(error), error.exit_status)
    except (ReaderGone, BrokenPipeError):
        # Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    sys.exit(status if isinstance(status, int) else 0)


def _say(message: str, status: int) -> int:
    print(f"onrecord: {message}", file=sys.stderr)
    return status


if __name__ == "__main__":
    main()
