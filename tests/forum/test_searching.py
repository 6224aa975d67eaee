"""Finding what was said: only where one may read, and nothing to read in the tables."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from tests import cast
from tests.forum import making
from whrin.forum.actions import change_space, edit_post, leave_space, withdraw_post
from whrin.forum.models import Participant, Space
from whrin.people.leaving import erasures
from whrin.people.models import Person
from whrin.search.models import Document, Word
from whrin.search.queries import drift

SignIn = Callable[[Person], Client]


def _found(client: Client, words: str) -> int:
    page = client.get("/en/forum/search/", {"q": words})
    assert page.status_code == 200
    return page.content.count(b'<li class="rec">')


def test_a_participant_finds_words_in_any_form_and_script(
    member: Person, participant: Participant, sign_in: SignIn
) -> None:
    making.post(participant, "We planted walnuts.", "Trees")
    making.post(participant, "زرعنا شجرة الجوز", "أشجار", language="ar")
    making.post(participant, "เราปลูกต้นไม้ในสวน", "ต้นไม้", language="th")
    client = sign_in(member)
    assert [_found(client, words) for words in ("walnut", "trees", "الجوز", "ปลูก", "pine")] == [1, 1, 1, 1, 0]
    assert _found(client, '"planted walnuts"') == 1
    page = client.get("/en/forum/search/", {"q": "walnut"}).content.decode()
    assert "We planted <mark>walnuts</mark>." in page


def test_nobody_finds_or_learns_of_what_she_may_not_read(
    reader: Client, member: Person, participant: Participant, open_space: Space, sign_in: SignIn
) -> None:
    making.post(participant, "Walnuts here.")
    making.post(making.participant(member, making.space("Den", "cohort")), "Walnuts there.")
    making.post(making.participant(member, open_space), "Walnuts for all, and figs.")
    assert _found(sign_in(member), "walnuts") == 3
    assert _found(sign_in(cast.member("Owl")), "walnuts") == 2
    assert _found(reader, "walnuts") == 1
    # Nothing holds all three words. Had the closed spaces been asked, none would be shown for two of them.
    assert _found(reader, "walnuts here figs") == 1
    member.membership.state = "suspended"
    member.membership.save()
    assert _found(sign_in(member), "walnuts") == 1


def test_a_visitor_does_not_find_what_was_said_among_members(
    reader: Client, member: Person, open_space: Space
) -> None:
    place = making.participant(member, open_space)
    open_space.access = place.space.access = Space.Access.MEMBERS
    change_space(by=member, space=open_space)
    making.post(place, "Walnuts.")
    open_space.access = Space.Access.OPEN
    change_space(by=member, space=open_space)
    assert _found(reader, "walnuts") == 0


def test_no_table_of_the_search_holds_a_word_that_was_said(participant: Participant) -> None:
    making.post(participant, "The canary sings of naloxone.", "Canary", note="canaries")
    assert Document.objects.filter(shelf="forum").count() == 1
    assert not Word.objects.filter(shelf="forum").exists()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith(("search_", "forum_")):
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = str(cursor.fetchall()).casefold()
                assert "canar" not in rows, table
                assert "naloxon" not in rows, table


def test_what_is_changed_taken_back_or_waits_is_not_found(
    member: Person, participant: Participant, other_participant: Participant, sign_in: SignIn
) -> None:
    client = sign_in(member)
    post = making.post(participant, "Walnuts.")
    answer = making.post(other_participant, "> Walnuts.\nFigs!", thread=post.thread, answers=post)
    edit_post(by=participant, post=post, body="Almonds.")
    assert (_found(client, "almonds"), _found(client, "walnuts")) == (1, 1)
    edit_post(by=participant, post=post, body="Walnuts.")
    withdraw_post(by=participant, post=post)
    assert (_found(client, "walnuts"), _found(client, "figs")) == (0, 1)
    participant.space.held_first = 9
    making.post(participant, "Walnuts again.")
    assert _found(client, "walnuts") == 0
    leave_space(by=other_participant, keeps_words=True)
    assert _found(client, "figs") == 1
    assert [one.key for one in Document.objects.filter(shelf="forum")] == [answer.uid]
    assert drift("forum") == 0


@pytest.mark.parametrize("way", ["leaves", "is deleted"])
def test_who_goes_with_her_words_is_not_found(participant: Participant, way: str) -> None:
    making.post(participant, "Walnuts.")
    if way == "leaves":
        leave_space(by=participant, keeps_words=False)
    else:
        participant.person.data_key.delete()
        erasures()["forum"](Person.objects.get(pk=participant.person.pk), False)  # noqa: FBT003 -- as people call it
    assert not Document.objects.filter(shelf="forum").exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_search_takes_the_same_queries_however_much_is_found(
    member: Person,
    participant: Participant,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    for number in range(rows):
        author = making.participant(cast.member(f"Member {number}"), participant.space, f"Owl {number}")
        making.post(author, "Walnuts.")
    client = sign_in(member)
    _found(client, "walnuts")
    with django_assert_num_queries(8):
        _found(client, "walnuts")
