"""Mapping rounds: the same questions to a few informants in each country of a region, once a year."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.places.models import Country, Region
from whrin.services.enums import RoundState, SeatKind
from whrin.surveys.models import Form, Invitation


class Round(models.Model):
    """A mapping of a region in a year. Kept for ever once it is published; before that, until it is dropped.

    `form`: one form for one round, so that its answers are the round's; None: it was deleted, which no round
    may hinder. `texts`: `{language: {"title", "key_findings", "background", "method"}}`, Markdown but for the
    title. `corrections`: `[{"day": ISO, "texts": {language: words}}]`, what was said of it after publishing.
    `results`: what `rounds.results.freeze` counted on the day of publishing, `listing` the records that were
    public then, `{ISO country: [uid]}`; both are empty before it and never change after it.
    """

    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("region"))
    year = models.PositiveSmallIntegerField(_("year"))
    form = models.OneToOneField(
        Form, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("form")
    )
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.PLANNED)
    texts = models.JSONField(default=dict, blank=True)
    corrections = models.JSONField(default=list, blank=True)
    results = models.JSONField(default=dict, blank=True)
    listing = models.JSONField(default=dict, blank=True)
    published_on = models.DateField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-year", "slug"]
        verbose_name = _("mapping round")
        verbose_name_plural = _("mapping rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "year"],
                name="round_once_a_region_and_year",
                violation_error_message=_("This region has a round for this year already."),
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="round_closes_after_it_opens",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.PUBLISHED, published_on__isnull=False)
                | (~Q(state=RoundState.PUBLISHED) & Q(published_on=None)),
                name="round_has_its_day_when_published",
            ),
        ]

    def __str__(self) -> str:
        return self.title_in(get_language() or "en")

    def title_in(self, language: str) -> str:
        """Return its title in `language`, else in English, else region and year."""
        told: dict[str, Any] = self.texts
        given = told.get(language, {}).get("title") or told.get("en", {}).get("title")
        return given or f"{self.region.name_in(language)} {self.year}"


class Seat(models.Model):
    """A place in a round for one informant, who is named nowhere. Erased when the round is published or
    dropped.

    `number`: from 1 in each country, so that a link that was lost can be made anew; it stands on the card
    that she is handed, and in no answer. `invitation`: of the surveys; None: not invited yet, or ended.
    `used`: she has answered. It is written for all seats of a round at once, when its form closes and the
    invitations end; no day stands with it, and nothing leads from here to an answer.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="seats")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=SeatKind.choices)
    invitation = models.OneToOneField(Invitation, models.SET_NULL, null=True, blank=True, related_name="+")
    invited_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    used = models.BooleanField(default=False)

    class Meta:
        ordering = ["country", "number"]
        verbose_name = _("seat of a mapping round")
        verbose_name_plural = _("seats of mapping rounds")
        constraints = [
            models.UniqueConstraint(fields=["round", "country", "number"], name="seat_once_a_country"),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.number}"
