"""What a page is to its template: fields, groups of them, and what is around."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .lines import Line
from .saying import MediaAddress, Said, no_media
from .taken import Taken
from .widgets import GROUPED, Widget


@dataclass(frozen=True)
class Setting:
    """What only the caller knows: where files of the form are, and whether exact places are kept."""

    media_address: MediaAddress = no_media
    keeps_place: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a question."""

    value: str
    label: Said
    id: str
    is_chosen: bool
    number: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One field. `values`: what stands in it, for a date its year, month, day and time."""

    widget: Widget
    template: str
    name: str
    id: str
    label: Said | None
    hint: Said | None
    is_required: bool
    faults: tuple[Said, ...] = ()
    values: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    answer: tuple[Said, ...] = ()
    keyboard: str = ""
    accept: str = ""
    note: str = ""
    in_row: bool = False
    parts: tuple[str, ...] = ()
    condition: str = ""
    is_hidden: bool = False
    is_secret: bool = False

    @property
    def value(self) -> str:
        """Return what stands in a field that is one."""
        return self.values[0] if self.values else ""

    @property
    def is_grouped(self) -> bool:
        """Say whether the field is several, named by a legend."""
        return self.widget in GROUPED

    @property
    def described_by(self) -> str:
        """Return the `id`s of what tells more: the hint, what we say of it, what is wrong."""
        found = [f"{self.id}~hint"] if self.hint and self.hint.html else []
        found += [f"{self.id}~note"] if self.note else []
        return " ".join([*found, f"{self.id}~wrong"] if self.faults else found)

    @property
    def state(self) -> SafeString:
        """Return the attributes of the field that tie it to what is told of it."""
        described = format_html(' aria-describedby="{}"', self.described_by) if self.described_by else ""
        return format_html("{}{}", described, mark_safe(' aria-invalid="true"') if self.faults else "")


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Fields with one heading."""

    label: Said | None
    parts: "tuple[Shown | ShownGroup, ...]"
    is_group = True


@dataclass(frozen=True)
class ShownPage:
    """One page for `surveys/asking/questions.html`; buttons are in `surveys/asking/buttons.html`.

    `around` is the language of the form, `ours` that of the interface where it differs: attributes.
    `months`: number and name. `taken`: what came of what was sent, or None.
    """

    key: str
    trail: tuple[Said, ...]
    title: Said | None
    parts: tuple[Shown | ShownGroup, ...]
    around: SafeString
    ours: SafeString
    is_list: bool = False
    one_each: bool = False
    lines: tuple[Line, ...] = ()
    has_files: bool = False
    has_update: bool = False
    has_script: bool = False
    taken: Taken | None = None
    months: tuple[tuple[str, str], ...] = field(default=())
    may_be_removed: bool = False
    asked_for: Said | None = None

    @property
    def fields(self) -> list[Shown]:
        """Return all its fields, in their order."""
        return list(fields_in(self.parts))

    @property
    def newly(self) -> list[Shown]:
        """Return the fields that her answers have just made asked."""
        return [field for field in self.fields if self.taken and field.name in self.taken.new]

    @property
    def wrong(self) -> list[Shown]:
        """Return the fields with something wrong."""
        return [field for field in self.fields if field.faults]


def fields_in(parts: "tuple[Shown | ShownGroup, ...]") -> Iterator[Shown]:
    """Yield the fields of parts, those in groups, too."""
    for part in parts:
        if isinstance(part, ShownGroup):
            yield from fields_in(part.parts)
        else:
            yield part
