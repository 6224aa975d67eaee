"""Who does what with reports."""

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from whrin.incidents.enums import Role, StandingState
from whrin.people.models import Person
from whrin.places.models import Region


class Team(models.Model):
    """Caseworkers of a region. Kept while the network has it.

    `region`: whose reports it takes; None: those that no other team takes.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=100)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("region")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = [
            models.UniqueConstraint(Coalesce("region_id", Value(0)), name="incidents_one_team_a_region"),
        ]

    def __str__(self) -> str:
        return self.name


class Standing(models.Model):
    """What one person does here. Never public. Kept until it ends; the account's end ends it.

    `team`: whose reports a caseworker reads. `proposed_by`, `confirmed_by`: two others, and the proof that
    nobody names herself.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="incident_standings")
    role = models.CharField(max_length=12, choices=Role.choices)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="standings")
    state = models.CharField(max_length=10, choices=StandingState.choices, default=StandingState.PROPOSED)
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    since = models.DateField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        constraints = [
            models.UniqueConstraint(fields=["person", "role"], name="incidents_standing_once"),
            models.CheckConstraint(
                condition=~Q(role=Role.CASEWORKER) | Q(team__isnull=False),
                name="incidents_caseworker_has_team",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
