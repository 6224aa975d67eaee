"""Libraries to harvest, on the desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet

from whrin.library.actions.sources import remove_source
from whrin.library.desk_collections import EditorsOfTheLibrary
from whrin.library.desk_works import person_at
from whrin.library.harvest_tasks import harvest_source
from whrin.library.models import Source
from whrin.library.source_form import SourceForm


@require_POST
def harvest_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Harvest a library without waiting for its day."""
    person_at(request)
    source = get_object_or_404(Source, pk=pk, is_active=True)
    harvest_source.enqueue(source.pk)
    messages.success(request, str(_("The harvest has begun. What comes in stands among the imports.")))
    return redirect("harvests:edit", pk)


class RemoveSource(DeleteView):
    def delete_action(self) -> None:
        remove_source(source=self.object, by=person_at(self.request))


class Harvests(ModelViewSet):
    model = Source
    name = "harvests"
    icon = "globe"
    menu_label = _("Harvests")
    menu_order = 250
    list_display = [
        "name",
        Column("last_tried", label=_("Last tried on")),
        Column("fault", label=_("Fault")),
        "is_active",
    ]
    search_fields = ["name", "address"]
    search_backend_name = None
    copy_view_enabled = False
    add_to_reference_index = False
    delete_view_class = RemoveSource
    edit_template_name = "library/desk/source.html"

    @property
    def permission_policy(self) -> EditorsOfTheLibrary:
        return EditorsOfTheLibrary(self.model)

    def get_form_class(self, for_update: bool = False) -> type[SourceForm]:  # noqa: ARG002 - Wagtail's own
        return SourceForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("now/<int:pk>/", harvest_now, name="now")]
