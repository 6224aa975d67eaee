"""Fills in a form by lot. Whatever can be written says that it is a sample."""

import datetime
import random
from collections.abc import Iterable

from whrin.kit.days import today
from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Control, Group, Question, Repeat, ValueKind
from whrin.surveys.xform.growing import nodes_beside
from whrin.surveys.xpath import Node

_WORDS = "Sample answer"
#: How often, out of ten, a question is left out that may be.
_LEFT_OUT = 1
_MOST_CHOICES, _MOST_ROUNDS = 3, 2
_DAYS = 365


def answered_by_lot(session: Session, lot: random.Random) -> None:
    """Answer what a filling in asks, in its order; what the form refuses is left out."""
    _through(session, lot, session.form.body, session.root.children[0])


def _through(session: Session, lot: random.Random, controls: Iterable[Control], here: Node) -> None:
    for control in controls:
        if isinstance(control, Question):
            _ask(session, lot, control, here)
        elif isinstance(control, Group):
            node = nodes_beside(here, control.path)[0] if control.path else here
            if node.relevant:
                _through(session, lot, control.children, node)
        else:
            _rounds(session, lot, control, nodes_beside(here, control.path.rpartition("/")[0])[0])


def _rounds(session: Session, lot: random.Random, repeat: Repeat, parent: Node) -> None:
    wanted, name = lot.randint(1, _MOST_ROUNDS), repeat.path.rpartition("/")[2]
    while repeat.count is None and sum(child.name == name for child in parent.children) < wanted:
        session.add(repeat.path, parent)
    for node in [child for child in parent.children if child.name == name]:
        if node.relevant:
            _through(session, lot, repeat.children, node)


def _ask(session: Session, lot: random.Random, question: Question, here: Node) -> None:
    node = nodes_beside(here, question.path)[0]
    if not node.relevant or session.is_readonly(node):
        return
    if lot.randint(1, 10) > _LEFT_OUT or session.is_required(node):
        said = _said(session, lot, question, node)
        if session.answer(node, said) and question.control == "select":
            # Several that may not stand together: the first of them alone.
            session.answer(node, said.partition(" ")[0])


def _said(session: Session, lot: random.Random, question: Question, node: Node) -> str:
    if question.control == "trigger":
        return "OK"
    if question.control in {"select1", "select"}:
        values = [offer.value for offer in session.choices(question, node)]
        most = _MOST_CHOICES if question.control == "select" else 1
        return " ".join(lot.sample(values, min(len(values), lot.randint(1, most))))
    if session.bind(node).kind == ValueKind.DATE:
        return str(today() - datetime.timedelta(days=lot.randint(1, _DAYS)))
    return _WORDS if session.bind(node).kind == ValueKind.TEXT else ""
