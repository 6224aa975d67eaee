"""What moderators do about posts, and what authors and readers may ask of them."""

import datetime

import pytest

from tests import cast
from tests.forum import making
from whrin.forum import moderating
from whrin.forum.actions import change_space, edit_post, keep_draft, write_post
from whrin.forum.hooks import _after_publishing, register_after_publishing
from whrin.forum.models import Claim, Draft, Entry, Participant, Post, PostAppeal, Report, Space
from whrin.forum.moderating import CannotModerate, DoneAlready, NoReason, NotYours
from whrin.forum.moderation_queries import word_of
from whrin.forum.moderation_quotes import Quoted
from whrin.forum.quoting import CUT
from whrin.forum.sealing import Begun, read_draft, read_post, title_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(space: Space, participant: Participant) -> Post:
    """A newcomer's post that waits."""
    space.held_first = 3
    space.save()
    participant.space = space
    return making.post(participant)


def space_opened(space: Space) -> Space:
    space.access = Space.Access.OPEN
    return space


def verbs(space: Space) -> list[str]:
    return list(Entry.objects.filter(space=space).order_by("pk").values_list("verb", flat=True))


def state(post: Post) -> str:
    return str(Post.objects.get(pk=post.pk).state)


def test_a_moderator_can_let_a_held_post_through(held: Post, nino: Participant) -> None:
    told: list[str] = []
    register_after_publishing(lambda post: told.append(post.uid))
    try:
        moderating.pass_post(by=nino, post=held)
    finally:
        _after_publishing.pop()
    assert (state(held), told) == ("published", [held.uid])
    held.thread.refresh_from_db()
    assert held.thread.posts_published == 1
    assert Participant.objects.get(pk=held.author_id).passed == 1
    assert verbs(held.thread.space) == ["pass"]


def test_a_moderator_who_refuses_a_post_gives_the_author_a_reason(held: Post, nino: Participant) -> None:
    with pytest.raises(NoReason):
        moderating.refuse_post(by=nino, post=held, reason=" \n ")
    assert (state(held), verbs(held.thread.space)) == ("held", [])
    moderating.refuse_post(by=nino, post=held, reason="Rule 2: no names of others.")
    post = Post.objects.get(pk=held.pk)
    assert (post.state, word_of(post)) == ("refused", "Rule 2: no names of others.")
    assert "Rule 2" not in post.word
    assert verbs(post.thread.space) == ["refuse"]


def test_of_two_moderators_one_comes_second(held: Post, nino: Participant, tamar: Participant) -> None:
    moderating.pass_post(by=nino, post=held)
    for act in (moderating.pass_post, moderating.dismiss_reports):
        with pytest.raises(DoneAlready):
            act(by=tamar, post=held)
    with pytest.raises(DoneAlready):
        moderating.refuse_post(by=tamar, post=held, reason="No.")
    assert verbs(held.thread.space) == ["pass"]


def test_nobody_else_can_moderate(
    held: Post, participant: Participant, other_participant: Participant
) -> None:
    elsewhere = making.moderator(cast.member("Elene"), making.space("The well"))
    for by in (participant, other_participant, elsewhere):
        with pytest.raises(NotYours):
            moderating.pass_post(by=by, post=held)
        with pytest.raises(NotYours):
            moderating.claim(by=by, post=held)
    assert state(held) == "held"
    assert not Entry.objects.exists()
    assert not Claim.objects.exists()


def test_a_moderator_cannot_decide_about_her_own_post(nino: Participant) -> None:
    post = making.post(nino)
    with pytest.raises(NotYours):
        moderating.remove_post(by=nino, post=post, reason="Mine.")
    assert state(post) == "published"


def test_a_claim_keeps_another_away_for_a_day(held: Post, nino: Participant, tamar: Participant) -> None:
    made = moderating.claim(by=nino, post=held)
    with pytest.raises(DoneAlready):
        moderating.claim(by=tamar, post=held)
    made.day -= datetime.timedelta(days=2)
    made.save()
    assert moderating.claim(by=tamar, post=held).by == tamar
    moderating.give_back(by=nino, post=held)
    assert Claim.objects.get().by == tamar
    moderating.give_back(by=tamar, post=held)
    assert not Claim.objects.exists()


def test_a_claim_does_not_stop_another_from_acting_in_need(
    held: Post, nino: Participant, tamar: Participant
) -> None:
    moderating.claim(by=nino, post=held)
    moderating.refuse_post(by=tamar, post=held, reason="A threat.")
    assert state(held) == "refused"
    assert not Claim.objects.exists()


def test_a_removed_post_goes_with_all_that_quotes_it(
    space: Space, participant: Participant, other_participant: Participant, nino: Participant
) -> None:
    bad = making.post(participant, "Mariam lives in Green Street\nwith her brother.\n\nOK")
    thread = bad.thread
    answer = making.post(
        other_participant, "> Mariam lives in\n> Green Street\n> with her brother.\nDo not say so!\n> OK",
        thread=thread, title="", trimmed="On Monday she wrote:\n> Mariam lives in Green Street",
    )  # fmt: skip
    afar = making.post(other_participant, "> > Mariam lives in Green Street\nHave you seen?\n> OK")
    before = making.post(nino, "First")
    earlier = Post.objects.get(pk=answer.pk)
    keep_draft(by=nino, thread=None, begun=Begun("", "> with her brother.\nI think", ""))
    edit_post(by=nino, post=before, body="> Mariam lives in Green Street")

    moderating.remove_post(by=nino, post=bad, reason="It tells where somebody lives.")

    assert read_post(Post.objects.get(pk=earlier.pk)).body == f"{CUT}\nDo not say so!\n{CUT}"
    assert read_post(Post.objects.get(pk=answer.pk)).trimmed == ""
    # "OK" is said everywhere: in another thread so short a line is nobody's quote.
    assert read_post(Post.objects.get(pk=afar.pk)).body == f"{CUT}\nHave you seen?\n> OK"
    assert read_post(Post.objects.get(pk=before.pk)).body == CUT
    assert read_draft(Draft.objects.select_related("by__person").get()).body == f"{CUT}\nI think"
    thread.refresh_from_db()
    assert (state(bad), thread.posts_published) == ("removed", 1)
    assert verbs(space) == ["remove"]


def test_quotes_in_another_space_are_left_alone(
    participant: Participant, nino: Participant, member: object
) -> None:
    bad = making.post(participant, "Mariam lives in Green Street")
    elsewhere = making.participant(cast.member("Elene"), making.space("The well"))
    other = making.post(elsewhere, "> Mariam lives in Green Street")
    moderating.remove_post(by=nino, post=bad, reason="No.")
    assert read_post(Post.objects.get(pk=other.pk)).body == "> Mariam lives in Green Street"


def test_the_title_goes_when_the_moderator_says_so(participant: Participant, nino: Participant) -> None:
    kept, lost = making.post(participant, title="Kept"), making.post(participant, title="Lost")
    moderating.remove_post(by=nino, post=kept, reason="No.")
    moderating.remove_post(by=nino, post=lost, reason="No.", with_title=True)
    for post, title in ((kept, "Kept"), (lost, "")):
        post.thread.refresh_from_db()
        assert title_of(post.thread) == title


def test_a_participant_reports_once_and_removing_closes_all_reports(
    participant: Participant, other_participant: Participant, nino: Participant
) -> None:
    post = making.post(participant)
    report = moderating.report_post(by=other_participant, post=post, category="outing", words="My street!")
    again = moderating.report_post(by=other_participant, post=post, category="spam")
    assert again == report
    assert "street" not in report.sealed_words
    moderating.remove_post(by=nino, post=post, reason="It tells who somebody is.")
    report.refresh_from_db()
    assert (report.state, report.closed_on) == (
        Report.State.UPHELD,
        datetime.datetime.now(datetime.UTC).date(),
    )


def test_a_moderator_can_let_a_reported_post_stay(
    participant: Participant, other_participant: Participant, nino: Participant
) -> None:
    post = making.post(participant)
    moderating.report_post(by=other_participant, post=post, category="other")
    moderating.dismiss_reports(by=nino, post=post)
    assert (state(post), Report.objects.get().state) == ("published", "dismissed")
    assert verbs(post.thread.space) == ["dismiss"]


def test_another_moderator_answers_an_appeal_and_the_post_is_back(
    participant: Participant, nino: Participant, tamar: Participant
) -> None:
    post = making.post(participant)
    moderating.remove_post(by=nino, post=post, reason="Off topic.")
    post.refresh_from_db()
    asked = moderating.appeal(by=participant, post=post, words="It is not.")
    assert asked.removed_by == nino
    with pytest.raises(DoneAlready):
        moderating.appeal(by=participant, post=post, words="Again!")
    with pytest.raises(NotYours):
        moderating.answer_appeal(by=nino, post=post, restores=True)
    assert state(post) == "removed"
    moderating.answer_appeal(by=tamar, post=post, restores=True)
    post.refresh_from_db()
    assert (post.state, word_of(post)) == ("published", "")
    assert read_post(post).body == "The plums are ripe."
    assert verbs(post.thread.space) == ["remove", "restore"]


def test_what_visitors_never_saw_is_not_shown_to_them_on_appeal(
    space: Space, participant: Participant, nino: Participant, tamar: Participant
) -> None:
    post = making.post(participant)
    change_space(by=cast.coordinator(), space=space_opened(space))
    moderating.remove_post(by=nino, post=post, reason="No.")
    post.refresh_from_db()
    moderating.appeal(by=participant, post=post, words="Why?")
    moderating.answer_appeal(by=tamar, post=post, restores=True)
    post.thread.refresh_from_db()
    assert (post.thread.posts_published, post.thread.is_public) == (1, False)


def test_an_appeal_that_fails_is_answered_in_words(
    held: Post, participant: Participant, nino: Participant, tamar: Participant
) -> None:
    moderating.refuse_post(by=nino, post=held, reason="Off topic.")
    held.refresh_from_db()
    moderating.appeal(by=participant, post=held, words="It is not.")
    with pytest.raises(NoReason):
        moderating.answer_appeal(by=tamar, post=held, restores=False)
    moderating.answer_appeal(by=tamar, post=held, restores=False, answer="It is, sorry.")
    assert state(held) == "refused"
    assert verbs(held.thread.space) == ["refuse", "uphold"]


def test_only_the_author_appeals_and_only_about_what_is_not_shown(
    participant: Participant, other_participant: Participant, nino: Participant
) -> None:
    post = making.post(participant)
    with pytest.raises(NotYours):
        moderating.appeal(by=participant, post=post, words="Hm.")
    moderating.remove_post(by=nino, post=post, reason="No.")
    post.refresh_from_db()
    with pytest.raises(NotYours):
        moderating.appeal(by=other_participant, post=post, words="Let it be.")
    assert not PostAppeal.objects.exists()


def test_a_post_withdrawn_meanwhile_is_dealt_with(participant: Participant, nino: Participant) -> None:
    post = making.post(participant)
    Post.objects.filter(pk=post.pk).delete()
    with pytest.raises(CannotModerate):
        moderating.remove_post(by=nino, post=post, reason="No.")


def test_removing_leaves_a_thread_writable(participant: Participant, nino: Participant) -> None:
    post = making.post(participant)
    moderating.remove_post(by=nino, post=post, reason="No.")
    answer = write_post(by=participant, thread=post.thread, body="Again, better.")
    assert answer.number == 2


def test_what_quotes_nothing_stays_to_the_letter() -> None:
    text = "One\u2028two\n> three\n"
    assert Quoted(["Something else"]).cut(text) == text
    assert Quoted(["three"]).cut(text) == f"One\ntwo\n{CUT}"
