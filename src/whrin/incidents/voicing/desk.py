"""Voices given and taken away."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from whrin.incidents.actions.recordings import LARGEST, NotASound, remove_recording, save_recording
from whrin.incidents.caring.choices import offer
from whrin.incidents.caring.doors import doors_for, for_role
from whrin.incidents.enums import Role
from whrin.incidents.models import Recording
from whrin.incidents.telling.steps import BY_NAME, STEPS
from whrin.kit.languages import own_name_of
from whrin.people.models import Person


class VoiceForm(forms.Form):
    """Which question, in which language, and the sound."""

    step = forms.ChoiceField(label=gettext_lazy("Question"))
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    sound = forms.FileField(
        label=gettext_lazy("Recording"),
        help_text=gettext_lazy(
            "MP3 or Opus (.ogg), 2 MB at most. Let no voice be heard that could be known."
        ),
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")
        offer(self, "step", [(step.name, step.question) for step in STEPS])
        offer(self, "language", [(tag, own_name_of(tag)) for tag, _name in settings.LANGUAGES])

    def bytes_given(self) -> bytes:
        """Return what was sent, and no more of it than shows that it is too large."""
        content: bytes = self.cleaned_data["sound"].read(LARGEST + 1)
        return content


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.COORDINATOR)
def voices(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the voices that there are; a POST gives one."""
    form = VoiceForm(request.POST, request.FILES) if request.method == "POST" else VoiceForm()
    if form.is_valid():
        asked = form.cleaned_data
        try:
            save_recording(
                step=asked["step"], language=asked["language"], sound=form.bytes_given(), by=person
            )
        except NotASound as refusal:
            form.add_error("sound", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("incidents:voices")
    found = Recording.objects.defer("sound")
    context = {
        "care_doors": doors_for(person),
        "form": form,
        "rows": [(one, BY_NAME[one.step].question) for one in found if one.step in BY_NAME],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "incidents/voicing/voices.html", context, status=status)


@require_POST
@for_role(Role.COORDINATOR)
def remove(_request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Take one away."""
    remove_recording(recording=get_object_or_404(Recording.objects.defer("sound"), pk=pk), by=person)
    return redirect("incidents:voices")
