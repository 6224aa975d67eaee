"""Forms, and what was published of them."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from whrin.surveys.enums import Audience, FormState, Traces


class Form(models.Model):
    """A set of questions. Kept until it is deleted for good; its answers go after `months_kept`.

    `form_id`: what XLSForm and phones call it. `opens_on`, `closes_on`: first and last day on which answers
    are taken while it is open; None: no such day. `keeps_…`: traces that are not emptied, and `keeps_why`, in
    words for those who answer. `wrapped_key`: what its answers are sealed and marked with; it goes with the
    form, and then nothing of them can be read. `wrapped_ticket_key`: what "each member once" is kept with;
    destroyed when the form closes. `is_sensitive`: answers are sealed for named people (`sealing.Sealer`).
    `sheets_in_work`: the author's sheets that are not published yet, as `Version.sheets`; None: there are
    none. `renames`: `{old path: new path}` of questions that are the same one in a later version.
    `smallest_cell`: a figure of fewer answers is not shown; 1 shows all.
    """

    form_id = models.CharField(
        _("name for phones and tables"),
        max_length=100,
        unique=True,
        validators=[RegexValidator(r"^[A-Za-z][\w.-]*$")],
    )
    state = models.CharField(max_length=10, choices=FormState.choices, default=FormState.DRAFT)
    audience = models.CharField(
        _("who may answer"), max_length=10, choices=Audience.choices, default=Audience.ANYONE
    )
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    is_sensitive = models.BooleanField(_("sealed for named people"), default=False)
    months_kept = models.PositiveSmallIntegerField(
        _("months that answers are kept"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    keeps_place = models.BooleanField(Traces.PLACE.label, default=False)
    keeps_times = models.BooleanField(Traces.TIMES.label, default=False)
    keeps_device = models.BooleanField(Traces.DEVICE.label, default=False)
    keeps_trail = models.BooleanField(Traces.TRAIL.label, default=False)
    keeps_why = models.TextField(_("why they are kept"), blank=True)
    sheets_in_work = models.JSONField(null=True, blank=True, editable=False)
    renames = models.JSONField(default=dict, blank=True, editable=False)
    smallest_cell = models.PositiveSmallIntegerField(
        _("smallest figure that is shown"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    wrapped_key = models.TextField(editable=False)
    wrapped_ticket_key = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["form_id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(keeps_why="")
                | models.Q(keeps_place=False, keeps_times=False, keeps_device=False, keeps_trail=False),
                name="form_keeps_traces_for_a_reason",
                violation_error_message=_("Say to those who answer why this is kept."),
            ),
            models.CheckConstraint(
                condition=models.Q(opens_on=None)
                | models.Q(closes_on=None)
                | models.Q(closes_on__gte=models.F("opens_on")),
                name="form_closes_after_it_opens",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(condition=models.Q(months_kept__gte=1), name="form_ends_keeping"),
        ]

    def __str__(self) -> str:
        return self.form_id

    def keeps(self) -> set[str]:
        """Return the traces (`Traces`) that answers to this form keep."""
        return {trace for trace in Traces.values if getattr(self, f"keeps_{trace}")}


class Version(models.Model):
    """A form as it was published once. Never changed; kept as long as its form, for old answers still come.

    `name`: the version as the form itself says it. `sheets`: `{sheet: {"columns": […], "rows": [{…}]}}`, to
    give the author her workbook again. `xform`: the exact bytes that phones get; `hash` their MD5 in
    hexadecimal, by which phones tell versions apart. `traces`: `{path: trace}` and `uploads`: `[path]`,
    paths such as `/data/visit/photo`, as `looking.look_into` finds them.
    """

    form = models.ForeignKey(Form, models.CASCADE, related_name="versions")
    name = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    sheets = models.JSONField()
    xform = models.BinaryField()
    hash = models.CharField(max_length=32)
    traces = models.JSONField(default=dict)
    uploads = models.JSONField(default=list)
    published_on = models.DateField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["form", "name"], name="version_once_a_form"),
            models.UniqueConstraint(fields=["form", "hash"], name="version_by_its_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.name}"


class Media(models.Model):
    """A file that a version's questions use: a list of choices, a picture. Kept as long as the version.

    `md5` in hexadecimal, as phones want it.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="media")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    md5 = models.CharField(max_length=32)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="media_once_a_version")]

    def __str__(self) -> str:
        return self.name
