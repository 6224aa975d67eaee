"""Choices that stand on other answers: which were offered, and which another answer took away."""

from collections.abc import Iterable, Sequence
from html import escape

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Question
from whrin.surveys.xform.growing import nodes_at, place_of
from whrin.surveys.xform.offers import Offer
from whrin.surveys.xpath import Node
from whrin.surveys.xpath.values import to_text

from .saying import Said, said

_CHOSEN = frozenset({"select1", "select", "rank"})


def offers_of(session: Session, question: Question, node: Node) -> list[Offer]:
    """Return what a question offers now; nothing where it is no choice."""
    return session.choices(question, node) if question.control in _CHOSEN else []


class Chosen:
    """What was offered and chosen before a page is taken, wherever choices stand on other answers."""

    def __init__(self, session: Session, asked: Iterable[tuple[Question, Node, str]]) -> None:
        self._session = session
        self._offered = {
            place: {offer.value for offer in offers_of(session, question, node)}
            for question, node, place in asked
            if question in session.changing and node.relevant
        }
        self._before = {
            place_of(node): (question, node, to_text(node.value))
            for question in session.changing
            for node in nodes_at(session.root, question.path)
            if node.relevant and to_text(node.value)
        }
        #: Places whose answer was taken away.
        self.withdrawn: dict[str, tuple[Question, Node]] = {}

    def is_stale(self, question: Question, node: Node, place: str, values: Sequence[str]) -> bool:
        """Say whether what was sent was offered when the page was shown; then it is no fault of hers."""
        is_stale = bool(values) and set(values) <= self._offered.get(place, set())
        if is_stale:
            self.withdrawn[place] = (question, node)
        return is_stale

    def is_offered_anew(self, question: Question, node: Node, place: str) -> bool:
        """Say whether a question without an answer offers other choices than when the page was shown."""
        if place not in self._offered or to_text(node.value):
            return False
        offered = {offer.value for offer in offers_of(self._session, question, node)}
        return bool(offered) and offered != self._offered[place]

    def lost(self, answered: set[str]) -> list[Said]:
        """Return a sentence for each answer that another one took away; those just answered are known."""
        for place, (question, node, text) in self._before.items():
            if place not in answered and node.relevant and to_text(node.value) != text:
                self.withdrawn[place] = (question, node)
        return [self._words(question, node) for question, node in self.withdrawn.values()]

    def _words(self, question: Question, node: Node) -> Said:
        label = said(self._session.say(question.label, node), self._session.language)
        asked = format_html("<bdi>{}</bdi>", label or question.path.rpartition("/")[2])
        words = escape(_("Your answer to “%(question)s” does not fit any more. Please choose again."))
        return Said(mark_safe(words % {"question": asked}))  # noqa: S308 -- both parts are escaped
