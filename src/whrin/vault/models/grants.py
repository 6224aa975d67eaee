"""Keys that things are sealed to, and who holds them."""

import uuid

from django.db import models

from whrin.vault.models.keys import CodeKey, PersonalKey, RecoveryKey


class SharedKey(models.Model):
    """A public key that a room seals things to; its secret half exists in grants alone. Kept for as long as
    the room keeps what is sealed to it.

    `purpose`: the room's own word, such as "report". `retired_on`: nothing new is sealed to it.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=20)
    public = models.BinaryField()
    retired_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.uid}"


class Grant(models.Model):
    """Somebody holds a shared key: its secret half, sealed to her. Deleted when it is taken from her, and
    with either key.

    Exactly one of `personal`, `code` and `recovery` is who.
    """

    shared = models.ForeignKey(SharedKey, models.CASCADE, related_name="grants")
    personal = models.ForeignKey(PersonalKey, models.CASCADE, null=True, related_name="grants")
    code = models.ForeignKey(CodeKey, models.CASCADE, null=True, related_name="grants")
    recovery = models.ForeignKey(RecoveryKey, models.CASCADE, null=True, related_name="grants")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(personal__isnull=False, code=None, recovery=None)
                | models.Q(personal=None, code__isnull=False, recovery=None)
                | models.Q(personal=None, code=None, recovery__isnull=False),
                name="grant_to_one_holder",
            ),
            models.UniqueConstraint(fields=["shared", "personal"], name="grant_once_to_a_person"),
            models.UniqueConstraint(fields=["shared", "code"], name="grant_once_to_a_code"),
            models.UniqueConstraint(fields=["shared", "recovery"], name="grant_once_to_recovery"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
