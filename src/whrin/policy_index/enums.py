"""The few words that measures are sorted by."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    LAW = "law", _("Law")
    BILL = "bill", _("Bill")
    DECISION = "decision", _("Court decision")
    POLICY = "policy", _("Policy or programme")
    PRACTICE = "practice", _("Practice")


class Status(models.TextChoices):
    """How it stands."""

    PROPOSED = "proposed", pgettext_lazy("a law", "Proposed")
    ADOPTED = "adopted", pgettext_lazy("a law", "Adopted")
    IN_FORCE = "in_force", pgettext_lazy("a law", "In force")
    REJECTED = "rejected", pgettext_lazy("a law", "Rejected or dropped")
    REPEALED = "repealed", pgettext_lazy("a law", "Repealed or ended")
    STRUCK_DOWN = "struck_down", pgettext_lazy("a law", "Struck down by a court")


class Event(models.TextChoices):
    """What happened to it on a date."""

    PROPOSED = "proposed", pgettext_lazy("a law", "Proposed")
    ADOPTED = "adopted", pgettext_lazy("a law", "Adopted")
    IN_FORCE = "in_force", pgettext_lazy("a law", "In force")
    CRITICISED = "criticised", pgettext_lazy("a law", "A United Nations body asked to change it")
    REJECTED = "rejected", pgettext_lazy("a law", "Rejected or dropped")
    REPEALED = "repealed", pgettext_lazy("a law", "Repealed or ended")
    STRUCK_DOWN = "struck_down", pgettext_lazy("a law", "Struck down by a court")


class State(models.TextChoices):
    """Whether it is shown."""

    DRAFT = "draft", pgettext_lazy("a record", "Draft")
    PUBLIC = "public", pgettext_lazy("a record", "Public")
    WITHDRAWN = "withdrawn", pgettext_lazy("a record", "Withdrawn")


class Role(models.TextChoices):
    """As what somebody checked or changed it; never who she is."""

    EDITOR = "editor", _("An editor")
    COORDINATOR = "coordinator", _("The coordinator")
    SYSTEM = "system", _("From a file")


class Answer(models.TextChoices):
    """What became of a suggestion."""

    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
