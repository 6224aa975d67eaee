"""Topics on the desk."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from whrin.topics import actions
from whrin.topics.forms import TopicForm
from whrin.topics.models import Topic


class TopicList(IndexView):
    def get_base_queryset(self) -> QuerySet[Topic]:
        topics: QuerySet[Topic] = super().get_base_queryset()
        return topics.prefetch_related("labels")


class RemoveTopic(DeleteView):
    def delete_action(self) -> None:
        actions.remove_topic(topic=self.object, by=self.request.user)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)
        except actions.TopicInUse as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.get_success_url())
        return answer


class Topics(ModelViewSet):
    model = Topic
    icon = "tag"
    name = "vocabulary"
    menu_label = _("Topics")
    menu_order = 690
    add_to_admin_menu = True
    list_display = ["__str__", "slug"]
    list_per_page = 50
    search_fields = ["slug", "labels__text"]
    copy_view_enabled = False
    # What was done to a topic is in the audit; nothing refers to pages from here.
    add_to_reference_index = False
    index_view_class = TopicList
    delete_view_class = RemoveTopic
    create_template_name = edit_template_name = "topics/desk/form.html"

    def get_form_class(self, for_update: bool = False) -> type[TopicForm]:  # noqa: ARG002 - Wagtail's own
        return TopicForm


def topics() -> Topics:
    """Put the vocabulary on the desk."""
    return Topics()


hooks.register("register_admin_viewset", topics)
