"""Collections on the desk."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from whrin.library.actions.collections import remove_collection
from whrin.library.collection_form import CollectionForm
from whrin.library.desk_works import person_at
from whrin.library.models import Collection
from whrin.library.refusals import LibraryRefusal
from whrin.library.rules import may_edit
from whrin.people.models import Person


class EditorsOfTheLibrary(BasePermissionPolicy):
    """Whoever may edit works may edit what they are put into."""

    def user_has_permission(self, user: Any, action: str) -> bool:  # noqa: ARG002 - Wagtail's own
        return may_edit(user)

    def users_with_any_permission(self, actions: Any) -> QuerySet[Person]:  # noqa: ARG002 - Wagtail's own
        staff = Person.objects.filter(is_staff=True, is_active=True)
        return staff.filter(pk__in=[person.pk for person in staff if may_edit(person)])


class CollectionList(IndexView):
    """The list; titles come with it in one query."""

    def get_base_queryset(self) -> QuerySet[Collection]:
        """Bring the texts along."""
        collections: QuerySet[Collection] = super().get_base_queryset()
        return collections.prefetch_related("texts")


class RemoveCollection(DeleteView):
    def delete_action(self) -> None:
        remove_collection(collection=self.object, by=person_at(self.request))

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)
        except LibraryRefusal as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.get_success_url())
        return answer


class Collections(ModelViewSet):
    model = Collection
    # Wagtail has collections of its own (of pictures and documents) at the shorter address.
    name = "library-collections"
    icon = "folder-open-1"
    menu_label = _("Collections")
    menu_order = 120
    list_display = ["__str__", "slug", "is_public"]
    search_fields = ["slug", "texts__title"]
    search_backend_name = None
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = CollectionList
    delete_view_class = RemoveCollection
    create_template_name = edit_template_name = "library/desk/collection.html"

    @property
    def permission_policy(self) -> EditorsOfTheLibrary:
        return EditorsOfTheLibrary(self.model)

    def get_form_class(self, for_update: bool = False) -> type[CollectionForm]:  # noqa: ARG002 - Wagtail's own
        return CollectionForm
