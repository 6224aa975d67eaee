"""Keeps a filling in as texts by place, and takes it up again."""

from collections.abc import Collection, Mapping
from datetime import datetime

from whrin.surveys.xpath import Node

from .definition import Form
from .errors import BadAnswer
from .growing import blank_at, grow, leaves, path_of, place_of, steps_of
from .kinds import read_value, written_value

#: No repeat has more instances than this.
MOST_INSTANCES = 1_000
#: No count lets a filling in grow further than to as many places, or, from a phone, it is not shown whole.
MOST_PLACES = 10_000


def kept(form: Form, root: Node) -> dict[str, str]:
    """Return all answers by place (`/data/site[2]/staff`), relevant or not; in instances empty ones too."""
    answers: dict[str, str] = {}
    for node in leaves(root):
        place = place_of(node)
        text = written_value(node.value, form.bind(path_of(node)).kind)
        if text or "[" in place:
            answers[place] = text
    return answers


def restore(form: Form, root: Node, answers: Mapping[str, str], now: datetime) -> None:
    """Put kept answers into a new tree; places that the form does not have (any more) are left out."""
    _without_instances(root)
    for node in leaves(root):
        node.value = ""
    for place, text in answers.items():
        reached = _reach(form, root, place, now)
        if reached is None or reached.children:
            continue
        try:
            reached.value = read_value(text, form.bind(path_of(reached)).kind, now)
        except BadAnswer:
            reached.value = text


def is_beyond(places: Collection[str]) -> bool:
    """Say whether answers at these places do not all find room: a phone knows no bound on instances."""
    if len(places) > MOST_PLACES:
        return True
    return any(position > MOST_INSTANCES for place in places for _name, position in steps_of(place))


def _without_instances(node: Node) -> None:
    node.children = [child for child in node.children if not child.instance_of_repeat]
    for child in node.children:
        _without_instances(child)


def _reach(form: Form, root: Node, place: str, now: datetime) -> Node | None:
    """Return the node at a place, missing instances made; None if the form has no such place."""
    node: Node = root
    path = ""
    for name, position in steps_of(place):
        path = f"{path}/{name}"
        blank = blank_at(form, path)
        if blank is None or not 1 <= position <= (MOST_INSTANCES if blank.repeats else 1):
            return None
        alike = [child for child in node.children if child.name == name]
        while len(alike) < position:
            grown = grow(form, blank, node, now, place_for(form, path, node))
            _without_instances(grown)
            alike.append(grown)
        node = alike[position - 1]
    return node


def place_for(form: Form, path: str, within: Node) -> int:
    """Return where a new instance stands among a node's children: behind its like, as in the empty form."""
    name = path.rpartition("/")[2]
    alike = [number for number, child in enumerate(within.children) if child.name == name]
    if alike:
        return alike[-1] + 1
    above = blank_at(form, path.rpartition("/")[0])
    order = [child.name for child in above.children] if above else []
    before = set(order[: order.index(name)]) if name in order else set()
    return sum(child.name in before for child in within.children)
