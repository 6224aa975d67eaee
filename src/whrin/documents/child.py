"""Run a parser in a child process with limits of time and memory, an empty environment and no open files of
ours.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from whrin.documents.refusals import (
    BrokenFileError,
    RefusedFileError,
    TooLargeError,
    TooSlowError,
    refusal_of,
)

_SOURCES = Path(__file__).resolve().parent.parent.parent
_ENDINGS: dict[int, type[RefusedFileError]] = {signal.SIGXCPU: TooSlowError, signal.SIGXFSZ: TooLargeError}


def run(module: str, *paths: Path, seconds: float) -> dict[str, Any]:
    """Run `whrin.documents.children.MODULE` on these paths and return its answer.

    Raises one of `whrin.documents.refusals`: also when the child crashes, is killed, or is not done after
    `seconds` of clock time. The child gets no secret: neither environment nor descriptors.
    """
    command = [sys.executable, "-s", "-P", "-B", "-m", f"whrin.documents.children.{module}", *map(str, paths)]
    child = subprocess.Popen(  # noqa: S603 -- our own module, paths of our own making, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        start_new_session=True,
        cwd="/",
        env={
            "PYTHONPATH": str(_SOURCES),
            "LC_ALL": "C.UTF-8",
            "MALLOC_ARENA_MAX": "1",
            "OMP_NUM_THREADS": "1",
        },
    )
    try:
        written, _nothing = child.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise TooSlowError from None
    finally:
        end(child)
    return understand(written, child.returncode)


def end(child: "subprocess.Popen[bytes]") -> None:
    """Leave no child behind, whatever happened to the parent's wait."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    if child.stdout:
        child.stdout.close()


def understand(written: bytes, ending: int) -> dict[str, Any]:
    """Turn what a child wrote, and how it ended, into its answer or a named refusal."""
    if ending != 0:
        raise _ENDINGS.get(-ending, BrokenFileError)
    try:
        answer: dict[str, Any] = json.loads(written)
    except ValueError:
        raise BrokenFileError from None
    if "refused" in answer:
        raise refusal_of(str(answer["refused"]))
    return answer
