"""Who may do what is said in the actions themselves, not only at their pages."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests import cast
from tests.surveys import making
from whrin.audit.models import Event
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.enums import Audience, Part
from whrin.surveys.models import Colleague, Collector, Form, Invitation
from whrin.surveys.xlsform import read_sheets

_SHEETS = read_sheets(making.SMALL.format(version="9").encode())
_OF_AUTHORS: dict[str, Callable[[Form, Person], object]] = {
    "publish": lambda form, by: actions.publish_version(form=form, sheets=_SHEETS, by=by),
    "open": lambda form, by: actions.open_form(form=form, by=by),
    "edit": lambda form, by: actions.edit_form(form=form, by=by, months_kept=3),
    "invite": lambda form, by: actions.invite(form=form, number=1, last_day=today(), by=by),
    "revoke invitations": lambda form, by: actions.revoke_invitations(form=form, by=by),
    "close": lambda form, by: actions.close_form(form=form, by=by),
    "archive": lambda form, by: actions.archive_form(form=form, by=by),
}
_OF_COORDINATORS: dict[str, Callable[[Form, Person], object]] = {
    "create": lambda _form, by: actions.create_form(form_id="other", by=by),
    "delete": lambda form, by: actions.delete_form(form=form, by=by),
    "give a part": lambda form, by: actions.give_part(form=form, person=by, part=Part.AUTHOR, by=by),
}


@pytest.fixture
def lucia(db: None) -> Person:
    """Lucía, of the staff."""
    return cast.editor()


@pytest.fixture
def form(coordinator: Person) -> Form:
    """Return a published form for those who are invited."""
    form = actions.create_form(form_id="small", by=coordinator, audience=Audience.INVITED)
    return making.publish(form, coordinator)


@pytest.mark.parametrize("act", _OF_AUTHORS.values(), ids=_OF_AUTHORS)
def test_an_author_can_and_an_editor_of_answers_cannot(
    form: Form, lucia: Person, coordinator: Person, act: Callable[[Form, Person], object]
) -> None:
    colleague = actions.give_part(form=form, person=lucia, part=Part.EDITOR, by=coordinator)
    before = (Form.objects.values().get(), Event.objects.count(), Invitation.objects.count())
    with pytest.raises(PermissionDenied):
        act(form, lucia)
    assert (Form.objects.values().get(), Event.objects.count(), Invitation.objects.count()) == before
    Colleague.objects.filter(pk=colleague.pk).update(part=Part.AUTHOR)
    act(form, lucia)
    assert Event.objects.first().by == "lucia"  # type: ignore[union-attr]  # there is one


@pytest.mark.parametrize("act", _OF_COORDINATORS.values(), ids=_OF_COORDINATORS)
def test_an_author_cannot_do_what_coordinators_do(
    form: Form, lucia: Person, coordinator: Person, act: Callable[[Form, Person], object]
) -> None:
    actions.give_part(form=form, person=lucia, part=Part.AUTHOR, by=coordinator)
    with pytest.raises(PermissionDenied):
        act(form, lucia)
    assert Form.objects.count() == 1


def test_nobody_is_put_on_a_team_who_may_not_open_the_desk(
    form: Form, member: Person, coordinator: Person
) -> None:
    with pytest.raises(actions.CannotJoinTeam):
        actions.give_part(form=form, person=member, part=Part.READER, by=coordinator)
    assert not Colleague.objects.exists()


def test_phones_that_have_a_form_of_others_too_are_not_hers_to_end(
    lucia: Person, coordinator: Person
) -> None:
    hers, others = making.open_form(coordinator), making.open_form(coordinator, "other")
    actions.give_part(form=hers, person=lucia, part=Part.AUTHOR, by=coordinator)
    with pytest.raises(PermissionDenied):
        actions.admit_collector(label="A", forms=[hers, others], by=lucia)
    both = actions.admit_collector(label="A", forms=[hers, others], by=coordinator).collector
    own = actions.admit_collector(label="B", forms=[hers], by=lucia).collector
    for act in (actions.revoke_collector, actions.remove_collector):
        with pytest.raises(PermissionDenied):
            act(collector=both, by=lucia)
        act(collector=own, by=lucia)
    assert Collector.objects.get().revoked_on is None


def test_what_those_who_answered_were_told_cannot_become_worse(coordinator: Person) -> None:
    form = making.open_form(coordinator, months_kept=6)
    form.answers.create(received_on=today())
    for wishes in ({"months_kept": 7}, {"audience": Audience.ONCE}, {"is_sensitive": True}):
        with pytest.raises(ValidationError) as refusal:
            actions.edit_form(form=form, by=coordinator, **wishes)  # type: ignore[arg-type]  # each fits
        assert list(refusal.value.message_dict) == list(wishes)
    actions.close_form(form=form, by=coordinator)
    with pytest.raises(ValidationError):
        actions.edit_form(form=form, by=coordinator, is_sensitive=True)
    assert actions.edit_form(form=form, by=coordinator, months_kept=5).months_kept == 5


def test_a_form_for_those_who_are_invited_leaves_the_phones(coordinator: Person) -> None:
    form = making.open_form(coordinator)
    phone = actions.admit_collector(label="A", forms=[form], by=coordinator).collector
    actions.close_form(form=form, by=coordinator)
    actions.edit_form(form=form, by=coordinator, audience=Audience.INVITED)
    assert not phone.forms.exists()
