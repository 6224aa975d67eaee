"""Pages of the desk that stand before others' own."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from wagtail_localize.views.update_translations import UpdateTranslationsView

from whrin.people.models import Person
from whrin.website.rules import may_publish_every_translation


class UpdateTranslations(UpdateTranslationsView):
    """wagtail-localize's page that brings translations up to date; only those who may publish, publish."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Refuse to publish for someone who may only translate; nothing is changed then."""
        wants_to_publish = form.cleaned_data["publish_translations"]
        person = cast(Person, self.request.user)
        if wants_to_publish and not may_publish_every_translation(person, self.object):
            raise PermissionDenied
        answer: HttpResponse = super().form_valid(form)
        return answer
