"""A round of the sample network: published, its answers made by lot, marked as a sample wherever it is."""

import datetime
import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from whrin.kit.days import today
from whrin.people.models import Person
from whrin.places.models import Region
from whrin.services.enums import RoundState
from whrin.services.models import Round
from whrin.services.rounds.ending import publish_round
from whrin.services.rounds.planning import plan_round
from whrin.surveys.actions import close_form, create_form, open_form, publish_version, take_answer
from whrin.surveys.enums import Way
from whrin.surveys.models import Form, Version
from whrin.surveys.samples_by_lot import answered_by_lot
from whrin.surveys.sessions import instance_of, session_for
from whrin.surveys.xlsform import read_sheets

_REGION, _COUNTRY, _KIND = "/data/informant/region", "/data/informant/country", "/data/informant/kind"


@transaction.atomic
def load_round(folder: Path, by: Person | None) -> int:
    """Make the round of `folder`/round.json, once; return how many were made."""
    path = folder / "round.json"
    if not path.exists() or Round.objects.filter(is_sample=True).exists():
        return 0
    told = json.loads(path.read_text(encoding="utf-8"))
    first, last = (today() - datetime.timedelta(days=days) for days in told["days"])
    form = create_form(form_id=told["form_id"], by=by, **told["wishes"])
    questions = (folder / "surveys" / "services.csv").read_bytes()
    version = publish_version(form=form, sheets=read_sheets(questions), by=by)
    one = plan_round(
        region=Region.objects.get(code=told["region"]),
        year=last.year,
        opens_on=first,
        closes_on=last,
        countries=told["countries"],
        form=form,
        texts=told["texts"],
        is_sample=True,
        by=by,
    )
    _answer_all(form, version, told, by)
    # It was never open: nobody is invited to a sample, and what lot wrote is no suggestion for the map.
    one.state = RoundState.CLOSED
    one.save(update_fields=["state"])
    publish_round(one=one, by=by)
    return 1


def _answer_all(form: Form, version: Version, told: Mapping[str, Any], by: Person | None) -> None:
    open_form(form=form, by=by)
    # The same answers on every machine.
    lot = random.Random(form.form_id)  # noqa: S311 -- a sample, no secret
    for country in told["countries"]:
        for kind in told["kinds"]:
            session = session_for(version)
            answered_by_lot(session, lot)
            region = told["region"].removeprefix("network-").replace("-", "_")
            for place, said in ((_REGION, region), (_COUNTRY, country), (_KIND, kind)):
                session.answer(session.at(place), said)
            take_answer(version=version, instance=instance_of(session), way=Way.WEB)
    close_form(form=form, by=by)
