from datetime import date
from typing import Any, NoReturn

from django.db import models

from whrin.kit.days import today


class Kept(Exception):
    """The log is added to. Nobody changes or deletes what stands in it; only its time ends it."""

    def __init__(self) -> None:
        super().__init__("Events are added, never changed; old ones go with erase_before().")


class Events(models.QuerySet["Event"]):
    """Rows that are added and read. Nothing else can be done with them here."""

    def update(self, **_values: Any) -> NoReturn:
        """Refuse: raises `Kept`."""
        raise Kept

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: raises `Kept`."""
        raise Kept

    def delete(self) -> NoReturn:
        """Refuse: raises `Kept`."""
        raise Kept

    def erase_before(self, day: date) -> int:
        """Delete what happened before a day, and return how many: for the retention task alone."""
        old = self.filter(day__lt=day).order_by()
        return old._raw_delete(old.db)  # noqa: SLF001 -- nothing hangs on an event


class Event(models.Model):
    """One thing done. Added, never changed. Kept two years, then erased by the retention task.

    `by` is a name that was true that day, or `system`; `about` is `room.Model:id`.
    """

    day = models.DateField(default=today)
    by = models.CharField(max_length=150)
    verb = models.CharField(max_length=60)
    about = models.CharField(max_length=150, db_index=True)
    detail = models.JSONField(default=dict, blank=True)

    objects = Events.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.day} {self.by} {self.verb} {self.about}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it. Raises `Kept` for one that stands in the log already."""
        if not self._state.adding:
            raise Kept
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: raises `Kept`."""
        raise Kept
