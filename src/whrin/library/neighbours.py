"""Works beside a work: its plain-language companions, newer and older versions, and what else may help."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from whrin.kit.languages import direction_of
from whrin.library.models import LanguageVersion, Work
from whrin.search.analysis.folding import folded

#: Works suggested by likeness, and works looked at to find them.
MOST_ALIKE = 4
_LOOKED_AT = 30
_NEAREST = ("-shared", "-published_on", "-pk")
#: Letters of a word in a title that says something.
_TELLING = 5


@dataclass(frozen=True)
class OtherVersion:
    """Another language of this work, or another work; `note` says more than the language does."""

    address: str
    language: str
    direction: str
    title: str
    note: str = ""


@dataclass(frozen=True)
class Neighbours:
    """`related`: what staff named first, then what is alike."""

    companions: Sequence[OtherVersion]
    companion_of: OtherVersion | None
    newer: OtherVersion | None
    older: Sequence[OtherVersion]
    related: Sequence[OtherVersion]


def shown(work: Work, version: LanguageVersion, root: str) -> OtherVersion:
    """Return how a version is linked to. `root`: the library's address in the reader's language."""
    return OtherVersion(
        address=f"{root}{work.slug}/{quote(version.language)}/",
        language=version.language,
        direction=direction_of(version.language),
        title=version.title,
        note=_("Translated by a machine") if version.is_machine_translation else "",
    )


def neighbours_of(work: Work, reader: str, root: str) -> Neighbours:
    """Return the neighbours that readers may see, each in the best language for a `reader`. Asks six
    questions of the database at most; topics and contributions of the work should be prefetched.
    """
    named = set(work.related.values_list("pk", flat=True))
    pointed_at = {*named, work.superseded_by_id, work.plain_language_of_id} - {None}
    tied = list(
        Work.objects.published()
        .filter(Q(pk__in=pointed_at) | Q(superseded_by=work) | Q(plain_language_of=work))
        .prefetch_related("versions")
    )
    alike = _alike(work, {one.pk for one in tied})

    def linked(works: Iterable[Work]) -> list[OtherVersion]:
        pairs = ((one, one.version_for(reader)) for one in works)
        return [shown(one, version, root) for one, version in pairs if version]

    return Neighbours(
        companions=linked(one for one in tied if one.plain_language_of_id == work.pk),
        companion_of=next(iter(linked(one for one in tied if one.pk == work.plain_language_of_id)), None),
        newer=next(iter(linked(one for one in tied if one.pk == work.superseded_by_id)), None),
        older=linked(one for one in tied if one.superseded_by_id == work.pk),
        related=linked([*(one for one in tied if one.pk in named), *alike]),
    )


def _alike(work: Work, known: set[int]) -> list[Work]:
    """Return the most alike by shared topics, authors and words of titles, the newest of equals first."""
    candidates = _candidates(work)
    if candidates is None:
        return []
    nearest = candidates.exclude(pk__in={work.pk, *known}).filter(superseded_by=None)
    found = nearest.prefetch_related("versions", "contributions")
    makers, words = _makers(work), _words(work)
    ranked = sorted(
        found[:_LOOKED_AT],
        key=lambda one: (
            -(getattr(one, "shared", 0) + 3 * len(makers & _makers(one)) + len(words & _words(one)))
        ),
    )
    return ranked[:MOST_ALIKE]


def _candidates(work: Work) -> "QuerySet[Work, Work] | None":
    topics = [topic.pk for topic in work.topics.all()]
    if topics:
        return (
            Work.objects.published()
            .filter(topics__in=topics)
            .annotate(shared=Count("topics"))
            .order_by(*_NEAREST)
        )
    names = [one for one in work.contributions.all() if one.family or one.literal]
    if not names:
        return None
    same = Q(contributions__literal__in=[one.literal for one in names if one.literal]) | Q(
        contributions__family__in=[one.family for one in names if one.family]
    )
    return Work.objects.published().filter(same).annotate(shared=Count("contributions")).order_by(*_NEAREST)


def _makers(work: Work) -> set[str]:
    return {str(one).casefold() for one in work.contributions.all()}


def _words(work: Work) -> set[str]:
    titles = " ".join(version.title for version in work.versions.all())
    return {word for word in folded(titles).split() if len(word) >= _TELLING}
