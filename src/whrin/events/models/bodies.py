"""Bodies that decide, their sessions, and what has to be in by when."""

import datetime
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from whrin.events.enums import BodyKind, DeadlineKind, State
from whrin.events.wording import text_for
from whrin.people.models import Person
from whrin.places.models import Country


class Body(models.Model):
    """A commission, committee or conference that the network speaks to. Public; kept for ever.

    `names`: by language (BCP 47). `short`: how it is called for short, such as CND. `page`: its own page,
    `source`: where we know it from.
    """

    slug = models.SlugField(max_length=60, unique=True)
    names = models.JSONField(default=dict)
    short = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=10, choices=BodyKind.choices, default=BodyKind.OTHER)
    page = models.URLField(max_length=500, blank=True)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """Return the name for a reader of `language`; the short name where there is none."""
        return text_for(self.names, language) or self.short or self.slug


class Session(models.Model):
    """One meeting of a body. Public unless a draft; kept for ever, withdrawn rather than deleted.

    `starts`, `ends`: announced days, null until then; `months`: all that is known meanwhile, as numbers:
    "3", "6-7", "2;6-7;10-11". `number`: as the body counts, such as "70th". `note`: by language. `uid`,
    `edition`, `changed_on` are what calendars know it and its changes by. `checked_on`: when somebody last
    compared it with its page.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="sessions")
    names = models.JSONField(default=dict)
    note = models.JSONField(default=dict, blank=True)
    number = models.CharField(max_length=20, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    months = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=200, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    is_online = models.BooleanField(default=False)
    page = models.URLField(max_length=500, blank=True)
    source = models.CharField(max_length=500, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    is_sample = models.BooleanField(default=False, editable=False)
    edition = models.PositiveIntegerField(default=0, editable=False)
    changed_on = models.DateField(editable=False)

    class Meta:
        ordering = ["-starts", "slug"]
        indexes = [models.Index(fields=["state", "starts"], name="session_by_state_and_start")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=False, ends__gte=F("starts")),
                name="session_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """Return the name for a reader of `language`; the short name where there is none."""
        return text_for(self.names, language) or self.slug


class Deadline(models.Model):
    """What must be in before a session. Public with its session; kept with it.

    `on`: the announced day; else `weeks_before` counts back from the first day of the session; with neither
    the day is not known. `texts`: by language, what is asked for.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=12, choices=DeadlineKind.choices)
    texts = models.JSONField(default=dict, blank=True)
    on = models.DateField(null=True, blank=True)
    weeks_before = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=0, editable=False)
    changed_on = models.DateField(editable=False)

    class Meta:
        ordering = ["on", "-weeks_before", "id"]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def counted(self) -> datetime.date | None:
        """Return the day counted back from the session, or None: it cannot be counted."""
        starts = self.session.starts
        if starts is None or self.weeks_before is None:
            return None
        return starts - datetime.timedelta(weeks=self.weeks_before)

    @property
    def day(self) -> datetime.date | None:
        """Return the day that holds: the announced one, else the counted one, else None."""
        return self.on or self.counted


class UnderReview(models.Model):
    """A country that a session looks at. Public with its session; kept with it. `note`: its cycle, or which
    report.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="reviews")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["country"]
        constraints = [
            models.UniqueConstraint(fields=["session", "country"], name="under_review_once_a_session")
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.country_id}"


class Going(models.Model):
    """A member goes to a session. Told to members alone, her name only where she allows it. Deleted when she
    takes it back, with her account, and 30 days after the session.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="goers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    may_be_named = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="going_once_a_session")]

    def __str__(self) -> str:
        return str(self.pk)


class Watcher(models.Model):
    """A member wants a letter before each deadline of a session. Deleted when she takes it back, with her
    account, and 30 days after the session. `told`: what she was told of, "deadline id:days before".
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="watchers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    told = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="watcher_once_a_session")]

    def __str__(self) -> str:
        return str(self.pk)
