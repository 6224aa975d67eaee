"""Export as CSL-JSON. What CSL has no variable for stands under `custom`, so that our own import gives
back equals.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from whrin.library import mapping
from whrin.library.dates import read_date
from whrin.library.enums import LinkKind, Role
from whrin.library.models import LanguageVersion, Link, Work

_CHUNK = 500


def export(works: QuerySet[Work], *, for_staff: bool = False) -> Iterator[str]:
    """Yield a CSL-JSON list piece by piece, in constant memory. `for_staff` adds doubts and staff notes."""
    yield "["
    chosen = works.select_related("licence", "plain_language_of").prefetch_related(
        "versions__links", "contributions", "topics", "countries", "regions"
    )
    separator = "\n"
    for work in chosen.iterator(chunk_size=_CHUNK):
        yield separator + json.dumps(record_of(work, for_staff=for_staff), ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


def export_works(works: Iterable[Work], *, for_staff: bool = False) -> list[dict[str, Any]]:
    """Return the records of a few works, for an answer that is not streamed."""
    return [record_of(work, for_staff=for_staff) for work in works]


def record_of(work: Work, *, for_staff: bool = False) -> dict[str, Any]:
    """Return one work as a CSL-JSON record. Its own version is the one in the language it was written in,
    or the first.
    """
    versions = list(work.versions.all())
    own = next((each for each in versions if each.language == work.original_language), versions[0])
    types = mapping.types_of(work.kind)
    links = list(own.links.all())
    written = {
        "id": work.slug,
        "type": types.csl,
        "title": own.title,
        "title-short": own.short_title,
        **{role.value: _names(work, role) for role in Role},
        "issued": _date(work),
        "publisher": work.publisher,
        "genre": work.genre or types.csl_genre,
        "container-title": work.container_title,
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages,
        "DOI": work.doi,
        "ISBN": work.isbn,
        "URL": links[0].address if links else "",
        "language": "" if own.language == "und" else own.language,
        "keyword": ", ".join(topic.slug for topic in work.topics.all()),
        "abstract": own.abstract,
        "source": work.seen_at,
        "countries": [country.code for country in work.countries.all()],
        "custom": _custom(
            work, own, [each for each in versions if each is not own], links, for_staff=for_staff
        ),
    }
    return _filled(_with_extra(work, written))


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value not in ("", None, [], {}, False)}


def _names(work: Work, role: Role) -> list[dict[str, str]]:
    return [
        _filled({"literal": each.literal, "family": each.family, "given": each.given})
        for each in work.contributions.all()
        if each.role == role
    ]


def _date(work: Work) -> dict[str, Any]:
    parts = [part for part in (work.year, work.month, work.day) if part is not None]
    return {"date-parts": [parts]} if parts else {}


def _links(links: list[Link]) -> list[dict[str, str]]:
    return [{"URL": each.address, "kind": each.kind} for each in links]


def _version(version: LanguageVersion) -> dict[str, Any]:
    written = {
        "language": version.language,
        "title": version.title,
        "title-short": version.short_title,
        "abstract": version.abstract,
        "abstract_language": version.abstract_language,
        "machine": version.is_machine_translation,
        "links": _links(list(version.links.all())),
    }
    return _filled(written)


def _custom(
    work: Work, own: LanguageVersion, others: list[LanguageVersion], links: list[Link], *, for_staff: bool
) -> dict[str, Any]:
    custom = {
        "kind": work.kind,
        "publisher_kind": work.publisher_kind,
        "original_language": work.original_language if work.original_language != own.language else "",
        "abstract_language": own.abstract_language if own.abstract_language != own.language else "",
        "machine": own.is_machine_translation,
        "link_kind": links[0].kind if links and links[0].kind != LinkKind.PAGE else "",
        "links": _links(links[1:]),
        "versions": [_version(each) for each in others],
        "licence": work.licence_id,
        "regions": [region.code for region in work.regions.all()],
        "peer_reviewed_on": work.peer_reviewed_on.isoformat() if work.peer_reviewed_on else "",
        "plain_language_of": work.plain_language_of.slug if work.plain_language_of else "",
    }
    if for_staff:
        custom |= {"flags": work.doubts, "staff_note": work.staff_note}
    # An empty audience is said, too: an import would else fill in the one that the kind is made for.
    return {**_filled(custom), "audience": work.audience}


def _with_extra(work: Work, record: dict[str, Any]) -> dict[str, Any]:
    """What an import kept aside goes out again, unless a column says it by now."""
    extra = dict(work.extra)
    words = ", ".join(filter(None, [record["keyword"], extra.pop("keyword", "")]))
    countries = [*record["countries"], *extra.pop("countries", [])]
    custom = {**extra.pop("custom", {}), **record["custom"]}
    issued = extra.pop("issued", None)
    date = read_date(issued) if issued else None
    if date and (date.year, date.month, date.day) == (work.year, work.month, work.day):
        record["issued"] = issued
    record |= {"keyword": words, "countries": countries, "custom": custom}
    return {**extra, **_filled(record)}
