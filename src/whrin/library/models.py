from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.library.enums import Audience, Extraction, Flag, Kind, LinkKind, PublisherKind, Role, Status
from whrin.places.models import Country, Region
from whrin.topics.models import Topic


class WorkQuerySet(models.QuerySet["Work"]):
    def published(self) -> "WorkQuerySet":
        """Keep what the public may see."""
        return self.filter(status=Status.PUBLISHED)

    def addressable(self) -> "WorkQuerySet":
        """Keep what has a public address: the published, and the withdrawn, whose page says so."""
        return self.filter(status__in=[Status.PUBLISHED, Status.WITHDRAWN])


class Licence(models.Model):
    """A licence, by its SPDX identifier or address. Public; kept for ever."""

    code = models.CharField(_("SPDX identifier"), max_length=60, primary_key=True)
    name = models.CharField(_("name"), max_length=200)
    address = models.URLField(_("address"), blank=True)
    may_host = models.BooleanField(_("we may keep a copy"), default=False)

    class Meta:
        ordering = ["code"]
        verbose_name = _("licence")
        verbose_name_plural = _("licences")

    def __str__(self) -> str:
        return self.name


class Work(models.Model):
    """A public resource, whatever languages it exists in. Kept for ever; withdrawn rather than deleted.

    `year`, `month` and `day` are as precise as what is known: a month needs a year, a day a month. `doi`
    is bare and in lower case. `extra` keeps CSL variables of an import that have no column. Staff alone
    see `staff_note`, `doubts`, `extra` and `changed_by`.
    """

    slug = models.SlugField(_("stable name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    genre = models.CharField(_("kind in its own words"), max_length=120, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    publisher_kind = models.CharField(
        _("who published it"), max_length=20, choices=PublisherKind.choices, default=PublisherKind.THIRD_PARTY
    )
    year = models.SmallIntegerField(_("year"), null=True, blank=True)
    month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True)
    day = models.PositiveSmallIntegerField(_("day"), null=True, blank=True)
    container_title = models.CharField(_("journal, book or series"), max_length=400, blank=True)
    volume = models.CharField(_("volume"), max_length=40, blank=True)
    issue = models.CharField(_("issue"), max_length=40, blank=True)
    pages = models.CharField(_("pages"), max_length=60, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    isbn = models.CharField("ISBN", max_length=20, blank=True)
    original_language = models.CharField(_("language it was written in"), max_length=20)
    topics = models.ManyToManyField(Topic, related_name="works", blank=True, verbose_name=_("topics"))
    countries = models.ManyToManyField(Country, related_name="works", blank=True, verbose_name=_("countries"))
    regions = models.ManyToManyField(Region, related_name="works", blank=True, verbose_name=_("regions"))
    audience = models.JSONField(_("audience"), default=list, blank=True)
    licence = models.ForeignKey(
        Licence, models.PROTECT, null=True, blank=True, related_name="works", verbose_name=_("licence")
    )
    plain_language_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plain_language_companions",
        verbose_name=_("plain-language companion of"),
    )
    peer_reviewed_on = models.DateField(
        _("reviewed by women with lived experience on"), null=True, blank=True
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.DRAFT)
    is_sample = models.BooleanField(_("sample record"), default=False)
    is_page = models.BooleanField(_("a page of this site"), default=False, editable=False)
    staff_note = models.TextField(_("note for staff"), blank=True)
    doubts = models.JSONField(_("doubts about the record"), default=list, blank=True)
    seen_at = models.URLField(_("where it was seen"), max_length=1000, blank=True)
    published_on = models.DateField(_("in the library since"), null=True, blank=True)
    withdrawn_because = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)
    extra = models.JSONField(_("kept from the import"), default=dict, blank=True)
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("last changed by"),
    )

    objects = WorkQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("work")
        verbose_name_plural = _("works")
        permissions = [("publish_work", _("Can publish and withdraw works"))]
        indexes = [
            models.Index(fields=["status", "-published_on", "-id"], name="work_newest"),
            models.Index(fields=["doi"], name="work_doi"),
            models.Index(fields=["isbn"], name="work_isbn"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(month=None) | models.Q(year__isnull=False, month__range=(1, 12)),
                name="work_month_needs_year",
            ),
            models.CheckConstraint(
                condition=models.Q(day=None) | models.Q(month__isnull=False, day__range=(1, 31)),
                name="work_day_needs_month",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="published") | models.Q(published_on__isnull=False),
                name="work_published_has_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="withdrawn") | ~models.Q(withdrawn_because=""),
                name="work_withdrawn_has_reason",
            ),
            models.UniqueConstraint(fields=["doi"], condition=~models.Q(doi=""), name="work_one_per_doi"),
        ]

    def __str__(self) -> str:
        version = self.version_for(get_language() or "en")
        return version.title if version else self.slug

    def version_for(self, language: str) -> "LanguageVersion | None":
        """Return the version in `language`, else its base language, else the original's, else the first."""
        versions = {version.language: version for version in self.versions.all()}
        base = language.split("-", maxsplit=1)[0]
        wanted = [
            language,
            base,
            *(tag for tag in versions if tag.split("-")[0] == base),
            self.original_language,
            *versions,
        ]
        return next((versions[tag] for tag in wanted if tag in versions), None)

    def audience_labels(self) -> list[str]:
        """Return the audiences in words, in the reader's language."""
        return [str(Audience(code).label) for code in self.audience if code in Audience.values]


class LanguageVersion(models.Model):
    """A work in one language (BCP 47). Public when its work is, and kept with it.

    `fingerprint` is made from folded title, year and first author (`library.likeness`); equal ones are
    likely doubles.
    """

    work = models.ForeignKey(Work, models.CASCADE, related_name="versions")
    language = models.CharField(_("language"), max_length=20)
    title = models.CharField(_("title"), max_length=600)
    short_title = models.CharField(_("short title"), max_length=300, blank=True)
    abstract = models.TextField(_("summary"), blank=True)
    abstract_language = models.CharField(_("language of the summary"), max_length=20, blank=True)
    is_machine_translation = models.BooleanField(_("translated by a machine"), default=False)
    fingerprint = models.CharField(max_length=32, blank=True, db_index=True, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        constraints = [models.UniqueConstraint(fields=["work", "language"], name="version_one_per_language")]

    def __str__(self) -> str:
        return self.title


class Contribution(models.Model):
    """A person or an organisation that made a work. Public, as printed on the work, and kept with it.

    An organisation, or a name that must not be taken apart, has `literal` alone.
    """

    work = models.ForeignKey(Work, models.CASCADE, related_name="contributions")
    position = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.AUTHOR)
    family = models.CharField(_("family name"), max_length=200, blank=True)
    given = models.CharField(_("given names"), max_length=200, blank=True)
    literal = models.CharField(_("organisation, or whole name"), max_length=300, blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(literal="") & ~models.Q(family=""))
                | (~models.Q(literal="") & models.Q(family="", given="")),
                name="contribution_person_or_literal",
            )
        ]

    def __str__(self) -> str:
        return self.literal or ", ".join(filter(None, [self.family, self.given]))


class StoredFile(models.Model):
    """A file of one language version, scrubbed and read. Public when its work is, and kept with it.

    `size` in bytes; `pages` where it has pages; `text` as extracted, one page after another with form
    feeds between.
    """

    version = models.ForeignKey(LanguageVersion, models.CASCADE, related_name="files")
    file = models.FileField(_("file"), upload_to="library/%Y/", max_length=300)
    name = models.CharField(_("name shown to readers"), max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
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

    `fingerprint` is made from the address without scheme, `www.`, trackers and anchor (`library.likeness`).
    """

    version = models.ForeignKey(LanguageVersion, models.CASCADE, related_name="links")
    address = models.URLField(_("address"), max_length=1000)
    kind = models.CharField(_("leads to"), max_length=12, choices=LinkKind.choices, default=LinkKind.PAGE)
    fingerprint = models.CharField(max_length=32, blank=True, db_index=True, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [models.UniqueConstraint(fields=["version", "address"], name="link_once_a_version")]

    def __str__(self) -> str:
        return self.address


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def open(self) -> "ImportRunQuerySet":
        """Keep runs that have not come to their end: running, stopped or cut off."""
        return self.exclude(state__in=[ImportRun.State.FINISHED, ImportRun.State.FAILED])


class ImportRun(models.Model):
    """One import of one file: how far it came, and every fault by record and reason. Staff only; kept one
    year.

    `done` counts records whose result is on disk; a stopped run goes on from there. `file_digest` is
    SHA-256. `fault` says why the whole file could not be read.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("Running or interrupted")
        FINISHED = "finished", _("Finished")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("Could not be read")

    file_name = models.CharField(_("file"), max_length=300)
    file_digest = models.CharField(max_length=64, db_index=True)
    format = models.CharField(max_length=20)
    total = models.PositiveIntegerField(_("records"), default=0)
    done = models.PositiveIntegerField(_("done"), default=0)
    added = models.PositiveIntegerField(_("added"), default=0)
    duplicates = models.PositiveIntegerField(_("already here"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RUNNING)
    fault = models.CharField(_("fault"), max_length=500, blank=True)
    publish = models.BooleanField(_("publish at once"), default=False)
    is_sample = models.BooleanField(_("sample records"), default=False)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done=models.F("added") + models.F("duplicates") + models.F("refused"))
                & models.Q(done__lte=models.F("total")),
                name="run_accounts_for_every_record",
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportNote(models.Model):
    """What happened to one record of an import that needs a person's eye. Kept with its run."""

    class Outcome(models.TextChoices):
        DUPLICATE = "duplicate", _("Already here")
        REFUSED = "refused", _("Refused")
        WARNED = "warned", _("Added with a remark")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="notes")
    record = models.PositiveIntegerField(_("record number, from 1"))
    identifier = models.CharField(_("identifier in the file"), max_length=200, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    reason = models.CharField(_("reason"), max_length=500)
    work = models.ForeignKey(Work, models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ["record", "id"]

    def __str__(self) -> str:
        return f"{self.record}: {self.reason}"
