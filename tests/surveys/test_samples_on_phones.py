"""The surveys of the sample, opened to phones: fetched and answered as strictly as ODK Collect does."""

import random
from pathlib import Path

import pytest
from lxml import etree

from tests.surveys.collect import Here, Phone
from tests.surveys.test_samples import FORMS
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.models import AnswerEdition
from whrin.surveys.queries import xml_of
from whrin.surveys.samples_by_lot import answered_by_lot
from whrin.surveys.sessions import instance_of
from whrin.surveys.xform import Session, read_form
from whrin.surveys.xlsform import read_sheets
from whrin.surveys.xpath import Environment


@pytest.mark.once
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_phone_fetches_a_copy_of_our_survey_and_answers_it(path: Path, coordinator: Person) -> None:
    # As they stand, both are for those who answer once or by invitation, whom phones cannot count.
    form = actions.create_form(form_id=f"{path.stem}_copy", by=coordinator)
    actions.publish_version(form=form, sheets=read_sheets(path.read_bytes()), by=coordinator)
    actions.open_form(form=form, by=coordinator)
    admitted = actions.admit_collector(label="Sample phones", forms=[form], by=coordinator)
    phone = Phone(Here(), f"http://testserver/openrosa/key/{admitted.token}")

    (listed,) = phone.forms()
    assert phone.files(listed) == {}
    session = Session(read_form(phone.form(listed)), Environment())
    answered_by_lot(session, random.Random(path.stem))
    assert session.faults() == []
    sent = etree.tostring(instance_of(session).root, encoding="UTF-8")
    assert phone.send(sent) == ["Thank you. Your answers have arrived."]
    assert phone.send(sent) == ["Thank you. Your answers have arrived."]
    kept = xml_of(AnswerEdition.objects.get())
    assert all(said in kept for said in ("<consent>OK</consent>", "Sample answer"))
