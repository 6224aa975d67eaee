"""`whrin demo`: the sample network, ready to look at."""

import argparse
import hashlib
import importlib
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from whrin.cli import setup
from whrin.cli.terminal import DONE, Bar, Failure, say, start_django

#: Rooms in the order their samples build on each other. A room without `samples.py` has none.
ROOMS = (
    *("places", "topics", "people", "organisations", "forum", "library", "surveys", "events", "services"),
    *("incidents", "policy_index", "campaigns", "website"),
)


def add(words: Any) -> None:
    """Add the word."""
    word = words.add_parser(
        "demo",
        help="set up the site with a sample network to look at",
        description="Set up the site and load the sample network. Run it again at any time: it adds what "
        "is missing and "
        "leaves what you have changed.",
    )
    word.add_argument("--sample", type=Path, help="the folder of the sample network")
    word.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Set up the site, load what of the sample is missing, and print where to go and who may sign in."""
    setup.compile_messages()
    start_django()
    from django.conf import settings

    folder = given.sample or Path(__file__).resolve().parents[3] / "sample"
    if not folder.is_dir():
        message = f"There is no sample network in {folder}. Say where it is: whrin demo --sample FOLDER"
        raise Failure(message)
    setup.prepare()
    _load(folder, Path(settings.VAR, "sample-loaded"))
    _print_doors(settings.WHRIN_ADDRESS)
    return DONE


def samples_of(room: str) -> ModuleType | None:
    """Return the room's module of samples, or None."""
    name = f"whrin.{room}.samples"
    return importlib.import_module(name) if importlib.util.find_spec(name) else None


def _load(folder: Path, marker: Path) -> None:
    digest = _digest_of(folder)
    if marker.is_file() and marker.read_text() == digest:
        return
    for room in ROOMS:
        samples = samples_of(room)
        if samples is not None:
            added = samples.load(folder, None, Bar(f"Sample {room}"))
            say(f"Sample {room}: {added} added" if added else f"Sample {room}: in place")
    marker.write_text(digest)


def _digest_of(folder: Path) -> str:
    # A room that is new has something to load from a folder that is not.
    digest = hashlib.sha256(" ".join(ROOMS).encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _print_doors(address: str) -> None:
    from django.conf import settings

    print(f"The site: {address}/")
    print(f"The desk: {address}/desk/")
    if settings.WHRIN_MAIL == "catch":
        print(f"The letters: {address}/mail/")
    people = samples_of("people")
    for name, passphrase, role in people.sign_ins() if people is not None else ():
        print(f"  {name:<12}  {passphrase}  {role}")
    services = samples_of("services")
    for name, region in services.reviewers() if services is not None else ():
        print(f"  {name} checks services of {region}.")
    surveys = samples_of("surveys")
    for path in surveys.doors() if surveys is not None else ():
        print(f"An invitation to a survey, for one answer: {address}{path}")
    incidents = samples_of("incidents")
    for line in incidents.doors() if incidents is not None else ():
        print(line)
    if not settings.WHRIN_SECOND_FACTOR:
        print("No second factor is asked for here. On a real site it is: leave WHRIN_SECOND_FACTOR alone.")
    print(flush=True)
