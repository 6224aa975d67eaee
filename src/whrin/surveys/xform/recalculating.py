"""Calculates what follows from answers: how often, whether, and what comes out."""

from collections.abc import Callable
from dataclasses import dataclass

from whrin.surveys.xpath import Environment, ExpressionError, Frame, Node
from whrin.surveys.xpath.values import to_number

from .definition import Form, Rule, RuleKind
from .growing import below, nodes_at
from .keeping import MOST_INSTANCES, MOST_PLACES
from .kinds import calculated

Grow = Callable[[str, Node], Node]


@dataclass(frozen=True, slots=True)
class Changes:
    """The paths where answers changed, and those of new instances; or everything, when a form is opened."""

    changed: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()
    everything: bool = False


class Recalculation:
    """The rules of a form, in their order, on one tree."""

    def __init__(self, form: Form, environment: Environment, root: Node) -> None:
        self._form = form
        self._environment = environment
        self._root = root

    def run(self, changes: Changes, grow: Grow) -> None:
        """Carry out the rules that stand on what was changed, each once: their order makes that enough."""
        changed, new = set(changes.changed), set(changes.new)
        for rule in self._form.rules:
            if changes.everything or rule.path in new or not changed.isdisjoint(rule.needs):
                found = self._carry_out(rule, grow)
                changed |= found
                if rule.kind is RuleKind.COUNT:
                    new |= found

    def _carry_out(self, rule: Rule, grow: Grow) -> set[str]:
        if rule.kind is RuleKind.COUNT:
            return self._count(rule, grow)
        changed: set[str] = set()
        for node in nodes_at(self._root, rule.path):
            if rule.kind is RuleKind.RELEVANT:
                changed |= self._decide(rule, node)
            else:
                changed |= self._calculate(rule, node)
        return changed

    def _calculate(self, rule: Rule, node: Node) -> set[str]:
        try:
            value = rule.expression.scalar(Frame(node, self._environment))
        except ExpressionError:
            # What cannot be calculated, a date of half a text, is no answer yet.
            value = ""
        value = calculated(value, self._form.bind(rule.path).kind)
        if type(value) is type(node.value) and value == node.value:
            return set()
        node.value = value
        return {rule.path}

    def _decide(self, rule: Rule, node: Node) -> set[str]:
        try:
            holds = rule.expression.truth(Frame(node, self._environment))
        except ExpressionError:
            holds = False
        node.is_wanted = holds
        return self._spread(node, rule.path)

    def _spread(self, node: Node, path: str) -> set[str]:
        """Make relevance true for a node and all below; return the paths where it changed."""
        above = node.parent is None or node.parent.relevant
        relevant = above and node.is_wanted
        if relevant == node.relevant:
            return set()
        node.relevant = relevant
        changed = {path}
        for child in node.children:
            changed |= self._spread(child, f"{path}/{child.name}")
        return changed

    def _count(self, rule: Rule, grow: Grow) -> set[str]:
        """Let each repeat have as many instances as its count says; without a number it stays as it is."""
        above, _, name = rule.path.rpartition("/")
        changed: set[str] = set()
        room = self._room()
        for parent in nodes_at(self._root, above):
            wanted = self._wanted(rule, parent, name)
            alike = [child for child in parent.children if child.name == name]
            if wanted is None or wanted == len(alike):
                continue
            while len(alike) < wanted and room > 0:
                alike.append(grow(rule.path, parent))
                room -= 1 + sum(1 for _node in alike[-1].below())
            if not alike:
                continue
            for node in alike[wanted:]:
                parent.children.remove(node)
            changed |= below(rule.path, alike[0])
        return changed

    def _room(self) -> int:
        """Return how many places may be added: counts within counts grow beyond all measure."""
        return MOST_PLACES - sum(1 for _node in self._root.below())

    def _wanted(self, rule: Rule, parent: Node, name: str) -> int | None:
        # A count is asked for where an instance stands, also while there is none.
        here = Node(name, repeat=True)
        here.parent = parent
        try:
            number = to_number(rule.expression.scalar(Frame(here, self._environment)))
        except ExpressionError:
            return None
        return None if number != number else int(max(0, min(number, MOST_INSTANCES)))
