"""Forms by lot: groups in repeats in groups, conditions and calculations on whatever was asked before."""

import random
from dataclasses import dataclass, field

from whrin.surveys.xlsform import Sheet

_COLUMNS = ("type", "name", "label", "relevant", "constraint", "calculation", "choice_filter", "repeat_count")
_CHOICES = ("list_name", "name", "label", "size")
_NUMBERS = {"integer", "decimal"}
_DEEPEST = 3


@dataclass
class _Making:
    chance: random.Random
    rows: list[dict[str, str]] = field(default_factory=list)
    #: What was asked before and can be spoken of from here: name and kind. Inner scopes go when they end.
    asked: list[tuple[str, str]] = field(default_factory=list)
    #: Numbers in repeats that ended, of which sums can be made.
    within: list[tuple[str, str]] = field(default_factory=list)
    number: int = 0

    def name(self) -> str:
        self.number += 1
        return f"q{self.number}"

    def row(self, kind: str, name: str, **cells: str) -> None:
        self.rows.append({"type": kind, "name": name, "label": f"Label of {name}", **cells})

    def some(self, kinds: set[str]) -> str:
        """Return the name of something asked before, of these kinds; "" if there is none."""
        names = [name for name, kind in self.asked if kind in kinds]
        return self.chance.choice(names) if names else ""

    def condition(self) -> str:
        chance = self.chance
        if not self.asked:
            return ""
        name, kind = chance.choice(self.asked)
        asked = f"${{{name}}}"
        made = {
            "integer": f"{asked} {chance.choice(['<', '>', '>=', '!='])} {chance.randrange(40)}",
            "decimal": f"{asked} {chance.choice(['<=', '>'])} {chance.randrange(20)}",
            "text": chance.choice(
                [f"{asked} != ''", f"string-length({asked}) > 3", f"contains({asked}, 'a')"]
            ),
            "date": f"{asked} {chance.choice(['<', '>='])} date('1990-05-01')",
            "one": f"{asked} = '{chance.choice('abc')}'",
            "several": f"selected({asked}, '{chance.choice('abc')}')",
        }[kind]
        if chance.random() < 0.3 and len(self.asked) > 1:
            return f"{made} {chance.choice(['and', 'or'])} not({self.condition()})"
        return made

    def calculation(self) -> str:
        chance = self.chance
        first, second = self.some(_NUMBERS), self.some(_NUMBERS)
        possible = []
        if first:
            possible += [
                f"${{{first}}} {chance.choice(['+', '-', '*'])} ${{{second}}}",
                f"round(${{{first}}} div 7, 2)",
                f"if(${{{first}}} > 10, 'many', ${{{second}}})",
                f"coalesce(${{{first}}}, ${{{second}}})",
            ]
        if text := self.some({"text", "one"}):
            possible += [
                f"concat(${{{text}}}, '-', string-length(${{{text}}}))",
                f"translate(${{{text}}}, 'ab', 'BA')",
            ]
        if several := self.some({"several"}):
            possible += [f"count-selected(${{{several}}})", f"selected-at(${{{several}}}, 1)"]
        if day := self.some({"date"}):
            possible += [f"format-date(${{{day}}}, '%Y/%m/%d')", f"int(${{{day}}} - date('1980-01-01'))"]
        if self.within:
            inner, repeat = chance.choice(self.within)
            possible += [
                f"sum(${{{inner}}})",
                f"count(${{{repeat}}})",
                f"max(${{{inner}}})",
                f"join(' ', ${{{inner}}})",
            ]
        return chance.choice(possible) if possible else "1 + 1"

    def question(self) -> None:
        chance, name = self.chance, self.name()
        kind = chance.choice(["integer", "decimal", "text", "date", "one", "several", "calculate", "cascade"])
        relevant = self.condition() if chance.random() < 0.4 else ""
        if kind == "calculate":
            self.row("calculate", name, calculation=self.calculation())
        elif kind in {"one", "several", "cascade"}:
            words = "select_multiple" if kind == "several" else "select_one"
            number = self.some({"integer"}) if kind == "cascade" else ""
            sieve = f"size > ${{{number}}} or ${{{number}}} = ''" if number else ""
            self.row(f"{words} letters", name, relevant=relevant, choice_filter=sieve)
            self.asked.append((name, "several" if kind == "several" else "one"))
        else:
            bounds = {"integer": f". > {chance.randrange(-5, 9)}", "text": "string-length(.) < 9"}
            constraint = bounds.get(kind, "") if chance.random() < 0.5 else ""
            self.row(kind, name, relevant=relevant, constraint=constraint)
            self.asked.append((name, kind))

    def section(self, depth: int) -> None:
        for _ in range(self.chance.randint(2, 5)):
            turn = self.chance.random()
            if depth < _DEEPEST and turn < 0.18:
                self.enclosed("group", depth)
            elif depth < _DEEPEST and turn < 0.36:
                self.enclosed("repeat", depth)
            else:
                self.question()

    def enclosed(self, kind: str, depth: int) -> None:
        name, before = self.name(), list(self.asked)
        counted = kind == "repeat" and self.chance.random() < 0.3 and self.some({"integer"})
        count = {"repeat_count": f"max(1, min(3, ${{{counted}}}))"} if counted else {}
        self.row(
            f"begin {kind}", name, relevant=self.condition() if self.chance.random() < 0.3 else "", **count
        )
        self.section(depth + 1)
        self.rows.append({"type": f"end {kind}"})
        if kind == "repeat":
            inner = [each for each in self.asked if each not in before and each[1] in _NUMBERS]
            self.within += [(each, name) for each, _ in inner]
            self.asked = before


def form_by_lot(seed: int) -> dict[str, Sheet]:
    """Return the sheets of a form; the same for the same seed."""
    making = _Making(random.Random(seed))
    making.row("integer", "first")
    making.asked.append(("first", "integer"))
    for _ in range(3):
        making.section(0)
    letters = [
        {"list_name": "letters", "name": letter, "label": letter.upper(), "size": str(size)}
        for letter, size in (("a", 2), ("b", 15), ("c", 40))
    ]
    settings = {"form_id": f"by_lot_{seed}", "form_title": f"By lot {seed}", "version": "1"}
    return {
        "survey": Sheet(_COLUMNS, tuple(making.rows)),
        "choices": Sheet(_CHOICES, tuple(letters)),
        "settings": Sheet(tuple(settings), (settings,)),
    }
