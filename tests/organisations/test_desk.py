"""Editors keep the register at the desk; coordinators alone say who represents whom."""

import pytest
from django.urls import reverse

from tests import cast
from tests.cast import SignedIn
from tests.organisations.conftest import organisation
from whrin.audit.models import Event
from whrin.organisations.models import JointWork, Organisation, Representative
from whrin.organisations.queries import represented_by
from whrin.people.models import Person
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db


def filled(**given: object) -> dict[str, object]:
    return {"slug": "alpha", "name": "Alpha", "language": "en", "kind": "women", "relation": "ally", **given}


def test_an_editor_can_make_an_organisation(editor: Person, health: Topic) -> None:
    address = reverse("organisations_register:add")
    answer = SignedIn(editor).post(address, filled(country="KE", focus=[health.pk], is_public="on"))
    assert answer.status_code == 302
    made = Organisation.objects.get()
    assert (made.country_id, made.is_community_led, list(made.focus.all())) == ("KE", None, [health])
    assert Event.objects.filter(verb="save organisation", by="lucia").count() == 1


@pytest.mark.parametrize("fault", [{"slug": "balance"}, {"language": "qqq"}, {"kind": ""}, {"name": ""}])
def test_an_editor_cannot_save_what_is_wrong(editor: Person, fault: dict[str, str]) -> None:
    answer = SignedIn(editor).post(reverse("organisations_register:add"), filled(**fault))
    assert answer.context["form"].errors
    assert not Organisation.objects.exists()


def test_an_editor_can_remove_an_organisation_and_its_joint_work(editor: Person) -> None:
    made = organisation("alpha")
    browser = SignedIn(editor)
    work = {"organisation": made.pk, "title": "Letter", "language": "en", "year": 2020}
    browser.post(reverse("joint_work:add"), work)
    assert JointWork.objects.get().title == "Letter"
    browser.post(reverse("organisations_register:delete", args=[made.pk]))
    assert not Organisation.objects.exists()
    assert not JointWork.objects.exists()
    assert Event.objects.filter(verb="remove organisation", by="lucia").exists()


def test_an_editor_cannot_choose_or_see_representatives(editor: Person) -> None:
    made = organisation("alpha")
    member = cast.member(name="Blue Heron")
    browser = SignedIn(editor)
    given = {"organisation": made.pk, "name": "Blue Heron"}
    assert browser.post(reverse("representatives:add"), given).status_code == 302
    assert browser.get(reverse("representatives:index")).status_code == 302
    assert represented_by(member) == []


def test_a_coordinator_chooses_a_representative_who_is_never_shown(coordinator: Person) -> None:
    made = organisation("alpha")
    member = cast.member(name="Blue Heron")
    browser = SignedIn(coordinator)
    browser.post(reverse("representatives:add"), {"organisation": made.pk, "name": "blue heron"})
    assert represented_by(member) == ["Alpha"]
    page = browser.get(reverse("representatives:index")).content.decode()
    assert "Alpha" in page
    for name in ("Blue Heron", member.username):
        assert name not in page
        assert name not in browser.get("/en/organisations/alpha/").content.decode()
        assert not Event.objects.filter(detail__icontains=name).exists()
    browser.post(reverse("representatives:delete", args=[Representative.objects.get().pk]))
    assert represented_by(member) == []


def test_a_coordinator_is_told_when_nobody_has_the_name(coordinator: Person) -> None:
    made = organisation("alpha")
    given = {"organisation": made.pk, "name": "Nobody Here"}
    answer = SignedIn(coordinator).post(reverse("representatives:add"), given)
    assert "name" in answer.context["form"].errors
    assert not Representative.objects.exists()
