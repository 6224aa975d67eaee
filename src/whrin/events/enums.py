"""The few words that the calendar is sorted by."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodyKind(models.TextChoices):
    """What kind of body decides."""

    UN = "un", _("United Nations")
    TREATY = "treaty", _("Treaty body")
    CONFERENCE = "conference", _("Conference")
    REGIONAL = "regional", _("Regional body")
    OTHER = "other", _("Other")


class State(models.TextChoices):
    """Whether it is shown."""

    DRAFT = "draft", pgettext_lazy("a record", "Draft")
    PUBLIC = "public", pgettext_lazy("a record", "Public")
    WITHDRAWN = "withdrawn", pgettext_lazy("a record", "Withdrawn")


class DeadlineKind(models.TextChoices):
    """What must be in by then."""

    WRITTEN = "written", _("Written statement")
    ORAL = "oral", _("Oral statement")
    REGISTRATION = "registration", _("Registration")
    SIDE_EVENT = "side-event", _("Side event")
    REPORT = "report", _("Report")


class DecisionKind(models.TextChoices):
    """What a body said."""

    RECOMMENDATION = "recommendation", _("Recommendation")
    OBSERVATION = "observation", _("Observation")
    RESOLUTION = "resolution", _("Resolution")


class FollowState(models.TextChoices):
    """What a country did about it."""

    NONE = "none", _("Not known")
    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under-way", _("Under way")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")


class OccasionKind(models.TextChoices):
    """What takes place."""

    CONFERENCE = "conference", _("Conference")
    DAY = "day", _("International day")
    CAMPAIGN_DAY = "campaign-day", _("Campaign day")
    MEETING = "meeting", _("Meeting")
    WEBINAR = "webinar", _("Webinar")
    TRAINING = "training", _("Training")


class Coming(models.TextChoices):
    """How far a registration is. Whoever takes hers back is deleted."""

    WAITING = "waiting", _("Waiting")
    COMING = "coming", _("Confirmed")
