from typing import Any, Protocol

from django.db import models

from whrin.audit.models import Event


class Actor(Protocol):
    """Anyone who does something: a person, by the name she signs in with."""

    def get_username(self) -> str: ...


def record(*, verb: str, about: models.Model, by: Actor | None = None, **detail: Any) -> Event:
    """Write down that `by` (None: the system) did `verb` to `about`. `detail` must be JSON."""
    return Event.objects.create(
        verb=verb,
        by=by.get_username() if by else "system",
        about=f"{about._meta.label}:{about.pk}",  # noqa: SLF001 -- Django's documented name
        detail=detail,
    )
