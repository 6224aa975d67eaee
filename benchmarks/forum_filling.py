"""Fills a forum quickly, by the room's own sealing: members, places in a space, threads with their posts.

Words are made up, by Zipf's law, so that searches meet common and rare ones: the same every time.
"""

import random
from collections.abc import Sequence
from typing import Any

AUTHORS, PART = 100, 2_000
_LETTERS, _VOWELS = "bcdfghklmnprstvz", "aeiou"


def make_members(number: int) -> list[Any]:
    """Make so many active members with confirmed addresses."""
    from whrin.people.addresses import label_of
    from whrin.people.keys import new_key, seal_with, wrap
    from whrin.people.marks import mark_of_address
    from whrin.people.models import Address, DataKey, Membership, Person

    people = Person.objects.bulk_create([Person(username=f"~{place}") for place in range(number)])
    keys, addresses = [], []
    for place, person in enumerate(people):
        key, address = new_key(), f"member{place}@her.example"
        keys.append(DataKey(person=person, wrapped=wrap(key)))
        sealed = seal_with(key, address, label=label_of(person))
        addresses.append(
            Address(person=person, sealed=sealed, mark=mark_of_address(address), is_confirmed=True)
        )
    DataKey.objects.bulk_create(keys)
    Address.objects.bulk_create(addresses)
    active = Membership.State.ACTIVE
    Membership.objects.bulk_create([Membership(person=person, state=active) for person in people])
    return people


def make_places(people: Sequence[Any], space: Any, **fields: Any) -> list[Any]:
    """Give each of them a place in a space."""
    from whrin.forum.models import Participant
    from whrin.forum.models.spaces import new_uid
    from whrin.forum.names import mark_in
    from whrin.forum.sealing import seal_name

    places = []
    for number, person in enumerate(people):
        name = f"Grey Heron {number}"
        place = Participant(uid=new_uid(), space=space, person=person, mark=mark_in(space, name), **fields)
        place.sealed_name = seal_name(place, name)
        places.append(place)
    return Participant.objects.bulk_create(places)


class Words:
    """A vocabulary of 20,000 words: the r-th is about r times rarer than the first."""

    def __init__(self) -> None:
        self.chance = random.Random(20261122)
        made: dict[str, None] = {}
        while len(made) < 20_000:
            syllables = self.chance.choice((2, 3, 3, 4))
            made[
                "".join(self.chance.choice(_LETTERS) + self.chance.choice(_VOWELS) for _ in range(syllables))
            ] = None
        self.all = list(made)

    def text(self, length: int) -> str:
        """Return so many words."""
        size, chance = len(self.all), self.chance.random
        return " ".join(self.all[int(size ** chance()) - 1] for _word in range(length))


def make_threads(space: Any, authors: Sequence[Any], words: Words, *, threads: int, posts: int) -> None:
    """Add threads with so many posts each, all published and found by the search."""
    from whrin.forum.models import Post, Thread
    from whrin.forum.models.spaces import new_uid
    from whrin.forum.sealing import Words as Said
    from whrin.forum.sealing import seal_post, seal_title
    from whrin.forum.shelf import index_anew

    made = []
    for _number in range(threads):
        thread = Thread(
            uid=new_uid(), space=space, author=words.chance.choice(authors), posts_published=posts
        )
        thread.sealed_title = seal_title(thread, words.text(5))
        made.append(thread)
    said = []
    for thread in Thread.objects.bulk_create(made, batch_size=PART):
        for number in range(1, posts + 1):
            author = thread.author if number == 1 else words.chance.choice(authors)
            post = Post(uid=new_uid(), thread=thread, author=author, number=number)
            post.sealed = seal_post(post, Said(words.text(40)))
            said.append(post)
    for first in range(0, len(said), PART):
        part = Post.objects.bulk_create(said[first : first + PART])
        for post in part:
            post.thread.last = max(post.thread.last, post.pk)
        index_anew(post.uid for post in part)
    Thread.objects.bulk_update(made, ["last"], batch_size=PART)
