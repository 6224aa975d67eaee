"""What the list of spaces and the page of one space show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from whrin.forum.models import Participant, Space, Thread
from whrin.forum.queries import last_page_of, spaces_for, threads_for
from whrin.forum.rules import Asker, is_moderator, may_join, may_write
from whrin.forum.sealing import name_in, open_keys
from whrin.forum.thread_page import shown_title
from whrin.kit.edition import kept_for_an_edition
from whrin.kit.languages import direction_of
from whrin.mailing.addresses import at_domain
from whrin.people.models import Person

SIZE = 20


@dataclass(frozen=True)
class SpaceLine:
    """A space in the list. `name`: hers there, empty when she has no place."""

    slug: str
    title: str
    purpose: str
    language: str
    direction: str
    access: str
    name: str


@dataclass(frozen=True)
class ThreadLine:
    """A thread in a list. `posts`: how many are published; none while it waits."""

    uid: str
    title: str
    language: str
    direction: str
    posts: int
    day: str


@dataclass(frozen=True)
class SpacePage:
    """The page of a space, for one reader. `list_address`: where she may write by letter; empty without."""

    space: Space
    direction: str
    threads: Sequence[ThreadLine]
    page: int
    last: int
    name: str
    list_address: str
    may_join: bool
    may_write: bool
    moderates: bool
    is_open: bool


def space_lines(person: Asker) -> list[SpaceLine]:
    """Return the spaces a person may know of, with her name in those where she has a place."""
    places = {}
    if isinstance(person, Person):
        places = {place.space_id: place for place in Participant.objects.filter(person=person)}
        for place in places.values():
            place.person = person
    return [
        SpaceLine(
            slug=space.slug,
            title=space.name,
            purpose=space.purpose,
            language=space.language,
            direction=direction_of(space.language),
            access=space.get_access_display(),
            name=name_in(places[space.pk]) if space.pk in places else "",
        )
        for space in spaces_for(person)
    ]


def thread_lines(threads: Sequence[Thread], space: Space) -> list[ThreadLine]:
    """Return threads of a space as lines. Their authors' people must be at hand."""
    open_keys([thread.author for thread in threads])
    lines = []
    for thread in threads:
        thread.space = space
        lines.append(
            ThreadLine(
                uid=thread.uid,
                title=shown_title(thread),
                language=thread.language,
                direction=direction_of(thread.language),
                posts=thread.posts_published,
                day=thread.day.isoformat(),
            )
        )
    return lines


def space_page(person: Asker, space: Space, place: Participant | None, page: int) -> SpacePage:
    """Return a page of a space that has passed the gate. Raises `NotThere` beyond the last."""
    threads = threads_for(person, space, place)
    last = last_page_of(threads.count(), SIZE, page)
    # Which they are is asked first: authors of those that are passed over are not looked for.
    here = Thread.objects.filter(pk__in=threads.values("pk")[(page - 1) * SIZE : page * SIZE])
    return SpacePage(
        space=space,
        direction=direction_of(space.language),
        threads=thread_lines(list(here.select_related("author__person")), space),
        page=page,
        last=last,
        name=name_in(place) if place else "",
        list_address=_list_address(space) if place else "",
        may_join=place is None and may_join(person, space),
        may_write=place is not None and may_write(place) and (not space.is_frozen or is_moderator(place)),
        moderates=is_moderator(place),
        is_open=space.access == Space.Access.OPEN,
    )


def _list_address(space: Space) -> str:
    return at_domain(space.list_name) if space.list_name and settings.WHRIN_MAIL_DOMAIN else ""


@kept_for_an_edition
def has_something_to_show() -> bool:
    """Say whether a visitor who follows a link to the forum finds something to read."""
    public = Thread.objects.filter(is_public=True, posts_published__gt=0)
    return public.filter(space__access=Space.Access.OPEN).exists()
