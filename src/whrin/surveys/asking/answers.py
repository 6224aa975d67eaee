"""Answers in words: labels of choices, dates and numbers as the reader writes them."""

import datetime
from collections.abc import Iterator

from babel.dates import format_date, format_skeleton, format_time
from django.utils.translation import gettext as _

from whrin.design.measures import number_in_words, reader_locale
from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Question, ValueKind
from whrin.surveys.xpath import Node
from whrin.surveys.xpath.values import to_text

from .saying import Said, ours, plain, said
from .widgets import is_secret, looks_of

_CHOSEN = {"select1", "select", "rank"}


def answer_of(session: Session, question: Question, node: Node) -> Iterator[Said]:
    """Yield what was answered, in words; nothing where there is no answer."""
    value = node.value
    text = to_text(value)
    if text == "":
        return
    if question.control in _CHOSEN:
        yield from _chosen(session, question, node, text)
    elif question.control == "trigger":
        yield ours(_("Yes"))
    elif isinstance(value, datetime.datetime):
        yield ours(_moment(question, value, session.bind(node).kind))
    elif isinstance(value, bool):
        yield ours(_("Yes") if value else _("No"))
    elif isinstance(value, float) and abs(value) < 1e15:
        yield ours(number_in_words(int(value) if value == int(value) else value))
    elif session.bind(node).kind is ValueKind.POINT:
        # Height and exactness that nobody told.
        yield plain(text.removesuffix(" 0 0"))
    else:
        yield plain(text)


def hidden_of(question: Question, answer: tuple[Said, ...]) -> tuple[Said, ...]:
    """Return what is shown, where others may look on, of an answer: of a masked one, that there is one."""
    return (plain("•••••"),) if answer and is_secret(question) else answer


def _chosen(session: Session, question: Question, node: Node, text: str) -> Iterator[Said]:
    labels = {offer.value: offer.label for offer in session.choices(question, node)}
    for value in [text] if question.control == "select1" else text.split():
        label = said(labels.get(value), session.language)
        yield label if label and label.html else plain(value)


def _moment(question: Question, value: datetime.datetime, kind: ValueKind) -> str:
    locale, looks = reader_locale(), looks_of(question)
    if kind is ValueKind.TIME:
        return format_time(value.time(), format="short", locale=locale)
    if "year" in looks or "month-year" in looks:
        return format_skeleton("y" if "year" in looks else "yMMMM", value.date(), locale=locale)
    date = format_date(value.date(), format="long", locale=locale)
    if kind is not ValueKind.MOMENT:
        return date
    return f"{date} {format_time(value.time(), format='short', locale=locale)}"
