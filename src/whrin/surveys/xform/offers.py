"""The choices that a question offers: from the form, from lists, from tables outside."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whrin.surveys.xpath import Environment, Frame, Node, references
from whrin.surveys.xpath.values import to_text

from .definition import ChoiceList, Form, Question, Wording, controls_of
from .growing import nodes_at, nodes_beside, path_of
from .names import joined
from .speaking import Spoken, spoken

if TYPE_CHECKING:
    from .session import Session


@dataclass(frozen=True, slots=True)
class Offer:
    """One choice: what is answered by it, and its label."""

    value: str
    label: Spoken


def offers(session: "Session", question: Question, node: Node) -> list[Offer]:
    """Return the choices that a question offers now."""
    frame = session.frame(node)
    if question.choice_list is None:
        return [
            Offer(choice.value, spoken(session.form, choice.label, frame, session.language))
            for choice in question.choices
        ]
    found = []
    for item in question.choice_list.nodes.nodes(frame):
        here = Frame(item, session.environment)
        found.append(
            Offer(question.choice_list.value.text(here), _label(session, question.choice_list, here))
        )
    return found


def _label(session: "Session", choices: ChoiceList, here: Frame) -> Spoken:
    """Return what a choice is called; from the form's texts with its picture and sound."""
    if choices.key is not None:
        return spoken(session.form, Wording(key=choices.key.text(here)), here, session.language)
    return Spoken("" if choices.label is None else choices.label.text(here), session.language)


def _values(session: "Session", question: Question, node: Node) -> set[str]:
    """Return the answers that a question takes now, without the labels: they would take their time."""
    frame = session.frame(node)
    if question.choice_list is None:
        return {choice.value for choice in question.choices}
    value = question.choice_list.value
    items = question.choice_list.nodes.nodes(frame)
    return {value.text(Frame(item, session.environment)) for item in items}


def questions(form: Form) -> Iterator[Question]:
    """Yield every question, in the order of the form."""
    return (control for control in controls_of(form.body) if isinstance(control, Question))


def changing(form: Form) -> list[Question]:
    """Return the questions whose choices stand on other answers."""
    return [
        question
        for question in questions(form)
        if question.choice_list is not None and references(question.choice_list.nodes.syntax, question.path)
    ]


def withdraw(session: "Session") -> set[str]:
    """Take away what was chosen and is offered no more; return the paths where that happened."""
    changed: set[str] = set()
    for question in session.changing:
        for node in nodes_at(session.root, question.path):
            if not node.relevant or not to_text(node.value):
                continue
            offered = _values(session, question, node)
            chosen = to_text(node.value).split() if question.control != "select1" else [to_text(node.value)]
            left = " ".join(value for value in chosen if value in offered)
            if left != " ".join(chosen):
                node.value = left
                changed.add(question.path)
    return changed


def complete(environment: Environment, session: "Session") -> None:
    """Give an environment what only the form knows, unless it knows better."""
    by_path = {question.path: question for question in questions(session.form)}

    def choice_name(value: str, path: str, node: Node) -> str:
        question = by_path.get(joined(path_of(node), path))
        if question is None:
            return ""
        beside = nodes_beside(node, question.path)
        return next(
            (
                offer.label.text
                for offer in offers(session, question, beside[0] if beside else node)
                if offer.value == value
            ),
            "",
        )

    def itext(name: str) -> str:
        return spoken(session.form, Wording(key=name), session.frame(session.root), session.language).text

    def pulldata(table: str, column: str, key: str, value: str) -> str:
        root = environment.instances.get(table)
        rows = [row for first in root.children for row in first.children] if root else []
        return next((_cell(row, column) for row in rows if _cell(row, key) == value), "")

    environment.choice_name = environment.choice_name or choice_name
    environment.itext = environment.itext or itext
    environment.pulldata = environment.pulldata or pulldata


def _cell(row: Node, column: str) -> str:
    return next((to_text(cell.content()) for cell in row.children if cell.name == column), "")
