"""Kinds of papers, with the limits of the bodies that take them."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class PaperKind(models.Model):
    """A kind of paper: how it is built, how long it may be, in which form and languages it is taken. Public;
    kept for as long as papers are of it, retired rather than deleted.

    `labels`: by language. `sections`: in order, `{"slug", "headings": {language: words}, "hint": {language:
    words}, "is_required", "is_numbered", "takes": "" | "articles" | "recommendations"}`. `words_single`,
    `words_coalition`: most words, with notes where `counts_notes`. `minutes`: of an oral statement. `forms`:
    the only forms in which it is taken ("docx"); empty: any. `languages`: BCP 47; empty: any. `weeks_before`:
    of the session, when it is due, unless the session says a day. None: not known, never a guess; `source`,
    `checked_on` and `note` say where a limit is known from and how sure it is.
    """

    slug = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    labels = models.JSONField(default=dict)
    sections = models.JSONField(default=list, blank=True)
    words_single = models.PositiveIntegerField(_("most words"), null=True, blank=True)
    words_coalition = models.PositiveIntegerField(_("most words, of a coalition"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes, when it is spoken"), null=True, blank=True)
    counts_notes = models.BooleanField(_("footnotes count as words"), default=True)
    forms = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    weeks_before = models.PositiveSmallIntegerField(_("weeks before the session"), null=True, blank=True)
    numbers_paragraphs = models.BooleanField(_("paragraphs are numbered"), default=True)
    is_submission = models.BooleanField(_("goes to a body"), default=False)
    is_signed = models.BooleanField(_("can be opened for signatures"), default=False)
    source = models.CharField(_("source"), max_length=500, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    note = models.CharField(_("how sure it is"), max_length=500, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("kind of paper")
        verbose_name_plural = _("kinds of papers")

    def __str__(self) -> str:
        return self.label_in(get_language() or "en")

    def label_in(self, language: str) -> str:
        """Return what it is called in a language, else in English."""
        return str(self.labels.get(language) or self.labels.get("en") or self.slug)
