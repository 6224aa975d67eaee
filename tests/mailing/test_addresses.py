"""Addresses that we make: for her alone, for a while, and worthless when altered."""

import datetime

import pytest
import time_machine
from pytest_django.fixtures import Settings

from tests import cast
from whrin.mailing.addresses import (
    confirm_address,
    key_of_message_id,
    message_id,
    read_confirm_address,
    read_local_part,
    read_reply_address,
    read_return_address,
    read_unsubscribe_token,
    reply_address,
    return_address,
    unsubscribe_token,
)
from whrin.people.models import Person

pytestmark = pytest.mark.django_db

NAME = "twenty-four-signs-is-all"
KEY = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(autouse=True)
def _domain(settings: Settings) -> None:
    settings.WHRIN_MAIL_DOMAIN = "lists.test"


def local_of(address: str) -> str:
    return address.partition("@")[0]


def test_a_reply_address_says_who_answers_what(editor: Person) -> None:
    address = reply_address(NAME, editor, KEY)
    reply = read_reply_address(local_of(address))
    assert reply is not None
    assert (reply.list_name, reply.person_id, reply.key) == (NAME, editor.pk, KEY)
    assert address.endswith("@lists.test")


def test_a_mail_server_may_change_the_case(editor: Person) -> None:
    assert read_reply_address(local_of(reply_address(NAME, editor, KEY)).upper()) is not None


def test_every_local_part_fits_into_64_signs(editor: Person) -> None:
    editor.pk = 16_777_215
    made = [return_address(NAME, editor), confirm_address(NAME, 16_777_215)]
    assert [len(local_of(address)) <= 64 for address in made] == [True, True]
    assert len(local_of(reply_address(NAME, cast.moderator(), KEY))) <= 64


def test_an_altered_address_is_nobodys(editor: Person) -> None:
    local = local_of(reply_address(NAME, editor, KEY))
    for number in range(len(NAME) + 1, len(local) - 1):
        other = "b" if local[number] == "a" else "a"
        assert read_reply_address(local[:number] + other + local[number + 1 :]) is None


def test_a_token_of_one_list_is_worthless_in_another(editor: Person) -> None:
    token = local_of(reply_address("heron", editor, KEY)).partition("+")[2]
    assert read_reply_address(f"plover+{token}") is None


def test_a_reply_address_dies_after_180_days(editor: Person) -> None:
    local = local_of(reply_address("heron", editor, KEY))
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=180)):
        assert read_reply_address(local) is not None
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=181)):
        assert read_reply_address(local) is None


def test_an_address_made_before_the_secret_key_was_changed_still_works(
    editor: Person, settings: Settings
) -> None:
    local = local_of(return_address("heron", editor))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"
    target = read_local_part(local)
    assert target is not None
    assert read_return_address(target) == editor.pk


def test_confirming_and_coming_back_are_told_apart(editor: Person) -> None:
    coming_back = read_local_part(local_of(return_address("", editor)))
    confirming = read_local_part(local_of(confirm_address("heron", 7)))
    assert coming_back is not None
    assert confirming is not None
    assert (coming_back.name, coming_back.command) == ("office", "b")
    assert read_return_address(coming_back) == editor.pk
    assert read_confirm_address(confirming) == 7
    assert read_confirm_address(coming_back) is None


@pytest.mark.parametrize(
    ("local", "name", "command"),
    [
        ("heron", "heron", ""),
        ("heron-join", "heron", "join"),
        ("latin-america", "latin-america", ""),
        ("latin-america-leave", "latin-america", "leave"),
        ("Heron-Request", "heron", "request"),
    ],
)
def test_a_local_part_is_taken_apart(local: str, name: str, command: str) -> None:
    target = read_local_part(local)
    assert target is not None
    assert (target.name, target.command) == (name, command)


@pytest.mark.parametrize("local", ["", "a b", "x@y", "\r\nheron", "+token", "-join", "é"])
def test_what_is_no_local_part_of_ours_is_nothing(local: str) -> None:
    assert read_local_part(local) is None


def test_a_message_id_is_the_same_each_time_and_leads_back(editor: Person) -> None:
    first = message_id("heron", editor, KEY)
    assert message_id("heron", editor, KEY) == first
    assert key_of_message_id("heron", first) == KEY
    assert key_of_message_id("plover", first) == ""
    assert key_of_message_id("heron", "somebody@elsewhere.test") == ""


def test_two_people_cannot_be_matched_by_their_tokens(editor: Person, moderator: Person) -> None:
    first, second = message_id("heron", editor, KEY), message_id("heron", moderator, KEY)
    assert first[:8] != second[:8]


def test_an_unsubscribe_token_names_list_and_person(editor: Person) -> None:
    assert read_unsubscribe_token(unsubscribe_token("heron", editor)) == ("heron", editor.pk)
    assert read_unsubscribe_token("nonsense") is None
