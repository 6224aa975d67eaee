"""A deletion that was cut short: her key is gone, her rows are not yet. Nobody's page breaks over it."""

import pytest
from django.urls import reverse

from tests import cast
from tests.forum import making
from whrin.forum.actions import set_bookmark, withdraw_post
from whrin.forum.digests import compose_digest
from whrin.forum.exporting import export_of
from whrin.forum.letters import compose_post
from whrin.forum.models import NameRequest, Participant, Post, Space
from whrin.forum.moderating import claim, report_post
from whrin.forum.moderating_names import ask_name
from whrin.forum.moderating_spaces import silence
from whrin.forum.quoting import CUT
from whrin.forum.sealing import read_post
from whrin.people.actions import finish_deletions
from whrin.people.models import DataKey, Person


def cut_short(*people: Person) -> None:
    DataKey.objects.filter(person__in=people).delete()
    Person.objects.filter(pk__in=[person.pk for person in people]).update(is_active=False)


@pytest.fixture
def gone(participant: Participant, other_participant: Participant, space: Space) -> Participant:
    """Red Clover, who talked with everybody and was named by all, and has destroyed her key."""
    fern = making.moderator(cast.member("Fern"), space)
    begun = making.post(other_participant, "The plums are ripe, as @Wild Mint knows.")
    answer = making.post(
        participant, "> The plums are ripe\n@Red Clover, I know.", thread=begun.thread, answers=begun
    )
    set_bookmark(by=participant, post=begun, is_set=True)
    set_bookmark(by=other_participant, post=answer, is_set=True)
    report_post(by=other_participant, post=answer, category="spam", words="No.")
    report_post(by=participant, post=begun, category="spam", words="No.")
    claim(by=fern, post=begun)
    silence(by=fern, participant=other_participant, is_silenced=True)
    ask_name(by=fern, participant=other_participant, reason="A threat.")
    other_participant.role = Participant.Role.MODERATOR
    other_participant.save()
    claim(by=other_participant, post=answer)
    cut_short(other_participant.person)
    return other_participant


def test_pages_that_name_her_go_on_without_her(
    gone: Participant, participant: Participant, sign_in: type[cast.SignedIn]
) -> None:
    Participant.objects.filter(pk=participant.pk).update(role=Participant.Role.MODERATOR)
    browser, slug = sign_in(participant.person), gone.space.slug
    post = Post.objects.get(author=participant)
    thread = reverse("forum:thread", args=[post.thread.uid])
    addresses = [
        thread,
        f"{thread}?quote={Post.objects.get(author=gone).uid}",
        reverse("forum:space", args=[slug]),
        reverse("forum:moderation", args=[slug]),
        *(reverse("forum:moderate", args=[found.uid]) for found in Post.objects.all()),
        *(reverse("forum:mine-of", args=[kind]) for kind in ("mentions", "bookmarks", "drafts")),
    ]
    assert {address: browser.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )
    for missing in (
        browser.get(reverse("forum:moderate_participant", args=[slug, gone.uid])),
        browser.post(
            reverse("forum:name_request", args=[slug, NameRequest.objects.get().pk]), {"do": "agree"}
        ),
    ):
        assert missing.status_code == 404


def test_letters_digests_and_exports_go_on_without_her(gone: Participant, participant: Participant) -> None:
    hers = Post.objects.get(author=gone)
    assert compose_post(hers.uid, participant.person) is None
    Participant.objects.filter(pk=participant.pk).update(delivery=Participant.Delivery.DAILY)
    letter = compose_digest(f"{participant.uid}:0:{hers.pk}", participant.person)
    assert letter is None or "plums" not in letter.text
    assert "plums are ripe" in str(export_of(participant.person)), "she keeps what she quoted until it is cut"


def test_others_can_take_their_words_back_meanwhile(gone: Participant, participant: Participant) -> None:
    withdraw_post(by=participant, post=Post.objects.get(author=participant))
    assert not Post.objects.filter(author=participant).exists()


def test_two_who_answered_each_other_are_both_gone_in_the_end(
    gone: Participant, participant: Participant
) -> None:
    fern = Participant.objects.get(role=Participant.Role.MODERATOR, person__is_active=True)
    kept = making.post(
        fern, "> The plums are ripe\nSo they are.", thread=Post.objects.get(author=gone).thread
    )
    Post.objects.filter(pk=kept.pk).update(answers=Post.objects.get(author=gone))
    Post.objects.filter(author=gone).update(answers=Post.objects.get(author=participant))
    cut_short(participant.person)
    finish_deletions()
    assert list(Participant.objects.all()) == [fern]
    assert [read_post(left).body for left in Post.objects.all()] == [f"{CUT}\nSo they are."]
