"""A work, its language versions and who made it."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.library.enums import Audience, Kind, PublisherKind, Role, Status
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
    is bare and in lower case. A work that was found twice is withdrawn and `merged_into` the one that
    stays; its address leads there. `arrived_in` is the import that brought it. `extra` keeps CSL variables
    of an import that have no column. Staff alone see `staff_note`, `doubts`, `extra` and `changed_by`.
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
    superseded_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name=_("replaced by the newer version"),
    )
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged_from", editable=False
    )
    related = models.ManyToManyField("self", blank=True, verbose_name=_("see also"))
    peer_reviewed_on = models.DateField(
        _("reviewed by women with lived experience on"), null=True, blank=True
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.DRAFT)
    is_sample = models.BooleanField(_("sample record"), default=False)
    arrived_in = models.ForeignKey(
        "library.ImportRun", models.SET_NULL, null=True, blank=True, related_name="works", editable=False
    )
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
            models.Index(fields=["changed_at", "id"], name="work_changed"),
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
