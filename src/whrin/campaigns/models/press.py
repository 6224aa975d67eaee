"""Press work: journalists who asked to hear from the network, what they were sent, what they wrote."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.campaigns.enums import ConsentHow
from whrin.campaigns.models.front import Campaign, language_among
from whrin.campaigns.models.papers import Paper
from whrin.kit.days import today
from whrin.people.keys import new_wrapped_key, open_with, own_key_of, seal_with
from whrin.places.models import Country


class PressContact(models.Model):
    """A journalist who agreed to get releases. Erased when she leaves, by one click, and on `kept_until`.

    `sealed`: her name, outlet and address, lines, under `wrapped_key` (label `campaigns.PressContact:MARK`).
    `mark`: keyed, of the address. `languages`, `beats`: codes and words. `takes_embargoed`: agreed to keep
    what is sent before its time.
    """

    mark = models.CharField(max_length=64, unique=True)
    wrapped_key = models.TextField(default=new_wrapped_key, editable=False)
    sealed = models.TextField()
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    languages = models.JSONField(default=list, blank=True)
    beats = models.JSONField(default=list, blank=True)
    takes_embargoed = models.BooleanField(_("keeps embargoes"), default=False)
    consent_how = models.CharField(_("how she agreed"), max_length=10, choices=ConsentHow.choices)
    consent_on = models.DateField(_("when she agreed"))
    kept_until = models.DateField(_("kept until"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("press contact")
        verbose_name_plural = _("press contacts")

    def __str__(self) -> str:
        return str(self.pk)

    def write(self, *, name: str, outlet: str, address: str) -> None:
        """Seal who she is; whoever calls saves it."""
        lines = f"{name}\n{outlet}\n{address}"
        self.sealed = seal_with(own_key_of(self), lines, label=f"campaigns.PressContact:{self.mark}")

    def read(self) -> tuple[str, str, str]:
        """Return name, outlet and address. Raises `CannotOpenError`."""
        opened = open_with(own_key_of(self), self.sealed, label=f"campaigns.PressContact:{self.mark}")
        name, outlet, address = opened.split("\n")
        return name, outlet, address


class PressMailing(models.Model):
    """A release was sent to those whom a filter found. Kept with the paper; numbers only.

    `language`: of the text that was sent. `asked`: the filter, `{"country", "language", "beat"}`.
    """

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="press_mailings")
    language = models.CharField(max_length=20)
    asked = models.JSONField(default=dict)
    day = models.DateField(default=today)
    many = models.PositiveIntegerField(default=0)
    is_embargoed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.pk)


class PressLetter(models.Model):
    """That a contact was sent a paper, so that it comes once. Deleted with the contact.

    `mailing`: the last one she was part of.
    """

    mailing = models.ForeignKey(PressMailing, models.CASCADE, related_name="letters")
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="+")
    contact = models.ForeignKey(PressContact, models.CASCADE, related_name="letters")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "contact"], name="press_letter_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Coverage(models.Model):
    """Something that was published about the network's work. Kept for ever; shown where `is_public`."""

    day = models.DateField(_("day"))
    outlet = models.CharField(_("outlet"), max_length=200)
    title = models.CharField(_("title"), max_length=400)
    language = models.CharField(_("language"), max_length=20, default="en")
    address = models.URLField(_("web address"), max_length=500, blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    campaign = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, blank=True, related_name="coverage", verbose_name=_("campaign")
    )
    is_public = models.BooleanField(_("shown in the press room"), default=True)

    class Meta:
        ordering = ["-day", "-id"]
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")

    def __str__(self) -> str:
        return self.title


class Spokesperson(models.Model):
    """Somebody who agreed to speak for the network in public, under the name she chose. Shown until `until`;
    deleted 30 days later, or when she says so.

    `texts`: by language, a few words about her and what she can speak of. `statement`: by language, words of
    hers that may be quoted.
    """

    name = models.CharField(_("name she chose"), max_length=120)
    texts = models.JSONField(default=dict, blank=True)
    statement = models.JSONField(default=dict, blank=True)
    languages = models.JSONField(default=list, blank=True)
    consent_on = models.DateField(_("when she agreed"), default=today)
    until = models.DateField(_("agreed until"))
    is_sample = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("spokesperson")
        verbose_name_plural = _("spokespeople")

    def __str__(self) -> str:
        return self.name

    def text_in(self, part: str, language: str) -> tuple[str, str]:
        """Return `texts` or `statement` for a reader, and its language; empty where there is none."""
        found = getattr(self, part)
        tag = language_among(found, language or get_language() or "en")
        return str(found.get(tag, "")), tag
