"""What can be answered in a form: one column for each question, and for what it calculates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    MOMENT = "datetime"
    TRUTH = "boolean"
    ONE = "select_one"
    MANY = "select_multiple"
    RANK = "rank"
    POINT = "geopoint"
    TRACE = "geotrace"
    SHAPE = "geoshape"
    FILE = "file"
    TICK = "acknowledge"


#: Several choices, with spaces between them.
SEVERAL = frozenset({Kind.MANY, Kind.RANK})
#: Places: "latitude longitude altitude accuracy", several with ";" between them.
PLACES = frozenset({Kind.POINT, Kind.TRACE, Kind.SHAPE})


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return a text in a language, said as forms say it ("English (en)") or by its code; failing that, the
    first that there is; failing that, "".
    """
    if language in texts:
        return texts[language]
    code = f"({language})"
    return next((text for name, text in texts.items() if name.endswith(code)), next(iter(texts.values()), ""))


def steps_below(path: str, repeat: str) -> list[str]:
    """Return the steps of a path below its repeat, or, where that is "", below the root of the form."""
    steps = path.strip("/").split("/")
    return steps[len(repeat.strip("/").split("/")) if repeat else 1 :]


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: what stands in the answer, and its texts by language, the form's own language first."""

    value: str
    texts: Mapping[str, str] = field(default_factory=dict)

    def label(self, language: str = "") -> str:
        """Return its label; its value where it has none."""
        return in_language(self.texts, language) or self.value


@dataclass(frozen=True, slots=True)
class Column:
    """One question over all versions of a form.

    `path` without places or prefixes: `/data/room/beds`. `name`: its last step. `repeat`: path of the repeat
    that it is asked in, the innermost; empty: once. `trace`: which of `Traces` it is, empty for none.
    `versions`: names of those that ask it, the newest first; `relevant`: when it is asked, as the newest of
    them writes it; `extras`: what its sheet says of it in columns of the author's own.
    """

    path: str
    name: str
    kind: Kind
    repeat: str = ""
    trace: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    versions: tuple[str, ...] = ()
    relevant: str = ""
    extras: Mapping[str, str] = field(default_factory=dict)

    def label(self, language: str = "") -> str:
        """Return what is asked; the name where the form does not say."""
        return in_language(self.texts, language) or self.name

    def words(self, text: str, language: str = "") -> str:
        """Return an answer with the labels of what was chosen instead of their values."""
        if not self.choices or not text:
            return text
        labels = {choice.value: choice.label(language) for choice in self.choices}
        if self.kind in SEVERAL:
            return "; ".join(labels.get(value, value) for value in text.split())
        return labels.get(text, text)
