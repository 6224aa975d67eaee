"""Reads a form: from the XML that pyxform writes, to what it is."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from whrin.surveys.xpath import Node
from whrin.surveys.xpath.documents import tree_of

from .body import controls, set_values
from .definition import Bind, Blank, Control, Form, Repeat, controls_of
from .documents import parsed
from .errors import FormError, FormFault
from .expressions import optional
from .kinds import kind_of
from .names import joined, jr, named
from .order import ordered
from .wording import message, texts


def read_form(source: bytes) -> Form:
    """Return the form that XML describes; raise FormError that says what is wrong and where.

    Bombs, document types, unknown functions, bindings of what is not there and logic that goes in circles are
    refused here, so that one who answers never meets them.
    """
    document = parsed(source)
    model = next(document.iter("{*}model"), None)
    if model is None:
        raise FormError(FormFault.NO_MODEL, "The form has no model.")
    own, instances, outside = _instances(model)
    names = {
        bind.get("id"): joined("", bind.get("nodeset", ""))
        for bind in model.iterfind("{*}bind")
        if bind.get("id")
    }
    body = next(document.iterchildren("{*}body"), None)
    asked = () if body is None else tuple(controls(body, f"/{named(own)}", names))
    repeats = {control.path for control in controls_of(asked) if isinstance(control, Repeat)}
    blank = _blank(own, f"/{named(own)}", repeats)
    places = set(paths(blank))
    languages, default, found = texts(model)
    form = Form(
        identifier=own.get("id") or etree.QName(own).namespace or "",
        version=own.get("version") or own.get(jr("version")) or "",
        title=" ".join((document.findtext(".//{*}title") or "").split()),
        blank=blank,
        # A binding of what is not there holds for nothing, as in JavaRosa.
        binds={bind.path: bind for bind in _binds(model) if bind.path in places},
        body=asked,
        events=tuple(set_values(model, f"/{named(own)}", names)),
        languages=languages,
        default_language=default,
        texts=found,
        instances=instances,
        outside=outside,
        namespace=etree.QName(own).namespace or "",
        style="" if body is None else body.get("class", ""),
    )
    _refuse_unknown_paths(asked, places)
    return replace(form, rules=ordered(form))


def _instances(model: Any) -> tuple[Any, dict[str, Node], dict[str, str]]:
    """Return the form's own instance, the lists inside it, and the addresses of those outside."""
    own: Any = None
    inside: dict[str, Node] = {}
    outside: dict[str, str] = {}
    for instance in model.iterfind("{*}instance"):
        first = next(instance.iterchildren(etree.Element), None)
        name = instance.get("id", "")
        if own is None and first is not None and not instance.get("src"):
            own = first
        elif instance.get("src"):
            outside[name] = instance.get("src")
        elif first is not None:
            inside[name] = tree_of(first)
    if own is None:
        raise FormError(FormFault.NO_INSTANCE, "The form has no instance of its own.")
    return own, inside, outside


def _blank(element: Any, path: str, repeats: set[str]) -> Blank:
    children = tuple(_blank(child, f"{path}/{named(child)}", repeats) for child in element)
    return Blank(
        name=named(element),
        text="" if children else (element.text or "").strip(),
        attributes={str(name): value for name, value in element.attrib.items() if name != jr("template")},
        children=children,
        repeats=path in repeats or element.get(jr("template")) is not None,
        is_template=element.get(jr("template")) is not None,
    )


def _binds(model: Any) -> Iterator[Bind]:
    for element in model.iterfind("{*}bind"):
        path = joined("", element.get("nodeset", ""))
        yield Bind(
            path=path,
            kind=kind_of(element.get("type", "")),
            relevant=optional(element.get("relevant"), path, "relevant"),
            calculate=optional(element.get("calculate"), path, "calculation"),
            constraint=optional(element.get("constraint"), path, "constraint"),
            required=optional(element.get("required"), path, "required"),
            readonly=optional(element.get("readonly"), path, "readonly"),
            constraint_message=message(element.get(jr("constraintMsg"))),
            required_message=message(element.get(jr("requiredMsg"))),
            preload=element.get(jr("preload"), ""),
            preload_parameter=element.get(jr("preloadParams"), ""),
        )


def paths(blank: Blank, above: str = "") -> Iterator[str]:
    """Yield the path of each place of an empty form; a repeat's once for each time it stands there."""
    path = f"{above}/{blank.name}"
    yield path
    for child in blank.children:
        yield from paths(child, path)


def _refuse_unknown_paths(asked: tuple[Control, ...], places: set[str]) -> None:
    for control in controls_of(asked):
        if control.path and control.path not in places:
            raise FormError(
                FormFault.UNKNOWN_PATH, "The form asks what it has no place for.", path=control.path
            )
