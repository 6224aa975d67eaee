"""What an author has given for a version that is not published yet."""

from django.db import models

from whrin.surveys.models.forms import Form


class WorkFile(models.Model):
    """A file for the questions in work: a list of choices, a picture. Kept until they are published or thrown
    away.
    """

    form = models.ForeignKey(Form, models.CASCADE, related_name="work_files")
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["form", "name"], name="work_file_once_a_form")]

    def __str__(self) -> str:
        return self.name
