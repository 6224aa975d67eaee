"""Countries, their parts and regions on the desk."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permissions import ModelPermissionPolicy

from whrin.places import actions
from whrin.places.forms import CountryForm, NewCountryForm, NewPartForm, PartForm, RegionForm
from whrin.places.models import Country, Part, Region


class KeptForEver(ModelPermissionPolicy):
    """Nobody deletes: records elsewhere name these by their code."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class Countries(ModelViewSet):
    model = Country
    icon = "globe"
    name = "countries"
    menu_label = _("Countries")
    list_display = ["__str__", "code", "tile_column", "tile_row"]
    list_per_page = 300
    search_fields = ["code"]
    copy_view_enabled = False
    # The history of a country is in the audit; nothing refers to pages from here.
    add_to_reference_index = False

    @property
    def permission_policy(self) -> KeptForEver:
        return KeptForEver(self.model)

    def get_form_class(self, for_update: bool = False) -> type[CountryForm]:
        return CountryForm if for_update else NewCountryForm


class PartList(IndexView):
    def get_base_queryset(self) -> QuerySet[Part]:
        parts: QuerySet[Part] = super().get_base_queryset()
        return parts.select_related("country")


class Parts(ModelViewSet):
    model = Part
    icon = "globe"
    name = "parts_of_countries"
    menu_label = _("Parts of countries")
    list_display = ["__str__", "code", "country"]
    list_filter = ["country"]
    list_per_page = 100
    search_fields = ["code"]
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = PartList

    @property
    def permission_policy(self) -> KeptForEver:
        return KeptForEver(self.model)

    def get_form_class(self, for_update: bool = False) -> type[PartForm]:
        return PartForm if for_update else NewPartForm


class RegionList(IndexView):
    def get_base_queryset(self) -> QuerySet[Region]:
        regions: QuerySet[Region] = super().get_base_queryset()
        return regions.select_related("parent")


class RemoveRegion(DeleteView):
    def delete_action(self) -> None:
        actions.remove_region(region=self.object, by=self.request.user)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)
        except actions.RegionInUse as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.get_success_url())
        return answer


class Regions(ModelViewSet):
    model = Region
    icon = "site"
    name = "regions"
    menu_label = _("Regions")
    list_display = ["__str__", "code", "scheme", "parent"]
    list_filter = ["scheme"]
    list_per_page = 50
    search_fields = ["code"]
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = RegionList
    delete_view_class = RemoveRegion

    def get_form_class(self, for_update: bool = False) -> type[RegionForm]:  # noqa: ARG002 - Wagtail's own
        return RegionForm


class Places(ModelViewSetGroup):
    items = (Countries, Parts, Regions)  # type: ignore[assignment]  # Wagtail's own class declares an empty tuple
    menu_label = _("Places")
    menu_icon = "globe"
    menu_order = 700


def places() -> Places:
    """Put countries, their parts and regions on the desk."""
    return Places()


hooks.register("register_admin_viewset", places)
