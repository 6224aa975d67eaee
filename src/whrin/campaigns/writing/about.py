"""What a paper is told beside its words: begun with it, changed until it is public."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from whrin.campaigns.actions import AlreadyPublic, begin_paper, delete_paper
from whrin.campaigns.actions.about import COLUMNS, SHOWN, StaysAsPublished, set_about
from whrin.campaigns.doors import at_paper
from whrin.campaigns.enums import State
from whrin.campaigns.languages import language_choices
from whrin.campaigns.models import Paper, PaperKind
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.rules import may_begin, may_steer
from whrin.events.models import Session
from whrin.events.queries import public_sessions
from whrin.kit.days import today
from whrin.library.citations.styles import offered
from whrin.people.doors import for_person
from whrin.people.models import Person
from whrin.people.rules import keep_membership
from whrin.places.models import Country
from whrin.places.queries import names_of_countries

#: What a title may hold.
LONGEST_TITLE = 300


class AboutForm(forms.Form):
    """Where it goes, whom it is about, how it cites. `paper`: None for a new one."""

    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    session = forms.ChoiceField(label=gettext_lazy("Session"), required=False)
    is_coalition = forms.BooleanField(label=gettext_lazy("A coalition writes it"), required=False)
    style = forms.ChoiceField(label=gettext_lazy("Style of citations"), required=False)

    def __init__(self, data: Any = None, *, paper: Paper | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(paper, name) for name in COLUMNS} if paper else {}
        if paper:
            initial |= {"country": paper.country_id or "", "session": str(paper.session_id or "")}
        super().__init__(data, initial={**initial, **kwargs.pop("initial", {})}, label_suffix="", **kwargs)
        language = get_language() or "en"
        none = [("", "–")]
        self._offer("country", none + list(names_of_countries(language).items()))
        self._offer("session", none + _sessions(paper))
        self._offer("style", [(one.file, one.name) for one in offered()])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared so; tells mypy
        field.choices = choices

    def columns(self) -> dict[str, Any]:
        """Return the columns of `Paper` that were asked for."""
        found = {name: value for name, value in self.cleaned_data.items() if name in COLUMNS}
        if "country" in found:
            found["country"] = Country.objects.filter(pk=found["country"]).first()
        if "session" in found:
            found["session"] = Session.objects.filter(pk=int(found["session"] or 0)).first()
        return found


class NewForm(AboutForm):
    """A paper that is begun."""

    kind = forms.ChoiceField(label=pgettext_lazy("of a paper", "Kind"))
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=LONGEST_TITLE, widget=forms.TextInput({"dir": "auto"})
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language it is written in"),
        help_text=gettext_lazy("Others can be added later, side by side."),
    )

    field_order = ("kind", "title", "language")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"language": get_language() or "en"})
        kinds = PaperKind.objects.filter(retired_on=None)
        reader = get_language() or "en"
        self._offer("kind", [(kind.slug, kind.label_in(reader)) for kind in kinds])
        self._offer("language", language_choices())


class SettingsForm(AboutForm):
    """What can change until it is public."""

    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes, when it is spoken"), min_value=1, max_value=240, required=False
    )
    embargo_until = forms.DateTimeField(
        label=gettext_lazy("Shown to nobody before (UTC)"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    needs_lived_experience = forms.BooleanField(
        label=gettext_lazy("Women with lived experience sign it off"),
        help_text=gettext_lazy("Nothing about us without us. It cannot change once the paper is in review."),
        required=False,
    )

    def __init__(self, data: Any = None, *, paper: Paper) -> None:
        super().__init__(data, paper=paper)
        if not paper.kind.minutes:
            del self.fields["minutes"]
        self.stays = SHOWN if paper.published_on else frozenset()
        if paper.published_on:
            for name in ("embargo_until", *SHOWN):
                del self.fields[name]
        if not settings.WHRIN_SIGN_OFF_LIVED_EXPERIENCE:
            del self.fields["needs_lived_experience"]
        elif paper.state != State.WRITING:
            self.fields["needs_lived_experience"].disabled = True

    def clean(self) -> dict[str, Any]:
        """A page that was opened before the paper was published asks for what stays."""
        if self.stays.intersection(self.data):
            raise forms.ValidationError(str(StaysAsPublished()))
        return self.cleaned_data


def _sessions(paper: Paper | None) -> list[tuple[str, str]]:
    """Return the sessions that are not over, and the one that the paper is for."""
    language = get_language() or "en"
    coming = [
        one
        for one in public_sessions().select_related("body")
        if (one.ends or one.starts or today()) >= today() or (paper and one.pk == paper.session_id)
    ]
    coming.sort(key=lambda one: (one.starts is None, one.starts or today(), one.slug))
    return [(str(one.pk), _named(one, language)) for one in coming]


def _named(session: Session, language: str) -> str:
    name = session.name_in(language)
    return (
        f"{name} ({session.starts.year})" if session.starts and str(session.starts.year) not in name else name
    )


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the form of a new paper; a POST begins it."""
    keep_membership(person)
    if not may_begin(person):
        raise PermissionDenied
    form = NewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        paper = begin_paper(
            kind=PaperKind.objects.get(slug=given["kind"]),
            title=given["title"],
            language=given["language"],
            by=person,
            **form.columns(),
        )
        return redirect("campaigns:paper", paper.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "campaigns/writing/new.html", {"form": form}, status=status)


@at_paper
@require_http_methods(["GET", "HEAD", "POST"])
def paper_settings(request: HttpRequest, person: Person, on: OnPaper) -> HttpResponse:
    """Show what a paper is told; a POST changes it."""
    if not may_steer(on.roles):
        raise PermissionDenied
    form = SettingsForm(request.POST if request.method == "POST" else None, paper=on.paper)
    status = HTTPStatus.OK
    if form.is_valid():
        try:
            set_about(paper=on.paper, by=person, **form.columns())
        except (AlreadyPublic, StaysAsPublished) as refusal:
            form.add_error(None, str(refusal))
            status = HTTPStatus.CONFLICT
        else:
            messages.success(request, _("Saved."))
            return redirect("campaigns:paper_settings", on.paper.pk)
    elif form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    is_open = on.paper.state in {State.WRITING, State.REVIEW, State.AGREED}
    context = {"on": on, "tab": "settings", "form": form, "is_open": is_open}
    return render(request, "campaigns/writing/settings.html", context, status=status)


@at_paper
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, person: Person, on: OnPaper) -> HttpResponse:
    """Ask once whether a paper goes; a POST deletes it."""
    if not may_steer(on.roles):
        raise PermissionDenied
    refused, status = "", HTTPStatus.OK
    if request.method == "POST":
        try:
            delete_paper(paper=on.paper, by=person)
        except AlreadyPublic as refusal:
            refused, status = str(refusal), HTTPStatus.CONFLICT
        else:
            messages.success(request, _("The paper is deleted."))
            return redirect("campaigns:papers_mine")
    context = {"on": on, "tab": "settings", "refused": refused}
    return render(request, "campaigns/writing/delete.html", context, status=status)
