from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.people.models import Person
from whrin.places.models import Country
from whrin.topics.models import Topic


class Organisation(models.Model):
    """An organisation the network knows. Public when `is_public`; kept until an editor removes it.

    `language` is that of the name (BCP 47). `is_community_led`: null is not known. `source` says where the
    facts come from; `is_sample` marks what only shows how the page looks.
    """

    class Kind(models.TextChoices):
        HARM_REDUCTION = "harm-reduction", _("Harm reduction")
        DRUG_USERS = "drug-users", _("Network of people who use drugs")
        WOMEN = "women", _("Women's organisation")
        GENDER_DIVERSE = "gender-diverse", _("Gender-diverse people's organisation")
        HUMAN_RIGHTS = "human-rights", _("Human rights")
        HIV = "hiv", _("HIV, hepatitis and health")
        UN = "un", _("United Nations")
        OTHER = "other", _("Other")

    class Relation(models.TextChoices):
        ALLY = "ally", _("Ally")
        PARTNER = "partner", _("Partner in joint work")
        MEMBER = "member", _("Member organisation")
        FUNDER = "funder", _("Funder")
        KNOWN = "known", _("Known to the network")

    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=300)
    language = models.CharField(_("language of the name"), max_length=20, default="en")
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("country"),
        related_name="organisations",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    relation = models.CharField(
        _("relation to the network"), max_length=20, choices=Relation.choices, default=Relation.KNOWN
    )
    website = models.URLField(_("website"), max_length=500, blank=True)
    focus = models.ManyToManyField(Topic, blank=True, verbose_name=_("focus"), related_name="organisations")
    is_community_led = models.BooleanField(_("led by the community it serves"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    is_public = models.BooleanField(_("shown on the site"), default=False)
    is_sample = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


class Representative(models.Model):
    """A member who speaks for an organisation. Never shown. Kept until either ends it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="representatives")
    person = models.ForeignKey(Person, models.CASCADE, related_name="represents")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="represents_once")]
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")

    def __str__(self) -> str:
        return str(self.pk)


class JointWork(models.Model):
    """Something the network and an organisation did together. Public with it; kept with it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="joint_work")
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=20, default="en")
    year = models.PositiveSmallIntegerField(_("year"))
    address = models.URLField(_("web address"), max_length=500, blank=True)

    class Meta:
        ordering = ["-year", "title"]
        verbose_name = _("joint work")
        verbose_name_plural = _("joint work")

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"
