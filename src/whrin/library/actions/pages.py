"""Pages of the site that are papers too: in the library without being entered twice."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.text import clean_line, clean_text
from whrin.library import likeness
from whrin.library.actions.showing import show_anew
from whrin.library.enums import LinkKind, PublisherKind, Status
from whrin.library.models import Contribution, LanguageVersion, Link, Work
from whrin.library.refusals import LibraryRefusal
from whrin.library.rules import RESERVED_SLUGS
from whrin.people.models import Person
from whrin.places.models import Country
from whrin.topics.models import Topic


class NameTaken(LibraryRefusal):
    """Another work, which is no page of this site, has the stable name."""

    def __init__(self) -> None:
        super().__init__(
            _("The library has another work with this stable name. Change the page's own address.")
        )


@transaction.atomic
def save_page_as_work(
    *,
    slug: str,
    language: str,
    title: str,
    abstract: str,
    kind: str,
    date: datetime.date | None,
    topics: Sequence[str],
    address: str,
    by: Person | None = None,
    publisher: str = "",
    countries: Sequence[str] = (),
) -> Work:
    """Put one language of a published page into the library, or bring it up to date. `topics`: slugs;
    `countries`: ISO codes; `address`: where the page is, whole. The page was reviewed where it was
    written, so the work is public at once. Raises `NameTaken`.
    """
    work = Work.objects.select_for_update().filter(slug=slug).first()
    if slug in RESERVED_SLUGS or (work and not work.is_page):
        raise NameTaken
    work = work or Work(
        slug=slug, is_page=True, original_language=language, publisher_kind=PublisherKind.NETWORK
    )
    work.kind, work.publisher, work.changed_by = kind, clean_line(publisher) or work.publisher, by
    work.year, work.month, work.day = (date.year, date.month, date.day) if date else (None, None, None)
    work.status, work.withdrawn_because = Status.PUBLISHED, ""
    work.published_on = work.published_on or timezone.now().date()
    work.save()
    _save_version(work, language, clean_line(title), clean_text(abstract), address)
    if work.publisher and not work.contributions.exists():
        Contribution.objects.create(work=work, literal=work.publisher)
    work.topics.set(Topic.objects.filter(slug__in=topics))
    work.countries.set(Country.objects.filter(code__in=countries))
    record(verb="save page as work", about=work, by=by, slug=slug, language=language)
    show_anew(work)
    return work


@transaction.atomic
def withdraw_page(*, slug: str, language: str, reason: str, by: Person | None = None) -> None:
    """Take one language of a page out of the library; the work is withdrawn when it was the last.
    Unknown: nothing.
    """
    work = Work.objects.filter(slug=slug, is_page=True).first()
    if work is None or work.status != Status.PUBLISHED:
        return
    if work.versions.exclude(language=language).exists():
        work.versions.filter(language=language).delete()
    else:
        work.status, work.withdrawn_because = Status.WITHDRAWN, clean_line(reason)[:300] or "–"
        work.save(update_fields=["status", "withdrawn_because", "changed_at"])
    record(verb="withdraw page from library", about=work, by=by, language=language)
    show_anew(work)


def _save_version(work: Work, language: str, title: str, abstract: str, address: str) -> None:
    author = work.publisher
    version, _added = LanguageVersion.objects.update_or_create(
        work=work,
        language=language,
        defaults={
            "title": title,
            "abstract": abstract,
            "abstract_language": language if abstract else "",
            "fingerprint": likeness.title_fingerprint(title, work.year, author),
        },
    )
    version.links.filter(kind=LinkKind.PAGE).exclude(address=address).delete()
    Link.objects.update_or_create(
        version=version,
        address=address,
        defaults={"kind": LinkKind.PAGE, "fingerprint": likeness.address_fingerprint(address)},
    )
