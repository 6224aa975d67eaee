"""Who belongs to the network, how she came in, and what she shows of herself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.people.models.accounts import Person
from whrin.places.models import Country, Region
from whrin.topics.models import Topic


class Membership(models.Model):
    """A person's place in the network. Kept until she leaves or deletes her account.

    Everything but kind and state is hers to give or to leave out. `lived_experience` is sealed under her data
    key, padded so that its length says nothing, and read only to answer whether a threshold is met
    (`rules.meets_threshold`). `valid_until` is when she is next asked whether she stays. `languages`: BCP 47.
    """

    class Kind(models.TextChoices):
        MEMBER = "member", _("Member")
        ALLY = "ally", _("Ally")
        REPRESENTATIVE = "representative", _("Representative of an organisation")
        STAFF = "staff", _("Staff")

    class State(models.TextChoices):
        APPLIED = "applied", _("Has applied")
        ACTIVE = "active", _("Active")
        LAPSED = "lapsed", _("Lapsed")
        SUSPENDED = "suspended", _("Suspended")
        REFUSED = "refused", _("Not accepted")

    person = models.OneToOneField(Person, models.CASCADE, related_name="membership")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.MEMBER)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.APPLIED)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    country = models.ForeignKey(Country, models.SET_NULL, null=True, blank=True, related_name="+")
    region = models.ForeignKey(Region, models.SET_NULL, null=True, blank=True, related_name="+")
    languages = models.JSONField(_("languages"), default=list, blank=True)
    interests = models.ManyToManyField(Topic, blank=True, related_name="+")
    interface_language = models.CharField(max_length=20, default="en")
    lived_experience = models.TextField(blank=True, editable=False)
    sealed_reason = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_state_display()}"


class Invitation(models.Model):
    """A code that lets one person in. Deleted when it is used or out of date (30 days).

    `fingerprint` is SHA-256 of the code, which is shown once to the member who invites.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    kind = models.CharField(max_length=20, choices=Membership.Kind.choices, default=Membership.Kind.MEMBER)
    expires_on = models.DateField()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return str(self.pk)


class Application(models.Model):
    """What someone wrote who wants to belong, sealed under her data key. Deleted 30 days after the answer.

    `sealed_answer` is what the reviewer wrote to her. The account exists from the first moment, so that she
    can read the answer without an e-mail address.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="application")
    sealed_words = models.TextField(blank=True)
    sealed_answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")

    def __str__(self) -> str:
        return str(self.pk)


class Vouch(models.Model):
    """A member's word for someone who has applied. Deleted with the application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="vouches")
    by = models.ForeignKey(Person, models.CASCADE, related_name="vouches")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "by"], name="vouch_once")]
        verbose_name = _("vouch")
        verbose_name_plural = _("vouches")

    def __str__(self) -> str:
        return str(self.pk)


class Appeal(models.Model):
    """A suspended member asks for another look. Sealed under her data key; deleted 30 days after the answer.

    Whoever suspended her cannot answer: `suspended_by` is the name in the audit log.
    """

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="appeal")
    suspended_by = models.CharField(max_length=150, blank=True)
    sealed_words = models.TextField(blank=True)
    sealed_answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")

    def __str__(self) -> str:
        return str(self.pk)


class Card(models.Model):
    """A few words about herself that a member shows to people she chooses. Kept until she takes it away.

    Sealed under her data key.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="card")
    sealed_words = models.TextField()

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")

    def __str__(self) -> str:
        return str(self.pk)


class CardShown(models.Model):
    """Whom a card is shown to. Kept until she takes it back; goes with either person."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="shown")
    to = models.ForeignKey(Person, models.CASCADE, related_name="cards_seen")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card", "to"], name="card_shown_once")]
        verbose_name = _("card shown")
        verbose_name_plural = _("cards shown")

    def __str__(self) -> str:
        return str(self.pk)
