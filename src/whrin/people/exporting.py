"""Everything about one person, for herself."""

from typing import Any

from whrin.people.addresses import read_address
from whrin.people.keys import open_for
from whrin.people.labels import ANSWER, APPEAL, APPEAL_ANSWER, APPLICATION, CARD, REASON, label
from whrin.people.leaving import exports
from whrin.people.lived_experience import declared
from whrin.people.models import Address, Appeal, Application, Card, Membership, Person
from whrin.people.names import name_of


def everything_about(person: Person) -> dict[str, object]:
    """Return what each room holds of her, by the room's name."""
    return {room: export(person) for room, export in exports().items()}


def export(person: Person) -> dict[str, Any]:
    """Return what this room holds of her, opened. Codes and keys are kept as fingerprints, and left out."""
    membership = Membership.objects.filter(person=person).first()
    address = Address.objects.filter(person=person).select_related("person").first()
    return {
        "name": name_of(person),
        "address": address and {"email": read_address(address), "is_confirmed": address.is_confirmed},
        "membership": membership and _membership(membership, person),
        "application": _opened(Application, person, words=APPLICATION, answer=ANSWER),
        "appeal": _opened(Appeal, person, "membership__person", words=APPEAL, answer=APPEAL_ANSWER),
        "card": _opened(Card, person, words=CARD),
        "sessions": [
            {"device": session.device, "began": session.began.isoformat()}
            for session in person.open_sessions.all()
        ],
        "vouched_for": person.vouches.count(),
        "invitations_open": person.invitations.count(),
    }


def _membership(membership: Membership, person: Person) -> dict[str, Any]:
    return {
        "kind": membership.kind,
        "state": membership.state,
        "valid_until": membership.valid_until and membership.valid_until.isoformat(),
        "country": membership.country_id,
        "region": membership.region and membership.region.code,
        "languages": membership.languages,
        "interface_language": membership.interface_language,
        "interests": [topic.slug for topic in membership.interests.all()],
        "lived_experience": declared(membership),
        "reason": open_for(person, membership.sealed_reason, label=label(REASON, person)),
    }


def _opened(model: type[Any], person: Person, path: str = "person", **places: str) -> dict[str, str] | None:
    row = model.objects.filter(**{path: person}).first()
    if row is None:
        return None
    return {
        name: open_for(person, getattr(row, f"sealed_{name}"), label=label(place, person))
        for name, place in places.items()
    }
