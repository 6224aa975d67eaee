"""The instances of a repeat, each in a line that tells it from the others."""

from collections.abc import Iterator
from dataclasses import dataclass

from whrin.design.measures import number_in_words
from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Question, Repeat, controls_of
from whrin.surveys.xform.growing import place_of
from whrin.surveys.xpath import Node

from .answers import answer_of, hidden_of
from .plan import Page, below, instances_of, pages_of
from .saying import Said, said
from .widgets import is_answered, is_shown_only

#: Answers that tell an instance from the others.
_TELLING = 2


@dataclass(frozen=True, slots=True)
class Line:
    """An instance of a repeat: its number, what the repeat calls it, its first answers, its first page."""

    place: str
    number: str
    label: Said | None
    answers: tuple[Said, ...]
    page: str


def lines_of(session: Session, repeat: Repeat, within: Node) -> Iterator[Line]:
    """Yield a line for each instance below a node."""
    pages = pages_of(session)
    for count, node in enumerate(instances_of(repeat, within), start=1):
        yield Line(
            place_of(node),
            number_in_words(count),
            said(session.say(repeat.label, node), session.language),
            telling(session, repeat, node),
            first_page_of(pages, node),
        )


def first_page_of(pages: list[Page], instance: Node) -> str:
    """Return the key of the first page that asks something of an instance; "" where there is none."""
    inside = (page.key for page in pages if any(node is instance for node in page.instances))
    return next(inside, "")


def telling(session: Session, repeat: Repeat, instance: Node) -> tuple[Said, ...]:
    """Return the first answers of an instance."""
    found: list[Said] = []
    for control in controls_of(repeat.children):
        if len(found) >= _TELLING:
            break
        if isinstance(control, Question):
            node = below(instance, repeat.path, control.path)
            if node is None or not node.relevant or not is_answered(node):
                continue
            if not is_shown_only(session, control, node):
                found += hidden_of(control, tuple(answer_of(session, control, node))[:1])
    return tuple(found)
