"""A service, alone or with all that belongs to it."""

import datetime
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

from whrin.kit.languages import name_of
from whrin.services.enums import Cost, Degree, Status
from whrin.services.freshness import Freshness, age_of
from whrin.services.hsds.ids import organisation_id, part_of
from whrin.services.hsds.telling.hours import schedules_of
from whrin.services.hsds.telling.organisations import organisation_item
from whrin.services.hsds.telling.places import area_of, at_locations
from whrin.services.hsds.telling.rows import claims_of
from whrin.services.hsds.telling.said import attributes_of
from whrin.services.hsds.telling.things import Thing, Told, kept
from whrin.services.models import Service

#: The standard knows four; of what was never checked it knows nothing (the alert and an attribute say it).
_STATUS = {
    Status.ACTIVE: "active",
    Status.UNVERIFIED: "active",
    Status.PAUSED: "temporarily closed",
    Status.CLOSED: "defunct",
}
_PAPERS = "no_papers"


def service_item(service: Service, told: Told) -> Thing:
    """Return what belongs to a service once, as lists show it."""
    return kept(
        id=str(service.uid),
        organization_id=str(organisation_id(service.organisation_id)) if service.organisation_id else "",
        name=service.name,
        description="\n\n".join(filter(None, [service.description, service.expect])),
        url=uri(service.website),
        email=service.contact_email,
        status=_STATUS[Status(service.status)],
        fees_description=_fees(service, told),
        eligibility_description=service.conditions,
        assured_date=_assured(service),
        alert=_alert(service, told),
        last_modified=modified(service.edited_on, service.checked_on, service.confirmed_on),
    )


def with_organisation(service: Service, told: Told) -> Thing:
    """Return a service as lists show it, with its organisation."""
    return {**service_item(service, told), **organisation_of(service, told)}


def organisation_of(service: Service, told: Told) -> Thing:
    """Return its organisation as a field of it; nothing where there is none."""
    return {"organization": organisation_item(service.organisation, told)} if service.organisation else {}


def whole_service(service: Service, told: Told, *, at_places: bool = True) -> Thing:
    """Return a service with its lists but without its organisation; `at_places` False: without its places."""
    return {
        **service_item(service, told),
        **kept(
            additional_urls=_addresses_on_the_web(service, told),
            schedules=schedules_of(service, told),
            service_areas=[area_of(service, told)],
            service_at_locations=at_locations(service, told) if at_places else [],
            languages=_languages(service),
            cost_options=_costs(service, told),
            required_documents=_documents(service, told),
            contacts=_contacts(service),
            attributes=attributes_of(service, told),
        ),
    }


def modified(*days: datetime.date | None) -> str:
    """Return the newest of these days as a time: days are the finest that is kept."""
    return f"{max(day for day in days if day).isoformat()}T00:00:00.000Z"


def uri(address: str) -> str:
    """Return a web address in ASCII, as the standard wants; empty where it is none."""
    try:
        return iri_to_uri(address) if urlsplit(address).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def _assured(service: Service) -> str:
    days = [day for day in (service.checked_on, service.confirmed_on) if day]
    return max(days).isoformat() if days else ""


def _alert(service: Service, told: Told) -> str:
    reasons = []
    if service.is_sample:
        reasons.append("alert_sample")
    if service.status == Status.PAUSED:
        reasons.append("alert_paused")
    if service.status == Status.UNVERIFIED:
        reasons.append("alert_unverified")
    elif service.status != Status.CLOSED and age_of(service).level != Freshness.FRESH:
        reasons.append("alert_old")
    return " ".join(told.words[reason] for reason in reasons)


def _fees(service: Service, told: Told) -> str:
    known = told.words[f"cost_{service.cost}"] if service.cost != Cost.UNKNOWN else ""
    return " ".join(filter(None, [known, service.cost_note]))


def _costs(service: Service, told: Told) -> list[Thing]:
    if service.cost == Cost.UNKNOWN:
        return []
    return [
        kept(
            id=part_of(service.uid, "cost"),
            service_id=str(service.uid),
            option=told.words[f"cost_{service.cost}"],
            amount=0 if service.cost == Cost.FREE else None,
            amount_description=service.cost_note,
        )
    ]


def _languages(service: Service) -> list[Thing]:
    """Return the languages spoken, by ISO 639 code; the whole tag stands in the note where it says more."""
    return [
        kept(
            id=part_of(service.uid, "language", tag),
            service_id=str(service.uid),
            name=name_of(tag, "en"),
            code=tag.split("-", maxsplit=1)[0].lower(),
            note=tag if "-" in tag else "",
        )
        for tag in service.languages
    ]


def _documents(service: Service, told: Told) -> list[Thing]:
    """Return the papers that are asked for, where somebody has said so."""
    terms = told.vocabulary.short
    asked = {Degree.NO: "papers_all", Degree.PARTLY: "papers_some"}
    return [
        {
            "id": part_of(service.uid, "papers"),
            "service_id": str(service.uid),
            "document": told.words[asked[Degree(claim.value)]],
        }
        for claim in claims_of(service)
        if terms[claim.term_id]["code"] == _PAPERS and claim.value in asked
    ]


def _contacts(service: Service) -> list[Thing]:
    """Return who answers there: a role and its mailbox, never a person."""
    if not (service.contact_role or service.contact_email):
        return []
    return [
        kept(
            id=part_of(service.uid, "contact"),
            service_id=str(service.uid),
            title=service.contact_role,
            email=service.contact_email,
        )
    ]


def _addresses_on_the_web(service: Service, told: Told) -> list[Thing]:
    record = f"{told.site}/en/services/{service.slug}/"
    year = f" ({service.source_year})" if service.source_year else ""
    rows = [
        ("record", told.words["label_record"], record),
        ("source", told.words["label_source"] + year, uri(service.source)),
    ]
    return [
        {
            "id": part_of(service.uid, "web", name),
            "label": label,
            "url": address,
            "service_id": str(service.uid),
        }
        for name, label, address in rows
        if address
    ]
