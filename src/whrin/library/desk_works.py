"""Works on the desk: the list, the form, and the steps from draft to published and back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import django_filters  # type: ignore[import-untyped]  # ships no types
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.widgets.button import Button

from whrin.library import actions
from whrin.library.enums import Status
from whrin.library.forms import AttachForm, WorkForm
from whrin.library.models import LanguageVersion, StoredFile, Work
from whrin.library.refusals import LibraryRefusal
from whrin.library.rules import may_edit, may_publish, needs_other_eyes
from whrin.library.two_at_once import Difference, differences, digest_of

#: Pages of a file's text that the desk shows together.
_PAGES_AT_ONCE = 10


def person_at(request: HttpRequest) -> Any:
    """Return who is signed in, when she may edit the library; else refuse."""
    if not may_edit(request.user):  # type: ignore[arg-type]  # a Person: the desk lets nobody else in
        raise PermissionDenied
    return request.user


class WorkFilters(WagtailFilterSet):
    """Status, kind, language and doubts."""

    language = django_filters.CharFilter("versions__language", "iexact", label=_("Language tag"))
    has_doubts = django_filters.BooleanFilter(method="keep_doubtful", label=_("Has doubts"))

    class Meta:
        model = Work
        fields = ["status", "kind", "is_sample"]

    def keep_doubtful(self, works: QuerySet[Work], _name: str, value: bool) -> QuerySet[Work]:
        """Keep works with doubts, or those without."""
        return works.exclude(doubts=[]) if value else works.filter(doubts=[])


class WorkList(IndexView):
    """The list; titles come with it in one query."""

    def get_base_queryset(self) -> QuerySet[Work]:
        """Bring the versions along."""
        works: QuerySet[Work] = super().get_base_queryset()
        return works.prefetch_related("versions").distinct()

    @cached_property
    def header_more_buttons(self) -> list[Button]:  # type: ignore[override]  # cached in Wagtail's own, too
        """Offer to change all works of this list, as it is filtered."""
        buttons: list[Button] = super().header_more_buttons
        address = f"{reverse('care:batch')}?{self.request.GET.urlencode()}"
        return [*buttons, Button(_("Change these together"), url=address, icon_name="edit", priority=90)]


class _Saving:
    """Saves form and formsets in one transaction and finishes with the action."""

    def save_instance(self) -> Work:
        """Save; the audit, the search and the cache follow."""
        with transaction.atomic():
            work: Work = self.form.save()  # type: ignore[attr-defined]  # the view's own
            return actions.keep_changes(work=work, by=self.request.user)  # type: ignore[attr-defined]


class WorkCreate(_Saving, CreateView):
    template_name = "library/desk/work.html"
    object: Work

    def get_success_url(self) -> str:
        """Stay with the work: files come next."""
        return reverse("works:edit", args=[self.object.pk])


class WorkEdit(_Saving, EditView):
    template_name = "library/desk/work.html"
    conflict: Sequence[Difference] = ()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, unless somebody else has saved since she opened the form."""
        with transaction.atomic():
            get_object_or_404(Work.objects.select_for_update(), pk=self.object_pk)
            # As it is now that nobody else can change it.
            self.object = self.get_object()
            answer: HttpResponse = super().post(request, *args, **kwargs)
            return answer

    def is_valid(self, form: WorkForm) -> bool:
        """Check the form, and that it began from the record as it is."""
        seen = self.request.POST.get("seen", "")
        if seen and seen != digest_of(Work.objects.get(pk=self.object.pk)):
            form.is_valid()
            self.conflict = differences(form)
        if self.conflict:
            self.produced_error_message = str(
                _("Somebody has changed this record meanwhile. Nothing is saved yet; see both below.")
            )
            return False
        return bool(super().is_valid(form))

    def get_success_url(self) -> str:
        """Stay with the work."""
        return reverse("works:edit", args=[self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the steps open to her, the files, and what staff should know."""
        work, person = self.object, self.request.user
        return {
            **super().get_context_data(**kwargs),
            "work": work,
            "conflict": self.conflict,
            "seen": digest_of(Work.objects.get(pk=work.pk)),
            "steps": _steps_for(work, person),
            "stored_files": StoredFile.objects.filter(version__work=work)
            .defer("text")
            .select_related("version"),
            "attach_form": AttachForm(work=work, prefix="attach") if work.versions.exists() else None,
        }


def _steps_for(work: Work, person: Any) -> list[str]:
    steps = {
        Status.DRAFT: ["review", "publish"],
        Status.IN_REVIEW: ["publish", "take-back"],
        Status.PUBLISHED: ["withdraw"],
        Status.WITHDRAWN: ["review", "publish"],
    }[Status(work.status)]
    if not may_publish(person):
        steps = [step for step in steps if step not in {"publish", "withdraw"}]
    return [step for step in steps if step != "publish" or not needs_other_eyes(work, person)]


_STEPS: Mapping[str, Callable[..., Work]] = {
    "review": actions.send_to_review,
    "take-back": actions.take_back,
    "publish": actions.publish,
    "withdraw": actions.withdraw,
}
_TOLD = {
    "review": _("The work waits for another editor."),
    "take-back": _("The work is a draft again."),
    "publish": _("The work is public."),
    "withdraw": _("The work is withdrawn; its address says so."),
}


@require_POST
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take one step from draft to published, or back."""
    person, work = person_at(request), get_object_or_404(Work, pk=pk)
    take = _STEPS.get(name)
    if take is None:
        raise PermissionDenied
    details = {"reason": request.POST.get("reason", "")} if name == "withdraw" else {}
    try:
        take(work=work, by=person, **details)
    except LibraryRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(_TOLD[name]))
    return redirect("works:edit", pk)


@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in a file for one of the work's versions."""
    person, work = person_at(request), get_object_or_404(Work, pk=pk)
    form = AttachForm(request.POST, request.FILES, work=work, prefix="attach")
    if not form.is_valid():
        messages.error(request, "; ".join(str(each) for faults in form.errors.values() for each in faults))
        return redirect("works:edit", pk)
    try:
        version: LanguageVersion = form.cleaned_data["version"]
        actions.attach_file(
            version=version, upload=form.cleaned_data["file"], by=person, name=form.cleaned_data["name"]
        )
    except (LibraryRefusal, IntegrityError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(_("The file is stored; its text is being read.")))
    return redirect("works:edit", pk)


def stored_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a file's extracted text, so that staff see what the search sees; a POST removes the file."""
    person = person_at(request)
    stored = get_object_or_404(StoredFile.objects.select_related("version__work"), pk=pk)
    if request.method == "POST":
        actions.remove_file(stored=stored, by=person)
        messages.success(request, str(_("The file is removed.")))
        return redirect("works:edit", stored.version.work_id)
    texts = list(enumerate(stored.text.split("\f"), start=1)) if stored.text else []
    page = Paginator(texts, _PAGES_AT_ONCE).get_page(request.GET.get("p"))
    return TemplateResponse(request, "library/desk/file.html", {"stored": stored, "page": page})
