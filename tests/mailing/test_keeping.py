"""What is kept of letters, how long, and what goes with her account."""

import datetime
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.mailing.circle import Circle
from tests.mailing.letters import HER, PASSED, bring, letter
from whrin.mailing import working
from whrin.mailing.catching import catch, caught
from whrin.mailing.models import Inbound, KnownLetter, LastAnswer, Outgoing, Returned
from whrin.mailing.pipeline import work_once
from whrin.mailing.queue import enqueue
from whrin.mailing.tasks import forget_letters
from whrin.people.actions import delete_account, set_address
from whrin.people.leaving import exports
from whrin.people.models import Person
from whrin.settings.environment import SettingError
from whrin.settings.mail import lmtp_door

pytestmark = pytest.mark.django_db


def after(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + datetime.timedelta(days=days))


def test_a_letter_is_erased_when_its_days_are_over(circle: Circle) -> None:
    bring(letter(Authentication_Results=PASSED))
    work_once()
    with after(14):
        forget_letters()
        assert Inbound.objects.count() == 1
    with after(15):
        forget_letters()
        assert Inbound.objects.count() == 0


def test_a_letter_that_waits_is_never_erased(circle: Circle) -> None:
    bring(letter())
    with after(100):
        forget_letters()
    assert Inbound.objects.count() == 1


def test_what_was_given_up_and_known_and_answered_is_let_go_of(circle: Circle, writer: Person) -> None:
    Outgoing.objects.create(kind="k", key="1", person=writer, stem="s", state=Outgoing.State.DEAD)
    KnownLetter.objects.create(mark="m", key="1")
    LastAnswer.objects.create(mark="m")
    Returned.objects.create(person=writer, score=100, day=timezone.now().date())
    with after(29):
        forget_letters()
        assert [model.objects.count() for model in (Outgoing, KnownLetter, LastAnswer, Returned)] == [
            1,
            1,
            0,
            0,
        ]
    with after(366):
        forget_letters()
        assert [model.objects.count() for model in (Outgoing, KnownLetter)] == [0, 0]


@pytest.mark.django_db(transaction=True)
def test_with_her_account_goes_every_letter_of_hers(
    circle: Circle, writer: Person, settings: Settings, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    catch(HER, letter(body="to her"))
    catch("wren@her.example", letter(body="to another"))
    bring(letter())
    work_once()
    enqueue(kind="test", key="1", person=writer, language="en", stem="s")
    assert exports()["mailing"](writer) == {
        "letters_waiting": 2,
        "letters_of_hers_kept": 1,
        "came_back": None,
    }
    delete_account(person=writer, keeps_words=True)
    assert (Inbound.objects.count(), Outgoing.objects.count()) == (0, 0)
    assert [HER in path.read_text() for path in (tmp_path / "mail-caught").iterdir()] == [True]
    assert len(caught()) == 1, "only the other's letter is left, which she wrote"


def test_letters_of_the_accounts_are_queued_with_a_sealed_address(member: Person) -> None:
    set_address(person=member, email="new@her.example")
    row = Outgoing.objects.get()
    assert (row.kind, row.person, "new@" in row.to) == ("people.confirm-address", member, False)


def test_without_a_domain_and_a_server_nothing_runs(settings: Settings) -> None:
    settings.WHRIN_MAIL_DOMAIN = ""
    mail = working.begin()
    mail.stop()
    assert (mail.listener, mail.threads) == (None, [])


@pytest.mark.parametrize(
    "written", ["8.8.8.8:24", "0.0.0.0:24", "[::]:24", "example.org:24", "127.0.0.1", "127.0.0.1:0", "x"]
)
def test_a_door_open_to_the_world_stops_the_start(written: str) -> None:
    with pytest.raises(SettingError, match=r"127\.0\.0\.1:8024"):
        lmtp_door(written)


def test_a_door_on_this_machine_or_its_network_may_open() -> None:
    assert lmtp_door("") is None
    assert lmtp_door("127.0.0.1:8024") == ("127.0.0.1", 8024)
    assert lmtp_door("[::1]:8024") == ("::1", 8024)
    assert lmtp_door("10.1.2.3:24") == ("10.1.2.3", 24)
