"""What is published stays as it is, and leads nowhere else."""

import base64
import json
import zlib

import pytest

from tests.surveys import making
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.enums import Audience
from whrin.surveys.models import Form, Version
from whrin.surveys.openrosa.project_code import project_code, project_picture
from whrin.surveys.xlsform import FormRefused, read_sheets


def test_a_version_cannot_be_published_twice_and_one_without_a_name_gets_the_day(coordinator: Person) -> None:
    form = making.open_form(coordinator)
    with pytest.raises(actions.CannotPublish, match="1"):
        making.publish(form, coordinator, version="1")
    making.publish(form, coordinator, version="")
    making.publish(form, coordinator, version="")
    names = list(Version.objects.order_by("id").values_list("name", flat=True))
    assert names[0] == "1"
    assert (names[1][-2:], names[2][-2:]) == ("01", "02")


def test_a_form_that_would_send_answers_elsewhere_is_refused_at_its_column(coordinator: Person) -> None:
    form = actions.create_form(form_id="small", by=coordinator)
    for column in ("submission_url", "public_key"):
        table = making.SMALL.replace("form_id |", f"form_id | {column} |").replace(
            "| small |", "| small | x |"
        )
        with pytest.raises(FormRefused) as refusal:
            making.publish(form, coordinator, table)
        assert refusal.value.findings[0].column == column
    assert not Version.objects.exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("form_id |", "form_id | Submission URL |"),
        ("form_id |", "form_id | submission  url |"),
        ("form_id |", "form_id | Public Key |"),
    ],
)
def test_a_form_that_would_send_answers_elsewhere_is_refused_however_it_is_written(
    coordinator: Person, before: str, after: str
) -> None:
    form = actions.create_form(form_id="small", by=coordinator)
    table = making.SMALL.replace(before, after).replace("| small |", "| small | x |")
    with pytest.raises(FormRefused, match="The form would"):
        making.publish(form, coordinator, table)
    assert not Version.objects.exists()


def test_a_form_without_its_files_is_refused_and_a_later_version_takes_them_over(coordinator: Person) -> None:
    form = actions.create_form(form_id="visit", by=coordinator)
    sheets = read_sheets(making.VISIT.format(version="1").encode())
    with pytest.raises(actions.CannotPublish, match=r"towns\.csv"):
        actions.publish_version(form=form, sheets=sheets, by=coordinator)
    making.publish(form, coordinator, making.VISIT)
    sheets = read_sheets(making.VISIT.format(version="2").encode())
    version = actions.publish_version(form=form, sheets=sheets, by=coordinator)
    assert [bytes(file.content) for file in version.media.all()] == [making.TOWNS]


def test_a_form_without_a_version_cannot_be_opened(coordinator: Person) -> None:
    form = actions.create_form(form_id="small", by=coordinator)
    with pytest.raises(actions.CannotOpenForm):
        actions.open_form(form=form, by=coordinator)
    assert Form.objects.get().state == "draft"


def test_a_form_is_opened_for_those_for_whom_it_is_by_then(coordinator: Person) -> None:
    form = making.publish(actions.create_form(form_id="small", by=coordinator), coordinator)
    actions.edit_form(form=form, by=coordinator, audience=Audience.ONCE)
    actions.open_form(form=form, by=coordinator)
    assert (form.audience, bool(Form.objects.get().wrapped_ticket_key)) == (Audience.ONCE, True)


def test_the_code_for_a_phone_holds_where_to_send_and_lets_go_of_what_was_sent() -> None:
    code = project_code(server="https://forms.example/openrosa/key/secret")
    told = json.loads(zlib.decompress(base64.b64decode(code)))
    assert told["general"]["server_url"] == "https://forms.example/openrosa/key/secret"
    assert told["general"]["delete_send"] is True and told["general"]["analytics"] is False
    assert "admin" in told and told["project"]["name"] == "Forms"
    assert "<svg" in project_picture(code)
