"""Reads the words after `whrin` and calls their module."""

import argparse
import os
import sys
from collections.abc import Sequence

from whrin.cli import backup, check, demo, exporting, importing, recovery, restore, serve, setup, work
from whrin.cli.terminal import FAILED, STOPPED, Failure, say

_ABOUT = """The platform of the Women and Harm Reduction International Network."""
_END = """Begin with `whrin demo` to see a sample network, or `whrin setup` for your own; then `whrin serve`.
`whrin WORD --help` tells more about each word. Settings are environment variables: docs/operator/settings.md.

A command ends with 0 when all is well, 1 when something went wrong (it says what), 2 when it was not
understood, 130 when it was stopped by Ctrl-C and can go on."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command."""
    made = argparse.ArgumentParser(
        prog="whrin", description=_ABOUT, epilog=_END, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    words = made.add_subparsers(title="words", metavar="WORD", required=True)
    for module in (serve, demo, setup, work, importing, exporting, backup, restore, check, recovery):
        module.add(words)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whrin.settings")
    given = parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except Failure as failure:
        say(str(failure))
        return FAILED
    except KeyboardInterrupt:
        say("Stopped.")
        return STOPPED
    except BrokenPipeError:
        # The reader of our output went away, as in `whrin check | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        # A setting that cannot be used and a database that does not answer say so in a sentence; everything
        # else is our fault and keeps its trace.
        if type(error).__name__ == "SettingError":
            say(str(error))
        elif type(error).__name__ == "OperationalError" and "connect" in str(error):
            say(f"The database does not answer. Is it running, and is DATABASE_URL right?\n{error}")
        else:
            raise
        return FAILED
