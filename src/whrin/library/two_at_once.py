"""Two librarians on one record: what the second would write over without knowing.

A form carries a digest of the record as it was shown. When it comes back and the record is another by then,
nothing is saved: both versions are shown, and what she typed stays in the form.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model

from whrin.library.forms import WorkForm
from whrin.library.models import Work


@dataclass(frozen=True)
class Difference:
    """One field: what the record holds now, and what she wrote."""

    label: str
    here: str
    written: str


def digest_of(work: Work) -> str:
    """Return a digest of all that the form shows of a work."""
    shown = "\n".join(f"{name}={value}" for name, value in _values(WorkForm(instance=work)))
    return hashlib.sha256(shown.encode()).hexdigest()[:32]


def differences(form: WorkForm) -> list[Difference]:
    """Return where a form that was sent differs from the record as it is now."""
    found = list(_changed(form, ""))
    for rows in form.row_sets:
        sent = {row.instance.pk for row in rows.forms if row.instance.pk}
        for row in rows.forms:
            if row.instance.pk:
                found += _changed(row, f"{row.instance} · ")
        if form.instance.pk:
            found += [
                Difference(str(rows.heading), str(row), "")
                for row in rows.get_queryset()
                if row.pk not in sent
            ]
    return found


def _values(form: WorkForm) -> Iterator[tuple[str, str]]:
    for each in _forms_of(form):
        for name, field in each.fields.items():
            yield (
                f"{each.prefix or ''} {each.instance.pk} {name}",
                _plain(each.get_initial_for_field(field, name)),
            )


def _forms_of(form: WorkForm) -> Iterable[Any]:
    yield form
    for rows in form.row_sets:
        yield from (row for row in rows.forms if row.instance.pk)


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ",".join(sorted(_plain(each) for each in value))
    if isinstance(value, Model):
        return str(value.pk)
    return "" if value is None else str(value)


def _changed(form: Any, before: str) -> Iterator[Difference]:
    for name in form.changed_data:
        field = form.fields[name]
        if not isinstance(field.widget, forms.HiddenInput) and name != "DELETE":
            here = _shown(field, form.get_initial_for_field(field, name))
            yield Difference(before + str(form[name].label), here, _shown(field, form[name].value()))


def _shown(field: forms.Field, value: Any) -> str:
    values = value if isinstance(value, list | tuple) else [value]
    written = [each for each in values if each not in {None, ""}]
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(_names(field, written))
    words = {str(code): str(label) for code, label in getattr(field, "choices", ())}
    return ", ".join(words.get(str(each), str(each)) for each in written)


def _names(field: "forms.ModelChoiceField[Any]", values: list[Any]) -> list[str]:
    key = field.to_field_name or "pk"
    keys = [getattr(each, key) if isinstance(each, Model) else each for each in values]
    if field.to_field_name or field.queryset is None:
        return [str(each) for each in keys]
    known = [each for each in keys if not str(each).isdecimal() or len(str(each)) < 19]
    try:
        return [str(row) for row in field.queryset.filter(pk__in=known)]
    except ValueError:
        return [str(each) for each in keys]
