"""Days, conferences and meetings, and who comes to a meeting."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from whrin.events.enums import Coming, OccasionKind, State
from whrin.events.wording import text_for
from whrin.library.models import Work
from whrin.people.models import Person
from whrin.places.models import Country, Region
from whrin.surveys.models import Form


class Occasion(models.Model):
    """A day, a conference, a meeting, a webinar or a training. Public unless a draft; kept for ever,
    withdrawn rather than deleted.

    When it is: `begins_at`, `ends_at` (UTC) with `zone` (IANA) for meetings; else `starts`, `ends` (days);
    else `yearly`, `yearly_to`: the same day each year, "06-26"; else `months`, as for sessions. `rhythm`: how
    often, in words. `names`, `texts`: by language. `languages`: spoken there. `form`: its own form to
    register with; `takes_registrations`: the short one. `sealed_link`: how to join, under `wrapped_key`, as
    registrations are; both are emptied with them. `off_since`: the day from which it does not take place as
    was told: it was withdrawn, or has lost its hours. `works`: recording and slides.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=OccasionKind.choices)
    names = models.JSONField(default=dict)
    texts = models.JSONField(default=dict, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    months = models.CharField(max_length=20, blank=True)
    yearly = models.CharField(max_length=5, blank=True)
    yearly_to = models.CharField(max_length=5, blank=True)
    rhythm = models.CharField(max_length=60, blank=True)
    begins_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=60, blank=True)
    languages = models.JSONField(default=list, blank=True)
    place = models.CharField(max_length=200, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    organiser = models.CharField(max_length=200, blank=True)
    page = models.URLField(max_length=500, blank=True)
    source = models.CharField(max_length=500, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    form = models.ForeignKey(Form, models.SET_NULL, null=True, blank=True, related_name="+")
    takes_registrations = models.BooleanField(default=False)
    sealed_link = models.TextField(blank=True, editable=False)
    wrapped_key = models.TextField(blank=True, editable=False)
    off_since = models.DateField(null=True, blank=True, editable=False)
    works = models.ManyToManyField(Work, blank=True, related_name="occasions")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    is_sample = models.BooleanField(default=False, editable=False)
    edition = models.PositiveIntegerField(default=0, editable=False)
    created_on = models.DateField(editable=False)
    changed_on = models.DateField(editable=False)

    class Meta:
        ordering = ["slug"]
        indexes = [models.Index(fields=["state", "kind"], name="occasion_by_state_and_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=False, ends__gte=F("starts")),
                name="occasion_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(begins_at__isnull=True, ends_at__isnull=True)
                | (Q(begins_at__isnull=False, ends_at__gt=F("begins_at")) & ~Q(zone="")),
                name="occasion_hours_have_a_zone",
            ),
            models.CheckConstraint(
                condition=Q(yearly="") | Q(yearly__regex=r"^[01][0-9]-[0-3][0-9]$"),
                name="occasion_yearly_month_and_day",
            ),
            models.CheckConstraint(
                condition=Q(takes_registrations=False) | (Q(begins_at__isnull=False) & ~Q(wrapped_key="")),
                name="occasion_registers_for_an_hour",
            ),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """Return the name for a reader of `language`; the short name where there is none."""
        return text_for(self.names, language) or self.slug


class Registration(models.Model):
    """Somebody wants to come to a meeting. Deleted when she takes it back, with her account, 30 days after
    the meeting, or after it was withdrawn or lost its hours, and a visitor's that was not confirmed after 14
    days.

    `mark`: keyed, of the meeting and her address or account, so that registering twice is once. `sealed`:
    name, address and language, under the meeting's own key. `told`: "day" and "hour", reminders she has got.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="registrations")
    mark = models.CharField(max_length=64)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    sealed = models.TextField()
    state = models.CharField(max_length=10, choices=Coming.choices, default=Coming.WAITING)
    told = models.JSONField(default=list)
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occasion", "mark"], name="registration_once_an_occasion")
        ]

    def __str__(self) -> str:
        return str(self.pk)
