"""Two sample spaces with a few posts of sample members, plainly marked as such."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from whrin.forum.actions import join_space, make_space, name_moderator, write_post
from whrin.forum.models import Participant, Space
from whrin.forum.polls import Wanted
from whrin.people.marks import stand_in_for
from whrin.people.models import Person
from whrin.people.samples import MEMBERS, MODERATOR

_HELD_FIRST = 3
_FIELDS = ("slug", "name", "purpose", "rules", "language", "access", "list_name")


def load(folder: Path, by: Person | None = None, progress: Callable[[int, int], None] | None = None) -> int:
    """Make the spaces of `folder`/forum.json that are not there yet; return how many.

    A sample member who has been deleted stays away, and what she would have said is left out.
    """
    described = json.loads((folder / "forum.json").read_text(encoding="utf-8"))
    known = set(Space.objects.values_list("slug", flat=True))
    missing = [space for space in described if space["slug"] not in known]
    people = {person.username: person for person in Person.objects.filter(username__in=_stand_ins())}
    members = {name: people[mark] for mark, name in _stand_ins().items() if mark in people}
    for done, space in enumerate(missing, start=1):
        _add(space, members, by)
        if progress:
            progress(done, len(missing))
    return len(missing)


def _stand_ins() -> dict[str, str]:
    return {stand_in_for(name): name for name in MEMBERS}


@transaction.atomic
def _add(described: Mapping[str, Any], members: Mapping[str, Person], by: Person | None) -> None:
    # The sample members wait for nobody, now and later; newcomers do, as in any space.
    space = make_space(by=by, held_first=0, **{name: described[name] for name in _FIELDS})
    names = {name: here for name, here in described["names"].items() if name in members}
    places = {name: join_space(person=members[name], space=space, name=here) for name, here in names.items()}
    for thread in described["threads"]:
        _tell(thread, places)
    if MODERATOR in places:
        name_moderator(by=by, space=space, name=names[MODERATOR])
    space.held_first = _HELD_FIRST
    space.save(update_fields=["held_first"])
    Participant.objects.filter(space=space).update(passed=_HELD_FIRST)


def _poll(described: Mapping[str, Any]) -> Wanted:
    return Wanted(tuple(described["options"]), days=described["days"])


def _tell(described: Mapping[str, Any], places: Mapping[str, Participant]) -> None:
    thread = None
    for post in described["posts"]:
        if post["by"] in places:
            said = write_post(
                by=places[post["by"]],
                thread=thread,
                title=described["title"],
                body=post["words"],
                note=post.get("note", ""),
                language=post.get("language", described["language"]),
                hides_name=post.get("hides_name", False),
                poll=_poll(post["poll"]) if "poll" in post else None,
            )
            thread = said.thread
