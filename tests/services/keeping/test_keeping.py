"""The organisation's own way: asked, reminded, answering; and gone at its word."""

import datetime
import re
from email import message_from_bytes, policy

import pytest
import time_machine
from django.db import connection
from django.test import Client

from tests import cast
from tests.services import making
from whrin.mailing.composing import compose
from whrin.mailing.models import Outgoing
from whrin.people.models import Person
from whrin.server.logs import discreet
from whrin.services.actions.keepers import ask, ask_keepers, has_not_answered, keep_mailbox
from whrin.services.enums import ProposalState, Source, State
from whrin.services.models import Keeper, Proposal, Service
from whrin.services.queries import public_services

_ADDRESS = "desk@sample-organisation.example"


@pytest.fixture
def shelter() -> Service:
    """A public record with a hidden place."""
    return making.service(status="unverified", **{"place:new1": making.HIDDEN})


@pytest.fixture
def keeper(shelter: Service) -> Keeper:
    """Its organisation's mailbox."""
    return keep_mailbox(service=shelter, address=_ADDRESS, language="fr", by=None)


def _link() -> str:
    """Return the path of the link in the letter that waits, and send it away."""
    ready = compose(Outgoing.objects.get())
    assert ready is not None
    assert ready.recipient == _ADDRESS
    text = message_from_bytes(ready.content, policy=policy.default).get_content()
    Outgoing.objects.all().delete()
    return str(re.search(r"/fr/services/keep/[a-z2-7]+/", text)[0])  # type: ignore[index]  # it is there


@pytest.mark.django_db
def test_an_organisation_withdraws_by_its_link_at_once_and_erases_everything(
    keeper: Keeper, shelter: Service, reader: Client
) -> None:
    ask(keeper=keeper)
    link = _link()
    page, uid = f"/en/services/{shelter.slug}/", shelter.uid
    assert shelter.name in reader.get(link).content.decode()
    assert reader.post(link, {"act": "ask_off"}).status_code == 200
    assert (reader.get(page).status_code, public_services().count()) == (200, 1)
    answer = reader.post(link, {"act": "off"})
    assert (answer.status_code, answer.cookies) == (200, {})
    assert reader.get(page).status_code == 410
    assert not public_services().exists()
    for exit_ in ("/en/services/", f"/hsds/3.1/services/{uid}", "/en/services/changes.atom"):
        assert shelter.name not in reader.get(exit_).content.decode()
    # The link goes on to say when it is erased, and erases it on the spot.
    assert 'name="everything"' in reader.get(link).content.decode()
    assert reader.post(link, {"act": "off", "everything": "1"}).status_code == 200
    shelter.refresh_from_db()
    assert (shelter.name, shelter.state, Keeper.objects.count()) == ("", State.WITHDRAWN, 0)
    assert reader.get(link).status_code == 404


@pytest.mark.once
@pytest.mark.django_db
def test_an_organisation_confirms_at_once_and_proposes_the_rest(
    keeper: Keeper, shelter: Service, reader: Client
) -> None:
    ask(keeper=keeper)
    link = _link()
    assert reader.get(link).status_code == 200
    shelter.refresh_from_db()
    assert shelter.confirmed_on is None  # opening a link says nothing
    assert reader.post(link, {"act": "correct"}).status_code == 302
    shelter.refresh_from_db()
    assert (shelter.status, shelter.confirmed_on) == ("active", datetime.datetime.now(datetime.UTC).date())
    for _press in range(2):
        assert reader.post(link, {"act": "paused"}).status_code == 302
    part = f"{link}correct/?part=contact"
    shown = reader.get(part)
    sent = {"cost": "free", "note": "", "token": shown.context["form"]["token"].value()}
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=1)):
        assert reader.post(part, sent).status_code == 302
    found = Proposal.objects.order_by("pk")
    assert [(one.source, one.state, one.said_by) for one in found] == [
        (Source.ORGANISATION, ProposalState.WAITING, "organisation")
    ] * 2
    assert [set(one.changes) for one in found] == [{"status"}, {"cost"}]
    shelter.refresh_from_db()
    assert (shelter.status, shelter.cost) == ("active", "unknown")


@pytest.mark.once
@pytest.mark.django_db
def test_a_link_ends_with_a_newer_one_with_time_and_with_the_mailbox(keeper: Keeper, reader: Client) -> None:
    now = datetime.datetime.now(datetime.UTC)
    ask(keeper=keeper)
    first = _link()
    with time_machine.travel(now + datetime.timedelta(days=61)):
        assert reader.get(first).status_code == 404
    with time_machine.travel(now + datetime.timedelta(days=1)):
        ask(keeper=keeper)
        second = _link()
        assert (reader.get(first).status_code, reader.get(second).status_code) == (404, 200)
        forged = second[:-2] + ("b" if second[-2] == "a" else "a") + "/"
        assert reader.post(forged, {"act": "off"}).status_code == 404
        assert reader.post(second, {"act": "stop"}).status_code == 200
        assert reader.get(second).status_code == 404
    assert (Keeper.objects.count(), public_services().count()) == (0, 1)


@pytest.mark.once
@pytest.mark.django_db
def test_whoever_asks_for_a_link_reads_the_same_and_only_the_mailbox_gets_one(
    keeper: Keeper, shelter: Service, reader: Client, tasks_at_once: None
) -> None:
    path = f"/en/services/keep/ask/{shelter.slug}/"
    answers = [reader.post(path, {"address": address}) for address in ("x@sample.example", _ADDRESS.upper())]
    assert answers[0].status_code == 200
    assert answers[0].content == answers[1].content
    assert reader.get(_link()).status_code == 200


@pytest.mark.django_db
def test_a_round_asks_reminds_twice_and_then_says_that_nobody_answered(
    keeper: Keeper, shelter: Service
) -> None:
    now = datetime.datetime.now(datetime.UTC)
    assert ask_keepers() == 1
    letters = {}
    for day in (0, 13, 14, 15, 28, 41, 42, 100, 184):
        with time_machine.travel(now + datetime.timedelta(days=day)):
            letters[day] = ask_keepers()
            Outgoing.objects.all().delete()
            if day in {41, 42}:
                assert has_not_answered(shelter) is (day == 42)
    assert letters == {0: 0, 13: 0, 14: 1, 15: 0, 28: 1, 41: 0, 42: 0, 100: 0, 184: 1}
    with time_machine.travel(now + datetime.timedelta(days=185)):
        assert not has_not_answered(shelter)
        # What is withdrawn before the letter goes is not written about.
        Service.objects.update(state=State.WITHDRAWN, withdrawn_on=now.date())
        assert ask_keepers() == 0


@pytest.mark.django_db
def test_a_mailbox_stands_nowhere_in_clear(
    keeper: Keeper, reader: Client, coordinator: Person, caplog: pytest.LogCaptureFixture
) -> None:
    desk = cast.SignedIn(coordinator)
    path = f"/desk/services/{keeper.service_id}/mailbox/"
    other = "front.desk@sample-organisation.example"
    assert desk.post(path, {"address": other, "language": "en"}).status_code == 302
    desk.post(path, {"step": "ask", "keeper": keeper.pk})
    token = _link().split("/")[-2]
    ask(keeper=keeper)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = str(cursor.fetchall())
            assert "sample-organisation.example" not in rows, table
            assert token not in rows, table
    page = desk.get(path).content.decode()
    assert "sample-organisation.example" not in page + caplog.text
    assert discreet(f"at /fr/services/keep/{token}/correct/") == "at /fr/services/keep/[secret]/correct/"
