"""Whether the lists of a form that come as files can be read, and are not too long to be offered."""

from collections.abc import Mapping
from datetime import UTC
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from whrin.design.measures import number_in_words
from whrin.surveys.sessions import MOST_ROWS, lists_of
from whrin.surveys.xform import Form, Session
from whrin.surveys.xform.growing import nodes_at
from whrin.surveys.xform.offers import questions
from whrin.surveys.xpath import Environment, ExpressionError, Node, references

#: Choices that one question offers at once: a page of them takes a second of work, and some 300 kB.
MOST_AT_ONCE = 5_000


class BadList(Exception):
    """A list cannot be used; the message says which one and what to do."""


def check_lists(form: Form, files: Mapping[str, bytes]) -> None:
    """Refuse lists that nobody could choose from. `files`: by name. Raises `BadList`."""
    lists = lists_of(form, files)
    for name, address in form.outside.items():
        file = PurePosixPath(address).name
        if file in files and not _has_rows(lists.get(name)):
            raise BadList(
                _("The list %(name)s cannot be read. Save it as CSV in UTF-8, with names of columns above.")
                % {"name": file}
            )
        if name in lists and _is_longer(lists[name], MOST_ROWS - 1):
            raise _too_long(file, MOST_ROWS)
    session = Session(form, Environment(zone=UTC, instances=lists))
    for question in questions(form):
        found = question.choice_list
        if found is None or references(found.nodes.syntax, question.path):
            continue
        for node in nodes_at(session.root, question.path)[:1]:
            try:
                number = len(found.nodes.nodes(session.frame(node)))
            except ExpressionError:
                continue
            if number > MOST_AT_ONCE:
                raise _too_long(question.path.rpartition("/")[2], MOST_AT_ONCE)


def _too_long(name: str, most: int) -> BadList:
    return BadList(
        _("At most %(most)s rows of %(name)s can be offered. Add a choice_filter, or shorten the list.")
        % {"name": name, "most": number_in_words(most)}
    )


def _has_rows(top: Node | None) -> bool:
    return top is not None and _is_longer(top, 0)


def _is_longer(top: Node, most: int) -> bool:
    return any(len(root.children) > most for root in top.children)
