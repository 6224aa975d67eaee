"""The words that services are described with: kinds of service, and attributes of the checklist."""

import uuid

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.services.enums import Aaaq, TermKind


class Term(models.Model):
    """A kind of service or an attribute. Public; kept for ever; `slug` is its stable name.

    `labels`, `notes`: text by language tag. `aaaq`: the side of the right to health that an attribute speaks
    of. `is_standard`: one of the package that every country should have. `order`: as lists show it. `uid`:
    its id in open data.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=TermKind.choices)
    slug = models.SlugField(_("stable name"), max_length=40)
    labels = models.JSONField(_("labels"), default=dict)
    notes = models.JSONField(_("notes"), default=dict, blank=True)
    aaaq = models.CharField(_("side of the right to health"), max_length=15, choices=Aaaq.choices, blank=True)
    group = models.SlugField(_("group of the checklist"), max_length=20, blank=True)
    is_standard = models.BooleanField(_("belongs to the standard package"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["kind", "order", "slug"]
        verbose_name = _("word of the map")
        verbose_name_plural = _("words of the map")
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="term_by_kind_and_name")]

    def __str__(self) -> str:
        return self.label_in(get_language() or "en")

    def label_in(self, language: str) -> str:
        """Return the label in `language`, else in English, else the stable name."""
        return _among(self.labels, language) or self.slug

    def note_in(self, language: str) -> str:
        """Return what it means, in `language`, else in English, else nothing."""
        return _among(self.notes, language)


def _among(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or texts.get(language.split("-", maxsplit=1)[0]) or texts.get("en") or ""
