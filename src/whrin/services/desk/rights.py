"""Who may do what with services at the desk; the only gate to records there."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from whrin.people.models import Person
from whrin.services.models import Service


def person_at(request: HttpRequest) -> Person:
    """Return who is signed in. The desk lets nobody else in."""
    assert isinstance(request.user, Person)  # noqa: S101 -- tells mypy
    return request.user


def may_edit(person: object) -> bool:
    """Say whether she may look at records and change them: editors, moderators, coordinators."""
    return isinstance(person, Person) and person.is_active and person.has_perm("services.change_service")


def may_decide(person: object) -> bool:
    """Say whether she may show, withdraw, bring back and merge records, and bring files in: not editors."""
    return isinstance(person, Person) and person.is_active and person.has_perm("services.delete_service")


def is_coordinator(person: object) -> bool:
    """Say whether she may do everything: she names reviewers, keeps mailboxes and words."""
    return isinstance(person, Person) and person.is_active and person.is_superuser


def editor_at(request: HttpRequest) -> Person:
    """Return who is signed in, if she may change records. Raises `PermissionDenied`."""
    return _let_in(request, may_edit(request.user))


def decider_at(request: HttpRequest) -> Person:
    """Return who is signed in, if she may decide on records. Raises `PermissionDenied`."""
    return _let_in(request, may_decide(request.user))


def coordinator_at(request: HttpRequest) -> Person:
    """Return who is signed in, if she is a coordinator. Raises `PermissionDenied`."""
    return _let_in(request, is_coordinator(request.user))


def record_at(pk: int) -> Service:
    """Return a record that was not erased, whatever its state. Ask for her rights first. Raises `Http404`."""
    found = Service.objects.exclude(name="").select_related("organisation", "part", "merged_into")
    service = found.filter(pk=pk).first()
    if service is None:
        raise Http404
    return service


def _let_in(request: HttpRequest, may: bool) -> Person:
    if not may:
        raise PermissionDenied
    return person_at(request)
