"""An organisation as the standard tells it."""

from functools import cache

from django.utils.encoding import iri_to_uri
from django.utils.translation import override

from whrin.organisations.models import Organisation
from whrin.services.hsds.ids import organisation_id
from whrin.services.hsds.telling.things import Thing, Told, kept


@cache
def _kinds() -> dict[str, str]:
    with override("en"):
        return {kind.value: str(kind.label) for kind in Organisation.Kind}


def _kind_of(organisation: Organisation) -> str:
    """Return what it is; one whose kind nobody has said is of another kind."""
    kinds = _kinds()
    return kinds.get(organisation.kind, kinds[Organisation.Kind.OTHER])


def organisation_item(organisation: Organisation, told: Told) -> Thing:
    """Return what belongs to an organisation once. The standard wants a description; ours is what it is."""
    return kept(
        id=str(organisation_id(organisation.pk)),
        name=organisation.name,
        description=told.words["organisation"].format(kind=_kind_of(organisation)),
        website=iri_to_uri(organisation.website),
    )
