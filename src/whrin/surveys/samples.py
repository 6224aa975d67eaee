"""Two surveys of the network, our drafts, with answers made by lot: plainly samples, about nobody."""

import datetime
import json
import os
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from whrin.kit.days import today
from whrin.people.models import Person
from whrin.surveys.actions import create_form, open_form, publish_version, take_answer
from whrin.surveys.actions.invitations import invite, seat_for
from whrin.surveys.enums import Audience, Way
from whrin.surveys.filling.addresses import seat_address
from whrin.surveys.models import Answer, Form, Version
from whrin.surveys.samples_by_lot import answered_by_lot
from whrin.surveys.sessions import instance_of, session_for
from whrin.surveys.xlsform import read_sheets

#: Days before today on which the sample answers came, at most.
_DAYS = 60
_FILE = "sample-invitation.txt"
_VALID = datetime.timedelta(days=365)


def load(folder: Path, by: Person | None = None, progress: Callable[[int, int], None] | None = None) -> int:
    """Make the surveys of `folder`/surveys/surveys.json that are not there yet; return how many.

    One that is there stays as it is, with whatever came in.
    """
    shelf = folder / "surveys"
    described = json.loads((shelf / "surveys.json").read_text(encoding="utf-8"))
    known = set(Form.objects.values_list("form_id", flat=True))
    missing = [survey for survey in described if survey["form_id"] not in known]
    for done, survey in enumerate(missing, start=1):
        _add(survey, (shelf / survey["questions"]).read_bytes(), by)
        if progress:
            progress(done, len(missing))
    return len(missing)


def doors() -> Iterator[str]:
    """Yield the path of the sample invitation while nobody has used it."""
    path = Path(settings.VAR, _FILE)
    if not path.exists():
        return
    form_id, _tab, secret = path.read_text(encoding="utf-8").strip().partition("\t")
    form = Form.objects.filter(form_id=form_id).first()
    if form is not None and seat_for(form, secret) is not None:
        with translation.override(settings.LANGUAGE_CODE):
            yield seat_address(form, secret)


@transaction.atomic
def _add(described: Mapping[str, Any], questions: bytes, by: Person | None) -> None:
    form = create_form(form_id=described["form_id"], by=by, **described["wishes"])
    version = publish_version(form=form, sheets=read_sheets(questions), by=by)
    open_form(form=form, by=by)
    # The same answers on every machine.
    lot = random.Random(form.form_id)  # noqa: S311 -- a sample, no secret
    for _number in range(described["answers"]):
        _answer(version, lot)
    if form.audience == Audience.INVITED:
        (secret,) = invite(form=form, number=1, last_day=today() + _VALID, by=by)
        _write_down(f"{form.form_id}\t{secret}\n")


def _answer(version: Version, lot: random.Random) -> None:
    """Keep one answer made by lot, on a day by lot."""
    session = session_for(version)
    answered_by_lot(session, lot)
    edition = take_answer(version=version, instance=instance_of(session), way=Way.WEB)
    day = today() - datetime.timedelta(days=lot.randint(0, _DAYS))
    Answer.objects.filter(pk=edition.answer_id).update(received_on=day)
    edition.answer.editions.update(day=day)


def _write_down(line: str) -> None:
    """Keep the invitation in the var folder, for its owner alone: our own row cannot be turned back."""
    path = Path(settings.VAR, _FILE)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123 -- mode at birth
        file.write(line)
