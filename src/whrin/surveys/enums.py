"""The few words that forms and answers are sorted by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    ARCHIVED = "archived", _("Archived")


class Audience(models.TextChoices):
    ANYONE = "anyone", _("Anyone")
    MEMBERS = "members", _("Members")
    INVITED = "invited", _("Those who are invited")
    ONCE = "once", _("Each member once")


class AnswerState(models.TextChoices):
    RECEIVED = "received", _("Received")
    HAS_ISSUES = "issues", _("Has open questions")
    EDITED = "edited", _("Edited")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")


class Way(models.TextChoices):
    WEB = "web", _("On the web")
    PHONE = "phone", _("From a phone")
    DESK = "desk", _("Corrected at the desk")


class Traces(models.TextChoices):
    """What a phone tells beside the answers; emptied unless the form keeps it and says why."""

    PLACE = "place", _("Exact place")
    TIMES = "times", _("When it was begun and ended")
    DEVICE = "device", _("Which phone, whose number")
    TRAIL = "trail", _("Each step with its time")


class Part(models.TextChoices):
    """What somebody on a form's team may do; each part holds those before it."""

    READER = "reader", _("Reads answers")
    REVIEWER = "reviewer", _("Reviews answers")
    EDITOR = "editor", _("Corrects answers")
    AUTHOR = "author", _("Changes the form")


class WhyDeleted(models.TextChoices):
    """Why the team deletes an answer; nothing freer is written down, for it might repeat the answer."""

    ASKED = "asked", _("Whoever answered asks for it")
    TWICE = "twice", _("It is here twice, or was only a try")
    TELLS = "tells", _("It tells what must not be kept here")
