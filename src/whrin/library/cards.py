"""The card of a work: what a list shows of it without asking the library again."""

from typing import Any

from whrin.library.enums import LinkKind
from whrin.library.models import LanguageVersion, StoredFile, Work


def card_of(work: Work) -> dict[str, Any]:
    """Return the card as JSON; the relations have to be prefetched."""
    return {
        "slug": work.slug,
        "kind": work.kind,
        "genre": work.genre,
        "publisher": work.publisher,
        "publisher_kind": work.publisher_kind,
        "year": work.year,
        "date": date_of(work),
        "topics": [topic.slug for topic in work.topics.all()],
        "countries": [country.code for country in work.countries.all()],
        "peer_reviewed": work.peer_reviewed_on.isoformat() if work.peer_reviewed_on else "",
        "is_sample": work.is_sample,
        "licence": work.licence_id or "",
        "authors": [_shown_name(each) for each in work.contributions.all() if each.role == "author"],
        "container": work.container_title,
        "original_language": work.original_language,
        "versions": [_version(version) for version in work.versions.all()],
    }


def date_of(work: Work) -> str:
    """Return the date as far as it is known: `2021-12-07`, `2021-12`, `2021` or nothing."""
    parts = [work.year, work.month, work.day]
    return "-".join(f"{part:02d}" for part in parts if part is not None)


def _shown_name(contribution: Any) -> str:
    return str(contribution.literal or " ".join(filter(None, [contribution.given, contribution.family])))


def _version(version: LanguageVersion) -> dict[str, Any]:
    return {
        "language": version.language,
        "title": version.title,
        "abstract": version.abstract,
        "abstract_language": version.abstract_language,
        "machine": version.is_machine_translation,
        "files": [_file(stored) for stored in version.files.all()],
        "link": _best_link(version),
    }


def _file(stored: StoredFile) -> dict[str, Any]:
    return {
        "id": stored.pk,
        "name": stored.name,
        "media_type": stored.media_type,
        "size": stored.size,
        "pages": stored.pages,
    }


def _best_link(version: LanguageVersion) -> str:
    """The full text before the page about it before an archived copy."""
    order = [LinkKind.FULL_TEXT, LinkKind.PAGE, LinkKind.ARCHIVE]
    links = sorted(version.links.all(), key=lambda link: order.index(LinkKind(link.kind)))
    return links[0].address if links else ""
