"""The pages on which she writes: nothing typed is lost, nothing is posted twice or without a warning."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests import cast
from tests.forum import making
from whrin.forum import inviting
from whrin.forum.models import Draft, Participant, Post, Space
from whrin.forum.sealing import name_in, read_draft, read_post, title_of
from whrin.people.models import Person

SignIn = Callable[[Person], Client]
NEW = "/en/forum/the-garden/new/"


def _form(**fields: str) -> dict[str, str]:
    return {"form": "a" * 26, "body": "The plums are ripe.", "language": "en", "do": "post", **fields}


def _field(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page)
    assert found
    return found[1]


def test_a_participant_begins_a_conversation_and_answers_it(
    member: Person, participant: Participant, sign_in: SignIn
) -> None:
    client = sign_in(member)
    answer = client.post(NEW, _form(title="Harvest", note="fruit", hides_name="on", language="es"))
    post = Post.objects.get()
    assert answer["Location"] == f"/en/forum/t/{post.thread.uid}/#n1"
    assert (title_of(post.thread), read_post(post).note, post.hides_name, post.language) == (
        "Harvest", "fruit", True, "es",
    )  # fmt: skip
    quoting = client.get(f"/en/forum/t/{post.thread.uid}/?quote={post.uid}").content.decode()
    assert "&gt; The plums are ripe." in quoting
    sent = _form(form=_field(quoting, "form"), answers=_field(quoting, "answers"), body="> The plums\nYes!")
    assert client.post(f"/en/forum/t/{post.thread.uid}/write/", sent).status_code == 302
    assert Post.objects.get(number=2).answers == post


def test_the_same_form_sent_twice_is_one_post(
    member: Person, participant: Participant, sign_in: SignIn
) -> None:
    client = sign_in(member)
    first, second = (client.post(NEW, _form(title="Harvest")) for _time in range(2))
    assert first["Location"] == second["Location"]
    assert Post.objects.count() == 1


def test_what_could_lead_to_somebody_is_shown_first(
    member: Person, participant: Participant, sign_in: SignIn
) -> None:
    client, words = sign_in(member), "Call +34 612 345 678"
    page = client.post(NEW, _form(title="Harvest", body=words)).content.decode()
    assert "a telephone number: <bdi>+34 612 345 678</bdi>" in page
    assert words in page.split("<textarea")[1]
    assert not Post.objects.exists()
    client.post(NEW, _form(title="Harvest", body=words, do="anyway"))
    assert read_post(Post.objects.get()).body == words


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"body": "x" * 20_001}, 422), ({"body": ""}, 422), ({"title": ""}, 422), ({"language": "xx-bad"}, 422)],
)
def test_a_refused_form_keeps_what_she_typed(
    member: Person, participant: Participant, sign_in: SignIn, fields: dict[str, str], status: int
) -> None:
    sent = _form(title="Harvest", note="fruit") | fields
    answer = sign_in(member).post(NEW, sent)
    assert answer.status_code == status
    page = answer.content.decode()
    assert sent["body"] in page
    assert 'value="fruit"' in page
    assert not Post.objects.exists()


def test_frozen_and_slow_spaces_answer_with_her_words_kept(
    member: Person, participant: Participant, sign_in: SignIn
) -> None:
    client, space = sign_in(member), participant.space
    thread = making.post(participant).thread
    address = f"/en/forum/t/{thread.uid}/write/"
    space.slow_minutes = 5
    space.save()
    assert client.post(address, _form(body="One.")).status_code == 302
    refused = client.post(address, _form(form="b" * 26, body="Two."))
    assert refused.status_code == 429
    assert "Two." in refused.content.decode().split("<textarea")[1]
    assert "Two." in client.get(f"/en/forum/t/{thread.uid}/").content.decode().split("<textarea")[1]
    space.slow_minutes, space.is_frozen = 0, True
    space.save()
    assert client.post(address, _form(form="c" * 26, body="Three.")).status_code == 409
    assert read_draft(Draft.objects.get()).body == "Three."
    assert Post.objects.count() == 2


def test_a_draft_waits_on_the_server(member: Person, participant: Participant, sign_in: SignIn) -> None:
    client = sign_in(member)
    assert client.post(NEW, _form(title="Har", body="I beg", do="draft"))["Location"] == NEW
    page = client.get(NEW).content.decode()
    assert 'value="Har"' in page
    assert "I beg" in page
    assert "I beg" not in str(list(Draft.objects.values()))
    client.post(NEW, _form(title="Harvest", body="I begin."))
    assert not Draft.objects.exists()


def test_a_newcomer_is_told_that_her_post_waits(
    member: Person, participant: Participant, sign_in: SignIn
) -> None:
    Space.objects.update(held_first=1)
    page = sign_in(member).post(NEW, _form(title="Harvest"), follow=True).content.decode()
    assert "A moderator reads your first posts here before others do." in page
    assert Post.objects.get().state == Post.State.HELD


def test_nobody_writes_where_she_has_no_place(
    other_member: Person, participant: Participant, reader: Client, sign_in: SignIn
) -> None:
    thread = making.post(participant).thread
    for address in (NEW, f"/en/forum/t/{thread.uid}/write/"):
        assert sign_in(other_member).post(address, _form(title="Harvest")).status_code == 404
        refused = reader.post(address, _form(title="Harvest"))
        assert refused.status_code == 403
        assert "The plums are ripe." in refused.content.decode()  # given back: her session may have ended
    assert Post.objects.count() == 1


def test_an_author_changes_and_takes_back_and_nobody_else_does(
    member: Person, participant: Participant, other_participant: Participant, sign_in: SignIn
) -> None:
    post = making.post(participant)
    client, others = sign_in(member), sign_in(other_participant.person)
    for word in ("edit", "withdraw"):
        assert others.get(f"/en/forum/p/{post.uid}/{word}/").status_code == 404
        assert others.post(f"/en/forum/p/{post.uid}/{word}/", {"body": "No."}).status_code == 404
    assert "The plums are ripe." in client.get(f"/en/forum/p/{post.uid}/edit/").content.decode()
    warned = client.post(f"/en/forum/p/{post.uid}/edit/", {"body": "me@example.org", "do": "post"})
    assert "me@example.org" in warned.content.decode().split("<textarea")[1]
    assert read_post(Post.objects.get()).body == "The plums are ripe."
    client.post(f"/en/forum/p/{post.uid}/edit/", {"body": "The figs are ripe.", "do": "post"})
    assert read_post(Post.objects.get()).body == "The figs are ripe."
    assert client.get(f"/en/forum/p/{post.uid}/withdraw/").status_code == 200
    assert client.post(f"/en/forum/p/{post.uid}/withdraw/")["Location"] == "/en/forum/the-garden/"
    assert not Post.objects.exists()


def test_a_member_takes_a_place_under_a_name_of_this_space(
    member: Person, other_participant: Participant, sign_in: SignIn
) -> None:
    client, address = sign_in(member), "/en/forum/the-garden/join/"
    offered = re.findall(r'name="offered" value="([^"]+)"', client.get(address).content.decode())
    assert len(offered) == 3
    for wrong in ("red CLOVER", "x", "0612345678", "me@example.org", ""):
        answer = client.post(address, {"name": wrong})
        assert answer.status_code == 422
        assert wrong in answer.content.decode()
    assert Participant.objects.count() == 1
    assert client.post(address, {"offered": offered[0]}).status_code == 302
    place = Participant.objects.get(person=member)
    assert name_in(place) == offered[0]
    assert client.get(address).status_code == 302


def test_a_closed_group_lets_in_whom_a_moderator_invited(
    member: Person, other_member: Person, sign_in: SignIn
) -> None:
    space, other = making.space("Den", "cohort"), making.space("Cave", "cohort")
    making.moderator(member, space)
    page = sign_in(member).get("/en/forum/den/invite/").content.decode()
    code = _field(page, "address") if 'name="address"' in page else re.findall(r"code=([^\"]+)", page)[0]
    client = sign_in(other_member)
    assert client.get("/en/forum/den/join/").status_code == 404
    assert client.get("/en/forum/den/invite/").status_code == 404
    wrong = inviting.new_code(other)
    assert client.post(f"/en/forum/den/join/?code={wrong}", {"name": "Moss"}).status_code == 404
    assert Participant.objects.count() == 1
    assert client.post(f"/en/forum/den/join/?code={code}", {"name": "Moss"}).status_code == 302
    assert client.get("/en/forum/den/").status_code == 200
    outsider = cast.member("Owl")
    outsider.membership.state = "suspended"
    outsider.membership.save()
    assert sign_in(outsider).get(f"/en/forum/den/join/?code={code}").status_code == 404


def test_a_participant_settles_and_leaves(member: Person, participant: Participant, sign_in: SignIn) -> None:
    client, address = sign_in(member), "/en/forum/the-garden/place/"
    sent = {"delivery": "weekly", "hour": "18", "paused_until": "2027-01-31"}
    assert client.post(address, sent | {"hour": "24"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    place = Participant.objects.get()
    assert (place.delivery, place.hour, place.is_neutral, str(place.paused_until)) == (
        "weekly", 18, False, "2027-01-31",
    )  # fmt: skip
    making.post(participant)
    assert client.post("/en/forum/the-garden/leave/", {"words": "delete"}).status_code == 302
    assert not Participant.objects.exists()
    assert not Post.objects.exists()
