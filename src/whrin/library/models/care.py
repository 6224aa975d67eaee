"""What keeps the library well: wishes of readers, doubles looked at, use by day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.library.models.works import Work


class Suggestion(models.Model):
    """A resource that somebody misses, or a work she needs in another format. Staff only.

    Erased a year after the answer; `email` as soon as the answer is sent, or at once when she wants none.
    Nothing else about the sender is kept. `work` is what the wish is about, or what became of it.
    """

    class Wish(models.TextChoices):
        RESOURCE = "resource", _("A resource is missing")
        FORMAT = "format", _("Another format is needed")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    class Format(models.TextChoices):
        TEXT = "text", _("Plain text, for a screen reader or a small telephone")
        LARGE = "large", _("Large print")
        AUDIO = "audio", _("To listen to")
        LANGUAGE = "language", _("Another language")

    wish = models.CharField(max_length=10, choices=Wish.choices, default=Wish.RESOURCE)
    format = models.CharField(_("format"), max_length=10, choices=Format.choices, blank=True)
    address = models.URLField(_("web address"), max_length=1000, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=600, blank=True)
    note = models.TextField(_("what we should know"), blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True)
    file = models.FileField(_("file"), upload_to="suggested/%Y/", max_length=300, blank=True)
    email = models.EmailField(_("e-mail for the answer"), blank=True)
    email_language = models.CharField(max_length=20, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    work = models.ForeignKey(Work, models.SET_NULL, null=True, blank=True, related_name="suggestions")
    sent_on = models.DateField(_("sent on"), auto_now_add=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")

    def __str__(self) -> str:
        return self.title or self.address or self.doi or str(self.get_wish_display())


class NotDoubles(models.Model):
    """Two works that look alike and are not the same: a librarian has looked. Staff only; kept with them."""

    first = models.ForeignKey(Work, models.CASCADE, related_name="+")
    second = models.ForeignKey(Work, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="not_doubles_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="not_doubles_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"


class DayOfUse(models.Model):
    """How often one work was opened or fetched on one day, in one of its languages. Staff only; kept for
    ever.

    Counts alone: who, from where and with what is never known here.
    """

    day = models.DateField()
    work = models.ForeignKey(Work, models.CASCADE, related_name="days_of_use")
    language = models.CharField(max_length=20, blank=True)
    opened = models.PositiveIntegerField(default=0)
    fetched = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day", "work_id"]
        constraints = [models.UniqueConstraint(fields=["day", "work", "language"], name="use_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.work_id}: {self.opened}, {self.fetched}"
