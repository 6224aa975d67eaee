import pytest

from tests.cast import SignedIn
from tests.services.answers.test_taking import HOUSE, MAPPING, send
from tests.surveys import making as surveys
from whrin.people.models import Person
from whrin.services.models import MappingForm, Proposal

pytestmark = pytest.mark.django_db
DESK = "/desk/services/surveys/"


def test_a_coordinator_lets_answers_of_a_survey_become_suggestions(coordinator: Person) -> None:
    form, other = surveys.open_form(coordinator, "mapping", MAPPING), surveys.open_form(coordinator)
    send(form, HOUSE)
    desk = SignedIn(coordinator)
    shown = desk.get(DESK).content.decode()
    assert "Mapping" in shown and "Small form" not in shown
    desk.post(f"{DESK}{other.pk}/")
    assert not MappingForm.objects.exists()
    desk.post(f"{DESK}{form.pk}/")
    assert "1 new suggestion." in desk.post(DESK, follow=True).content.decode()
    assert Proposal.objects.get().source == "survey"
    desk.post(f"{DESK}{form.pk}/")
    assert not MappingForm.objects.exists() and Proposal.objects.exists()
