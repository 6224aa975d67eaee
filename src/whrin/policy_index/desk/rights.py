"""Who may do what with measures at the desk."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from whrin.people.models import Person
from whrin.policy_index.models import Measure
from whrin.policy_index.queries import with_everything
from whrin.policy_index.rules import may_decide, may_edit


def editor_at(request: HttpRequest) -> Person:
    """Return who is signed in, if she may change measures. Raises `PermissionDenied`."""
    return _let_in(request, may_edit(request.user))


def decider_at(request: HttpRequest) -> Person:
    """Return who is signed in, if she may publish and withdraw. Raises `PermissionDenied`."""
    return _let_in(request, may_decide(request.user))


def measure_at(pk: int) -> Measure:
    """Return a measure, whatever its state. Ask for her rights first. Raises `Http404`."""
    return get_object_or_404(with_everything(Measure.objects.all()), pk=pk)


def _let_in(request: HttpRequest, may: bool) -> Person:
    if not may or not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user
