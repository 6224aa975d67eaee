"""A measure, where it is known from, and what it was before."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.library.models import Work
from whrin.places.models import Country, Part
from whrin.policy_index.enums import Kind, Role, State, Status
from whrin.topics.models import Topic


class Measure(models.Model):
    """A law, a bill, a court decision, a policy or a practice that harms women who use drugs. Kept for ever;
    withdrawn rather than deleted: its address says so then.

    `texts`: by language (BCP 47), `{"title", "summary", "effect", "what_to_do"}`; the first is the one it was
    written in. `dates`: by `Event`, as precise as they are known: "2021", "2021-11" or "2021-11-03".
    `checked_on`: the day on which somebody at the desk last compared all of it with the world, `checked_as`
    what. `edited_on`: the day of the newest change.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices)
    state = models.CharField(_("shown"), max_length=10, choices=State.choices, default=State.DRAFT)
    country = models.ForeignKey(Country, models.PROTECT, verbose_name=_("country"), related_name="measures")
    part = models.ForeignKey(
        Part,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("state, province or territory"),
        related_name="measures",
    )
    texts = models.JSONField(_("texts"), default=dict)
    dates = models.JSONField(_("dates"), default=dict, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, verbose_name=_("topics"), related_name="measures")
    checked_on = models.DateField(_("last checked on"), null=True, blank=True, editable=False)
    checked_as = models.CharField(max_length=12, choices=Role.choices, blank=True, editable=False)
    is_sample = models.BooleanField(default=False, editable=False)
    created_on = models.DateField(editable=False)
    edited_on = models.DateField(editable=False)

    class Meta:
        ordering = ["-edited_on", "-id"]
        verbose_name = _("harmful law, policy or practice")
        verbose_name_plural = _("harmful laws, policies and practices")
        indexes = [models.Index(fields=["state", "country"], name="measure_by_state_and_country")]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True, checked_as="")
                | (Q(checked_on__isnull=False) & ~Q(checked_as="")),
                name="measure_checked_as_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.title_in(get_language() or "en")

    def language_for(self, language: str) -> str:
        """Return the tag of the text for a reader of `language`: hers, English, else the first written."""
        bare = language.split("-", maxsplit=1)[0]
        wanted = (language, bare, "en", *self.texts)
        return next((tag for tag in wanted if tag in self.texts), "")

    def title_in(self, language: str) -> str:
        """Return the title for a reader of `language`; the short name where there is none."""
        return self.texts.get(self.language_for(language), {}).get("title", "") or self.slug


class MeasureSource(models.Model):
    """Where a measure is known from: a work of the library, or a title and more. Kept with the measure.

    `published`: as precise as it is known, like `Measure.dates`.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="sources")
    number = models.PositiveSmallIntegerField()
    work = models.ForeignKey(
        Work, models.PROTECT, null=True, blank=True, verbose_name=_("work"), related_name="measures"
    )
    title = models.CharField(_("title"), max_length=400, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    address = models.URLField(_("web address"), max_length=500, blank=True)
    published = models.CharField(_("date"), max_length=10, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="measure_source_once_a_number"),
            models.CheckConstraint(
                condition=Q(work__isnull=False) | ~Q(title=""), name="measure_source_work_or_title"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.work)


class Change(models.Model):
    """One field of a measure that was changed. Kept for ever with it; rows are added, none is changed.

    `number`: of the act; fields that were changed together have the same. `field`, `old`, `new`: as
    `content.content_of` has them; None: it was not there.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    field = models.CharField(max_length=60)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    day = models.DateField()
    role = models.CharField(max_length=12, choices=Role.choices)

    class Meta:
        ordering = ["-number", "field"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints = [
            models.UniqueConstraint(fields=["measure", "number", "field"], name="measure_change_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.number} {self.field}"
