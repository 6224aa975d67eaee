"""A service, its places, its hours, and what is said of it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from whrin.organisations.models import Organisation
from whrin.places.models import Country, Part
from whrin.services.enums import Cost, Degree, Informant, Precision, State, Status, Sureness, TermKind
from whrin.services.models.terms import Term


class Service(models.Model):
    """Something that women can go to, call on or write to. Kept until it is withdrawn; 30 days after that its
    content is erased and only `uid`, `slug`, `withdrawn_on` and `mark` stay, for good, so that the same is
    not put back unasked.

    `uid`: its id in open data and in the search. `language`: of the texts (BCP 47). `country`: where it
    works,
    known of every record. `led_by_community`: by women who use drugs. `languages`: spoken there, BCP 47.
    `time_zone`: IANA name, of its hours; empty: not known. `contact_email`: a role's mailbox that the service
    publishes itself, never a person's. `checked_on`: when peers last checked it; `confirmed_on`: when the
    organisation last did. `source`: where it was first seen, an address; `source_year`. `mark`: keyed, of
    name and country, of a withdrawn record alone. `edited_on`: the day of the newest change.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        verbose_name=_("organisation"),
        related_name="services",
    )
    name = models.CharField(_("name"), max_length=300, blank=True)
    language = models.CharField(_("language of the texts"), max_length=20, default="en")
    description = models.TextField(_("what it does"), blank=True)
    expect = models.TextField(_("what to expect"), blank=True)
    conditions = models.TextField(_("conditions for coming in"), blank=True)
    country = models.ForeignKey(Country, models.PROTECT, verbose_name=_("country"), related_name="services")
    part = models.ForeignKey(
        Part,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("state, province or territory"),
        related_name="services",
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.UNVERIFIED)
    state = models.CharField(_("shown"), max_length=10, choices=State.choices, default=State.DRAFT)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="absorbed")
    led_by_community = models.CharField(
        _("led by women who use drugs"), max_length=10, choices=Degree.choices, default=Degree.UNKNOWN
    )
    website = models.URLField(_("website"), max_length=500, blank=True)
    contact_email = models.EmailField(_("e-mail of the service"), blank=True)
    contact_role = models.CharField(_("who answers there"), max_length=100, blank=True)
    cost = models.CharField(_("cost"), max_length=10, choices=Cost.choices, default=Cost.UNKNOWN)
    cost_note = models.CharField(_("what it costs"), max_length=300, blank=True)
    languages = models.JSONField(_("languages spoken there"), default=list, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)
    is_always_open = models.BooleanField(_("open day and night"), default=False)
    hours_note = models.CharField(_("note on the hours"), max_length=300, blank=True)
    types = models.ManyToManyField(
        Term,
        blank=True,
        limit_choices_to={"kind": TermKind.TYPE},
        verbose_name=_("kinds of service"),
        related_name="services",
    )
    checked_on = models.DateField(_("last checked by a peer"), null=True, blank=True)
    confirmed_on = models.DateField(_("last confirmed by the organisation"), null=True, blank=True)
    source = models.URLField(_("source"), max_length=500, blank=True)
    source_year = models.PositiveSmallIntegerField(_("year of the source"), null=True, blank=True)
    is_sample = models.BooleanField(default=False, editable=False)
    created_on = models.DateField(editable=False)
    edited_on = models.DateField(editable=False)
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)
    mark = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("service")
        verbose_name_plural = _("services")
        indexes = [models.Index(fields=["state", "country", "status"], name="service_by_state_and_place")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.MERGED) | Q(merged_into__isnull=False),
                name="service_merged_into_one",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="service_not_merged_into_itself"),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | Q(withdrawn_on__isnull=False),
                name="service_withdrawn_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLIC) | (Q(organisation__isnull=False) & ~Q(name="")),
                name="service_public_with_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.slug


class Place(models.Model):
    """Where a service is. Kept with it. The database refuses what is finer than `precision`.

    `latitude`, `longitude`: WGS 84, degrees, six decimals. A service without a place works everywhere in its
    country, or does not say.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="places")
    precision = models.CharField(
        _("how exactly it may be told"), max_length=10, choices=Precision.choices, default=Precision.COUNTRY
    )
    city = models.CharField(_("town or district"), max_length=120, blank=True)
    address = models.CharField(_("street and number"), max_length=300, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)

    class Meta:
        ordering = ["city", "id"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                condition=Q(precision=Precision.EXACT)
                | Q(address="", postal_code="", latitude__isnull=True, longitude__isnull=True),
                name="place_no_finer_than_told",
            ),
            models.CheckConstraint(
                condition=Q(precision__in=[Precision.EXACT, Precision.CITY]) | Q(city=""),
                name="place_city_only_where_told",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="place_on_this_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.city or str(self.pk)


class Opening(models.Model):
    """Hours on one day of the week. Kept with the service.

    `weekday`: 1 Monday to 7 Sunday. `opens`, `closes`: minutes from midnight, local time; `closes` beyond
    1440
    where it is after midnight. `for_women`: hours for women alone.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="openings")
    weekday = models.PositiveSmallIntegerField(_("day of the week"))
    opens = models.PositiveSmallIntegerField(_("opens"))
    closes = models.PositiveSmallIntegerField(_("closes"))
    for_women = models.BooleanField(_("hours for women alone"), default=False)

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__gte=1, weekday__lte=7, opens__lt=1440, closes__gt=F("opens"))
                & Q(closes__lte=2880),
                name="opening_within_a_day",
            ),
            models.UniqueConstraint(fields=["service", "weekday", "opens", "for_women"], name="opening_once"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"


class Claim(models.Model):
    """What is said of one attribute of a service. Kept with it; what was said before stands in its history.

    `said_on`: the month it was so, as its first day; None: not said.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="claims")
    term = models.ForeignKey(Term, models.PROTECT, related_name="claims")
    value = models.CharField(_("answer"), max_length=10, choices=Degree.choices)
    said_by = models.CharField(
        _("who says so"), max_length=15, choices=Informant.choices, default=Informant.NOT_SAID
    )
    said_on = models.DateField(_("month it was so"), null=True, blank=True)
    sureness = models.CharField(
        _("how sure"), max_length=10, choices=Sureness.choices, default=Sureness.NOT_SAID
    )

    class Meta:
        ordering = ["term__order", "id"]
        verbose_name = _("what is said of an attribute")
        verbose_name_plural = _("what is said of attributes")
        constraints = [models.UniqueConstraint(fields=["service", "term"], name="claim_once_a_term")]
        indexes = [models.Index(fields=["term", "value"], name="claim_by_term_and_value")]

    def __str__(self) -> str:
        return f"{self.term_id} {self.value}"
