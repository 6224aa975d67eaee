"""The sample form for telephones without network, and made-up answers that each say so."""

import json
from pathlib import Path

from whrin.surveys.actions import create_form, open_form, publish_version, take_answer
from whrin.surveys.enums import Audience, Way
from whrin.surveys.instances import Instance
from whrin.surveys.models import Form, Version
from whrin.surveys.sessions import instance_of, session_for
from whrin.surveys.xlsform import read_sheets

FORM = "sample_reporting"


def load(folder: Path) -> None:
    """Make the form and let its sample answers come in, once. Caseworkers must have their keys by then."""
    if Form.objects.filter(form_id=FORM).exists():
        return
    shelf = folder / "surveys"
    form = create_form(
        form_id=FORM, by=None, is_sensitive=True, audience=Audience.MEMBERS, months_kept=1, smallest_cell=10
    )
    version = publish_version(form=form, sheets=read_sheets((shelf / "reporting.csv").read_bytes()), by=None)
    open_form(form=form, by=None)
    for values in json.loads((shelf / "reporting.json").read_text(encoding="utf-8")):
        answer(version, values)


def answer(version: Version, values: dict[str, str]) -> Instance:
    """Let an answer come in as a phone sends it; return it. `values` by the path below the form's root."""
    session = session_for(version)
    root = f"/{session.root.children[0].name}"
    session = session_for(version, answers={f"{root}/{name}": value for name, value in values.items()})
    instance = instance_of(session)
    take_answer(version=version, instance=instance, way=Way.PHONE)
    return instance
