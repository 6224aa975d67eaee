"""The kinds of records that the desk keeps, by the word in its addresses."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from whrin.events.desk import forms
from whrin.events.desk.fields import RecordForm
from whrin.events.models import Body, Deadline, Decision, FollowUp, Occasion, Session, UnderReview


@dataclass(frozen=True)
class Kind:
    """`parent`: the column that leads to what it belongs to; `parts`: kinds that belong to it."""

    model: type[Model]
    form: type[RecordForm]
    title: Any
    parent: str = ""
    parts: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    def rows(self) -> QuerySet[Any]:
        """Return all of this kind, newest first."""
        return self.model._default_manager.select_related(*self.related).order_by("-pk")  # noqa: SLF001 -- Django's documented name


KINDS = {
    "occasions": Kind(Occasion, forms.OccasionForm, _("Calendar")),
    "sessions": Kind(
        Session,
        forms.SessionForm,
        _("Sessions"),
        "body",
        ("deadlines", "reviews", "decisions"),
        ("body",),
    ),
    "bodies": Kind(Body, forms.BodyForm, _("Who decides"), "", ("sessions",)),
    "deadlines": Kind(Deadline, forms.DeadlineForm, _("Deadlines"), "session", (), ("session",)),
    "reviews": Kind(
        UnderReview,
        forms.ReviewForm,
        _("Countries under review"),
        "session",
        (),
        ("session", "country"),
    ),
    "decisions": Kind(
        Decision, forms.DecisionForm, _("What they decided"), "session", ("follow-up",), ("session",)
    ),
    "follow-up": Kind(
        FollowUp,
        forms.FollowUpForm,
        _("What countries did about it"),
        "decision",
        (),
        ("decision", "country"),
    ),
}
