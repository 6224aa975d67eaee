"""The forms of the records of the calendar."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from whrin.events.coming.words import clock_of
from whrin.events.coming.yearly import is_month_day, is_months
from whrin.events.desk.fields import RecordForm, line, paragraphs, tongue_field
from whrin.events.models import Body, Deadline, Decision, FollowUp, Occasion, Session, UnderReview
from whrin.events.rules import RESERVED
from whrin.kit.languages import locale_of

_HOUR = "%Y-%m-%dT%H:%M"


class BodyForm(RecordForm):
    written = {"name": ("names", True)}
    tongue = tongue_field()
    name = line(_("Name"))

    class Meta:
        model = Body
        fields = ["short", "kind", "page", "source"]

    def settle(self) -> None:
        """A body has a name."""
        if not self.instance.names:
            self.refuse("name")
        self.keep_slug({"en": self.cleaned_data.get("short") or ""} | self.instance.names, 50)


class SessionForm(RecordForm):
    written = {"name": ("names", True), "note": ("note", False)}
    tongue = tongue_field()
    name = line(_("Name"))
    note = paragraphs(_("Note"))

    class Meta:
        model = Session
        fields = [
            *("body", "number", "starts", "ends", "months", "place", "country", "is_online"),
            *("page", "source", "checked_on", "state"),
        ]

    def settle(self) -> None:
        """A session has a name, and ends after it starts."""
        if not self.instance.names:
            self.refuse("name")
        settle_days(self)
        self.keep_slug(self.instance.names)


class DeadlineForm(RecordForm):
    written = {"text": ("texts", False)}
    tongue = tongue_field()
    text = paragraphs(_("Text"))

    class Meta:
        model = Deadline
        fields = ["session", "kind", "on", "weeks_before", "source", "checked_on"]


class ReviewForm(RecordForm):
    class Meta:
        model = UnderReview
        fields = ["session", "country", "note"]


class DecisionForm(RecordForm):
    class Meta:
        model = Decision
        fields = [
            *("session", "kind", "number", "country", "text", "language", "address", "on", "answers_ask"),
        ]

    def settle(self) -> None:
        """The language is one."""
        if not locale_of(self.cleaned_data.get("language", "")):
            self.refuse("language")


class FollowUpForm(RecordForm):
    written = {"text": ("texts", False)}
    tongue = tongue_field()
    text = paragraphs(_("Text"))

    class Meta:
        model = FollowUp
        fields = ["decision", "country", "state", "address", "on"]


class OccasionForm(RecordForm):
    """Hours are as the clocks of the zone show them."""

    written = {"name": ("names", True), "text": ("texts", False)}
    tongue = tongue_field()
    name = line(_("Name"))
    text = paragraphs(_("Text"))
    begins_at = forms.CharField(required=False, widget=forms.TextInput({"type": "datetime-local"}))
    ends_at = forms.CharField(required=False, widget=forms.TextInput({"type": "datetime-local"}))
    spoken = line(_("Languages"), most=100)
    link = line(_("Join here:"), most=500)

    class Meta:
        model = Occasion
        fields = [
            *("kind", "begins_at", "ends_at", "zone", "starts", "ends", "yearly", "yearly_to", "months"),
            *("rhythm", "place", "country", "region", "organiser", "page", "source", "checked_on"),
            *("form", "takes_registrations", "state"),
        ]

    def fill(self, link: str) -> None:
        """Show what rows hold otherwise than forms."""
        row = self.instance
        clock = clock_of(row.zone) or datetime.UTC
        for name in ("begins_at", "ends_at"):
            moment = getattr(row, name)
            self.initial[name] = moment.astimezone(clock).strftime(_HOUR) if moment else ""
        self.initial["spoken"] = " ".join(row.languages or ())
        self.initial["link"] = link

    def clean(self) -> dict[str, object]:
        """Hours need a zone, languages are known, and who registers comes at an hour."""
        data = super().clean() or self.cleaned_data
        clock = clock_of(data.get("zone", ""))
        for name in ("begins_at", "ends_at"):
            data[name] = self._moment(name, data.get(name, ""), clock)
        begins, ends = data["begins_at"], data["ends_at"]
        if bool(begins) != bool(ends) or (begins and ends and ends <= begins):
            self.refuse("ends_at")
        if data.get("takes_registrations") and not begins:
            self.refuse("begins_at")
        link = data.get("link", "").strip()
        if link and not link.startswith(("https://", "http://")):
            self.refuse("link")
        tags = data.get("spoken", "").replace(",", " ").split()
        if not all(map(locale_of, tags)):
            self.refuse("spoken")
        self.instance.languages = tags
        return data

    def _moment(self, name: str, written: str, clock: datetime.tzinfo | None) -> datetime.datetime | None:
        if not written:
            return None
        try:
            moment = datetime.datetime.fromisoformat(written)
        except ValueError:
            self.refuse(name)
            return None
        if clock is None:
            self.refuse("zone")
            return None
        return moment.replace(tzinfo=clock).astimezone(datetime.UTC)

    def settle(self) -> None:
        """An occasion has a name; its days are some."""
        given = self.cleaned_data
        if not self.instance.names:
            self.refuse("name")
        for name in ("yearly", "yearly_to"):
            if given.get(name) and not is_month_day(given[name]):
                self.refuse(name)
        settle_days(self)
        self.keep_slug(self.instance.names)
        if self.instance.slug in RESERVED:
            self.instance.slug += "-2"


def settle_days(form: RecordForm) -> None:
    """The last day is not before the first; months are months."""
    given = form.cleaned_data
    starts, ends = given.get("starts"), given.get("ends")
    if ends and (starts is None or ends < starts):
        form.refuse("ends")
    if given.get("months") and not is_months(given["months"]):
        form.refuse("months")
