"""Identifiers, the same for ever. What has no id of its own gets one that is made from its parent's."""

from uuid import UUID, uuid5

#: Of all that we name: made by lot, once.
NAMESPACE = UUID("6f3f0c0e-5d0b-4d55-9a4e-2b7c9c1d8e11")


def part_of(parent: UUID, *names: str) -> str:
    """Return the id of a part of something, by what it is called there."""
    return str(uuid5(parent, "/".join(names)))


def organisation_id(pk: int) -> UUID:
    """Return the id of an organisation by its row."""
    return uuid5(NAMESPACE, f"organisation/{pk}")


def taxonomy_id(name: str) -> UUID:
    """Return the id of one of our taxonomies."""
    return uuid5(NAMESPACE, f"taxonomy/{name}")


def fact_id(taxonomy: str, slug: str) -> UUID:
    """Return the id of a term that stands in the code alone."""
    return uuid5(taxonomy_id(taxonomy), slug)
