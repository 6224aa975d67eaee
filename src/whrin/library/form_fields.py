"""Widgets of the desk's forms."""

from collections.abc import Mapping
from typing import Any

from django import forms


class NamesInput(forms.TextInput):
    """Several stable names in one line, with commas between."""

    def format_value(self, value: Any) -> str | None:
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:  # noqa: ARG002 -- Django's signature
        return [part.strip() for part in str(data.get(name) or "").split(",") if part.strip()]
