"""One post to many readers: asked for together, the same for each as if it were made for her alone."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from tests import cast
from tests.forum import making
from tests.forum.mail import listener
from whrin.forum import thread_page
from whrin.forum.addresses import address_of, addresses_of
from whrin.forum.letters import compose_posts
from whrin.forum.models import Participant, Post, Space


@pytest.mark.parametrize("readers", [1, 3])
def test_a_post_is_composed_for_three_readers_with_the_questions_of_one(
    garden: Space, author: Participant, readers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [listener(garden, f"Leaf {n}", email=f"leaf{n}@x.example").person for n in range(readers)]
    post = making.post(author)
    with django_assert_num_queries(6):
        letters = compose_posts(post.uid, people)
    assert sorted(letters) == [person.pk for person in people]
    assert len(set(map(id, letters.values()))) == 1, "all share one, which is encoded once"


def test_each_reader_is_led_to_the_page_on_which_she_finds_the_post(
    garden: Space, author: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thread_page, "SIZE", 2)
    reader = listener(garden)
    moderator = making.moderator(cast.member("Nino"), garden)
    thread = making.post(author).thread
    held = making.post(author, thread=thread)
    Post.objects.filter(pk=held.pk).update(state=Post.State.HELD)
    post = making.post(moderator, thread=thread)
    found = addresses_of(post, [reader, author, moderator])
    for place in (reader, author, moderator):
        assert found[place.pk] == address_of(post, place)
    assert found[reader.pk] != found[author.pk] == found[moderator.pk]
