"""How the command speaks: plain lines, a bar for long work, Ctrl-C that waits for a good place to stop."""

import contextlib
import signal
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TextIO

DONE = 0
FAILED = 1
STOPPED = 130

_WIDTH = 30
#: Seconds between two drawings of a bar.
_EVERY = 0.1


class Failure(Exception):
    """The command cannot go on; the message says why and what to do."""


def say(sentence: str) -> None:
    """Write one line to the terminal; results go to standard output, this does not."""
    print(sentence, file=sys.stderr, flush=True)


def start_django() -> None:
    """Load the rooms. Late, so that help and mistakes answer at once."""
    import django

    django.setup()


class Bar:
    """How far long work is. On a terminal it redraws one line; in a file it writes one line a tenth."""

    def __init__(self, label: str, out: TextIO | None = None) -> None:
        self.label = label
        self._out = out or sys.stderr
        self._drawn = 0.0
        self._tenth = -1

    def __call__(self, done: int, total: int, _what: str = "") -> None:
        """Show `done` of `total`."""
        now = time.monotonic()
        is_end = done >= total
        if self._out.isatty():
            if is_end or now - self._drawn >= _EVERY:
                self._drawn = now
                filled = _WIDTH if not total else round(_WIDTH * done / total)
                bar = "#" * filled + "." * (_WIDTH - filled)
                print(
                    f"\r{self.label} [{bar}] {done}/{total}",
                    end="\n" if is_end else "",
                    file=self._out,
                    flush=True,
                )
        elif total and (tenth := 10 * done // total) > self._tenth:
            self._tenth = tenth
            print(f"{self.label}: {done} of {total}", file=self._out, flush=True)


@contextlib.contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Give a question, `stop()`, that is true after Ctrl-C or SIGTERM. A second Ctrl-C stops at once."""
    asked = False

    def ask(number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked and number == signal.SIGINT:
            raise KeyboardInterrupt
        asked = True
        say("\nStopping at the next good place …")

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
