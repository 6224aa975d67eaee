"""A mapping round from its plan to its last day: whom it asks, and what nobody can tell of them."""

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import Client

from tests.services.answers.test_taking import MAPPING
from tests.surveys import making as surveys
from whrin.audit.models import Event
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.places.models import Region
from whrin.services.enums import RoundState
from whrin.services.models import MappingForm, Round, Seat
from whrin.services.rounds import ending, inviting, planning
from whrin.services.rounds.seats import counts_of
from whrin.surveys.actions import close_form, create_form, take_answer
from whrin.surveys.actions.invitations import seat_for, spend
from whrin.surveys.enums import Way
from whrin.surveys.instances import read_instance
from whrin.surveys.models import Answer, AnswerEdition, Draft, Form, Invitation

pytestmark = pytest.mark.django_db

TEXTS = {"en": {"key_findings": "Found.", "background": "Why.", "method": "How."}}
FORTNIGHT = datetime.timedelta(days=14)


@pytest.fixture
def form(coordinator: Person) -> Form:
    """Return a mapping survey that nobody can answer yet."""
    return surveys.publish(create_form(form_id="mapping", by=coordinator), coordinator, MAPPING)


@pytest.fixture
def planned(coordinator: Person, form: Form) -> Round:
    return planning.plan_round(
        region=Region.objects.get(code="network-asia"),
        year=2026,
        opens_on=today(),
        closes_on=today() + FORTNIGHT,
        countries=["IN", "MM"],
        form=form,
        texts=TEXTS,
        by=coordinator,
    )


@pytest.fixture
def opened(coordinator: Person, planned: Round, form: Form) -> Round:
    one = inviting.open_round(one=planned, by=coordinator)
    form.refresh_from_db()
    return one


def answer(form: Form, card: inviting.Card, number: int) -> int:
    """Answer with a link, as the page for it does, and return the number of the answer."""
    invitation = seat_for(form, card.secret)
    assert invitation is not None
    spend(invitation=invitation)
    house = f"<service><name>Sample house {number}</name></service>"
    told = f"<kind>woman</kind><country>{card.seat.country_id}</country>{house}"
    meta = f"<meta><instanceID>uuid:{number}</instanceID></meta>"
    xml = f'<data id="mapping" version="1">{told}{meta}</data>'.encode()
    edition = take_answer(version=form.versions.get(), instance=read_instance(xml), way=Way.WEB)
    return int(edition.answer_id)


def test_a_coordinator_holds_a_round_from_its_plan_to_its_frozen_results(
    coordinator: Person, planned: Round, form: Form
) -> None:
    assert (planned.slug, planned.seats.count()) == ("asia-2026", 8)
    one = planning.change_round(one=planned, countries=["IN", "NP"], by=coordinator)
    one = inviting.open_round(one=one, by=coordinator)
    form.refresh_from_db()
    assert (form.state, form.audience, form.closes_on) == ("open", "invited", one.closes_on)
    assert MappingForm.objects.get().form == form
    cards = inviting.make_links(one=one, countries=["IN", "NP"], by=coordinator)
    assert [(card.seat.country_id, card.seat.number) for card in cards][3:5] == [("IN", 4), ("NP", 1)]
    assert inviting.make_links(one=one, countries=["IN", "NP"], by=coordinator) == []
    for number, card in enumerate(cards[:3], 1):
        answer(form, card, number)
    told = {"invited": {"woman": 2, "other": 2}}
    assert counts_of(one) == {"IN": {**told, "answered": 3}, "NP": {**told, "answered": 0}}
    one = ending.close_round(one=one, by=coordinator)
    assert not Invitation.objects.exists() and counts_of(one)["IN"]["answered"] == 3
    one = ending.publish_round(one=one, by=coordinator)
    assert (one.state, one.published_on, Seat.objects.count()) == (RoundState.PUBLISHED, today(), 0)
    frozen = Round.objects.values().get()
    for step in (ending.publish_round, ending.close_round, planning.drop_round, inviting.open_round):
        with pytest.raises(planning.RoundMoved):
            step(one=one, by=coordinator)
    with pytest.raises(planning.RoundMoved):
        planning.change_round(one=one, texts={}, by=coordinator)
    with pytest.raises(ending.NothingSaid):
        ending.correct_round(one=one, texts={"en": " "}, by=coordinator)
    assert Round.objects.values().get() == frozen
    one = ending.correct_round(one=one, texts={"en": "Two, not three."}, by=coordinator)
    assert one.corrections == [{"day": today().isoformat(), "texts": {"en": "Two, not three."}}]
    form.delete()
    assert Round.objects.get().results == frozen["results"]


def test_whoever_reads_all_tables_cannot_tell_which_answer_came_from_which_seat(
    coordinator: Person, opened: Round, form: Form
) -> None:
    cards = inviting.make_links(one=opened, countries=["IN"], by=coordinator)
    answer(form, cards[1], 1)
    answer(form, cards[0], 2)
    women = opened.seats.filter(kind="woman").exclude(invited_on=None)
    marks = {
        str(mark)
        for card, seat in zip(cards, opened.seats.filter(country="IN"), strict=True)
        for mark in (card.secret, seat.invitation_id, seat.invitation and seat.invitation.fingerprint)
    }
    # What names a seat stands with the seat and its invitation alone.
    for model in apps.get_models(include_auto_created=True):
        if model not in {Seat, Invitation} and model._meta.managed:
            told = str(list(model._base_manager.values()))
            assert not [mark for mark in marks if mark in told], model
    assert not {field.name for field in Answer._meta.get_fields()} & {"invitation", "seat", "seats"}
    # The two seats of one kind, both used, are alike in all that is not drawn by lot; no day is of the use.
    drawn = {"id", "number", "invitation_id"}
    rows = [{name: row[name] for name in row.keys() - drawn} for row in women.values()]
    assert rows[0] == rows[1] and not rows[0]["used"]
    assert set(Invitation.objects.values_list("is_used", "expires_on")) == {
        (True, opened.closes_on),
        (False, opened.closes_on),
    }
    ending.close_round(one=opened, by=coordinator)
    assert list(women.values_list("used", "invitation")) == [(True, None)] * 2
    assert "number" not in str(list(Event.objects.filter(verb="renew link").values("detail")))


def test_a_round_that_closes_in_mid_answer_gives_the_words_back(
    coordinator: Person, opened: Round, reader: Client
) -> None:
    card = inviting.make_links(one=opened, countries=["IN"], by=coordinator)[0]
    begun = reader.post(
        "/en/surveys/mapping/",
        {"seat": card.secret, "/data/kind": "woman", "/data/country": "IN", "act": "next"},
    )
    assert begun.status_code == 302
    draft = str(begun["Location"]).partition("later/")[0]
    with time_machine.travel(opened.closes_on + datetime.timedelta(days=1)):
        assert [ending.close_overdue_rounds() for _twice in range(2)] == [1, 0]
        assert reader.get(draft, follow=True).status_code == 200
        review = reader.get(f"{draft}review/").content.decode()
        (revision,) = re.findall(r'name="revision" value="(\d+)"', review)
        refused = reader.post(f"{draft}review/", {"revision": revision})
    page = refused.content.decode()
    assert refused.status_code == 409 and "takes no answers now" in page and ">IN<" in page
    assert Draft.objects.count() == 1 and not Answer.objects.exists()
    assert Event.objects.filter(verb="close").count() == 1


def test_making_a_link_anew_ends_the_old_one_and_a_used_seat_gets_none(
    coordinator: Person, opened: Round, form: Form
) -> None:
    first, second = inviting.make_links(one=opened, countries=["IN"], by=coordinator)[:2]
    fresh = inviting.renew_link(seat=first.seat, by=coordinator)
    assert seat_for(form, first.secret) is None and seat_for(form, second.secret) is not None
    answer(form, fresh, 1)
    before = list(Invitation.objects.order_by("pk").values())
    with pytest.raises(inviting.HasAnswered):
        inviting.renew_link(seat=first.seat, by=coordinator)
    assert list(Invitation.objects.order_by("pk").values()) == before
    # Closed by another hand than the round's, a seat still knows that it was used, and the round follows.
    close_form(form=form, by=coordinator)
    assert ending.close_overdue_rounds() == 1
    assert counts_of(opened)["IN"]["answered"] == 1


def test_another_last_day_moves_the_form_and_the_links_and_none_that_is_over(
    coordinator: Person, opened: Round, form: Form
) -> None:
    inviting.make_links(one=opened, countries=["IN"], by=coordinator)
    later = opened.closes_on + FORTNIGHT
    planning.change_round(one=opened, closes_on=later, by=coordinator)
    for wrong in (today() - FORTNIGHT, opened.opens_on - datetime.timedelta(days=1)):
        with pytest.raises(ValidationError):
            planning.change_round(one=opened, closes_on=wrong, by=coordinator)
    with pytest.raises(planning.RoundMoved):
        planning.change_round(one=opened, countries=["NP"], by=coordinator)
    form.refresh_from_db()
    assert {form.closes_on, Round.objects.get().closes_on} == {later}
    assert set(Invitation.objects.values_list("expires_on", flat=True)) == {later}


def test_a_round_is_refused_without_what_it_needs_and_nothing_has_changed(
    coordinator: Person, planned: Round, form: Form
) -> None:
    again: dict[str, Any] = {"region": planned.region, "opens_on": today(), "closes_on": today()}
    for wrong in (
        {"year": 2026, "countries": ["IN"]},
        {"year": 2027, "countries": ["KE"]},
        {"year": 2027, "countries": []},
        {"year": 2027, "countries": ["IN"], "form": surveys.open_form(coordinator)},
        {"year": 2027, "countries": ["IN"], "closes_on": today() - FORTNIGHT},
    ):
        with pytest.raises(ValidationError):
            planning.plan_round(**{**again, **wrong}, by=coordinator)
    planning.change_round(one=planned, form=None, by=coordinator)
    with pytest.raises(inviting.CannotOpenRound):
        inviting.open_round(one=planned, by=coordinator)
    planning.change_round(one=planned, form=form, texts={"fr": {"method": "Comment."}}, by=coordinator)
    one = ending.close_round(one=inviting.open_round(one=planned, by=coordinator), by=coordinator)
    with pytest.raises(ending.NotReady):
        ending.publish_round(one=one, by=coordinator)
    assert (Round.objects.count(), Seat.objects.count(), one.texts) == (1, 8, {"fr": {"method": "Comment."}})
    planning.drop_round(one=one, by=coordinator)
    assert not Seat.objects.exists() and Form.objects.filter(pk=form.pk).exists()
    assert not AnswerEdition.objects.exists()
