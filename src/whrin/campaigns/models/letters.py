"""Which letters somebody gets about a paper that she works on."""

from django.db import models

from whrin.campaigns.models.papers import Paper
from whrin.people.models import Person


class Listener(models.Model):
    """What somebody chose about letters of a paper. Without a row: she gets them, and they say nothing.
    Nobody else sees it. Deleted when she leaves the paper, and with her account or the paper.

    `is_neutral`: a letter says that there is something for her, and nothing of what.
    """

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="listeners")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    wants_letters = models.BooleanField(default=True)
    is_neutral = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "person"], name="listener_once")]

    def __str__(self) -> str:
        return str(self.pk)
