from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.people.telephones import refuse_telephone_numbers


class Person(AbstractBaseUser, PermissionsMixin):
    """An account. Kept until she deletes it; deletion removes the row.

    Staff have their name in `username`, and optionally `email`. A member has neither: `username` is a
    stand-in made of her name with the secret key (`marks.stand_in_for`), `sealed_name` is the name under her
    data key, and an e-mail address, if she gives one, is an `Address`. No first and last name, no joining
    date, no last sign-in.
    """

    username = models.CharField(
        _("name"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator(), refuse_telephone_numbers],
        error_messages={"unique": _("Choose another name.")},
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    sealed_name = models.TextField(blank=True, editable=False)
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


class RecoveryPhrase(models.Model):
    """The way back in for a member, who may have no e-mail. Kept until she makes a new one.

    `fingerprint` is SHA-256 of twelve words (128 random bits), which nobody can guess; the words are shown
    once.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="recovery_phrase")
    fingerprint = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("recovery phrase")
        verbose_name_plural = _("recovery phrases")

    def __str__(self) -> str:
        return f"{self.person}: {self.pk}"


class OpenSession(models.Model):
    """Which sealed session row belongs to whom, so that she can see and end it. Deleted with the session.

    `row_key` is the key of the session's row. `device` is a rough word for where she signed in, and `began`
    the day: enough to tell her own sessions apart, and nothing more.
    """

    class Device(models.TextChoices):
        PHONE = "phone", _("a telephone or tablet")
        COMPUTER = "computer", _("a computer")

    person = models.ForeignKey(Person, models.CASCADE, related_name="open_sessions")
    row_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=10, choices=Device.choices, default=Device.COMPUTER)
    is_shared = models.BooleanField(default=True)
    began = models.DateField()

    class Meta:
        verbose_name = _("open session")
        verbose_name_plural = _("open sessions")

    def __str__(self) -> str:
        return f"{self.get_device_display()}, {self.began}"
