"""One answer goes for good: somebody asked for it, say."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from whrin.surveys.actions.reviewing import delete_answer
from whrin.surveys.enums import Part, WhyDeleted
from whrin.surveys.reviewing.queries import answer_for
from whrin.surveys.reviewing.review_form import DeletionForm
from whrin.surveys.rights import person_at


@never_cache
def delete(request: HttpRequest, form_id: str, pk: int) -> HttpResponse:
    """Say what goes and ask why; a POST deletes the answer."""
    person = person_at(request)
    one = answer_for(person, form_id, pk, Part.EDITOR)
    asked = DeletionForm(request.POST if request.method == "POST" else None)
    if asked.is_valid():
        delete_answer(answer=one, why=WhyDeleted(asked.cleaned_data["why"]), by=person)
        messages.success(request, _("Done."))
        return redirect("forms:answers", form_id)
    context = {"survey": one.form, "tab": "answers", "answer": one, "asked": asked}
    status = 422 if asked.is_bound else 200
    return TemplateResponse(request, "surveys/reviewing/delete.html", context, status=status)
