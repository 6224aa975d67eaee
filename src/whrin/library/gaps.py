"""What records lack: each gap by its name, with the works that have it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from whrin.library.enums import Status
from whrin.library.models import Contribution, LanguageVersion, Link, StoredFile, Work

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Works = QuerySet[Work]


@dataclass(frozen=True)
class Gap:
    """`keep`: leaves the works that have this gap."""

    label: "StrOrPromise"
    keep: Callable[[Works], Works]


def _no_summary(works: Works) -> Works:
    return works.exclude(Exists(_versions().exclude(abstract="")))


def _no_topic(works: Works) -> Works:
    return works.exclude(Exists(Work.topics.through.objects.filter(work=OuterRef("pk"))))


def _no_place(works: Works) -> Works:
    in_country = Exists(Work.countries.through.objects.filter(work=OuterRef("pk")))
    return works.exclude(in_country).exclude(Exists(Work.regions.through.objects.filter(work=OuterRef("pk"))))


def _no_language(works: Works) -> Works:
    return works.filter(Q(original_language="und") | Exists(_versions().filter(language="und")))


def _nothing_to_read(works: Works) -> Works:
    linked = Exists(Link.objects.filter(version__work=OuterRef("pk")))
    return works.exclude(linked).exclude(Exists(StoredFile.objects.filter(version__work=OuterRef("pk"))))


def _no_author(works: Works) -> Works:
    return works.exclude(Exists(Contribution.objects.filter(work=OuterRef("pk"))))


def _versions() -> QuerySet[LanguageVersion]:
    return LanguageVersion.objects.filter(work=OuterRef("pk"))


GAPS: Mapping[str, Gap] = {
    "read": Gap(_("No link and no file"), _nothing_to_read),
    "topic": Gap(_("No topic"), _no_topic),
    "place": Gap(_("No country or region"), _no_place),
    "summary": Gap(_("No summary"), _no_summary),
    "author": Gap(_("No author"), _no_author),
    "date": Gap(_("No date"), lambda works: works.filter(year=None)),
    "language": Gap(_("Language not known"), _no_language),
    "licence": Gap(_("No licence"), lambda works: works.filter(licence=None)),
}


def works_with(gap: str, status: str = "") -> Works:
    """Return the works that lack something, of one status or of all but the withdrawn, newest first."""
    works = Work.objects.filter(status=status) if status else Work.objects.exclude(status=Status.WITHDRAWN)
    return GAPS[gap].keep(works)


def counts() -> dict[str, int]:
    """Return how many works have each gap."""
    return {name: works_with(name).count() for name in GAPS}
