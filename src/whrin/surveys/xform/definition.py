"""What a form is, once it has been read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from whrin.surveys.xpath import Expression, Node


class ValueKind(StrEnum):
    """What a question's answer is, as its binding says."""

    TEXT = "string"
    INTEGER = "int"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    MOMENT = "dateTime"
    TRUTH = "boolean"
    POINT = "geopoint"
    TRACE = "geotrace"
    SHAPE = "geoshape"
    FILE = "binary"


#: Words of a form: texts, and expressions whose values stand between them.
Words: TypeAlias = "tuple[str | Expression, ...]"


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said: `words` as they stand, or, by `key`, in each language."""

    words: Words = ()
    key: str = ""


#: A text in one language by its forms: "" the text itself, "guidance", "short", "image", "audio", "video", …
Forms: TypeAlias = "Mapping[str, Words]"


@dataclass(frozen=True, slots=True)
class Blank:
    """One place of the empty form: its name, first value, what is below. `repeats`: there may be several."""

    name: str
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: "tuple[Blank, ...]" = ()
    repeats: bool = False
    is_template: bool = False


@dataclass(frozen=True, slots=True)
class Bind:
    """What holds for one question or group, by its path."""

    path: str
    kind: ValueKind = ValueKind.TEXT
    relevant: Expression | None = None
    calculate: Expression | None = None
    constraint: Expression | None = None
    required: Expression | None = None
    readonly: Expression | None = None
    constraint_message: Wording | None = None
    required_message: Wording | None = None
    preload: str = ""
    preload_parameter: str = ""


@dataclass(frozen=True, slots=True)
class SetValue:
    """A value that is given when something happens: the form begins, a repeat is added, an answer changes."""

    target: str
    events: frozenset[str]
    value: Expression | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that stands in the question itself."""

    value: str
    label: Wording


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """Choices that are found elsewhere: which nodes, and of each its value and its label.

    `key` instead of `label` where a list names its texts: under which key each stands in the form's texts.
    """

    nodes: Expression
    value: Expression
    label: Expression | None
    key: Expression | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is asked or shown. `control` is the element: input, select1, select, rank, upload, …"""

    control: str
    path: str
    label: Wording | None = None
    hint: Wording | None = None
    appearance: str = ""
    choices: tuple[Choice, ...] = ()
    choice_list: ChoiceList | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    events: tuple[SetValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together; `path` is "" for a group that is one only on the page."""

    path: str
    children: "tuple[Control, ...]"
    label: Wording | None = None
    appearance: str = ""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Questions that are asked as often as needed; `count` says how often, if the form knows."""

    path: str
    children: "tuple[Control, ...]"
    label: Wording | None = None
    appearance: str = ""
    count: Expression | None = None
    is_fixed: bool = False
    events: tuple[SetValue, ...] = ()


Control: TypeAlias = "Question | Group | Repeat"


def controls_of(body: "tuple[Control, ...]") -> "Iterator[Control]":
    """Yield every question, group and repeat, in their order."""
    for control in body:
        yield control
        if isinstance(control, Group | Repeat):
            yield from controls_of(control.children)


class RuleKind(StrEnum):
    """What a rule decides."""

    RELEVANT = "relevant"
    CALCULATE = "calculation"
    COUNT = "repeat_count"


@dataclass(frozen=True, slots=True)
class Rule:
    """A path, what is decided for it, how, and on which paths that stands."""

    kind: RuleKind
    path: str
    expression: Expression
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form.

    `texts` are the wordings by language and key. `instances` are lists of choices inside the form,
    `outside` those that come as files, by name: their addresses. `rules` are in the order in which they are
    carried out. `style` is how its author wants it shown: `pages`, …
    """

    identifier: str
    version: str
    title: str
    blank: Blank
    binds: Mapping[str, Bind]
    body: tuple[Control, ...]
    events: tuple[SetValue, ...]
    languages: tuple[str, ...]
    default_language: str
    texts: Mapping[str, Mapping[str, Forms]]
    instances: Mapping[str, Node]
    outside: Mapping[str, str]
    namespace: str = ""
    rules: tuple[Rule, ...] = ()
    style: str = ""

    def bind(self, path: str) -> Bind:
        """Return what holds for a path; a place without a binding is a text that nothing holds for."""
        return self.binds.get(path) or Bind(path)
