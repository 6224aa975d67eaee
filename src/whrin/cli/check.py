"""`whrin check`: is everything as it should be?"""

import argparse
from itertools import chain
from typing import Any

from whrin.cli.terminal import DONE, FAILED, start_django

_SIGNS = {"well": "well ", "look": "LOOK ", "wrong": "WRONG"}


def add(words: Any) -> None:
    """Add the word."""
    word = words.add_parser(
        "check",
        help="look whether everything is as it should be",
        description="Look at settings, database, search, imports, files, background work, disk and "
        "backups, or, with `mail`, at mail and its servers, or, with `safety`, at what this machine "
        "writes down and who could read it. Each line is well, "
        "LOOK (someone should look at it) or WRONG. Ends with 1 when something is WRONG, else with 0.",
    )
    word.add_argument(
        "what",
        nargs="?",
        choices=["mail", "safety"],
        help="mail: ask its servers, and tell the DNS records to set; safety: look at logs, keys, copies",
    )
    word.add_argument("--quiet", action="store_true", help="only what is not well")
    word.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print one line for each finding."""
    start_django()
    from whrin.cli.findings import all_findings
    from whrin.cli.mail_findings import mail_found, records, servers_found
    from whrin.cli.safety.holding import room_found
    from whrin.cli.safety_findings import safety_found

    looks = {
        "mail": lambda: chain(servers_found(), mail_found()),
        "safety": safety_found,
        None: lambda: chain(all_findings(), room_found(), mail_found()),
    }
    found = looks[given.what]()
    is_wrong = False
    for finding in found:
        is_wrong |= finding.grade == "wrong"
        if finding.grade != "well" or not given.quiet:
            print(f"{_SIGNS[finding.grade]}  {finding.sentence}", flush=True)
    if given.what == "mail" and records():
        print("\nRecords that the domain needs (whoever runs its DNS sets them):")
        print("\n".join(f"  {record}" for record in records()), flush=True)
    return FAILED if is_wrong else DONE
