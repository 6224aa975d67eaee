"""`whrin check`: is everything as it should be?"""

import argparse
from typing import Any

from whrin.cli.terminal import DONE, FAILED, start_django

_SIGNS = {"well": "well ", "look": "LOOK ", "wrong": "WRONG"}


def add(words: Any) -> None:
    """Add the word."""
    word = words.add_parser(
        "check",
        help="look whether everything is as it should be",
        description="Look at settings, database, search, imports, files, background work, disk and "
        "backups. Each line is "
        "well, LOOK (someone should look at it) or WRONG. Ends with 1 when something is WRONG, else with 0.",
    )
    word.add_argument("--quiet", action="store_true", help="only what is not well")
    word.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print one line for each finding."""
    start_django()
    from whrin.cli.findings import all_findings

    is_wrong = False
    for finding in all_findings():
        is_wrong |= finding.grade == "wrong"
        if finding.grade != "well" or not given.quiet:
            print(f"{_SIGNS[finding.grade]}  {finding.sentence}", flush=True)
    return FAILED if is_wrong else DONE
