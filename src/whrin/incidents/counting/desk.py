"""Where figures are counted and published. Nobody opens a report here, and no caseworker comes in."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from whrin.incidents.caring.doors import doors_for, for_role, with_key
from whrin.incidents.counting.releasing import (
    CannotRelease,
    drop_release,
    propose_release,
    quarter_to_release,
    second_release,
)
from whrin.incidents.counting.shown import quarter_in_words, shown
from whrin.incidents.counting.tallying import open_rows
from whrin.incidents.enums import Role
from whrin.incidents.figures_key import NeedsTwo, analysts_keys, lacking_keys, make_statistics_key
from whrin.incidents.models import Release
from whrin.incidents.rules import has_role
from whrin.incidents.statistics import statistics_key
from whrin.people.models import Person
from whrin.people.names import name_of
from whrin.vault.opened import Opened

WHO = (Role.ANALYST, Role.COORDINATOR)


@require_safe
@for_role(*WHO)
def count(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the key, what is proposed as it would be published, and what is out."""
    proposed = Release.objects.filter(state=Release.State.PROPOSED).select_related("made_by").first()
    quarter = quarter_to_release()
    published = Release.objects.filter(state=Release.State.PUBLISHED)
    context = {
        "care_doors": doors_for(person),
        "key": statistics_key(),
        "holders": [name_of(one.person) for one in analysts_keys()],
        "lacking": len(lacking_keys()),
        "may_make_key": has_role(person, Role.COORDINATOR),
        "may_count": has_role(person, Role.ANALYST) and quarter,
        "quarter": quarter_in_words(quarter) if quarter else "",
        "proposed": proposed,
        "proposed_by": name_of(proposed.made_by) if proposed and proposed.made_by else "",
        "is_mine": proposed is not None and proposed.made_by_id == person.pk,
        "shown": shown(proposed) if proposed else None,
        "released": [(one, quarter_in_words(one.quarter)) for one in published],
    }
    return render(request, "incidents/counting/count.html", context)


@require_POST
@for_role(Role.COORDINATOR)
def make_key(request: HttpRequest, person: Person) -> HttpResponse:
    """Make a fresh key for the analysts of today."""
    try:
        make_statistics_key(by=person)
    except NeedsTwo as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The key is made. From now on reports are counted."))
    return redirect("incidents:count")


@require_POST
@with_key(Role.ANALYST)
def propose(request: HttpRequest, _person: Person, opened: Opened) -> HttpResponse:
    """Count a quarter, and propose its figures."""
    try:
        propose_release(opened=opened, quarter=quarter_to_release())
    except CannotRelease as refused:
        messages.error(request, str(refused))
    if closed := open_rows(opened).closed:
        text = ngettext(
            "%(n)s report did not open with your key, and waits for another analyst.",
            "%(n)s reports did not open with your key, and wait for another analyst.",
            closed,
        )
        messages.warning(request, text % {"n": closed})
    return redirect("incidents:count")


@require_POST
@for_role(*WHO)
def second(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Publish what somebody else proposed."""
    return _answered(request, pk, lambda release: second_release(release=release, by=person))


@require_POST
@for_role(*WHO)
def drop(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Take a proposal away."""
    return _answered(request, pk, lambda release: drop_release(release=release, by=person))


def _answered(request: HttpRequest, pk: int, act: Callable[[Release], None]) -> HttpResponse:
    """Do something with a proposal; one that is gone, or published meanwhile, is not there."""
    try:
        act(Release.objects.get(pk=pk, state=Release.State.PROPOSED))
    except Release.DoesNotExist:
        raise Http404 from None
    except CannotRelease as refused:
        messages.error(request, str(refused))
    return redirect("incidents:count")
