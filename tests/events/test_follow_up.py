"""From recommendation to what a country did, with its history."""

import pytest
from django.test import Client

from tests.events.making import decision, in_days, session
from whrin.events.actions import note_follow_up
from whrin.events.enums import FollowState, State
from whrin.events.models import Decision, FollowUp

pytestmark = pytest.mark.django_db
PAGE = "/en/calendar/follow-up/"


def note(about: Decision, country: str, state: FollowState, days: int = 0) -> None:
    row = FollowUp(decision=about, country_id=country, state=state, on=in_days(days))
    note_follow_up(row=row, by=None)


def test_a_newer_step_stands_first_and_the_older_stays_beside_it(client: Client) -> None:
    made = decision(session())
    note(made, "KE", FollowState.PLANNED, -20)
    note(made, "KE", FollowState.DONE, -1)
    note(made, "KE", FollowState.UNDER_WAY, -10)  # Told late: it was before.
    assert FollowUp.objects.get(is_current=True).state == FollowState.DONE
    assert FollowUp.objects.count() == 3
    shown = client.get("/en/calendar/sessions/seventh/").content.decode()
    assert shown.index("Kenya: Done") < shown.index("Kenya: Under way") < shown.index("Kenya: Planned")
    assert client.get(PAGE).content.decode().count("Plant more trees.") == 1


def test_a_visitor_narrows_by_country_body_and_state_and_takes_a_table(client: Client) -> None:
    made, hidden = decision(session()), decision(session("hidden", state=State.DRAFT), text="Dig.")
    note(made, "KE", FollowState.DONE)
    note(made, "PT", FollowState.REFUSED)
    note(hidden, "KE", FollowState.DONE)
    assert "Dig." not in client.get(PAGE).content.decode()
    for query, wanted in (
        ("?country=ke", 1),
        ("?state=refused", 1),
        ("?body=garden", 2),
        ("?body=x", 0),
        ("?body=x%00&state=%00", 0),
    ):
        assert client.get(PAGE + query).content.decode().count("Plant more trees.") == wanted
    answer = client.get(f"{PAGE}csv/?state=refused")
    table = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert table.count("\n") == 2 and "PT,refused" in table
