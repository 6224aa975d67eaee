"""Walks through a form as JavaRosa's own walk does: question by question, instance by instance."""

import gzip
import json
import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from tests.surveys.vectors import RECORDINGS
from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Control, Group, Question, Repeat
from whrin.surveys.xform.growing import nodes_beside, place_of
from whrin.surveys.xpath import Node


def visits() -> list[dict[str, Any]]:
    """Return recorded walks: answers and added instances by place, places refused, and what was sent."""
    loaded: list[dict[str, Any]] = json.loads(
        gzip.decompress((RECORDINGS / "javarosa_visits.json.gz").read_bytes())
    )
    return loaded


class Walk:
    """One walk: answers what it meets, adds instances where it is told to, and keeps what was refused."""

    def __init__(self, session: Session, answers: dict[str, str], added: dict[str, int]) -> None:
        self.session = session
        self.answers = answers
        self.added = added
        self.refused: list[str] = []
        self._through(session.form.body, session.root.children[0])

    def answer_to(self, question: Question, node: Node) -> str | None:
        """Return what is answered; None: nothing."""
        return self.answers.get(place_of(node))

    def more(self, place: str) -> int:
        """Return how many instances are added at a place."""
        return self.added.get(place, 0)

    def _through(self, controls: Iterable[Control], here: Node) -> None:
        for control in controls:
            if isinstance(control, Question):
                self._ask(control, nodes_beside(here, control.path)[0])
            elif isinstance(control, Group):
                node = nodes_beside(here, control.path)[0] if control.path else here
                if node.relevant:
                    self._through(control.children, node)
            else:
                self._repeat(control, nodes_beside(here, control.path.rpartition("/")[0])[0])

    def _ask(self, question: Question, node: Node) -> None:
        if not node.relevant or self.session.is_readonly(node):
            return
        text = self.answer_to(question, node)
        if text is not None and self.session.answer(node, text):
            self.refused.append(place_of(node))

    def _repeat(self, repeat: Repeat, parent: Node) -> None:
        name = repeat.path.rpartition("/")[2]
        left = self.more(f"{place_of(parent)}/{name}") if repeat.count is None else 0
        done = 0
        while parent.relevant:
            instances = [child for child in parent.children if child.name == name]
            if done < len(instances):
                if instances[done].relevant:
                    self._through(repeat.children, instances[done])
                done += 1
            elif left:
                left -= 1
                self.session.add(repeat.path, parent)
            else:
                return


def told(xml: bytes | str) -> Any:
    """Return what a submission says: names and texts, in no order among siblings, identifiers left out."""
    return _told(etree.fromstring(xml.encode() if isinstance(xml, str) else xml))


def _told(element: Any) -> Any:
    name = etree.QName(element).localname
    if len(element):
        return name, sorted((_told(child) for child in element), key=repr)
    # JavaRosa writes an answered 7 as 7.0 where fractions are allowed.
    text = re.sub(r"^(-?\d+)\.0$", r"\1", element.text or "")
    return name, "" if name == "instanceID" else text
