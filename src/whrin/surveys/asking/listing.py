"""Pages that list the instances of a repeat: add, remove, and go on when each is finished."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from whrin.design.measures import number_in_words
from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Repeat, ValueKind
from whrin.surveys.xform.growing import leaves, place_of
from whrin.surveys.xform.kinds import written_value
from whrin.surveys.xpath import Node

from .plan import Page, asked_on, instances_of, pages_of
from .saying import Said, ours
from .taken import Taken
from .ways import is_blank, leads, list_key
from .widgets import is_shown_only

#: Instances of one repeat that can be added by hand.
MOST_INSTANCES = 200


def take_list(session: Session, page: Page, act: str, about: str) -> Taken:
    """Take what was pressed on a page that lists instances, or that an instance is to be removed."""
    if act == "add" and page.repeat is not None:
        return _added(session, page, page.repeat)
    if act in {"remove", "removed"}:
        return _removed(session, page, act, about)
    if act == "language" and about in session.form.languages:
        session.language = about
    if act == "next":
        unfinished = tuple(_unfinished(session, page))
        if unfinished:
            return Taken(act, go=page.key, is_again=True, told=unfinished)
    return Taken(act, about, go=leads(session, page, act, about), is_again=act in {"update", "language"})


def _added(session: Session, page: Page, repeat: Repeat) -> Taken:
    there = instances_of(repeat, page.within)
    if there and is_blank(session, there[-1]):
        node = there[-1]
    elif len(there) >= MOST_INSTANCES:
        words = ngettext(
            "There can be %(most)s entry at most.", "There can be %(most)s entries at most.", MOST_INSTANCES
        )
        return Taken(
            "add",
            go=page.key,
            is_again=True,
            told=(ours(words % {"most": number_in_words(MOST_INSTANCES)}),),
        )
    else:
        node = session.add(repeat.path, page.within)
    inside = (other.key for other in pages_of(session) if any(one is node for one in other.instances))
    return Taken("add", go=next(inside, page.key))


def _removed(session: Session, page: Page, act: str, about: str) -> Taken:
    node = _instance(page, about)
    if node is None:
        return Taken(act, go=page.key)
    if act == "remove":
        return Taken(act, about, go=page.key, is_again=True, asks=place_of(node))
    gone = tuple(
        written_value(leaf.value, ValueKind.FILE)
        for leaf in leaves(node)
        if session.bind(leaf).kind is ValueKind.FILE and leaf.value
    )
    key = list_key(node)
    session.remove(node)
    return Taken(act, about, go=key, gone=gone)


def _instance(page: Page, place: str) -> Node | None:
    mine = instances_of(page.repeat, page.within) if page.repeat is not None else list(page.instances)
    return next((node for node in mine if place_of(node) == place), None)


def _unfinished(session: Session, page: Page) -> Iterator[Said]:
    """Yield a sentence for each instance in which something is missing or wrong."""
    mine = instances_of(page.repeat, page.within) if page.repeat is not None else []
    pages = pages_of(session)
    for count, instance in enumerate(mine, start=1):
        asked = (
            node
            for other in pages
            if any(one is instance for one in other.instances)
            for question, node in asked_on(other)
            if not is_shown_only(session, question, node)
        )
        if session.faults(asked):
            yield ours(
                _("Entry %(number)s is not finished. Please change or remove it.")
                % {"number": number_in_words(count)}
            )
