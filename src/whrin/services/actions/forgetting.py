"""Forgets an organisation that only the map knew, when its last record is erased."""

from whrin.audit.actions import record
from whrin.audit.models import Event
from whrin.organisations.models import Organisation


def forget_organisation(organisation: Organisation | None) -> None:
    """Erase the row of an organisation that the map made (`organisation_named`) and nothing uses any more.

    A row that is shown, that somebody has written more into or did anything with at the desk, and one that
    anything at all points to, stays: it is not the map's. The log does not keep its name.
    """
    if organisation is None or not _is_of_the_map_alone(organisation) or _is_used(organisation):
        return
    record(verb="forget organisation", about=organisation)
    organisation.delete()


def _is_of_the_map_alone(organisation: Organisation) -> bool:
    is_bare = (
        organisation.relation == Organisation.Relation.KNOWN
        and organisation.is_community_led is None
        and not (organisation.is_public or organisation.website or organisation.source)
    )
    about = f"{organisation._meta.label}:{organisation.pk}"  # noqa: SLF001 -- Django's documented name
    return is_bare and not Event.objects.filter(about=about).exists()


def _is_used(organisation: Organisation) -> bool:
    """Say whether any row of any room points to it, whichever rooms there will be."""
    pointing = organisation._meta.related_objects  # noqa: SLF001 -- as above
    return organisation.focus.exists() or any(
        each.related_model._base_manager.filter(**{each.field.name: organisation}).exists()  # noqa: SLF001
        for each in pointing
    )
