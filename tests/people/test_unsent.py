"""Nothing that she typed is lost: her session ended while she wrote, the form was old, the disk is full."""

import datetime
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import cast
from tests.forum import making
from tests.people.conftest import Browser
from tests.people.test_sessions import whole_database
from whrin.forum.models import Participant, Post
from whrin.forum.sealing import read_post
from whrin.people.models import OpenSession, Person

WORDS = "Plant in March, <b>not</b> later.\nAnd water them."
NEW = "/en/forum/the-garden/new/"
TYPED = {"form": "a" * 26, "title": "Harvest", "body": WORDS, "language": "en", "do": "post"}


@pytest.fixture
def place(member: Person) -> Participant:
    """Blue Heron has a place in a space."""
    return making.participant(member, making.space())


@pytest.fixture
def heron(browser: Browser, place: Participant) -> Browser:
    """Blue Heron's browser, signed in on a shared telephone."""
    door = {"login": "Blue Heron", "password": cast.PASSWORD, "shared": "on"}
    assert browser.post(reverse("account_login"), door).status_code == 302
    return browser


def send_what_is_given_back(browser: Client, page: str) -> str:
    """Send the form on a page that gives words back, as a browser would; return where it leads."""
    form = page[page.index('<form method="post" action="/en/forum') :]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    fields += re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    where = re.search(r'action="([^"]+)"', form)
    assert where
    sent = browser.post(where[1], {name: unescape(value) for name, value in fields})
    return str(sent["Location"])


def test_a_member_whose_session_ended_while_she_wrote_finds_her_words_when_she_is_back(
    heron: Browser,
) -> None:
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=25)):
        door = heron.post(NEW, TYPED)
        assert door["Location"] == f"{reverse('account_login')}?next={reverse('account_unsent')}"
        assert not Post.objects.exists()
        assert "March" not in whole_database()
        credentials = {"login": "Blue Heron", "password": cast.PASSWORD, "next": reverse("account_unsent")}
        assert heron.post(door["Location"], credentials)["Location"] == reverse("account_unsent")
        page = heron.get(reverse("account_unsent")).content.decode()
        send_what_is_given_back(heron, page)
        send_what_is_given_back(heron, page)
    assert [read_post(post).body for post in Post.objects.all()] == [WORDS], "sent twice, it is one post"


def test_so_does_a_member_who_had_been_signed_in_for_too_long(heron: Browser) -> None:
    session = heron.session
    session["opened"] -= 13 * 3600
    session.save()
    assert "unsent" in heron.post(NEW, TYPED)["Location"]


def test_whoever_signs_in_next_on_a_shared_telephone_does_not_see_her_words(
    heron: Browser, other_member: Person
) -> None:
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=25)):
        heron.post(NEW, TYPED)
        heron.sign_in("Grey Wren")
        answer = heron.get(reverse("account_unsent"))
    assert answer["Location"] == reverse("account_home")


def test_where_nobody_knows_whose_session_it_was_she_gets_her_words_back_at_once(heron: Browser) -> None:
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=25)):
        OpenSession.objects.all().delete()
        answer = heron.post(NEW, TYPED)
    assert answer.status_code == 403
    assert "Plant in March, &lt;b&gt;not&lt;/b&gt; later." in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_a_form_that_is_out_of_date_keeps_her_words(place: Participant, member: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    answer = strict.post(NEW, {**TYPED, "csrfmiddlewaretoken": "a" * 64, "passphrase": "my own words"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert not Post.objects.exists()
    assert "my own words" not in page
    strict.handler.enforce_csrf_checks = False
    send_what_is_given_back(strict, page)
    assert read_post(Post.objects.get()).body == WORDS


def test_a_form_from_another_site_gets_nothing_back(place: Participant, member: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    answer = strict.post(NEW, TYPED, HTTP_ORIGIN="https://elsewhere.example")
    assert answer.status_code == 403
    assert "Plant in March" not in answer.content.decode()


@contextmanager
def full_disk() -> Iterator[None]:
    """Let SQLite find no page more: `SQLITE_FULL`, as on a disk without room."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite alone can be told that its disk is full")
    with connection.cursor() as cursor:
        most = cursor.execute("PRAGMA max_page_count").fetchone()[0]
        cursor.execute("CREATE TABLE filler AS SELECT zeroblob(1) AS x")
        cursor.execute("PRAGMA max_page_count=1")  # it keeps what there is
        while True:
            try:
                cursor.execute("INSERT INTO filler VALUES (zeroblob(3000))")
            except OperationalError:
                break
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA max_page_count={most}")
            cursor.execute("DROP TABLE filler")


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_told_kindly_and_her_words_come_back(heron: Browser, place: Participant) -> None:
    heron.raise_request_exception = False
    with full_disk():
        answer = heron.post(NEW, {**TYPED, "body": WORDS * 200})
        page = answer.content.decode()
        assert heron.get("/en/forum/the-garden/").status_code == 200
    assert answer.status_code == 503
    assert "try again in a few minutes" in page
    assert not Post.objects.exists()
    send_what_is_given_back(heron, page)
    assert read_post(Post.objects.get()).body == WORDS * 200
