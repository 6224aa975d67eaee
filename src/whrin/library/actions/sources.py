"""Libraries that we harvest: added, changed, taken away."""

from django.db import transaction

from whrin.audit.actions import record
from whrin.library.actions.works import NotAllowed
from whrin.library.models import Source
from whrin.library.rules import may_edit, may_publish
from whrin.people.models import Person


@transaction.atomic
def save_source(*, source: Source, by: Person | None = None) -> Source:
    """Add or change a library to harvest. One whose address, format or set changed is harvested from the
    beginning. Raises `NotAllowed`.
    """
    if not may_edit(by) or (source.publish and not may_publish(by)):
        raise NotAllowed
    before = Source.objects.filter(pk=source.pk).first()
    told = (source.address, source.prefix, source.set_spec)
    if before and told != (before.address, before.prefix, before.set_spec):
        source.harvested_until, source.token, source.last_tried = None, "", None
    source.save()
    record(verb="save source", about=source, by=by, address=source.address, publish=source.publish)
    return source


@transaction.atomic
def remove_source(*, source: Source, by: Person | None = None) -> None:
    """Harvest a library no more; the works that came from it stay. Raises `NotAllowed`."""
    if not may_edit(by):
        raise NotAllowed
    record(verb="remove source", about=source, by=by, address=source.address)
    source.delete()
