"""Somebody of the team corrects an answer in the pages of its form."""

import re

from django.test import Client
from django.urls import reverse

from tests.cast import SignedIn
from tests.surveys.reviewing import making
from whrin.people.models import Person
from whrin.surveys.enums import Way
from whrin.surveys.models import Answer, AnswerEdition, Form, Review
from whrin.surveys.queries import note_of, xml_of

_STATE = re.compile(r'name="state" value="([^"]+)"')
_GO = re.compile(r'value="(go:[^"]+)"')


class Correcting:
    """A browser on the page that corrects: each step brings back what the page before held."""

    def __init__(self, client: Client, answer: Answer) -> None:
        self._client = client
        self._address = reverse("forms:answer_correct", args=["house", answer.pk])
        self.page = client.get(self._address).content.decode()
        self.status = 200

    def press(self, act: str, **typed: str) -> str:
        state = _STATE.search(self.page)
        assert state is not None
        response = self._client.post(self._address, {"state": state[1], "act": act, **typed})
        self.status, self.page = response.status_code, response.content.decode()
        return self.page

    def first_page(self) -> str:
        found = _GO.search(self.page)
        assert found is not None
        return self.press(found[1])


def test_a_corrector_changes_an_answer_says_why_and_what_came_stays(form: Form, corrector: Person) -> None:
    answer = making.answer(form)
    desk = Correcting(SignedIn(corrector), answer)
    assert "Sample house" in desk.page and "Blue" in desk.page
    assert 'name="/data/house"' in desk.first_page()
    refused = desk.press("all", **{"/data/house": "New house", "/data/beds": "300"})
    assert "300" in refused and 'name="/data/beds"' in refused
    desk.press("all", **{"/data/house": "New house", "/data/beds": "7", "/data/help": "food"})
    assert "New house" in desk.page and AnswerEdition.objects.count() == 1
    assert desk.press("save") and desk.status == 422
    desk.press("save", reason="She wrote to us")
    assert desk.status == 302
    edition = AnswerEdition.objects.get(number=2)
    said = xml_of(edition)
    assert (edition.way, edition.by) == (Way.DESK, corrector)
    assert "<house>New house</house>" in said and "<double>14</double>" in said and "Red" in said
    assert "<deprecatedID>uuid:1</deprecatedID>" in said
    assert "Sample house" in xml_of(AnswerEdition.objects.get(number=1))
    assert note_of(Review.objects.get()) == "She wrote to us"


def test_a_corrector_is_told_of_another_edition_and_loses_nothing(form: Form, corrector: Person) -> None:
    answer = making.answer(form)
    desk = Correcting(SignedIn(corrector), answer)
    desk.first_page()
    desk.press("all", **{"/data/house": "New house", "/data/beds": "3"})
    making.take(form, making.xml("Hers", number=5, replaces=1))
    told = desk.press("save", reason="A letter")
    assert desk.status == 409 and "New house" in told and "A letter" in told
    assert AnswerEdition.objects.count() == 2
    desk.press("save", reason="A letter")
    assert desk.status == 302
    newest = xml_of(AnswerEdition.objects.get(number=3))
    assert "New house" in newest and "<deprecatedID>uuid:5</deprecatedID>" in newest


def test_a_page_that_was_changed_on_its_way_corrects_nothing(form: Form, corrector: Person) -> None:
    first, second = making.answer(form), making.answer(form, number=2)
    client = SignedIn(corrector)
    desk = Correcting(client, first)
    state = _STATE.search(desk.page)
    assert state is not None
    for sent in (state[1], "nonsense", ""):
        address = reverse("forms:answer_correct", args=["house", second.pk])
        response = client.post(address, {"state": sent, "act": "save", "reason": "A"})
        assert response.status_code == 302
    assert AnswerEdition.objects.count() == 2
