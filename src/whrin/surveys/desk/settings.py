"""What a form is told: who may answer, when, what is kept and for how long."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from whrin.surveys.desk.making import SettingsForm, status_of
from whrin.surveys.enums import Part
from whrin.surveys.rights import form_for, person_at


@never_cache
def settings(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show the settings of a form; a POST changes them."""
    person = person_at(request)
    form = form_for(person, form_id, Part.AUTHOR)
    asked = SettingsForm(request.POST if request.method == "POST" else None, instance=form)
    if asked.is_bound and asked.saved_by(person):
        messages.success(request, _("Saved."))
        return redirect("forms:settings", form_id)
    if asked.is_bound:
        form.refresh_from_db()
    context = {"survey": form, "tab": "settings", "asked": asked}
    return TemplateResponse(request, "surveys/desk/settings.html", context, status=status_of(asked))
