from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

#: Characters of one label.
LONGEST_LABEL = 120


class Topic(models.Model):
    """A concept (skos:Concept). Public; kept for ever; `slug` is its stable name."""

    slug = models.SlugField(_("stable name"), max_length=80, unique=True)
    broader = models.ManyToManyField(
        "self", symmetrical=False, related_name="narrower", blank=True, verbose_name=_("broader topics")
    )

    class Meta:
        ordering = ["slug"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.label_in(get_language() or "en")

    def label_in(self, language: str) -> str:
        """Return the preferred label in `language`, else in English, else the stable name."""
        if self.pk is None:
            # Made a moment ago, or deleted: it has no labels to ask for.
            return self.slug
        found = {label.language: label.text for label in self.labels.all() if label.is_preferred}
        return (
            found.get(language)
            or found.get(language.split("-", maxsplit=1)[0])
            or found.get("en")
            or self.slug
        )


class Label(models.Model):
    """A word for a topic in one language: the preferred one, or an alternative. Public; kept for ever."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="labels")
    language = models.CharField(_("language"), max_length=20)
    text = models.CharField(_("label"), max_length=LONGEST_LABEL)
    is_preferred = models.BooleanField(_("preferred"), default=False)

    class Meta:
        ordering = ["language", "-is_preferred", "text"]
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "language"],
                condition=models.Q(is_preferred=True),
                name="topic_one_preferred_label_a_language",
            ),
            models.UniqueConstraint(fields=["topic", "language", "text"], name="topic_label_once"),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.language})"


class ScopeNote(models.Model):
    """What a topic covers, in one language (skos:scopeNote). Public; kept for ever."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="scope_notes")
    language = models.CharField(_("language"), max_length=20)
    text = models.TextField(_("note"))

    class Meta:
        verbose_name = _("scope note")
        verbose_name_plural = _("scope notes")
        constraints = [
            models.UniqueConstraint(fields=["topic", "language"], name="topic_one_scope_note_a_language")
        ]

    def __str__(self) -> str:
        return self.text
