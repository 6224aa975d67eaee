"""When a participant goes: her words stay without her, or nothing of her does."""

import datetime

import time_machine
from django.db import connection

from tests import cast
from tests.forum import making
from whrin.forum.actions import keep_draft, leave_space, react, set_bookmark
from whrin.forum.actions.expiring import forget_what_is_old
from whrin.forum.exporting import export_of
from whrin.forum.models import Draft, Participant, Post, Thread
from whrin.forum.sealing import Begun, name_in, read_post, title_of
from whrin.people.leaving import detachings, erasures, exports
from whrin.people.models import Person

#: What becomes of her words.
GOES, STAYS = False, True


def test_who_leaves_may_let_her_words_stand_without_her(
    participant: Participant, other_participant: Participant
) -> None:
    post = making.post(participant, "Plant in March.", note="soil")
    making.post(other_participant, "I will.", thread=post.thread)
    participant.space.held_first = 9
    making.post(participant, "Not yet read by anybody.")
    leave_space(by=participant)
    left = Post.objects.select_related("thread__space").get(number=1)
    assert (left.author, read_post(left).body, read_post(left).note) == (None, "Plant in March.", "soil")
    assert title_of(Thread.objects.get()) == "Harvest"
    assert list(Participant.objects.all()) == [other_participant]
    participant.person.data_key.delete()
    assert read_post(Post.objects.select_related("thread__space").get(number=1)).body == "Plant in March."


def test_who_leaves_may_take_her_words_along(
    participant: Participant, other_participant: Participant
) -> None:
    post = making.post(participant, "Plant in March.")
    answer = making.post(other_participant, "> Plant in March.\nI will.", thread=post.thread)
    making.post(participant, "Alone.")
    leave_space(by=participant, keeps_words=False)
    assert [left.pk for left in Post.objects.all()] == [answer.pk]
    assert "March" not in read_post(Post.objects.get()).body
    assert (title_of(Thread.objects.get()), Thread.objects.get().posts_published) == ("", 1)


def test_a_deleted_account_leaves_nothing_in_the_forum(
    participant: Participant, other_participant: Participant
) -> None:
    person = participant.person
    post = making.post(participant, "Plant in March.")
    answer = making.post(
        other_participant, "> Plant in March.\nI will, @Wild Mint.", thread=post.thread, answers=post
    )
    react(by=participant, post=answer, kind="thanks")
    set_bookmark(by=participant, post=answer, is_set=True)
    keep_draft(by=participant, thread=None, begun=Begun("Half"))
    person.data_key.delete()
    erasures()["forum"](Person.objects.get(pk=person.pk), GOES)
    erasures()["forum"](Person.objects.get(pk=person.pk), GOES)
    assert not hasattr(Person.objects.get(pk=person.pk), "data_key")
    assert [left.pk for left in Post.objects.all()] == [answer.pk]
    assert "March" not in read_post(Post.objects.get()).body
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith("forum_"):
                cursor.execute(f'SELECT * FROM "{table}"')
                assert participant.uid not in str(cursor.fetchall())


def test_a_deleted_account_may_leave_its_words(participant: Participant) -> None:
    person = participant.person
    making.post(participant, "Plant in March.")
    detachings()["forum"](person)
    person.data_key.delete()
    erasures()["forum"](Person.objects.get(pk=person.pk), STAYS)
    left = Post.objects.select_related("thread__space").get()
    assert (read_post(left).body, title_of(left.thread)) == ("Plant in March.", "Harvest")


def test_her_export_holds_all_she_said(participant: Participant) -> None:
    making.post(participant, "Plant in March.")
    keep_draft(by=participant, thread=None, begun=Begun("Half"))
    elsewhere = making.participant(participant.person, making.space("Back yard"), "Reed")
    assert exports()["forum"] is export_of
    exported = export_of(participant.person)
    assert [place["name"] for place in exported] == [name_in(elsewhere), "Wild Mint"]
    assert "Plant in March." in str(exported[1]["posts"])
    assert "Half" in str(exported[1]["drafts"])


def test_quiet_threads_go_when_a_space_wants_it(participant: Participant) -> None:
    space = participant.space
    thread = making.post(participant).thread
    keep_draft(by=participant, thread=thread, begun=Begun(body="Half"))
    now = datetime.datetime.now(datetime.UTC)
    with time_machine.travel(now + datetime.timedelta(days=200), tick=False):
        forget_what_is_old()
        assert Thread.objects.exists()
        assert not Draft.objects.exists()
        space.months_kept = 6
        space.save()
        making.post(making.participant(cast.member("Owl"), space, "Owl"), "New.")
        forget_what_is_old()
        forget_what_is_old()
    assert [title_of(left) for left in Thread.objects.all()] == ["Harvest"]
    assert not Thread.objects.filter(pk=thread.pk).exists()
