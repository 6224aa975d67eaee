"""What a person's words are sealed with, and what is found by a mark instead of by itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.people.models.accounts import Person


class DataKey(models.Model):
    """The key that everything a person writes is sealed with. Deleted first when she deletes her account:
    after that no copy of a row, in a log of the database or a file not yet written over, can be read.

    `wrapped`: 32 random bytes under a key derived from the secret key, which is not in the database.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="data_key")
    wrapped = models.TextField()

    class Meta:
        verbose_name = _("data key")
        verbose_name_plural = _("data keys")

    def __str__(self) -> str:
        return str(self.pk)


class Address(models.Model):
    """A member's e-mail address, if she gave one. Kept until she takes it away or deletes her account.

    `sealed`: under her data key. `mark`: a keyed fingerprint, by which mail that comes in is matched.
    `is_confirmed`: she answered a letter sent there. `on_hold`: letters come back; she is asked on the web.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="address")
    sealed = models.TextField()
    mark = models.CharField(max_length=64, unique=True)
    is_confirmed = models.BooleanField(default=False)
    on_hold = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("e-mail address")
        verbose_name_plural = _("e-mail addresses")

    def __str__(self) -> str:
        return str(self.pk)


class DeletionCode(models.Model):
    """A code that deletes the account without signing in. Kept until used, or until she makes another.

    `fingerprint` is SHA-256 of a code of 120 random bits; the code is shown once.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="deletion_code")
    fingerprint = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("deletion code")
        verbose_name_plural = _("deletion codes")

    def __str__(self) -> str:
        return str(self.pk)
