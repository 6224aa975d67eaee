"""Links on the desk: what the daily visits found, and what a librarian does about it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from whrin.library.actions.links import keep_archived_copy, use_new_address
from whrin.library.care_tasks import check_link
from whrin.library.desk_works import person_at
from whrin.library.enums import LinkState
from whrin.library.links import archive_search
from whrin.library.models import Link
from whrin.library.refusals import LibraryRefusal

_PER_PAGE = 50
#: The states in the order in which they need somebody.
_STATES = (
    LinkState.BROKEN,
    LinkState.MOVED,
    LinkState.DOUBTFUL,
    LinkState.UNCHECKED,
    LinkState.WORKS,
)


def links(request: HttpRequest) -> HttpResponse:
    """List the links of one state, broken ones unless another is asked for."""
    person_at(request)
    state = request.GET.get("state", "")
    state = state if state in LinkState.values else LinkState.BROKEN.value
    found = Link.objects.filter(state=state).select_related("version__work").order_by("checked_on", "id")
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("p"))
    for link in page:
        vars(link)["archive"] = archive_search(link.address)
    context = {
        "page": page,
        "state": state,
        "states": [(each.value, each.label) for each in _STATES],
        "asked": f"state={state}",
    }
    return TemplateResponse(request, "library/desk/links.html", context)


def _check(link: Link, _request: HttpRequest, _person: Any) -> None:
    check_link.enqueue(link.pk)


def _use_new_address(link: Link, _request: HttpRequest, person: Any) -> None:
    use_new_address(link=link, by=person)


def _keep_copy(link: Link, request: HttpRequest, person: Any) -> None:
    keep_archived_copy(link=link, address=request.POST.get("address", ""), by=person)


_STEPS: dict[str, tuple[Callable[[Link, HttpRequest, Any], None], Any]] = {
    "check": (_check, _("The address is being visited. Look again in a minute.")),
    "new-address": (_use_new_address, _("The link leads to the new address now.")),
    "copy": (_keep_copy, _("The archived copy is kept.")),
}


@require_POST
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Do one thing about a link, and go back to the list she came from."""
    person, link = person_at(request), get_object_or_404(Link, pk=pk)
    if name not in _STEPS:
        raise PermissionDenied
    do, told = _STEPS[name]
    state = link.state
    try:
        do(link, request, person)
    except LibraryRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(told))
    return redirect(f"{reverse('care:links')}?{urlencode({'state': state, 'p': request.POST.get('p', '1')})}")
