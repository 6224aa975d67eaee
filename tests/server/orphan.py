"""A child that learns too late that nobody waits for it: run by `test_processes`."""

import multiprocessing
import os
import sys
import time
from pathlib import Path

from whrin.server.processes import die_with_parent


def _child(told: str, parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.01)
    Path(told).write_text("alone", encoding="utf-8")
    die_with_parent()
    Path(told).write_text("still here", encoding="utf-8")


if __name__ == "__main__":
    multiprocessing.get_context("spawn").Process(target=_child, args=(sys.argv[1], os.getpid())).start()
    os._exit(0)  # as if killed: without waiting for the child
