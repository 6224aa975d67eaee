from django.db import models

from whrin.kit.days import today


class Event(models.Model):
    """One thing done. Kept two years, then erased by the retention task.

    `by` is a name that was true that day, or `system`; `about` is `room.Model:id`.
    """

    day = models.DateField(default=today)
    by = models.CharField(max_length=150)
    verb = models.CharField(max_length=60)
    about = models.CharField(max_length=150, db_index=True)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.day} {self.by} {self.verb} {self.about}"
