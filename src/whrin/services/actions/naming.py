"""Who reviews services of which region: named and ended by coordinators, kept from everybody else."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import Actor, record
from whrin.organisations.queries import member_named
from whrin.places.models import Region
from whrin.services.models import Reviewer


class NoSuchMember(ValueError):
    """No active account has this name."""

    message = _("No member's account has this name. Ask her what it is.")


@transaction.atomic
def name_reviewer(*, name: str, region: Region, by: Actor | None) -> Reviewer:
    """Let the member whose account has this name check services of a region. Naming her twice is the same
    as once. Raises `NoSuchMember`.
    """
    person = member_named(name)
    if person is None:
        raise NoSuchMember(NoSuchMember.message)
    reviewer, is_new = Reviewer.objects.get_or_create(person=person, region=region)
    if is_new:
        record(verb="name reviewer", about=reviewer, by=by, region=region.code)
    return reviewer


@transaction.atomic
def end_reviewer(*, reviewer: Reviewer, by: Actor | None) -> None:
    """End it. What she decided while she reviewed stays decided, and her verdicts on what still waits count:
    she gave them when she might. They go with her account alone (`registrations`).
    """
    record(verb="end reviewer", about=reviewer, by=by, region=reviewer.region.code)
    reviewer.delete()
