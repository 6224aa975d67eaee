"""Random answers: what a hurried woman might type, right and wrong."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Control, Group, Question, Repeat, ValueKind
from whrin.surveys.xform.growing import nodes_beside, path_of, place_of
from whrin.surveys.xpath import Node

_WORDS = ("amber", "Bente", "a1", "AB-12", "none", "x", "Zoë", "Мария", "two words", "-", "77", "yan")
#: Instances added at most at one place.
_MOST = 3


@dataclass
class Visit:
    """One filling in, by us, with answers by lot; what is needed to have it done again by somebody else."""

    session: Session
    chance: random.Random
    answers: dict[str, str] = field(default_factory=dict)
    added: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._through(self.session.form.body, self.session.root.children[0])

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
        if not node.relevant or self.session.is_readonly(node) or self.chance.random() < 0.15:
            return
        text = self._answer(question, node)
        if not text:
            return
        self.answers[place_of(node)] = text
        if self.session.answer(node, text):
            self.refused.append(place_of(node))

    def _repeat(self, repeat: Repeat, parent: Node) -> None:
        name = repeat.path.rpartition("/")[2]
        place = f"{place_of(parent)}/{name}"
        left = self.chance.randrange(_MOST + 1) if repeat.count is None else 0
        done = 0
        while parent.relevant:
            instances = [child for child in parent.children if child.name == name]
            if done < len(instances):
                if instances[done].relevant:
                    self._through(repeat.children, instances[done])
                done += 1
            elif left:
                left -= 1
                self.added[place] = self.added.get(place, 0) + 1
                self.session.add(repeat.path, parent)
            else:
                return

    def _answer(self, question: Question, node: Node) -> str:
        chance = self.chance
        if question.control in {"select1", "select", "rank"}:
            values = [offer.value for offer in self.session.choices(question, node)]
            if not values:
                return ""
            if question.control == "select1":
                return chance.choice(values)
            if question.control == "rank":
                return " ".join(chance.sample(values, len(values)))
            # A phone sends them in the order in which they stand.
            chosen = set(chance.sample(values, chance.randint(1, len(values))))
            return " ".join(value for value in values if value in chosen)
        if question.control == "trigger":
            return "OK"
        return self._typed(self.session.form.bind(path_of(node)).kind)

    def _typed(self, kind: ValueKind) -> str:
        chance = self.chance
        day = date(1950, 1, 1) + timedelta(days=chance.randrange(29_000))
        hour = time(chance.randrange(24), chance.randrange(60))
        match kind:
            case ValueKind.INTEGER:
                return str(chance.choice([0, 1, 2, 3, 5, 12, 17, 18, 30, 49, 120, -4]))
            case ValueKind.DECIMAL:
                return str(chance.choice([0.5, 1.25, -3.75, 7.0, 12.5, 100.0, 0.1]))
            case ValueKind.DATE:
                return day.isoformat()
            case ValueKind.TIME:
                return f"{hour:%H:%M}:00.000Z"
            case ValueKind.MOMENT:
                return f"{day.isoformat()}T{hour:%H:%M}:00.000Z"
            case ValueKind.POINT:
                return f"{chance.randrange(-80, 80)}.5 {chance.randrange(-170, 170)}.25 0 0"
            case ValueKind.TEXT:
                return chance.choice(_WORDS)
            case _:
                return ""
