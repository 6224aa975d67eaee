"""Keeps a few processes running, and stops them cleanly. Small on purpose: no Django, a few megabytes.

A child that stops is started again, at once the first time, then later and later. Asked to stop, it passes
the wish on, waits until each child has finished what it has at hand, and only then leaves.
"""

import argparse
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TextIO

from whrin.kit.memory_key import HANDED_OVER
from whrin.server.processes import hold, leave_no_core

#: Seconds before a new start, doubled each time up to the longest.
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
#: A child that ran this many seconds was well; the next start is quick again.
WELL_AFTER = 60.0
#: Seconds to finish in before it is ended.
GRACE = 30.0
TICK = 0.2


@dataclass
class Child:
    """One process to keep running."""

    name: str
    command: Sequence[str]
    surroundings: Mapping[str, str] = field(default_factory=dict, repr=False)
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    again: float = 0.0
    starts: int = field(default=0)

    def start(self, now: float) -> None:
        """Start it.

        In a session of its own: Ctrl-C reaches the supervisor alone, which stops the rest in order.
        """
        surroundings = {**os.environ, **self.surroundings}
        self.process = subprocess.Popen(self.command, start_new_session=True, env=surroundings)  # noqa: S603 - our own modules
        self.started = now
        self.starts += 1

    def look_after(self, now: float) -> str:
        """Start it when it is due; return a sentence when it was found stopped."""
        if self.process is None:
            if now >= self.again:
                self.start(now)
            return ""
        code = self.process.poll()
        if code is None:
            return ""
        self.process = None
        self.pause = FIRST_PAUSE if now - self.started >= WELL_AFTER else min(self.pause * 2, LONGEST_PAUSE)
        self.again = now + self.pause
        return f"{self.name} stopped ({how_it_ended(code)}); starting it again in {self.pause:g} s"


def how_it_ended(code: int) -> str:
    """Say what a return code means."""
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"


class Supervisor:
    """Runs `children` until it is told to stop."""

    def __init__(self, children: Sequence[Child], log: TextIO = sys.stderr) -> None:
        self.children = children
        self.log = log
        self.is_stopping = False

    def say(self, sentence: str) -> None:
        """Write one line."""
        print(f"whrin: {sentence}", file=self.log, flush=True)

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Begin to stop."""
        self.is_stopping = True

    def run(self) -> int:
        """Keep the children running; return 0 when all stopped in time, 1 when one had to be ended."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.is_stopping:
            for child in self.children:
                sentence = child.look_after(time.monotonic())
                if sentence:
                    self.say(sentence)
            time.sleep(TICK)
        return self._finish()

    def _finish(self) -> int:
        self.say("stopping; finishing what is at hand")
        running = [child for child in self.children if child.process is not None]
        for child in running:
            if child.process is not None:
                child.process.terminate()
        deadline = time.monotonic() + GRACE
        late = [child for child in running if not _ended(child, deadline)]
        for child in late:
            self.say(f"{child.name} did not finish in {GRACE:g} s and was ended")
        self.say("stopped")
        return 1 if late else 0


def _ended(child: Child, deadline: float) -> bool:
    process = child.process
    if process is None:
        return True
    try:
        process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
    return True


def main(arguments: Sequence[str]) -> int:
    """Run `whrin.server.web` with `arguments`, and the background worker beside it;

    `--var FOLDER` holds the folder.
    """
    parser = argparse.ArgumentParser(prog="whrin-supervisor", description="Keep the site running.")
    parser.add_argument("--var", type=Path, required=True)
    given, for_web = parser.parse_known_args(arguments)
    leave_no_core()
    python = [sys.executable, "-m"]
    children = [
        # What its processes seal with this key ends with the site: open vaults. No other programme is given
        # it.
        Child("web", [*python, "whrin.server.web", *for_web], {HANDED_OVER: secrets.token_hex(32)}),
        Child("worker", [*python, "whrin.server.worker"]),
    ]
    supervisor = Supervisor(children)
    try:
        lock = hold(given.var)
    except BlockingIOError:
        supervisor.say(f"a site runs on {given.var} already; stop it first, or choose another WHRIN_VAR")
        return 1
    try:
        return supervisor.run()
    finally:
        lock.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
