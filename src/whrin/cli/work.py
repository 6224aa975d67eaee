"""`whrin worker`."""

import argparse
from typing import Any

from whrin.cli.terminal import DONE


def add(words: Any) -> None:
    """Add the word."""
    word = words.add_parser(
        "worker",
        help="carry out background work alone (`whrin serve` does it already)",
        description="Carry out background work, such as reading uploaded PDFs, until Ctrl-C. `whrin "
        "serve` runs one of "
        "these; start more on a machine of their own.",
    )
    word.set_defaults(run=run)


def run(_given: argparse.Namespace) -> int:
    """Work until asked to stop; the task at hand is finished first."""
    from whrin.server.worker import main

    main()
    return DONE
