"""The few words that services, what is said of them, and what is proposed are sorted by."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Precision(models.TextChoices):
    """How exactly a place may be known. What is finer than that is stored nowhere."""

    NONE = "none", _("Not told at all")
    COUNTRY = "country", _("The country alone")
    CITY = "city", _("The town or district")
    EXACT = "exact", _("The address")


class Status(models.TextChoices):
    """Whether the service itself works."""

    ACTIVE = "active", pgettext_lazy("a service", "Open")
    PAUSED = "paused", pgettext_lazy("a service", "Paused")
    CLOSED = "closed", pgettext_lazy("a service", "Closed for good")
    UNVERIFIED = "unverified", pgettext_lazy("a service", "Never checked")


class State(models.TextChoices):
    """Whether the record is shown."""

    DRAFT = "draft", pgettext_lazy("a record", "Draft")
    PUBLIC = "public", pgettext_lazy("a record", "Public")
    WITHDRAWN = "withdrawn", pgettext_lazy("a record", "Withdrawn")
    MERGED = "merged", pgettext_lazy("a record", "Merged into another")


class Degree(models.TextChoices):
    """An answer of the checklist. "Unknown" is apart from "no", everywhere."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Informant(models.TextChoices):
    """From where somebody knows; never who she is."""

    WOMAN = "woman", _("A woman who uses or has used drugs")
    PEER = "peer", _("A peer who checked it")
    SERVICE = "service", _("Someone who works in a service")
    ORGANISATION = "organisation", _("The organisation itself")
    OTHER = "other", _("Someone else")
    PUBLIC = "public", _("A public source")
    NOT_SAID = "not_said", _("Not said")


class Sureness(models.TextChoices):
    SURE = "sure", _("Sure")
    FAIRLY = "fairly", _("Fairly sure")
    UNSURE = "unsure", _("Not sure")
    NOT_SAID = "not_said", _("Not said how sure")


class Cost(models.TextChoices):
    FREE = "free", _("Free of charge")
    SOME = "some", _("Some of it costs money")
    PAID = "paid", _("It costs money")
    UNKNOWN = "unknown", _("Cost not known")


class TermKind(models.TextChoices):
    TYPE = "type", _("Kind of service")
    ATTRIBUTE = "attribute", _("Attribute")


class Aaaq(models.TextChoices):
    """The four sides of the right to health: CESCR, General Comment 14, paragraph 12."""

    AVAILABILITY = "availability", _("Availability")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    ACCEPTABILITY = "acceptability", _("Acceptability")
    QUALITY = "quality", _("Quality")


class Source(models.TextChoices):
    """The way by which a proposal or a change came."""

    PAGE = "page", _("From a page, without an account")
    EMAIL = "email", _("By e-mail")
    SURVEY = "survey", _("From the mapping survey")
    ORGANISATION = "organisation", _("From the organisation")
    DESK = "desk", _("From the coordinator")
    IMPORT = "import", _("From a file")


class ProposalKind(models.TextChoices):
    ADD = "add", _("A new service")
    CORRECT = "correct", _("A correction")
    WITHDRAW = "withdraw", _("A wish to take it off the map")
    CONFIRM = "confirm", _("It is still correct")


class ProposalState(models.TextChoices):
    WAITING = "waiting", _("Waits for review")
    HELD = "held", _("Held back")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    OVERTAKEN = "overtaken", _("Overtaken by another change")
    TAKEN_BACK = "taken_back", _("Taken back")


class RoundState(models.TextChoices):
    """From a mapping round's first day to its last."""

    PLANNED = "planned", pgettext_lazy("a mapping round", "Planned")
    OPEN = "open", pgettext_lazy("a mapping round", "Open")
    CLOSED = "closed", pgettext_lazy("a mapping round", "Closed")
    PUBLISHED = "published", pgettext_lazy("a mapping round", "Published")


class SeatKind(models.TextChoices):
    """Who is asked: two of each in a country."""

    WOMAN = "woman", _("A woman who uses drugs")
    OTHER = "other", _("Another informant")
