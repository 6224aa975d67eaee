"""Many works changed at once, on the desk: choose, look, do, undo."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from whrin.library.actions.batch import (
    MOST,
    Change,
    NothingChosen,
    Planned,
    batch_works,
    change_works,
    plan,
    undo_batch,
)
from whrin.library.desk_works import WorkFilters, person_at
from whrin.library.enums import Audience, PublisherKind, Status
from whrin.library.gaps import GAPS, works_with
from whrin.library.models import Licence, Work
from whrin.library.refusals import LibraryRefusal
from whrin.places.models import Country, Region
from whrin.topics.models import Topic


class BatchForm(forms.Form):
    """What shall change; what is left empty stays."""

    add_topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(), label=_("Add topics"), required=False, to_field_name="slug"
    )
    remove_topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(), label=_("Take topics away"), required=False, to_field_name="slug"
    )
    add_countries = forms.ModelMultipleChoiceField(
        Country.objects.all(), label=_("Add countries"), required=False, to_field_name="code"
    )
    add_regions = forms.ModelMultipleChoiceField(
        Region.objects.all(), label=_("Add regions"), required=False, to_field_name="code"
    )
    add_audience = forms.MultipleChoiceField(
        label=_("Add audiences"),
        choices=Audience.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    licence_id = forms.ModelChoiceField(Licence.objects.all(), label=_("Set the licence"), required=False)
    publisher_kind = forms.ChoiceField(
        label=_("Set who published it"), choices=[("", "–"), *PublisherKind.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("add_topics", "remove_topics"):
            self.fields[name].queryset = Topic.objects.prefetch_related("labels")  # type: ignore[attr-defined]  # a choice of rows

    def change(self) -> Change:
        """Return the change, after the form was found valid."""
        data = self.cleaned_data
        return Change(
            add_topics=[topic.slug for topic in data["add_topics"]],
            remove_topics=[topic.slug for topic in data["remove_topics"]],
            add_countries=[country.code for country in data["add_countries"]],
            add_regions=[region.code for region in data["add_regions"]],
            add_audience=data["add_audience"],
            licence_id=data["licence_id"].pk if data["licence_id"] else "",
            publisher_kind=data["publisher_kind"],
        )


def batch(request: HttpRequest) -> HttpResponse:
    """Choose works and a change; a POST shows what would change, or does it."""
    person = person_at(request)
    form = BatchForm(request.POST or None)
    planned: list[Planned] = []
    if request.method == "POST" and form.is_valid():
        try:
            if "do" in request.POST:
                return _do(request, form, person)
            planned = _previewed(request, form)
        except LibraryRefusal as refusal:
            messages.error(request, str(refusal))
    works = list(_chosen(request)[: MOST + 1])
    context = {
        "form": form,
        "works": works[:MOST],
        "is_cut": len(works) > MOST,
        "checked": _keys(request) if request.method == "POST" else [work.pk for work in works[:MOST]],
        "planned": [(each.work, each.work.changed_at.isoformat(), _lines(each)) for each in planned],
    }
    return TemplateResponse(request, "library/desk/batch.html", context)


def done(request: HttpRequest, name: str) -> HttpResponse:
    """Show what a batch has changed; a POST undoes it."""
    person = person_at(request)
    works = batch_works(name)
    if not works:
        raise Http404
    if request.method == "POST":
        number = undo_batch(batch=name, by=person)
        told = ngettext("%(n)d work is as it was before.", "%(n)d works are as they were before.", number)
        messages.success(request, told % {"n": number})
        return redirect("care:index")
    return TemplateResponse(request, "library/desk/batch_done.html", {"works": works})


def _chosen(request: HttpRequest) -> QuerySet[Work]:
    """Return the works of the list she came from: a gap's, or the list of works with its filters."""
    works: QuerySet[Work] = Work.objects.exclude(status=Status.WITHDRAWN)
    gap, status = request.GET.get("gap", ""), request.GET.get("status", "")
    if request.method == "POST":
        works = works.filter(pk__in=_keys(request))
    elif gap in GAPS:
        works = works_with(gap, status if status in Status.values else "")
    else:
        works = WorkFilters(request.GET, works, request=request).qs
        words = request.GET.get("q", "").strip()
        works = works.filter(versions__title__icontains=words) if words else works
    return works.prefetch_related("versions").distinct().order_by("-pk")


def _keys(request: HttpRequest) -> list[int]:
    return [int(key) for key in request.POST.getlist("work") if key.isdecimal() and len(key) < 19]


def _previewed(request: HttpRequest, form: BatchForm) -> list[Planned]:
    keys = _keys(request)
    works = Work.objects.filter(pk__in=keys[: MOST + 1])
    planned = plan(
        works=works.prefetch_related("topics", "countries", "regions", "versions"), change=form.change()
    )
    if not planned or len(keys) > MOST:
        raise NothingChosen
    return planned


def _do(request: HttpRequest, form: BatchForm, person: Any) -> HttpResponse:
    keys = _keys(request)
    as_of: dict[int, datetime.datetime] = {}
    for key in keys:
        try:
            as_of[key] = datetime.datetime.fromisoformat(request.POST.get(f"changed-{key}", ""))
        except ValueError:
            continue
    name = change_works(keys=keys, change=form.change(), as_of=as_of, by=person)
    return redirect("care:batch-done", name)


def _lines(planned: Planned) -> list[tuple[str, list[str], list[str]]]:
    """Return for each field what goes and what comes, in words."""
    lines = []
    for name, after in planned.after.items():
        field = Work._meta.get_field(name.removesuffix("_id"))  # noqa: SLF001 -- Django's documented name
        before = planned.before[name]
        gone, come = (before, after) if isinstance(after, list) else ([before], [after])
        words = _words(name, {*gone, *come})
        lines.append(
            (
                str(capfirst(getattr(field, "verbose_name", name))),
                _told(words, gone, come),
                _told(words, come, gone),
            )
        )
    return lines


def _told(words: Mapping[str, str], these: Sequence[str], not_those: Sequence[str]) -> list[str]:
    return [words.get(code, code) for code in these if code and code not in not_those]


def _words(name: str, codes: Iterable[str]) -> dict[str, str]:
    if name == "topics":
        topics = Topic.objects.filter(slug__in=codes).prefetch_related("labels")
        return {topic.slug: str(topic) for topic in topics}
    if name == "countries":
        return {country.code: str(country) for country in Country.objects.filter(code__in=codes)}
    if name == "regions":
        return {region.code: str(region) for region in Region.objects.filter(code__in=codes)}
    if name == "licence_id":
        return {licence.code: licence.name for licence in Licence.objects.filter(code__in=codes)}
    choices = Audience.choices if name == "audience" else PublisherKind.choices
    return {str(value): str(label) for value, label in choices}
