"""Events out of a table: a line each, with the columns of `sample/events.csv`.

`kind` says what becomes of a line: a day, a conference, or a session of a body that its name must hold. Days
are taken only where they are the same every year; of everything else the table knows months.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from whrin.audit.actions import Actor
from whrin.events.actions import keep_record
from whrin.events.coming.yearly import is_month_day, is_months
from whrin.events.enums import OccasionKind, State
from whrin.events.models import Body, Occasion, Session
from whrin.kit.text import clean_line, clean_text

#: Columns that a table must have.
COLUMNS = ("name", "kind", "typical_month", "fixed_date", "recurrence", "usual_place", "organiser")
#: Lines and bytes at most.
MOST, LARGEST = 2_000, 1_000_000
_LONGEST_MONTHS = 20
_KINDS = {
    "conference": OccasionKind.CONFERENCE,
    "international day": OccasionKind.DAY,
    "campaign day": OccasionKind.CAMPAIGN_DAY,
    "campaign period": OccasionKind.CAMPAIGN_DAY,
    "meeting": OccasionKind.MEETING,
    "webinar": OccasionKind.WEBINAR,
    "training": OccasionKind.TRAINING,
}
_SESSIONS = ("un session", "un treaty body session", "un high-level meeting", "session")

#: A line of the table, by column.
Line = Mapping[str, str]


class CannotRead(ValueError):
    """The table has faults; nothing of it was taken. `faults`: what is wrong, a sentence each."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Taken:
    """How many were added, and how many were there already and stay as they are."""

    added: int
    known: int


def read_table(content: bytes) -> list[Line]:
    """Return the lines of a CSV file in UTF-8. Raises `CannotRead`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotRead([_("Not a text file")]) from None
    if "\x00" in text:
        # No text has it, and PostgreSQL keeps none that has.
        raise CannotRead([_("Not a text file")])
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        raise CannotRead([_("Not a text file")]) from None
    there = rows[0].keys() if rows else ()
    missing = [name for name in COLUMNS if name not in there]
    if missing or len(rows) > MOST:
        lacking, named = _("Missing"), ", ".join(missing)
        raise CannotRead([f"{lacking}: {named}" if missing else _("That is too large")])
    return [{name: value or "" for name, value in row.items() if name} for row in rows]


@transaction.atomic
def take_in(lines: Sequence[Line], *, by: Actor | None, is_sample: bool = False) -> Taken:
    """Add what the lines tell of, public at once; what is there already stays as it is. Raises `CannotRead`:
    then nothing is added.
    """
    bodies = list(Body.objects.all())
    made, faults = [], []
    for number, line in enumerate(lines, start=2):
        row = _row(line, bodies)
        if row is None:
            faults.append(_("Line %(number)s") % {"number": number} + f": {clean_line(line['name'])[:80]}")
        else:
            row.is_sample = is_sample
            made.append(row)
    if faults:
        raise CannotRead(faults)
    added = 0
    for row in made:
        if not type(row).objects.filter(slug=row.slug).exists():
            keep_record(row=row, by=by)
            added += 1
    return Taken(added, len(made) - added)


def _row(line: Line, bodies: Sequence[Body]) -> Session | Occasion | None:
    """Return the row of a line, not yet saved; None: something of it cannot be meant."""
    name, kind = clean_line(line["name"])[:300], line["kind"].strip().casefold()
    months, fixed = line["typical_month"].strip(), line["fixed_date"].strip()
    days = fixed.split("/") if fixed else []
    page = line.get("public_page", "").strip()[:500]
    slug = slugify(shorten(name, 60, placeholder=""))
    if not slug or (page and not _is_address(page)) or len(months) > _LONGEST_MONTHS:
        return None
    if (months and not is_months(months)) or not all(map(is_month_day, days)) or len(days) > 2:
        return None
    shared = {
        "slug": slug,
        "names": {"en": name},
        "months": months,
        "place": clean_line(line["usual_place"])[:200],
        "page": page,
        "source": line.get("source", "").strip()[:500],
        "state": State.PUBLIC,
    }
    if kind in _SESSIONS:
        body = next((each for each in bodies if _is_named(each, name)), None)
        return Session(body=body, note=_note(line, with_rhythm=True), **shared) if body else None
    if kind not in _KINDS:
        return None
    return Occasion(
        kind=_KINDS[kind],
        texts=_note(line),
        rhythm=clean_line(line["recurrence"])[:60],
        organiser=clean_line(line["organiser"])[:200],
        yearly=days[0] if days else "",
        yearly_to=days[1] if len(days) > 1 else "",
        **shared,
    )


def _is_address(written: str) -> bool:
    try:
        URLValidator(["http", "https"])(written)
    except ValidationError:
        return False
    return True


def _is_named(body: Body, name: str) -> bool:
    said = name.casefold()
    return any(each and each.casefold() in said for each in (body.short, *body.names.values()))


def _note(line: Line, *, with_rhythm: bool = False) -> dict[str, str]:
    rhythm = clean_line(line["recurrence"]) if with_rhythm else ""
    said = [f"{rhythm[:1].upper()}{rhythm[1:]}." if rhythm else "", clean_text(line.get("note", ""))]
    note = " ".join(filter(None, said))
    return {"en": note} if note else {}
