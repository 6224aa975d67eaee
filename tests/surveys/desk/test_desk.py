"""A form at the desk, from its name to its end."""

import datetime

import pytest
from django.test import Client

from tests import cast
from tests.cast import SignedIn
from tests.surveys import making
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.enums import Audience, FormState, Part
from whrin.surveys.models import Colleague, Collector, Form, Invitation

DESK = "/desk/forms/"


@pytest.fixture
def browser(coordinator: Person) -> Client:
    """Amina's browser."""
    return SignedIn(coordinator)


def settings_of(form: Form, **changes: object) -> dict[str, object]:
    """Return what the page of settings sends for a form as it is."""
    told = {"audience": form.audience, "months_kept": form.months_kept, "smallest_cell": form.smallest_cell}
    return {**told, **changes}


def test_a_coordinator_makes_a_form_and_is_told_what_is_missing(browser: Client) -> None:
    for name in ("2 plums", "receipt"):
        assert browser.post(DESK + "-/new/", {"form_id": name}).status_code == 422
    assert not Form.objects.exists()
    page = browser.post(DESK + "-/new/", {"form_id": "plums"}, follow=True).content.decode()
    assert Form.objects.get().state == FormState.DRAFT
    page = browser.get(DESK + "plums/").content.decode()
    assert "Publish a version of the form first." in page
    page = browser.post(DESK + "plums/step/open/").content.decode()
    assert "Publish a version of the form first." in page
    assert Form.objects.get().state == FormState.DRAFT


def test_a_sensitive_form_says_that_nobody_is_named_yet(browser: Client, coordinator: Person) -> None:
    form = actions.create_form(form_id="small", by=coordinator, is_sensitive=True)
    making.publish(form, coordinator)
    assert "Nobody is named yet" in browser.get(DESK + "small/").content.decode()
    assert "Nobody is named yet" in browser.post(DESK + "small/step/open/").content.decode()
    assert Form.objects.get().state == FormState.DRAFT


def test_each_step_says_what_it_does_before_it_is_taken(browser: Client, coordinator: Person) -> None:
    form = making.open_form(coordinator, audience=Audience.ONCE)
    said = browser.get(DESK + "small/step/close/").content.decode()
    assert "each can answer again" in said
    assert Form.objects.get().state == FormState.OPEN
    browser.post(DESK + "small/step/close/")
    assert Form.objects.get().state == FormState.CLOSED
    assert browser.post(DESK + "small/step/close/").headers["Location"] == DESK + "small/"
    form.answers.create(received_on=today())
    assert "1 answer is deleted for good" in browser.get(DESK + "small/step/delete/").content.decode()
    assert (
        "Nothing was deleted" in browser.post(DESK + "small/step/delete/", {"name": "Small"}).content.decode()
    )
    assert Form.objects.exists()
    assert browser.post(DESK + "small/step/delete/", {"name": "small"}).status_code == 302
    assert not Form.objects.exists()


def test_an_author_can_open_a_form_and_cannot_delete_it(coordinator: Person) -> None:
    form = making.publish(actions.create_form(form_id="small", by=coordinator), coordinator)
    lucia = cast.editor()
    actions.give_part(form=form, person=lucia, part=Part.AUTHOR, by=coordinator)
    browser = SignedIn(lucia)
    browser.post(DESK + "small/step/delete/", {"name": "small"})
    assert Form.objects.exists()
    browser.post(DESK + "small/step/open/")
    assert Form.objects.get().state == FormState.OPEN


def test_settings_keep_what_she_typed_when_one_is_wrong(browser: Client, coordinator: Person) -> None:
    form = actions.create_form(form_id="small", by=coordinator)
    wrong = settings_of(form, opens_on="2026-12-02", closes_on="2026-12-01", keeps_place="on", months_kept=7)
    page = browser.post(DESK + "small/settings/", wrong).content.decode()
    assert "The last day cannot be before the first." in page
    assert "Say to those who answer why this is kept." in page
    assert 'value="2026-12-02"' in page
    assert 'value="7"' in page
    form.refresh_from_db()
    assert (form.months_kept, form.keeps_place) == (24, False)
    browser.post(
        DESK + "small/settings/", settings_of(form, months_kept=7, keeps_place="on", keeps_why="Map.")
    )
    form.refresh_from_db()
    assert (form.months_kept, form.keeps_place, form.keeps_why) == (7, True, "Map.")


def test_what_cannot_change_while_a_form_is_open_is_said_and_stays(
    browser: Client, coordinator: Person
) -> None:
    form = making.open_form(coordinator)
    assert "Close the form before you change this." in browser.get(DESK + "small/settings/").content.decode()
    browser.post(
        DESK + "small/settings/", settings_of(form, audience="once", is_sensitive="on", months_kept=2)
    )
    form.refresh_from_db()
    assert (form.audience, form.is_sensitive, form.months_kept) == ("anyone", False, 2)


def test_a_coordinator_puts_somebody_on_the_team_changes_her_part_and_takes_her_off(
    browser: Client, coordinator: Person
) -> None:
    actions.create_form(form_id="small", by=coordinator)
    lucia = cast.editor()
    browser.post(DESK + "small/team/", {"person": lucia.pk, "part": "reader"})
    colleague = Colleague.objects.get()
    assert "lucia" in browser.get(DESK + "small/team/").content.decode()
    browser.post(f"{DESK}small/team/{colleague.pk}/", {"part": "author"})
    assert Colleague.objects.get().part == Part.AUTHOR
    browser.post(f"{DESK}small/team/{colleague.pk}/", {"part": "author", "remove": "1"})
    assert not Colleague.objects.exists()


def test_somebody_who_left_the_staff_gets_no_other_part_and_is_taken_off(
    browser: Client, coordinator: Person
) -> None:
    form = actions.create_form(form_id="small", by=coordinator)
    lucia = cast.editor()
    colleague = actions.give_part(form=form, person=lucia, part=Part.READER, by=coordinator)
    Person.objects.filter(pk=lucia.pk).update(is_staff=False)
    page = browser.post(f"{DESK}small/team/{colleague.pk}/", {"part": "author"}, follow=True)
    assert "She may not open the desk." in page.content.decode()
    assert Colleague.objects.get().part == Part.READER
    browser.post(f"{DESK}small/team/{colleague.pk}/", {"remove": "1"})
    assert not Colleague.objects.exists()


def test_links_are_shown_once_saved_as_a_table_and_ended(browser: Client, coordinator: Person) -> None:
    form = making.open_form(coordinator, audience=Audience.INVITED)
    made = browser.post(DESK + "small/invitations/", {"number": 2, "last_day": today().isoformat()})
    secrets = made.context["secrets"]
    first, second = secrets.split()
    assert first in made.content.decode()
    assert made.content.decode().count("<svg") >= 2
    assert first not in browser.get(DESK + "small/invitations/").content.decode()
    table = browser.post(DESK + "small/invitations/table/", {"secrets": secrets}).content.decode()
    assert [line.rpartition("=")[2] for line in table.split()[1:]] == [first, second]
    assert browser.post(DESK + "small/invitations/table/", {"secrets": "=1+1"}).status_code == 400
    seat = actions.seat_for(form, first)
    assert seat is not None
    actions.spend(invitation=seat)
    browser.post(DESK + "small/invitations/revoke/")
    assert [seat.is_used for seat in Invitation.objects.all()] == [True]


def test_too_many_links_or_a_day_that_is_over_are_refused(browser: Client, coordinator: Person) -> None:
    making.open_form(coordinator, audience=Audience.INVITED)
    yesterday = today() - datetime.timedelta(days=1)
    page = browser.post(DESK + "small/invitations/", {"number": 501, "last_day": yesterday.isoformat()})
    assert page.status_code == 422
    assert "The last day is over." in page.content.decode()
    assert not Invitation.objects.exists()


def test_a_key_for_phones_is_shown_once_lets_in_and_is_ended(browser: Client, coordinator: Person) -> None:
    form = making.open_form(coordinator)
    asked = {"label": "Our phones", "language": "es", "forms": [form.pk]}
    shown = browser.post(DESK + "-/phones/", asked)
    key, server = Collector.objects.get(), shown.context["server"]
    address = server.partition("//")[2].partition("/")[2]
    phone = Client(headers={"X-OpenRosa-Version": "1.0"})
    assert b"small" in phone.get(f"/{address}/formList").content
    assert shown.context["password"] in shown.content.decode()
    assert server not in browser.get(DESK + "-/phones/").content.decode()
    browser.post(f"{DESK}-/phones/{key.pk}/", {"step": "revoke"})
    assert phone.get(f"/{address}/formList").status_code == 403
    browser.post(f"{DESK}-/phones/{key.pk}/", {"step": "remove"})
    assert not Collector.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_as_often_for_three_forms_as_for_one(
    browser: Client, coordinator: Person, django_assert_num_queries: object, rows: int
) -> None:
    for number in range(rows):
        form = making.open_form(coordinator, f"form{number}")
        form.answers.create(received_on=today())
        actions.admit_collector(label="Our phones", forms=[form], by=coordinator)
    browser.get(DESK)
    with django_assert_num_queries(10):  # type: ignore[operator]  # pytest-django's own
        page = browser.get(DESK + "?q=small&state=open&order=answers").content.decode()
    assert page.count("Small form") == rows
    with django_assert_num_queries(12):  # type: ignore[operator]  # the same
        page = browser.get(DESK + "-/phones/").content.decode()
    assert (page.count("Small form"), page.count("Our phones")) == (rows, rows)
