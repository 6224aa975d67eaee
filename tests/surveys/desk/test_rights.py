"""Who sees a form at the desk, and what she may do with it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests import cast
from tests.cast import SignedIn
from whrin.people.models import Person
from whrin.surveys import actions, rights
from whrin.surveys.enums import Part
from whrin.surveys.models import Colleague, Form


@pytest.fixture
def form(coordinator: Person) -> Form:
    """Return a form of which nobody is told."""
    return actions.create_form(form_id="garden", by=coordinator)


def test_a_coordinator_may_do_everything_with_every_form(coordinator: Person, form: Form) -> None:
    assert rights.form_for(coordinator, "garden", Part.AUTHOR) == form
    assert all(rights.may(coordinator, form, part) for part in Part)


def test_an_editor_does_not_learn_that_a_form_is_there_until_she_is_on_its_team(form: Form) -> None:
    lucia = cast.editor()
    with pytest.raises(Http404):
        rights.form_for(lucia, "garden")
    Colleague.objects.create(form=form, person=lucia, part=Part.REVIEWER)
    assert rights.form_for(lucia, "garden", Part.REVIEWER) == form
    with pytest.raises(PermissionDenied):
        rights.form_for(lucia, "garden", Part.EDITOR)
    assert [part for part in Part if rights.may(lucia, form, part)] == [Part.READER, Part.REVIEWER]
    assert list(rights.forms_for(lucia, Part.REVIEWER)) == [form]
    assert not rights.forms_for(lucia, Part.AUTHOR).exists()


def test_a_member_who_may_not_enter_the_desk_has_no_part_whatever_a_row_says(
    member: Person, form: Form
) -> None:
    Colleague.objects.create(form=form, person=member, part=Part.AUTHOR)
    assert not rights.forms_for(member).exists()
    assert not rights.may(member, form, Part.READER)


def test_somebody_who_was_switched_off_has_no_part(coordinator: Person, form: Form) -> None:
    coordinator.is_active = False
    lucia = cast.editor()
    Colleague.objects.create(form=form, person=lucia, part=Part.AUTHOR)
    lucia.is_active = False
    assert not rights.may(coordinator, form, Part.READER)
    assert not rights.may(lucia, form, Part.READER)


def test_an_editor_sees_in_the_list_what_she_works_with_and_nothing_else(form: Form) -> None:
    lucia = cast.editor()
    other = Form.objects.create(form_id="orchard", wrapped_key="x")
    Colleague.objects.create(form=other, person=lucia)
    page = SignedIn(lucia).get("/desk/forms/").content.decode()
    assert "orchard" in page
    assert "garden" not in page
