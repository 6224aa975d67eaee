"""Papers that can be signed, and who signed: sealed to the people who deliver it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from whrin.campaigns.enums import Authority, Shows, Signer, SignState, Way
from whrin.campaigns.models.papers import Paper
from whrin.kit.days import today
from whrin.organisations.models import Organisation
from whrin.places.models import Country
from whrin.vault.models import SharedKey


class Call(models.Model):
    """The call to sign a paper. Kept with it; everything that could name a person goes `erase_days` days
    after it was delivered; 90 days after it closed without delivery; 400 after the last signature where it
    has no end.

    `key`: what signatures are sealed to; gone after erasure. `wrapped_mark_key`: what addresses are marked
    with, so that nobody signs twice; emptied by erasure. `opens_on`, `closes_on`: first and last day.
    `totals`: frozen at erasure, `{"people", "organisations", "countries": {kind: {code: number}}}`.
    `outcome`: by language, what came of it. `days_seen`: ISO days on which the daily work looked at it, the
    last ones: a clock that jumps erases nothing early.
    """

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="call")
    key = models.ForeignKey(SharedKey, models.PROTECT, null=True, related_name="+")
    wrapped_mark_key = models.TextField(blank=True, editable=False)
    takes_people = models.BooleanField(_("people can sign"), default=True)
    takes_organisations = models.BooleanField(_("organisations can sign"), default=True)
    opens_on = models.DateField(_("opens on"), default=today)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    erase_days = models.PositiveSmallIntegerField(_("days until personal data are erased"), default=30)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    delivered_to = models.CharField(_("delivered to"), max_length=300, blank=True)
    receipt = models.CharField(_("receipt"), max_length=300, blank=True)
    erased_on = models.DateField(null=True, blank=True)
    totals = models.JSONField(default=dict, blank=True)
    thanked_on = models.DateField(null=True, blank=True)
    outcome = models.JSONField(default=dict, blank=True)
    outcome_told_on = models.DateField(null=True, blank=True)
    days_seen = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="call_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(takes_people=True) | Q(takes_organisations=True), name="call_takes_somebody"
            ),
            models.CheckConstraint(
                condition=Q(erased_on=None) | Q(key=None, wrapped_mark_key=""), name="call_erased_has_no_keys"
            ),
        ]

    def __str__(self) -> str:
        return str(self.paper_id)

    def is_open(self) -> bool:
        """Return whether it can be signed today, as far as days tell."""
        return (
            self.erased_on is None
            and self.delivered_on is None
            and self.opens_on <= today()
            and (self.closes_on is None or today() <= self.closes_on)
        )


class Signature(models.Model):
    """Somebody signed, or an organisation did. Not counted until it is confirmed.

    Erased with the call (`Call`); one that is not confirmed, on `waits_until`; one that was refused or taken
    back, at once but for its mark and its day. `shown`: what the public list says of it: a name, initials, or
    nothing. `mark`: of the address, keyed by the call. `sealed`: to the call's key (label
    `campaigns.Signature:UID`, padded to 512): JSON `{"name", "email", "role", "organisation", "website",
    "language"}`. `held_because`: a code of `campaigns.signing`. `told`: how many of our two letters after the
    delivery were queued for it: thanks, the outcome.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, related_name="signatures")
    kind = models.CharField(max_length=12, choices=Signer.choices)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    shows = models.CharField(max_length=8, choices=Shows.choices, default=Shows.COUNTED)
    shown = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    authority = models.CharField(max_length=10, choices=Authority.choices, blank=True, default=Authority.NONE)
    state = models.CharField(max_length=10, choices=SignState.choices, default=SignState.WAITING)
    held_because = models.CharField(max_length=20, blank=True)
    mark = models.CharField(max_length=64)
    sealed = models.BinaryField()
    language = models.CharField(max_length=20)
    way = models.CharField(max_length=6, choices=Way.choices)
    day = models.DateField(default=today)
    waits_until = models.DateField(null=True, blank=True)
    told = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["call", "state", "kind", "country"], name="signature_counted"),
            models.Index(fields=["call", "state", "shows"], name="signature_listed"),
        ]
        constraints = [models.UniqueConstraint(fields=["call", "mark"], name="signature_once")]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def label(self) -> str:
        """Return the place that its data are sealed for."""
        return f"campaigns.Signature:{self.uid}"


class Kiosk(models.Model):
    """A phone or tablet at an event on which people sign one after the other. Deleted 30 days after it was
    closed.

    `mark`: keyed, of the secret in its address.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="kiosks")
    mark = models.CharField(max_length=64, unique=True)
    place = models.CharField(_("where"), max_length=200)
    day = models.DateField(default=today)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.place
