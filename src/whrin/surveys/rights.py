"""Who may do what with a form: the only gate to forms at the desk.

Coordinators may do everything. Others of the staff have a part on a form's team, and each part holds those
before it. Whoever may not enter the desk has none, whatever a row says.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from whrin.people.models import Person
from whrin.surveys.enums import Part
from whrin.surveys.models import Colleague, Form

_ORDER = (Part.READER, Part.REVIEWER, Part.EDITOR, Part.AUTHOR)


def person_at(request: HttpRequest) -> Person:
    """Return who is signed in. The desk lets nobody else in."""
    assert isinstance(request.user, Person)  # noqa: S101 -- tells mypy
    return request.user


def is_coordinator(person: object) -> bool:
    """Say whether somebody may do everything: she makes and deletes forms, and names their teams."""
    return isinstance(person, Person) and person.is_active and person.is_superuser


def may_enter(person: object) -> bool:
    """Say whether somebody may come to the desk at all. A second factor is asked for at its door."""
    return (
        isinstance(person, Person)
        and person.is_active
        and person.is_staff
        and person.has_perm("wagtailadmin.access_admin")
    )


def parts_from(part: Part) -> list[Part]:
    """Return the parts that hold this one."""
    return list(_ORDER[_ORDER.index(part) :])


def forms_for(person: object, part: Part = Part.READER) -> QuerySet[Form]:
    """Return the forms with which somebody may do this."""
    if is_coordinator(person):
        return Form.objects.all()
    if not isinstance(person, Person) or not may_enter(person):
        return Form.objects.none()
    # Looked up by itself, so that what comes after may count and filter without its rows in the way.
    hers = Colleague.objects.filter(person=person, part__in=parts_from(part))
    return Form.objects.filter(pk__in=hers.values("form"))


def may(person: object, form: Form, part: Part) -> bool:
    """Say whether somebody may do this with a form."""
    return is_coordinator(person) or forms_for(person, part).filter(pk=form.pk).exists()


def form_for(person: object, form_id: str, part: Part = Part.READER) -> Form:
    """Return a form. Raises `Http404` where she may not see it, as if it were not there; `PermissionDenied`
    where she sees it and may not do this.
    """
    form = forms_for(person).filter(form_id=form_id).first()
    if form is None:
        raise Http404
    if part != Part.READER:
        demand(person, form, part)
    return form


def demand(person: object, form: Form, part: Part) -> None:
    """Refuse with `PermissionDenied` who may not do this. None: the site itself, which may."""
    if person is not None and not may(person, form, part):
        raise PermissionDenied


def demand_coordinator(person: object) -> None:
    """Refuse with `PermissionDenied` who is no coordinator. None: the site itself, which may."""
    if person is not None and not is_coordinator(person):
        raise PermissionDenied
