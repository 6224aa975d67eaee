"""What import-linter cannot see: a relation written as text, `ForeignKey("room.Model")`, that points up."""

import ast
from collections.abc import Iterator

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField", "ParentalKey", "ParentalManyToManyField"}


def relations(source: str) -> Iterator[str]:
    """Yield the `room.Model` that a module's relations name as text, or through AUTH_USER_MODEL."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or _name(node.func) not in RELATIONS:
            continue
        target = node.args[0] if node.args else next((k.value for k in node.keywords if k.arg == "to"), None)
        if isinstance(target, ast.Constant) and isinstance(target.value, str) and "." in target.value:
            yield target.value
        elif isinstance(target, ast.Attribute) and target.attr == "AUTH_USER_MODEL":
            yield "people.Person"


def upward(room: str, source: str, floors: list[list[str]]) -> list[str]:
    """Return a sentence for each relation in `room` that points to a floor above it, or to a sibling."""
    floor_of = {name: number for number, floor in enumerate(floors) for name in floor}
    return [
        f"{room} points up or sideways to {target}"
        for target in relations(source)
        if (other := target.partition(".")[0]) in floor_of
        and other != room
        and floor_of[other] <= floor_of[room]
    ]


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
