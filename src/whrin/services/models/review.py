"""What is proposed, and the peers who decide."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from whrin.people.models import Person
from whrin.places.models import Region
from whrin.services.enums import Informant, ProposalKind, ProposalState, Source
from whrin.services.models.records import Service


class Reviewer(models.Model):
    """A member who checks services of a region. Never shown. Kept until the coordinator or she ends it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="reviews_services_of")
    region = models.ForeignKey(Region, models.CASCADE, related_name="+", verbose_name=_("region"))

    class Meta:
        verbose_name = _("peer reviewer")
        verbose_name_plural = _("peer reviewers")
        constraints = [models.UniqueConstraint(fields=["person", "region"], name="reviewer_once_a_region")]

    def __str__(self) -> str:
        return str(self.pk)


class Proposal(models.Model):
    """A change that somebody proposes. Erased 90 days after it was decided; what it changed stays in history.

    `service`: None for a new one, until it is accepted. `changes`: `{field: {"old": …, "new": …}}` in the
    shape
    of `content.content_of`. `note`: to the reviewers, in `language`. `reference`: what it came from (form,
    answer
    and service sheet; a letter's mark), once for each `source`; empty: nothing to name. `held_for`: why it
    waits
    apart: "telephone", "markup", "links", "burst", "address". `receipt_mark`: keyed, of the code with which
    whoever proposed it sees what became of it; `reply`: the reviewers' words to her.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=ProposalKind.choices)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING)
    service = models.ForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="proposals")
    changes = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="en")
    said_by = models.CharField(max_length=15, choices=Informant.choices, default=Informant.NOT_SAID)
    source = models.CharField(max_length=15, choices=Source.choices)
    reference = models.CharField(max_length=500, blank=True)
    held_for = models.JSONField(default=list, blank=True)
    receipt_mark = models.CharField(max_length=64, blank=True)
    reply = models.TextField(blank=True)
    received_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        indexes = [models.Index(fields=["state", "received_on"], name="proposal_by_state_and_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "reference"], condition=~Q(reference=""), name="proposal_once_a_source"
            ),
            models.UniqueConstraint(
                fields=["receipt_mark"], condition=~Q(receipt_mark=""), name="proposal_by_its_receipt"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Verdict(models.Model):
    """What one reviewer decided. Kept with the proposal; shown to reviewers as a role, never as a name.

    `is_from_region`: she reviews for a region that the service's country lies in, on that day.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="verdicts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    accepts = models.BooleanField()
    is_from_region = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    day = models.DateField()

    class Meta:
        ordering = ["id"]
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        constraints = [models.UniqueConstraint(fields=["proposal", "person"], name="verdict_once_a_person")]

    def __str__(self) -> str:
        return str(self.pk)
