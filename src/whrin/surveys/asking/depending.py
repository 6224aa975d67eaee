"""Which fields of a page stand on other answers of the same page."""

from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Group, RuleKind, controls_of
from whrin.surveys.xform.growing import place_of
from whrin.surveys.xpath import references
from whrin.surveys.xpath.syntax import Call, Comparison, Junction, Path, Syntax, Text

from .plan import Page, asked_on

#: Which questions a small script can follow, by how they are asked about. That several chosen equal one of
#: them means that it was chosen alone, which it cannot tell.
_FOLLOWED = {"=": frozenset({"select1"}), "selected": frozenset({"select1", "select"})}


def is_changing_itself(session: Session, page: Page) -> bool:
    """Say whether answers on a page change what the same page asks, offers or shows."""
    mine = {question.path for question, _node in asked_on(page)}
    groups = {control.path for control in controls_of(page.controls) if isinstance(control, Group)}
    changed = set(mine)
    moved: set[str] = set()
    for rule in session.form.rules:
        if rule.kind is not RuleKind.COUNT and not changed.isdisjoint(rule.needs):
            changed.add(rule.path)
            moved.add(rule.path)
    if moved & (mine | groups):
        return True
    return any(
        question.choice_list is not None
        and references(question.choice_list.nodes.syntax, question.path) & changed
        for question, _node in asked_on(page)
    )


def conditions_on(session: Session, page: Page) -> dict[str, str]:
    """Return, by path, the choices on the same page of which one makes a question asked: `PLACE=VALUE`, each
    on a line.

    Only what a small script can follow is told: equality with a choice, or one that is selected, or several
    such of which one is enough.
    """
    asked = {question.path: (question, node) for question, node in asked_on(page)}
    found = {}
    for path in asked:
        relevant = session.form.bind(path).relevant
        simple = None if relevant is None else _any_of(relevant.syntax, path)
        if simple and all(
            other in asked and asked[other][0].control in _FOLLOWED[way] for other, way, _value in simple
        ):
            found[path] = "\n".join(f"{place_of(asked[other][1])}={value}" for other, _way, value in simple)
    return found


def _any_of(syntax: Syntax, path: str) -> list[tuple[str, str, str]] | None:
    """Return path, way of asking and value of each of which one is enough; None where it is not as simple."""
    parts = syntax.parts if isinstance(syntax, Junction) and syntax.operator == "or" else (syntax,)
    simple = [_simple(part, path) for part in parts]
    return [one for one in simple if one] if all(simple) else None


def _simple(syntax: Syntax, path: str) -> tuple[str, str, str] | None:
    """Return what `path = 'value'` or `selected(path, 'value')` asks; None for all else."""
    way = ""
    sides: tuple[Syntax, ...] = ()
    if isinstance(syntax, Comparison):
        way, sides = syntax.operator, (syntax.left, syntax.right)
    elif isinstance(syntax, Call):
        way, sides = syntax.name, syntax.arguments
    if way not in _FOLLOWED or len(sides) != 2:
        return None
    if not isinstance(sides[0], Path) or not isinstance(sides[1], Text):
        return None
    asked = references(sides[0], path)
    return (next(iter(asked)), way, sides[1].value) if len(asked) == 1 else None
