"""Random answers: what a hurried woman might type, right and wrong."""

import random
from datetime import date, time, timedelta

from tests.surveys.visits import Walk
from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Question, ValueKind
from whrin.surveys.xform.growing import path_of, place_of
from whrin.surveys.xpath import Node

_WORDS = ("amber", "Bente", "a1", "AB-12", "none", "x", "Zoë", "Мария", "two words", "-", "77", "yan")
#: Instances added at most at one place.
_MOST = 3


class Visit(Walk):
    """One filling in, by us, with answers by lot; kept with what is needed to have it done again."""

    def __init__(self, session: Session, chance: random.Random) -> None:
        self.chance = chance
        super().__init__(session, {}, {})

    def answer_to(self, question: Question, node: Node) -> str | None:
        """Return an answer by lot; None: nothing."""
        if self.chance.random() < 0.15:
            return None
        text = self._answer(question, node)
        if text:
            self.answers[place_of(node)] = text
        return text or None

    def more(self, place: str) -> int:
        """Return how many instances are added, by lot."""
        number = self.chance.randrange(_MOST + 1)
        if number:
            self.added[place] = number
        return number

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
