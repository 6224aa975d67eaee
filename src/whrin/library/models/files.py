"""Where a language version can be read: files kept here, and links."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.library.enums import Extraction, Fixity, Flag, LinkKind, LinkState
from whrin.library.models.works import LanguageVersion


class StoredFile(models.Model):
    """A file of one language version, scrubbed and read. Public when its work is, and kept with it.

    `size` in bytes; `pages` where it has pages; `sha256` as it was when it came in, compared again by a
    daily chore (`verified_on`, `fixity`); `text` as extracted, one page after another with form
    feeds between.
    """

    version = models.ForeignKey(LanguageVersion, models.CASCADE, related_name="files")
    file = models.FileField(_("file"), upload_to="library/%Y/", max_length=300)
    name = models.CharField(_("name shown to readers"), max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    verified_on = models.DateField(_("last compared on"), null=True, blank=True, editable=False)
    fixity = models.CharField(
        _("as it came in"), max_length=8, choices=Fixity.choices, default=Fixity.UNCHECKED, editable=False
    )
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    has_text_layer = models.CharField(
        _("has a text layer"), max_length=8, choices=Flag.choices, default=Flag.UNKNOWN
    )
    is_tagged = models.CharField(
        _("is tagged for screen readers"), max_length=8, choices=Flag.choices, default=Flag.UNKNOWN
    )
    declares_language = models.CharField(
        _("declares its language"), max_length=8, choices=Flag.choices, default=Flag.UNKNOWN
    )
    has_captions = models.CharField(
        _("has captions"), max_length=8, choices=Flag.choices, default=Flag.UNKNOWN
    )
    has_transcript = models.CharField(
        _("has a transcript"), max_length=8, choices=Flag.choices, default=Flag.UNKNOWN
    )
    extraction = models.CharField(max_length=12, choices=Extraction.choices, default=Extraction.WAITING)
    extraction_note = models.CharField(max_length=300, blank=True)
    extractor = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [models.UniqueConstraint(fields=["version", "sha256"], name="file_once_a_version")]

    def __str__(self) -> str:
        return self.name


class Link(models.Model):
    """An address where a language version can be read. Public when its work is, and kept with it.

    `state`, `checked_on`, `failures` (in a row), `leads_to` (where it moved) and `archived_at` (a copy in a
    web archive) come from the daily check of links.
    `fingerprint` is made from the address without scheme, `www.`, trackers and anchor (`library.likeness`).
    """

    version = models.ForeignKey(LanguageVersion, models.CASCADE, related_name="links")
    address = models.URLField(_("address"), max_length=1000)
    kind = models.CharField(_("leads to"), max_length=12, choices=LinkKind.choices, default=LinkKind.PAGE)
    fingerprint = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=LinkState.choices, default=LinkState.UNCHECKED, editable=False
    )
    checked_on = models.DateField(_("last checked on"), null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    leads_to = models.URLField(max_length=1000, blank=True, editable=False)
    archived_at = models.URLField(_("archived copy"), max_length=1200, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [models.UniqueConstraint(fields=["version", "address"], name="link_once_a_version")]
        indexes = [models.Index(fields=["checked_on", "id"], name="link_longest_unchecked")]

    def __str__(self) -> str:
        return self.address
