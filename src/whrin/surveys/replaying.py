"""Answers to one version, put into another: by path, with the form's renames, and judged anew."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from whrin.surveys.models import Version
from whrin.surveys.sessions import form_of, session_for
from whrin.surveys.xform import Form, Session
from whrin.surveys.xform.definition import Question, controls_of
from whrin.surveys.xform.errors import AnswerFault
from whrin.surveys.xform.growing import blank_at, leaves, nodes_at, path_of, place_of
from whrin.surveys.xform.kinds import written_value
from whrin.surveys.xpath import Node
from whrin.surveys.xpath.values import to_text

_NUMBER = re.compile(r"\[\d+\]")
#: Faults that say that an answer is none of its kind any more; others are hers to mend on the page.
_NO_ANSWER = {
    AnswerFault.NOT_A_NUMBER,
    AnswerFault.NOT_A_WHOLE_NUMBER,
    AnswerFault.NOT_A_DATE,
    AnswerFault.NOT_A_TIME,
    AnswerFault.NOT_A_PLACE,
    AnswerFault.TOO_LONG,
}
_CHOOSING = {"select", "select1", "rank"}


@dataclass
class Replayed:
    """`answers` by place for the new version. `left_out`: label and text of what does not fit there. `new`:
    labels of the questions that the old version did not ask.
    """

    answers: dict[str, str]
    left_out: list[tuple[str, str]] = field(default_factory=list)
    new: list[str] = field(default_factory=list)


def replayed(old: Version, new: Version, answers: Mapping[str, str], language: str = "") -> Replayed:
    """Return answers to the old version as answers to the new one."""
    if old.pk == new.pk:
        return Replayed(dict(answers))
    renames = new.form.renames
    before = session_for(old, answers=answers, language=language)
    after = session_for(new, answers=_moved(answers, renames, form_of(new)), language=language)
    moved = Replayed({})
    refused = [*_no_choices(after), *_refused(after)]
    for place in refused:
        after.answer(after.at(place), "")
    moved.answers = after.answers()
    moved.left_out = list(_left_out(before, after, renames, refused))
    moved.new = list(_new(before, after, renames))
    return moved


def _moved(answers: Mapping[str, str], renames: Mapping[str, str], form: Form) -> dict[str, str]:
    """Return the answers under their new places; those that have none are left out."""
    moved = {}
    for place, text in answers.items():
        path = _NUMBER.sub("", place)
        target = renames.get(path, path)
        if blank_at(form, target) is not None:
            moved[place if target == path else _under(place, target)] = text
    return moved


def _under(place: str, target: str) -> str:
    """Return a new path with the numbers of the old place, step by step from the beginning."""
    numbers = [found[0] if (found := _NUMBER.search(step)) else "" for step in place.split("/")]
    steps = target.split("/")
    numbers += [""] * len(steps)
    return "/".join(step + number for step, number in zip(steps, numbers, strict=False))


def _refused(session: Session) -> list[str]:
    """Return the places of answers that the new version's questions do not take: another kind."""
    found = []
    for node in leaves(session.root):
        # As it is kept: a moment as plain text is its day alone.
        text = written_value(node.value, session.bind(node).kind)
        if text and any(fault.fault in _NO_ANSWER for fault in session.answer(node, text)):
            found.append(place_of(node))
    return found


def _no_choices(session: Session) -> Iterator[str]:
    """Yield the places where something was chosen that is no choice any more."""
    for question in _questions(session.form):
        if question.control in _CHOOSING:
            for node in nodes_at(session.root, question.path):
                chosen = _chosen(question, to_text(node.value))
                if chosen and not chosen <= {offer.value for offer in session.choices(question, node)}:
                    yield place_of(node)


def _chosen(question: Question, text: str) -> set[str]:
    return {text} - {""} if question.control == "select1" else set(text.split())


def _in_words(session: Session, question: Question, node: Node) -> str:
    """Return an answer as it was read: the labels of what was chosen."""
    text = to_text(node.value)
    if question.control not in _CHOOSING:
        return written_value(node.value, session.bind(node).kind)
    labels = {offer.value: offer.label.text for offer in session.choices(question, node)}
    return ", ".join(labels.get(value) or value for value in sorted(_chosen(question, text)))


def _left_out(
    before: Session, after: Session, renames: Mapping[str, str], refused: list[str]
) -> Iterator[tuple[str, str]]:
    """Yield label and text of what was answered and is not there now."""
    asked = {question.path: question for question in _questions(before.form)}
    for node in leaves(before.root):
        question = asked.get(path_of(node))
        text = to_text(node.value)
        if question is None or not text or not node.relevant:
            continue
        place = place_of(node)
        target = renames.get(question.path)
        place = _under(place, target) if target else place
        if place in refused or not _text_at(after, place):
            said = before.say(question.label, node)
            yield (said.text if said else question.path, _in_words(before, question, node)[:500])


def _text_at(session: Session, place: str) -> str:
    try:
        return to_text(session.at(place).value)
    except LookupError:
        return ""


def _new(before: Session, after: Session, renames: Mapping[str, str]) -> Iterator[str]:
    known = {renames.get(question.path, question.path) for question in _questions(before.form)}
    for question in _questions(after.form):
        if question.path not in known and question.label is not None:
            said = after.say(question.label, after.root)
            if said and said.text:
                yield said.text


def _questions(form: Form) -> Iterator[Question]:
    return (control for control in controls_of(form.body) if isinstance(control, Question))
