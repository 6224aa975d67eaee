"""Services of the sample network: real organisations that public sources name. None of them agreed to be
listed, so each is a sample that nobody has checked. Two sample members review. The answers of a mapping
round are made by lot.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import transaction

from whrin.audit.actions import Actor
from whrin.people.marks import stand_in_for
from whrin.people.models import Person
from whrin.places.models import Region
from whrin.services.actions import create_service
from whrin.services.actions.proposals import propose
from whrin.services.actions.records import Origin
from whrin.services.enums import Informant, Source
from whrin.services.imports.reading import read_table
from whrin.services.models import Change, Reviewer, Service
from whrin.services.rounds.sampling import load_round

#: Sample members, and the regions they review services of.
REVIEWERS = {
    "Sample Heron": "network-east-west-southern-africa",
    "Sample Wren": "network-western-europe",
}


@transaction.atomic
def load(folder: Path, by: Actor | None, progress: Callable[[int, int], None] | None = None) -> int:
    """Add the services of `folder`/services.csv, once; return how many. What was changed since stays."""
    name_reviewers()
    if Change.objects.filter(source=Source.IMPORT, service__is_sample=True).exists():
        return 0
    lines = read_table((folder / "services.csv").read_bytes())
    for done, line in enumerate(lines, start=1):
        origin = Origin(Source.IMPORT, Informant.PUBLIC, line.content.get("source", ""))
        create_service(content=line.content, origin=origin, by=by, is_sample=True)
        if progress:
            progress(done, len(lines))
    _propose(folder)
    load_round(folder, None)
    return len(lines)


def _propose(folder: Path) -> None:
    """Let a few made-up suggestions wait for review; each says that it is a sample."""
    for number, row in enumerate(json.loads((folder / "proposals.json").read_text(encoding="utf-8"))):
        about = row.pop("service", None)
        services = Service.objects.filter(is_sample=True, country=about and about["country"]).order_by("pk")
        propose(**row, service=services[about["number"]] if about else None, reference=f"sample {number}")


def name_reviewers() -> None:
    """Let the sample members review, unless one of them does already."""
    people = {name: Person.objects.filter(username=stand_in_for(name)).first() for name in REVIEWERS}
    if Reviewer.objects.filter(person__in=[person for person in people.values() if person]).exists():
        return
    for name, person in people.items():
        if person is not None:
            Reviewer.objects.create(person=person, region=Region.objects.get(code=REVIEWERS[name]))


def reviewers() -> Iterator[tuple[str, str]]:
    """Yield name and region of the sample reviewers who are named still."""
    named = Reviewer.objects.filter(region__code__in=REVIEWERS.values()).select_related("person", "region")
    for one in named:
        for name in REVIEWERS:
            if one.person.username == stand_in_for(name):
                yield name, str(one.region)
