"""What readers suggest, at the desk."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from whrin.policy_index.actions import answer_suggestion
from whrin.policy_index.actions.suggestions import AlreadyAnswered
from whrin.policy_index.desk.rights import editor_at
from whrin.policy_index.enums import Answer
from whrin.policy_index.models import Suggestion

_PER_PAGE = 30


@never_cache
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """List those that wait, the oldest first."""
    editor_at(request)
    found = Suggestion.objects.filter(answer=Answer.WAITING).select_related("measure", "country")
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("p"))
    return TemplateResponse(
        request, "policy_index/desk/suggestions.html", {"title": _("Suggestions"), "page": page}
    )


@never_cache
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that a suggestion was accepted (she has put it into a measure) or declined."""
    person, found = editor_at(request), get_object_or_404(Suggestion, pk=pk)
    word = Answer.DECLINED if "decline" in request.POST else Answer.ACCEPTED
    try:
        answer_suggestion(suggestion=found, answer=word, by=person)
    except AlreadyAnswered as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done."))
    return redirect("watch_desk:suggestions")
