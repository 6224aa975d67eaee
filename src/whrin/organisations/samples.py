"""Allies of the sample network: real organisations, with what public pages say of them and nothing else."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

from django.db import transaction

from whrin.audit.actions import Actor
from whrin.organisations.actions import save_joint_work, save_organisation
from whrin.organisations.models import JointWork, Organisation
from whrin.organisations.queries import country_of

_FIELDS = ("slug", "name", "language", "kind", "relation", "website", "source")


@transaction.atomic
def load(folder: Path, by: Actor | None, progress: Callable[[int, int], None] | None = None) -> int:
    """Add the organisations of `folder`/organisations.csv that are missing; return how many."""
    with (folder / "organisations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = set(Organisation.objects.values_list("slug", flat=True))
    missing = [row for row in rows if row["slug"] not in known]
    for done, row in enumerate(missing, 1):
        _add(row, by)
        if progress:
            progress(done, len(missing))
    return len(missing)


def _add(row: Mapping[str, str], by: Actor | None) -> None:
    fields = {
        name: row[name] for name in ("slug", "name", "language", "kind", "relation", "website", "source")
    }
    organisation = Organisation(**fields, country=country_of(row["country"]), is_public=True, is_sample=True)
    save_organisation(organisation=organisation, focus=[], by=by)
    if row["joint_title"]:
        work = JointWork(
            organisation=organisation,
            title=row["joint_title"],
            language=row["joint_language"],
            year=int(row["joint_year"]),
            address=row["joint_address"],
        )
        save_joint_work(work=work, by=by)
