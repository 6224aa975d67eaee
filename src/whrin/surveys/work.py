"""The questions that an author works on, beside what is published."""

import hashlib
import json

from whrin.surveys.models import Form, Version
from whrin.surveys.xlsform import Sheet, Sheets
from whrin.surveys.xlsform.sheets import from_json

#: What a form is made of before its author has written a word.
_EMPTY = {"survey": Sheet(("type", "name", "label"), ()), "settings": Sheet(("form_title",), ())}


def sheets_of_version(version: Version) -> dict[str, Sheet]:
    """Return the author's sheets of a version."""
    return from_json(version.sheets)


def work_on(form: Form) -> Sheets:
    """Return what the author goes on from: her work, else the newest version without its name, which the next
    one cannot have, else nothing but a sheet for questions.
    """
    if form.sheets_in_work is not None:
        return from_json(form.sheets_in_work)
    newest = form.versions.first()
    if newest is None:
        return _EMPTY
    return without_version(sheets_of_version(newest))


def without_version(sheets: Sheets) -> dict[str, Sheet]:
    """Return the sheets without the name of their version."""
    settings = sheets.get("settings", Sheet((), ()))
    columns = tuple(column for column in settings.columns if column != "version")
    rows = tuple({name: text for name, text in row.items() if name != "version"} for row in settings.rows)
    return {**sheets, "settings": Sheet(columns, rows)}


def with_version(sheets: Sheets, name: str) -> dict[str, Sheet]:
    """Return the sheets with the name that their version shall have; "": with none."""
    settings = sheets.get("settings", Sheet((), ()))
    row = {**(settings.rows[0] if settings.rows else {}), "version": name}
    return {**sheets, "settings": Sheet(tuple(dict.fromkeys([*settings.columns, "version"])), (row,))}


def version_wished(sheets: Sheets) -> str:
    """Return the name that the sheets give their version; "" where they give none."""
    settings = sheets.get("settings", Sheet((), ()))
    return settings.rows[0].get("version", "").strip() if settings.rows else ""


def mark_of_work(form: Form) -> str:
    """Return what tells one state of the work from another; where there is none, the version that the author
    goes on from; "" where there is no version either.
    """
    if form.sheets_in_work is None:
        return str(form.versions.values_list("pk", flat=True).first() or "")
    told = json.dumps(form.sheets_in_work, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:32]
