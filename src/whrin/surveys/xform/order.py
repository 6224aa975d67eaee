"""What stands on what in a form, and the order in which it is calculated."""

import re
from collections.abc import Iterator

from whrin.surveys.xpath import Expression, references

from .definition import Blank, Control, Form, Repeat, Rule, RuleKind, controls_of
from .errors import FormError, FormFault


def ordered(form: Form) -> tuple[Rule, ...]:
    """Return a form's rules, each after all that it stands on; raise FormError if they go in a circle."""
    known = sorted(set(_paths(form.blank)))
    _refuse_own(form, known)
    rules = list(_rules(form, known))
    at: dict[str, list[Rule]] = {}
    for rule in rules:
        at.setdefault(rule.path, []).append(rule)
    before = {rule: _before(rule, at) for rule in rules}
    done: dict[Rule, None] = {}
    for rule in rules:
        _place(rule, before, done)
    return tuple(done)


def _refuse_own(form: Form, known: list[str]) -> None:
    """Refuse questions that are required or only shown because of their own answer, as JavaRosa does."""
    for bind in form.binds.values():
        for part, chosen in (("required", bind.required), ("readonly", bind.readonly)):
            if chosen is not None and bind.path in _needs(chosen, bind.path, known):
                raise FormError(FormFault.CYCLE, "This stands on its own answer.", path=bind.path, part=part)


def _place(rule: Rule, before: dict[Rule, list[Rule]], done: dict[Rule, None]) -> None:
    """Put a rule behind all that it stands on; without recursion: chains of rules may be long."""
    stack = [(rule, iter(before[rule]))]
    open_: dict[Rule, None] = {rule: None}
    if rule in done:
        return
    while stack:
        current, waiting = stack[-1]
        following = next(waiting, None)
        if following is None:
            stack.pop()
            del open_[current]
            done[current] = None
        elif following in open_:
            raise _circle([*open_], following)
        elif following not in done:
            open_[following] = None
            stack.append((following, iter(before[following])))


def _circle(open_: list[Rule], again: Rule) -> FormError:
    circle = [*open_[open_.index(again) :], again]
    return FormError(
        FormFault.CYCLE,
        "This stands on itself: " + " → ".join(rule.path for rule in circle),
        path=again.path,
        part=again.kind.value,
    )


def _before(rule: Rule, at: dict[str, list[Rule]]) -> list[Rule]:
    """Return the rules that a rule stands on."""
    found = {other: None for need in sorted(rule.needs) for other in _changing(need, at)}
    # Whether a question is there is known before what it comes to, and how often before whether.
    found.update({other: None for other in _changing(rule.path, at) if _rank(other) < _rank(rule)})
    return list(found)


def _changing(path: str, at: dict[str, list[Rule]]) -> Iterator[Rule]:
    """Yield the rules that can change what stands at a path: its own, and those of what it is in."""
    yield from at.get(path, ())
    while path := path.rpartition("/")[0]:
        yield from (rule for rule in at.get(path, ()) if rule.kind is not RuleKind.CALCULATE)


def _rank(rule: Rule) -> int:
    return {RuleKind.COUNT: 0, RuleKind.RELEVANT: 1, RuleKind.CALCULATE: 2}[rule.kind]


def _rules(form: Form, paths: list[str]) -> Iterator[Rule]:
    for path, expression in _counts(form.body):
        yield Rule(RuleKind.COUNT, path, expression, _needs(expression, path, paths))
    for bind in form.binds.values():
        for kind, chosen in ((RuleKind.RELEVANT, bind.relevant), (RuleKind.CALCULATE, bind.calculate)):
            if chosen is not None:
                yield Rule(kind, bind.path, chosen, _needs(chosen, bind.path, paths))


def _counts(body: tuple[Control, ...]) -> Iterator[tuple[str, Expression]]:
    for control in controls_of(body):
        if isinstance(control, Repeat) and control.count is not None:
            yield control.path, control.count


def _needs(expression: Expression, path: str, paths: list[str]) -> frozenset[str]:
    """Return the paths that an expression asks for; where it takes any name, all that fit."""
    needs: set[str] = set()
    for reference in references(expression.syntax, path):
        if "*" in reference or "//" in reference or "()" in reference:
            pattern = re.escape(reference).replace(r"\*", "[^/]+").replace("//", "/(?:[^/]+/)*")
            needs.update(known for known in paths if re.fullmatch(pattern, known))
        else:
            needs.add(reference)
    return frozenset(needs)


def _paths(blank: Blank, above: str = "") -> Iterator[str]:
    path = f"{above}/{blank.name}"
    yield path
    for child in blank.children:
        yield from _paths(child, path)
