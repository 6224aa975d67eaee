"""Pages of mail: stopping letters with one click, confirming, and the catcher."""

from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.mailing.circle import Circle
from tests.mailing.letters import HER, bring, letter
from whrin.mailing.addresses import unsubscribe_token
from whrin.mailing.answering import confirm_path
from whrin.mailing.catching import caught, forget_letters_to
from whrin.mailing.letters import Letter, register_letters
from whrin.mailing.lists import Wish
from whrin.mailing.models import Inbound
from whrin.mailing.pipeline import work_once
from whrin.mailing.queue import enqueue
from whrin.mailing.sending import send_once
from whrin.people.marks import mark_of_address
from whrin.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def catcher(settings: Settings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "whrin.mailing.catching.CatchingBackend"
    settings.VAR = tmp_path
    return tmp_path / "mail-caught"


def test_opening_the_address_of_leaving_changes_nothing(
    circle: Circle, writer: Person, reader: Client
) -> None:
    page = reader.get(reverse("mailing:out", args=[unsubscribe_token("heron", writer)]))
    assert page.status_code == 200
    assert b"<form" in page.content
    assert (circle.wishes, dict(reader.cookies)) == ([], {})


def test_one_click_stops_the_letters_without_a_cookie(circle: Circle, writer: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    address = reverse("mailing:out", args=[unsubscribe_token("heron", writer)])
    page = strict.post(address, {"List-Unsubscribe": "One-Click"})
    assert (page.status_code, dict(strict.cookies)) == (200, {})
    assert circle.wishes == [(writer.pk, Wish.NOTHING, "")]


def test_a_made_up_address_stops_nothing(circle: Circle, reader: Client) -> None:
    assert reader.post("/mail/out/abcdefgh/", follow=True).status_code == 404
    assert circle.wishes == []


def test_she_confirms_on_the_web_by_pressing_and_not_by_opening(
    circle: Circle, writer: Person, reader: Client
) -> None:
    row = bring(letter())
    work_once()
    row.refresh_from_db()
    assert reader.get(confirm_path(row)).status_code == 200
    work_once()
    assert circle.said == []
    assert reader.post(confirm_path(row)).status_code == 200
    work_once()
    assert len(circle.said) == 1
    assert b"<form" not in reader.get(confirm_path(row)).content


def test_a_made_up_confirmation_confirms_nothing(circle: Circle, reader: Client) -> None:
    bring(letter())
    work_once()
    assert reader.post("/mail/confirm/abcdefgh/").status_code == 200
    assert Inbound.objects.get().state == Inbound.State.HELD


def test_a_caught_letter_is_read_in_the_browser(
    catcher: Path, circle: Circle, writer: Person, reader: Client
) -> None:
    register_letters(
        "test", lambda _key, _person: Letter("Wasser – ماء", "See https://site.test/x\n<b>", "heron")
    )
    enqueue(kind="test", key="1", person=writer, language="en", stem="s")
    assert send_once() == 1
    page = reader.get(reverse("mailing:letters"))
    assert "Wasser – ماء" in page.text
    found = caught()[0]
    page = reader.get(reverse("mailing:letter", args=[found.name]))
    assert 'href="https://site.test/x"' in page.text
    assert "&lt;b&gt;" in page.text
    assert "List-Unsubscribe" in page.text


def test_letters_of_the_accounts_are_caught_as_well(catcher: Path, circle: Circle) -> None:
    send_mail("Passphrase", "Open this page.", "office@lists.test", [HER])
    assert [each.recipient for each in caught()] == [HER]
    forget_letters_to(mark_of_address(HER))
    assert caught() == []


@pytest.mark.parametrize("name", ["..", "../whrin", "%2e%2e%2fwhrin", "x", "0" * 20 + "-" + "0" * 16])
def test_nothing_but_letters_can_be_read(catcher: Path, reader: Client, name: str) -> None:
    assert reader.get(f"/mail/letter/{name}/", follow=True).status_code == 404


def test_without_the_catcher_there_is_no_such_page(reader: Client) -> None:
    assert reader.get("/mail/", follow=True).status_code == 404
    assert reader.get(f"/mail/letter/{'0' * 20}-{'0' * 16}/", follow=True).status_code == 404
