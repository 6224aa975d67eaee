"""Our own lists: kinds of violation, kinds of actor; and the voice that reads a question."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.incidents.enums import Scheme


class Term(models.Model):
    """One entry of a list. Kept for ever: reports name it. Out of use: `retired_on`.

    `labels`, `explains`: by language, plain words. `articles`: [{"instrument": slug, "article": "16"}].
    `group`: what it stands under when it is shown. `edition` rises with each change.
    """

    scheme = models.CharField(max_length=10, choices=Scheme.choices)
    slug = models.SlugField(max_length=60)
    group = models.SlugField(max_length=60, blank=True)
    labels = models.JSONField(_("names"), default=dict)
    explains = models.JSONField(_("in plain words"), default=dict, blank=True)
    articles = models.JSONField(_("articles"), default=list, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    edition = models.PositiveIntegerField(default=1)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["scheme", "place", "slug"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [models.UniqueConstraint(fields=["scheme", "slug"], name="incidents_term_once")]

    def __str__(self) -> str:
        return self.slug

    def label_in(self, language: str) -> str:
        """Return its name in a language, else in English, else its slug."""
        return str(self.labels.get(language) or self.labels.get("en") or self.slug)


class TermVersion(models.Model):
    """What a term was before it changed. Kept for ever."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="versions")
    edition = models.PositiveIntegerField()
    was = models.JSONField()
    day = models.DateField()

    class Meta:
        ordering = ["-edition"]
        verbose_name = _("earlier version of a term")
        verbose_name_plural = _("earlier versions of terms")
        constraints = [models.UniqueConstraint(fields=["term", "edition"], name="incidents_version_once")]

    def __str__(self) -> str:
        return f"{self.term_id} {self.edition}"


class Recording(models.Model):
    """A voice that reads one question in one language. Kept until another takes its place.

    `step`: which question; `sound`: MP3 or Opus, at most 2 MB; `media_type`.
    """

    step = models.SlugField(max_length=30)
    language = models.CharField(max_length=20)
    media_type = models.CharField(max_length=40)
    sound = models.BinaryField()

    class Meta:
        ordering = ["step", "language"]
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        constraints = [models.UniqueConstraint(fields=["step", "language"], name="incidents_recording_once")]

    def __str__(self) -> str:
        return f"{self.step} {self.language}"
