"""Which questions of old versions are the same as one of today: their answers then stand in one column."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from whrin.surveys.actions.authoring import set_renames
from whrin.surveys.enums import Part
from whrin.surveys.models import Form
from whrin.surveys.rights import form_for, person_at
from whrin.surveys.tables import Column
from whrin.surveys.tables.shapes import shape_of
from whrin.surveys.xform import FormError
from whrin.surveys.xlsform.languages import nearest


@dataclass(frozen=True)
class Old:
    """A question that is asked no more. `today`: the path of the one that it is joined with; empty: none."""

    path: str
    label: str
    version: str
    today: str


@never_cache
def joins(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show the questions that only old versions ask; a POST says which of today's each one is."""
    person = person_at(request)
    form = form_for(person, form_id, Part.AUTHOR)
    now, old, language = _questions(form, get_language() or "en")
    if request.method == "POST":
        kept = {path: today for path, today in form.renames.items() if path not in old}
        asked = {path: request.POST.get(f"join:{path}", "") for path in old}
        chosen = {path: today for path, today in asked.items() if today in now}
        set_renames(form=form, renames={**kept, **chosen}, by=person)
        messages.success(request, _("Saved."))
        return redirect("forms:answers", form_id)
    context = {
        "survey": form,
        "tab": "answers",
        "now": [(column.path, column.label(language)) for column in now.values()],
        "old": [
            Old(path, column.label(language), column.versions[0], form.renames.get(path, ""))
            for path, column in old.items()
        ],
    }
    return TemplateResponse(request, "surveys/reviewing/joins.html", context)


def _questions(form: Form, reads: str) -> tuple[dict[str, Column], dict[str, Column], str]:
    """Return the questions of the newest version and those that only older ones ask, each as its newest
    version asks it, and the form's language for this reader.
    """
    shapes = []
    for version in form.versions.defer("xform", "sheets").order_by("-id"):
        try:
            shapes.append(shape_of(version))
        except FormError:
            continue  # phones can fill it in and we cannot read it: it has no columns
    now = {column.path: column for column in shapes[0].columns} if shapes else {}
    old: dict[str, Column] = {}
    for shape in shapes[1:]:
        for column in shape.columns:
            if column.path not in now:
                old.setdefault(column.path, column)
    return now, old, nearest(shapes[0].languages, reads) if shapes else ""
