"""Campaigns: what is asked, of whom, what anybody can do, and what came of it."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.campaigns.enums import ActionKind, CampaignState, StepKind
from whrin.events.models import Body, Occasion
from whrin.kit.days import today
from whrin.library.models import Work
from whrin.places.models import Country
from whrin.topics.models import Topic


def language_among(texts: Mapping[str, Any], language: str) -> str:
    """Return the tag of the text for a reader: hers, English, else the first; empty: there is none."""
    wanted = (language, language.partition("-")[0], "en", *texts)
    return next((tag for tag in wanted if texts.get(tag)), "")


class Target(models.Model):
    """Somebody who can grant what is asked: a person in office, or a body. Only what is public about an
    office. Kept until `until` is a year past, or an editor deletes it.

    `offices`: by language. `address`: of the office, never of a person's own. `checked_on`: when it was last
    compared with `source`.
    """

    name = models.CharField(_("name"), max_length=200)
    offices = models.JSONField(default=dict, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    address = models.EmailField(_("public e-mail address of the office"), blank=True)
    page = models.URLField(_("web page"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    checked_on = models.DateField(_("checked on"), default=today)
    until = models.DateField(_("in office until"), null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")

    def __str__(self) -> str:
        return self.name

    def office_in(self, language: str) -> str:
        """Return the office in a language, else in another; empty where none is known."""
        return str(self.offices.get(language_among(self.offices, language), ""))


class Campaign(models.Model):
    """A campaign of the network. Public unless a draft; kept for ever.

    `texts`: by language (BCP 47), `{"name", "goal", "summary", "asks", "results"}`; asks and results are
    lines. `starts`, `ends`: days.
    """

    slug = models.SlugField(max_length=80, unique=True)
    texts = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=CampaignState.choices, default=CampaignState.DRAFT)
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    targets = models.ManyToManyField(Target, blank=True, related_name="campaigns")
    countries = models.ManyToManyField(Country, blank=True, related_name="+")
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    works = models.ManyToManyField(Work, blank=True, related_name="+")
    occasions = models.ManyToManyField(Occasion, blank=True, related_name="+")
    is_sample = models.BooleanField(default=False, editable=False)
    changed_on = models.DateField(default=today, editable=False)

    class Meta:
        ordering = ["-changed_on", "slug"]
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(starts=None) | Q(ends__gte=F("starts")),
                name="campaign_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.text_in("name", get_language() or "en") or self.slug

    def text_in(self, part: str, language: str) -> str:
        """Return a part of the text for a reader; empty where it is not written."""
        return str(self.texts.get(language_among(self.texts, language), {}).get(part, ""))


class Action(models.Model):
    """Something that anybody can do for a campaign: write a letter, share words or a picture. Public with its
    campaign, deleted with it. Who does it, nobody counts.

    `texts`: by language, `{"title", "subject", "text"}`.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="actions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=ActionKind.choices)
    texts = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="action_number_once")]

    def __str__(self) -> str:
        return self.text_in("title", get_language() or "en") or str(self.number)

    def text_in(self, part: str, language: str) -> str:
        """Return a part of the text for a reader."""
        return str(self.texts.get(language_among(self.texts, language), {}).get(part, ""))


class Step(models.Model):
    """Something that happened in a campaign, on its timeline. Public with it, deleted with it.

    `texts`: by language. `address`: where more of it can be read.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="steps")
    day = models.DateField(_("day"))
    kind = models.CharField(max_length=8, choices=StepKind.choices, default=StepKind.STEP)
    texts = models.JSONField(default=dict)
    address = models.URLField(_("web address"), max_length=500, blank=True)

    class Meta:
        ordering = ["-day", "-id"]

    def __str__(self) -> str:
        return str(self.texts.get(language_among(self.texts, get_language() or "en"), ""))
