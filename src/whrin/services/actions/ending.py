"""Takes records away: withdrawn at once, erased after a month; two that are one are merged."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import Actor, record
from whrin.kit.days import today
from whrin.people.marks import mark_of
from whrin.services.actions.forgetting import forget_organisation
from whrin.services.actions.keepers import move_mailboxes
from whrin.services.actions.showing import show_anew
from whrin.services.actions.waiting_lines import pass_over
from whrin.services.enums import Cost, Degree, ProposalState, State, Status
from whrin.services.models import Proposal, Service

#: Days in which a withdrawn record can be brought back; then it is erased.
GRACE_DAYS = 30


class NotWithdrawn(ValueError):
    """The record is not withdrawn, or was erased since."""

    message = _("This record is not withdrawn, or it was erased since.")


class CannotMerge(ValueError):
    """Two records that cannot be merged: the same one, or one that is not shown."""

    message = _("Choose two different records that are both shown.")


@transaction.atomic
def withdraw_service(*, service: Service, by: Actor | None, source: str, at_once: bool = False) -> None:
    """Take a record off the map, now. Nothing of it is public from here on.

    It is erased after `GRACE_DAYS`, or `at_once`. Doing it twice is the same as once.
    """
    locked = Service.objects.select_for_update().get(pk=service.pk)
    if locked.state != State.WITHDRAWN:
        locked.state, locked.withdrawn_on = State.WITHDRAWN, today()
        locked.mark = mark_of(f"{locked.country_id} {locked.name.casefold()}", purpose="withdrawn service")
        locked.save()
        pass_over(locked)
        record(verb="withdraw service", about=locked, by=by, source=source)
    if at_once:
        _erase(locked)
    show_anew([locked])
    service.refresh_from_db()


@transaction.atomic
def restore_service(*, service: Service, by: Actor | None) -> None:
    """Bring a withdrawn record back. Raises `NotWithdrawn`."""
    locked = Service.objects.select_for_update().get(pk=service.pk)
    if locked.state != State.WITHDRAWN or not locked.name:
        raise NotWithdrawn(NotWithdrawn.message)
    locked.state, locked.withdrawn_on, locked.mark = State.PUBLIC, None, ""
    locked.save()
    record(verb="restore service", about=locked, by=by)
    show_anew([locked])
    service.refresh_from_db()


def erase_withdrawn() -> int:
    """Erase what was withdrawn `GRACE_DAYS` ago; return how many."""
    due = today() - datetime.timedelta(days=GRACE_DAYS)
    found = Service.objects.filter(state=State.WITHDRAWN, withdrawn_on__lte=due).exclude(name="")
    for service in found:
        with transaction.atomic():
            _erase(Service.objects.select_for_update().get(pk=service.pk))
    return len(found)


def _erase(service: Service) -> None:
    """Leave of a withdrawn record, and of those merged into it, what keeps it from coming back unasked, and
    no more.
    """
    for absorbed in service.absorbed.all():
        _erase(absorbed)
    for related in ("places", "openings", "claims", "changes", "proposals", "keepers"):
        getattr(service, related).all().delete()
    service.types.clear()
    for name in ("name", "description", "expect", "conditions", "website", "contact_email", "contact_role"):
        setattr(service, name, "")
    service.cost_note = service.time_zone = service.hours_note = service.source = ""
    running = service.organisation
    service.slug, service.organisation, service.part = service.uid.hex, None, None
    service.languages, service.is_always_open = [], False
    service.cost, service.status, service.led_by_community = Cost.UNKNOWN, Status.UNVERIFIED, Degree.UNKNOWN
    service.checked_on = service.confirmed_on = service.source_year = None
    service.save()
    forget_organisation(running)


@transaction.atomic
def merge_services(*, kept: Service, gone: Service, by: Actor | None) -> None:
    """Let `kept` stand for both. What waits for `gone` goes over to `kept`; its address leads there.

    Where `gone` was exact about a place, its places go: `kept` says where. Raises `CannotMerge`.
    """
    pair = {one.pk: one for one in Service.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk])}
    if len(pair) != 2 or any(one.state != State.PUBLIC for one in pair.values()):
        raise CannotMerge(CannotMerge.message)
    kept, gone = pair[kept.pk], pair[gone.pk]
    gone.state, gone.merged_into = State.MERGED, kept
    gone.save()
    move_mailboxes(gone=gone, kept=kept)
    gone.places.all().delete()
    gone.changes.filter(field__startswith="place:").delete()
    waiting = Proposal.objects.filter(service=gone, state__in=[ProposalState.WAITING, ProposalState.HELD])
    waiting.update(service=kept)
    Service.objects.filter(merged_into=gone).update(merged_into=kept)
    record(verb="merge services", about=kept, by=by, gone=gone.uid.hex)
    show_anew([kept, gone])
