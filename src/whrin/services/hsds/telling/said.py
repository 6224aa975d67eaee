"""What is said of a service: attributes with an answer; in their metadata who said so, when, how sure."""

from uuid import UUID

from whrin.services.enums import Informant, Sureness
from whrin.services.hsds.ids import part_of
from whrin.services.hsds.telling.rows import Said, claims_of, types_of
from whrin.services.hsds.telling.things import Thing, Told
from whrin.services.models import Service

#: What an attribute is about: `link_type`.
KIND, CLAIM, FACT = "kind_of_service", "claim", "record"


def attributes_of(service: Service, told: Told) -> list[Thing]:
    """Return kinds of service, claims, and facts about the record."""
    terms, link = told.vocabulary.short, str(service.uid)
    kinds = [_attribute(service, link, terms[term.pk], KIND) for term in types_of(service)]
    claims = [_claim(service, link, claim, terms[claim.term_id]) for claim in claims_of(service)]
    return [*kinds, *claims, *_facts(service, told)]


def fact(parent: UUID, entity: str, slug: str, value: str, told: Told) -> Thing:
    """Return a fact about a record or a part of it."""
    term = told.vocabulary.facts[slug]
    return {
        "id": part_of(parent, "fact", slug),
        "link_id": str(parent),
        "link_entity": entity,
        "link_type": FACT,
        "taxonomy_term_id": term["id"],
        "taxonomy_term": term,
        "value": value,
        "label": term["name"],
    }


def _facts(service: Service, told: Told) -> list[Thing]:
    values = {
        "led_by_community": service.led_by_community,
        "record_status": service.status,
        "text_language": service.language,
        "checked_on": service.checked_on.isoformat() if service.checked_on else "",
        "confirmed_on": service.confirmed_on.isoformat() if service.confirmed_on else "",
        "sample": "yes" if service.is_sample else "",
    }
    return [fact(service.uid, "service", slug, value, told) for slug, value in values.items() if value]


def _attribute(service: Service, link: str, term: Thing, kind: str) -> Thing:
    return {
        "id": part_of(service.uid, kind, term["code"]),
        "link_id": link,
        "link_entity": "service",
        "link_type": kind,
        "taxonomy_term_id": term["id"],
        "taxonomy_term": term,
        "label": term["name"],
    }


def _claim(service: Service, link: str, claim: Said, term: Thing) -> Thing:
    told = _attribute(service, link, term, CLAIM)
    told["value"] = claim.value
    month = claim.said_on.isoformat()[:7] if claim.said_on else ""
    said = {}
    if month or claim.said_by != Informant.NOT_SAID:
        said["value"] = claim.value
    if claim.sureness != Sureness.NOT_SAID:
        said["sureness"] = claim.sureness
    if said:
        told["metadata"] = [
            {
                "id": part_of(service.uid, CLAIM, term["code"], field),
                "last_action_date": month,
                "last_action_type": "said",
                "field_name": field,
                "previous_value": "",
                "replacement_value": value,
                "updated_by": claim.said_by,
            }
            for field, value in said.items()
        ]
    return told
