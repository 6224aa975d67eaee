"""Reads what a form asks: questions, groups, repeats, in their order."""

import re
from collections.abc import Iterator
from typing import Any

from .definition import Choice, ChoiceList, Control, Group, Question, Repeat, SetValue
from .errors import FormError, FormFault
from .expressions import expression, optional
from .names import joined, jr, local
from .wording import by_reference, wording

#: How deep groups may stand in one another.
DEEPEST = 40

QUESTIONS = frozenset({"input", "select", "select1", "rank", "range", "upload", "trigger", "secret"})
#: A label that stands in the form's texts under a key that each choice names.
_BY_KEY = re.compile(r"\s*jr:itext\(\s*(\w+)\s*\)\s*")
_DETAILS = ("start", "end", "step", "mediatype", "rows", "query", "accuracyThreshold", "incremental")


def controls(parent: Any, path: str, names: dict[str, str], depth: int = 0) -> Iterator[Control]:
    """Yield what stands in a body, group or repeat. `path` is its own, `names` are the bindings' names."""
    if depth > DEEPEST:
        raise FormError(FormFault.TOO_DEEP, "Groups stand too deep in one another.", path=path)
    for element in parent:
        name = local(element)
        if name in QUESTIONS:
            yield _question(element, _path(element, path, names), name)
        elif name == "group":
            yield _group(element, path, names, depth)
        elif name == "repeat":
            yield _repeat(element, path, names, depth)


def _path(element: Any, above: str, names: dict[str, str]) -> str:
    bound = element.get("bind")
    if bound is not None:
        return names.get(bound, above)
    reference = element.get("ref") or element.get("nodeset")
    return joined(above, reference) if reference else above


def _group(element: Any, above: str, names: dict[str, str], depth: int) -> Control:
    path = _path(element, above, names)
    label = wording(element.find("{*}label"), path)
    children = tuple(controls(element, path, names, depth + 1))
    # A repeat stands in a group that has its label: the two are one.
    only = children[0] if len(children) == 1 else None
    if isinstance(only, Repeat) and only.path == path:
        return Repeat(
            path=path,
            children=only.children,
            label=only.label or label,
            appearance=only.appearance or element.get("appearance", ""),
            count=only.count,
            is_fixed=only.is_fixed,
            events=only.events,
        )
    own = path if element.get("ref") or element.get("bind") else ""
    return Group(path=own, children=children, label=label, appearance=element.get("appearance", ""))


def _repeat(element: Any, above: str, names: dict[str, str], depth: int) -> Repeat:
    path = _path(element, above, names)
    return Repeat(
        path=path,
        children=tuple(controls(element, path, names, depth + 1)),
        label=wording(element.find("{*}label"), path),
        appearance=element.get("appearance", ""),
        count=optional(element.get(jr("count")), path, "repeat_count"),
        is_fixed=element.get(jr("noAddRemove"), "").strip().startswith("true"),
        events=tuple(set_values(element, path, names)),
    )


def _question(element: Any, path: str, control: str) -> Question:
    choice_list = element.find("{*}itemset")
    return Question(
        control=control,
        path=path,
        label=wording(element.find("{*}label"), path),
        hint=wording(element.find("{*}hint"), path),
        appearance=element.get("appearance", ""),
        choices=tuple(_choices(element, path)),
        choice_list=None if choice_list is None else _choice_list(choice_list, path),
        details={name: element.get(name) for name in _DETAILS if element.get(name) is not None},
        events=tuple(set_values(element, path, {})),
    )


def _choices(element: Any, path: str) -> Iterator[Choice]:
    for item in element.iterfind("{*}item"):
        label = wording(item.find("{*}label"), path)
        value = item.findtext("{*}value", "").strip()
        yield Choice(value, label or by_reference(f"'{value}'", path))


def _choice_list(element: Any, path: str) -> ChoiceList:
    value, label = element.find("{*}value"), element.find("{*}label")
    said = "" if label is None else label.get("ref", "")
    key = _BY_KEY.fullmatch(said)
    if value is None:
        raise FormError(FormFault.EXPRESSION, "A list of choices says no value.", path=path, part="type")
    return ChoiceList(
        nodes=expression(element.get("nodeset", ""), path, "choice_filter"),
        value=expression(value.get("ref", ""), path, "choice_filter"),
        label=None if label is None else expression(said, path, "choice_filter"),
        key=expression(key[1], path, "choice_filter") if key else None,
    )


def set_values(parent: Any, path: str, names: dict[str, str]) -> Iterator[SetValue]:
    """Yield the values that are given when something happens, as they stand directly in an element."""
    for element in parent.iterfind("{*}setvalue"):
        target = _path(element, path, names)
        yield SetValue(
            target=target,
            events=frozenset(element.get("event", "").split()),
            value=optional(element.get("value"), target, "default"),
            text=(element.text or "").strip(),
        )
