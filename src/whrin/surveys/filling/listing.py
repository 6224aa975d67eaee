"""Which forms can be answered today."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from whrin.kit.paging import last_page
from whrin.people.models import Person
from whrin.people.rules import is_active_member
from whrin.surveys.enums import Audience
from whrin.surveys.filling.doors import discreet, person_of
from whrin.surveys.headings import Heading, about_of, title_of
from whrin.surveys.models import Form, Version
from whrin.surveys.queries import open_today
from whrin.surveys.xlsform.languages import tag_of

_ON_A_PAGE = 20


@dataclass(frozen=True)
class Entry:
    """One form of the list. `tags`: of the languages in which it asks."""

    form: Form
    title: Heading
    about: Heading
    tags: list[str]


@discreet("GET", "HEAD")
def listed(request: HttpRequest) -> HttpResponse:
    """Show the forms that are open to anyone, and to a member those for members."""
    forms = open_to(person_of(request))
    total = forms.count()
    last = last_page(total, _ON_A_PAGE)
    number = request.GET.get("page", "1")
    if not number.isascii() or not number.isdigit() or not 1 <= int(number[:9]) <= last:
        raise Http404
    beginning = (int(number) - 1) * _ON_A_PAGE
    entries = entries_of(list(forms[beginning : beginning + _ON_A_PAGE]), get_language() or "en")
    context = {"entries": entries, "page": int(number), "last": last}
    return render(request, "surveys/filling/list.html", context)


def open_to(person: Person | None) -> QuerySet[Form]:
    """Return the forms that somebody may find and answer today; None: a visitor."""
    audiences = [Audience.ANYONE]
    if person is not None and is_active_member(person):
        audiences += [Audience.MEMBERS, Audience.ONCE]
    newest = Version.objects.filter(form=OuterRef("pk")).order_by("-id").values("pk")[:1]
    # An open form has a version.
    forms = open_today(Form.objects.filter(audience__in=audiences))
    return forms.order_by(Subquery(newest).desc())


def entries_of(forms: list[Form], language: str) -> list[Entry]:
    """Return what the list says of each form; one query, without the questions."""
    newest = Version.objects.filter(form__in=forms).order_by("form", "-id")
    rows = newest.annotate(settings=F("sheets__settings"), columns=F("sheets__survey__columns"))
    told: dict[int, dict[str, Any]] = {}
    for row in rows.values("form_id", "title", "settings", "columns"):
        told.setdefault(row["form_id"], dict(row))
    return [_entry(form, told[form.pk], language) for form in forms]


def _entry(form: Form, row: dict[str, Any], language: str) -> Entry:
    version = Version(form=form, title=row["title"], sheets={"settings": row["settings"] or {}})
    named = dict.fromkeys(column.rpartition("::")[2] for column in row["columns"] or () if "::" in column)
    tags = [tag for name in named if (tag := tag_of(name))]
    return Entry(form, title_of(version, language), about_of(version, language), tags)
