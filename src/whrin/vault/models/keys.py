"""Who can hold a grant: a person, whoever has a code, those who keep the recovery key. And open vaults."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.kit.days import today
from whrin.people.models import Person
from whrin.vault.labels import groups_of


class PersonalKey(models.Model):
    """A person's key pair. Kept until she deletes her account; one that is retired, 400 days, since the
    recovery key may yet give back what it held.

    `public`: 32 bytes. `wrapped`: the secret half under her key phrase (`whrin.vault.wraps`). `state`: grants
    go to confirmed keys alone; `confirmed_by` is who compared the fingerprint with her.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits until somebody confirms it")
        CONFIRMED = "confirmed", _("Confirmed")
        # Shown on no page.
        RETIRED = "retired", "No longer in use"

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="vault_keys")
    public = models.BinaryField()
    wrapped = models.BinaryField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    made_on = models.DateField(default=today)
    retired_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=~models.Q(state="retired"), name="one_key_in_use"
            ),
            models.CheckConstraint(
                condition=models.Q(state="retired", retired_on__isnull=False)
                | (~models.Q(state="retired") & models.Q(retired_on=None)),
                name="retired_key_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def wrap_label(self) -> str:
        """Return where `wrapped` stands, for the envelope."""
        return f"worker-sk|{self.uid}|v1"

    @property
    def fingerprint(self) -> str:
        """Return what two people compare: 8 groups of 5 digits, 128 bits of the public half."""
        return groups_of(bytes(self.public))


class RecoveryKey(models.Model):
    """The public half of the key whose secret half is on paper, in three shares. Kept for as long as anything
    is sealed to it; one is in use at a time. `number` counts them from 1.

    `set_by` and `seconded_by`: two people, neither of whom can set it alone. Until it is seconded nothing is
    sealed to it.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed"
        IN_USE = "in use"
        RETIRED = "retired"

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public = models.BinaryField()
    number = models.PositiveIntegerField(unique=True)
    made_on = models.DateField(default=today)
    set_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    seconded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=~models.Q(state="retired"), name="one_recovery_key_in_each_state"
            ),
            models.CheckConstraint(
                condition=models.Q(set_by=None)
                | models.Q(seconded_by=None)
                | ~models.Q(set_by=models.F("seconded_by")),
                name="recovery_key_takes_two",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def fingerprint(self) -> str:
        """Return what two people compare, as for `PersonalKey`."""
        return groups_of(bytes(self.public))


class CodeKey(models.Model):
    """The key pair of whoever has a return code. Deleted with what it opens, by the room that made it.

    `locator`: the first 4 digits, by which the row is found. `wrapped`: the secret half under the other 16.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    locator = models.CharField(max_length=4, db_index=True)
    public = models.BinaryField()
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def wrap_label(self) -> str:
        """Return where `wrapped` stands, for the envelope."""
        return f"code-sk|{self.uid}|v1"


class Unlocking(models.Model):
    """A vault that is open now. Deleted when it is locked, when its key is retired, and a day later in any
    case.

    `mark`: SHA-256 of an id in her cookie. `half`: 32 random bytes, half of what the cookie is sealed with;
    the other half is in the memory of the running server. One for each key: opening it elsewhere closes it
    here.
    """

    personal = models.OneToOneField(PersonalKey, models.CASCADE, related_name="unlocking")
    mark = models.CharField(max_length=64, unique=True)
    half = models.BinaryField()
    made_on = models.DateField(default=today)

    def __str__(self) -> str:
        return str(self.pk)
