"""Who reviews, and the words of the map: coordinators name, change, and never delete."""

import pytest
from django.test import Client

from tests import cast
from tests.services import making
from whrin.audit.models import Event
from whrin.people.leaving import erasures, exports
from whrin.people.models import Person
from whrin.places.models import Region
from whrin.services.actions.proposals import propose
from whrin.services.enums import ProposalKind, Source
from whrin.services.models import Reviewer, Term, Verdict


@pytest.fixture
def desk(coordinator: Person) -> Client:
    """The desk of the coordinator."""
    return cast.SignedIn(coordinator)


@pytest.mark.once
@pytest.mark.django_db
def test_a_coordinator_names_a_reviewer_and_nobody_else_reads_who_she_is(
    desk: Client, editor: Person, member: Person
) -> None:
    path, region = "/desk/services/reviewers/", Region.objects.get(code="network-asia")
    assert desk.post(path, {"name": "Nobody", "region": region.pk}).status_code == 422
    assert desk.post(path, {"name": "Blue Heron", "region": region.pk}).status_code == 302
    assert "Blue Heron" in desk.get(path).content.decode()
    answer = cast.SignedIn(editor).get(path)
    assert answer.status_code != 200
    assert "Blue Heron" not in str(list(Event.objects.values()))
    named = Reviewer.objects.get(person=member)
    assert desk.post(f"{path}{named.pk}/end/").status_code == 302
    assert not Reviewer.objects.exists()


@pytest.mark.django_db
def test_a_reviewer_who_goes_takes_her_verdicts_on_what_waits_with_her(member: Person) -> None:
    Reviewer.objects.create(person=member, region=Region.objects.get(code="network-asia"))
    wanted, _code = propose(
        kind=ProposalKind.CORRECT, service=making.service(), content={"cost": "free"}, source=Source.PAGE
    )
    Verdict.objects.create(proposal=wanted, person=member, accepts=True, note="Yes", day=wanted.received_on)
    held = exports()["services"](member)
    assert held == {
        "regions": ["network-asia"],
        "verdicts": [
            {
                "proposal": str(wanted.uid),
                "accepts": True,
                "note": "Yes",
                "day": wanted.received_on.isoformat(),
            }
        ],
    }
    for _twice in range(2):
        erasures()["services"](member, False)  # noqa: FBT003 -- as every room is called
    assert (Reviewer.objects.count(), Verdict.objects.count()) == (0, 0)


@pytest.mark.once
@pytest.mark.django_db
def test_a_coordinator_adds_and_renames_words_and_their_stable_name_stays(desk: Client) -> None:
    given = {"kind": "type", "slug": "tea_room", "label_en": "Tea room", "order": "99", "aaaq": ""}
    assert desk.post("/desk/services/words/new/", {**given, "label_en": ""}).status_code == 422
    assert desk.post("/desk/services/words/new/", given).status_code == 302
    assert desk.post("/desk/services/words/new/", given).status_code == 422
    term = Term.objects.get(slug="tea_room")
    path = f"/desk/services/words/{term.pk}/"
    assert desk.post(path, {**given, "slug": "other", "label_fr": "Salon de thé"}).status_code == 302
    term.refresh_from_db()
    assert (term.slug, term.label_in("fr"), term.label_in("ru")) == ("tea_room", "Salon de thé", "Tea room")
    assert "Tea room" in desk.get("/desk/services/words/").content.decode()
