from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.people.names import refuse_telephone_numbers


class Person(AbstractBaseUser, PermissionsMixin):
    """An account. Kept until she deletes it; deletion removes the row.

    `email` is optional, for messages she asked for. No first and last name, no joining date, no last sign-in.
    """

    username = models.CharField(
        _("name"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator(), refuse_telephone_numbers],
        error_messages={"unique": _("Choose another name.")},
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    is_staff = models.BooleanField(_("may use the desk"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    last_login = None

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        """Return the name she chose; there is no other."""
        return self.username

    def get_short_name(self) -> str:
        """Return the name she chose."""
        return self.username


class RecoveryCode(models.Model):
    """One way back in for a person who lost her second factor. Kept until it is used or she makes new ones.

    `fingerprint` is SHA-256 of a code of 120 random bits, which nobody can guess; the code itself is shown
    once.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="recovery_codes")
    fingerprint = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")

    def __str__(self) -> str:
        return f"{self.person}: {self.pk}"
