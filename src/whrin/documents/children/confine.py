"""The walls around a parser: memory, processor time, size of what it writes; no core dump. Called before
any parser loads.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from typing import Any

#: Bytes of address space. Measured: parsers loaded and a picture of 40 million pixels in hand take 350 MB.
MEMORY = 512 * 1024 * 1024
#: Bytes that one written file may reach.
LARGEST_FILE = 300 * 1024 * 1024


class RefusedInsideError(Exception):
    """The file is not one we keep. `args[0]` is one of the codes that `whrin.documents.refusals` explains."""


def confine(cpu_seconds: int, memory: int = MEMORY) -> None:
    """Set the limits of this process for good."""
    os.umask(0o077)
    # The soft limit's signal tells the parent why; the hard one, a second later, cannot be ignored.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(limit, (value, value))


def answer(work: Callable[[], dict[str, Any]]) -> None:
    """Run `work` and print its result, or the code of the refusal, as one line of JSON.

    Whatever a parser raises becomes `broken` or `too-large`: its own message may quote the file.
    """
    try:
        result = work()
    except RefusedInsideError as refusal:
        result = {"refused": refusal.args[0]}
    except MemoryError:
        result = {"refused": "too-large"}
    except Exception as error:  # noqa: BLE001 -- parsers raise whatever they like; the parent needs one word
        result = {"refused": "broken", "error": type(error).__name__}
    sys.stdout.write(json.dumps(result))
    sys.stdout.flush()
