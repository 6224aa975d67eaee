from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.logout import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from whrin.people.actions import make_recovery_codes
from whrin.people.models import Person


class RecoveryCodesView(TemplateView):
    """Make ten codes and show them, once."""

    template_name = "people/recovery_codes.html"

    @method_decorator(never_cache)
    @method_decorator(login_required)
    @method_decorator(reauthentication_required(app="allauth.mfa"))
    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]  # always a response here

    def post(self, request: HttpRequest) -> HttpResponse:
        assert isinstance(request.user, Person)  # noqa: S101 -- login_required; tells mypy
        codes = make_recovery_codes(person=request.user)
        return render(request, "people/recovery_codes_once.html", {"codes": codes})


@require_POST
def leave_the_desk(request: HttpRequest) -> HttpResponse:
    """Sign out from Wagtail's own button."""
    logout(request)
    return HttpResponseRedirect(reverse("account_login"))
