"""All answers of a filling in, in words, in the order of the form; and what is still missing or wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from whrin.design.measures import number_in_words
from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Control, Group, Question, Repeat
from whrin.surveys.xform.growing import path_of, place_of
from whrin.surveys.xpath import Node

from .answers import answer_of, hidden_of
from .naming import id_of
from .plan import asked_on, below, instances_of, pages_of
from .refusals import words_of
from .saying import Said, ours, said
from .widgets import is_shown_only


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line: a heading (`is_heading`; `depth` from 1), or a question and what was answered.

    `page`: the key of the page where it can be changed; "" where it cannot. No `answer`: there is none yet.
    """

    label: Said
    depth: int
    page: str = ""
    place: str = ""
    answer: tuple[Said, ...] = ()
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What keeps a filling in from being sent: the page, its field, the question, what is said of it."""

    page: str
    id: str
    label: Said
    words: Said


def review_of(session: Session) -> list[ReviewLine]:
    """Return a line for each heading and question that is relevant now; notes are left out."""
    pages = {place_of(node): page.key for page in pages_of(session) for _question, node in asked_on(page)}
    first = session.root.children[0]
    return list(_lines(session, session.form.body, first, pages, 1))


def unfinished(session: Session) -> list[Unfinished]:
    """Return what is missing or wrong on any page; nothing when it can be sent."""
    found = []
    for page in pages_of(session):
        for question, node in asked_on(page):
            if is_shown_only(session, question, node):
                continue
            for fault in session.faults([node]):
                label = _label(session, question, node)
                found.append(Unfinished(page.key, id_of(place_of(node)), label, words_of(session, fault)))
    return found


def _lines(
    session: Session, controls: tuple[Control, ...], within: Node, pages: dict[str, str], depth: int
) -> Iterator[ReviewLine]:
    path = path_of(within)
    for control in controls:
        if isinstance(control, Question):
            node = below(within, path, control.path)
            if node is not None and node.relevant:
                yield from _question(session, control, node, pages, depth)
        elif isinstance(control, Repeat):
            yield from _instances(session, control, within, pages, depth)
        else:
            yield from _group(session, control, within, pages, depth)


def _question(
    session: Session, question: Question, node: Node, pages: dict[str, str], depth: int
) -> Iterator[ReviewLine]:
    answer = hidden_of(question, tuple(answer_of(session, question, node)))
    is_fixed = is_shown_only(session, question, node)
    if is_fixed and not answer:
        return
    place = place_of(node)
    page = "" if is_fixed else pages.get(place, "")
    yield ReviewLine(_label(session, question, node), depth, page, place, answer)


def _group(
    session: Session, group: Group, within: Node, pages: dict[str, str], depth: int
) -> Iterator[ReviewLine]:
    node = below(within, path_of(within), group.path) if group.path else within
    if node is None or not node.relevant:
        return
    label = said(session.say(group.label, node), session.language)
    inside = list(_lines(session, group.children, node, pages, depth + (label is not None)))
    if label is not None and inside:
        yield ReviewLine(label, depth, is_heading=True)
    yield from inside


def _instances(
    session: Session, repeat: Repeat, within: Node, pages: dict[str, str], depth: int
) -> Iterator[ReviewLine]:
    parent = below(within, path_of(within), repeat.path.rpartition("/")[0])
    for number, node in enumerate(instances_of(repeat, parent) if parent else (), start=1):
        if node.relevant:
            yield ReviewLine(heading_of(session, repeat, node, number), depth, is_heading=True)
            yield from _lines(session, repeat.children, node, pages, depth + 1)


def heading_of(session: Session, repeat: Repeat, node: Node, number: int) -> Said:
    """Return what the repeat calls an instance, with its number."""
    label = said(session.say(repeat.label, node), session.language) or ours(_("Entry"))
    return Said(SafeString(f"{label.html} {number_in_words(number)}"), label.attrs)


def _label(session: Session, question: Question, node: Node) -> Said:
    label = said(session.say(question.label, node), session.language)
    return label or ours(question.path.rpartition("/")[2])
