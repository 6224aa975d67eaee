from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Place(models.TextChoices):
    """A built-in part of the site that a menu or a door can lead to; the value is the name of its address."""

    LIBRARY = "library:list", _("Library")
    TOPICS = "topics:list", _("Topics")
    COUNTRIES = "places:table", _("Countries")
    ACT = "campaigns:front", pgettext_lazy("take part in campaigns", "Act")
    CALENDAR = "events:list", _("Calendar")
    SAFETY = "website:safety", _("How we keep you safe")
    ACCESSIBILITY = "website:accessibility", _("Accessibility")


class PaperKind(models.TextChoices):
    """What a paper is in the library; the values are those of `whrin.library.enums.Kind`."""

    POSITION_PAPER = "position-paper", _("Position paper")
    BRIEF = "brief", _("Brief")
    STATEMENT = "statement", _("Statement")
