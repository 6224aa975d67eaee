"""Choices that are known only when a form is made."""

from typing import Any

from django import forms


def offer(form: forms.Form, name: str, choices: Any) -> None:
    """Let a field of choices offer these."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- the form says so
    field.choices = choices
