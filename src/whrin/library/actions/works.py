"""Works: add, change, review, publish, withdraw."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.text import clean_line, clean_text
from whrin.library import likeness, mapping
from whrin.library.actions.showing import show_anew
from whrin.library.enums import LinkKind, Status
from whrin.library.models import Contribution, LanguageVersion, Link, Work
from whrin.library.refusals import LibraryRefusal
from whrin.library.rules import RESERVED_SLUGS, may_edit, may_publish, needs_other_eyes
from whrin.people.models import Person


class NotAllowed(LibraryRefusal):
    """She lacks the permission."""

    def __init__(self) -> None:
        super().__init__(_("Your account may not do this. Ask an administrator for the permission."))


class CannotPublish(LibraryRefusal):
    """The work is not ready, or a second person has to look first."""


class CannotWithdraw(LibraryRefusal):
    """The work is not public, or no reason was given."""


class CannotSendToReview(LibraryRefusal):
    """The work is public already."""


class NameReserved(LibraryRefusal):
    """The stable name is the address of a page of the library."""

    def __init__(self) -> None:
        super().__init__(_("This stable name is the address of a page of the library. Choose another."))


class AlreadyHere(LibraryRefusal):
    """A work with this DOI or stable name exists."""

    def __init__(self) -> None:
        super().__init__(_("The library already has a work with this DOI or this stable name."))


@transaction.atomic
def add_work(
    *,
    title: str,
    language: str,
    kind: str,
    by: Person | None = None,
    slug: str = "",
    abstract: str = "",
    abstract_language: str = "",
    authors: Iterable[Mapping[str, str]] = (),
    addresses: Iterable[str] = (),
    topics: Sequence[Any] = (),
    countries: Sequence[Any] = (),
    **columns: Any,
) -> Work:
    """Add a draft with one language version. `authors`: mappings with `literal`, or `family` and `given`;
    `topics` and `countries`: rows or primary keys; `columns`: further columns of `Work`. Raises
    `NotAllowed`, `NameReserved` and `AlreadyHere`.
    """
    _let_edit(by)
    if slug in RESERVED_SLUGS:
        raise NameReserved
    slug = slug or _free_slug(title)
    columns = {"original_language": language, **columns, "genre": _genre(kind, columns.get("genre", ""))}
    try:
        with transaction.atomic():
            work = Work.objects.create(slug=slug, kind=kind, changed_by=by, **columns)
    except IntegrityError:
        raise AlreadyHere from None
    version = LanguageVersion.objects.create(
        work=work,
        language=language,
        title=clean_line(title),
        abstract=clean_text(abstract),
        abstract_language=abstract_language or (language if abstract else ""),
    )
    Link.objects.bulk_create([Link(version=version, address=each, kind=LinkKind.PAGE) for each in addresses])
    Contribution.objects.bulk_create(
        [Contribution(work=work, position=position, **each) for position, each in enumerate(authors)]
    )
    work.topics.set(topics)
    work.countries.set(countries)
    _refresh_fingerprints(work)
    record(verb="add work", about=work, by=by, slug=slug)
    return work


@transaction.atomic
def keep_changes(*, work: Work, by: Person | None) -> Work:
    """Finish an edit whose rows the caller has saved in the same transaction: fingerprints, audit,
    search, cache.
    """
    _let_edit(by)
    work.changed_by = by
    work.genre = _genre(work.kind, work.genre)
    work.save(update_fields=["changed_by", "genre", "changed_at"])
    _refresh_fingerprints(work)
    record(verb="change work", about=work, by=by, slug=work.slug)
    show_anew(work)
    return work


@transaction.atomic
def send_to_review(*, work: Work, by: Person | None) -> Work:
    """Put a draft, or a withdrawn work, before another editor. Raises `NotAllowed` and
    `CannotSendToReview`.
    """
    _let_edit(by)
    if work.status not in {Status.DRAFT, Status.WITHDRAWN}:
        raise CannotSendToReview(_("Only a draft or a withdrawn work can be sent to review."))
    was_withdrawn = work.status == Status.WITHDRAWN
    work.status = Status.IN_REVIEW
    work.save(update_fields=["status", "changed_at"])
    record(verb="send work to review", about=work, by=by, was_withdrawn=was_withdrawn)
    return work


@transaction.atomic
def take_back(*, work: Work, by: Person | None) -> Work:
    """Return a work from review to a draft, for more work on it. Raises `NotAllowed` and
    `CannotSendToReview`.
    """
    _let_edit(by)
    if work.status != Status.IN_REVIEW:
        raise CannotSendToReview(_("The work is not in review."))
    work.status = Status.DRAFT
    work.save(update_fields=["status", "changed_at"])
    record(verb="take work back from review", about=work, by=by)
    return work


@transaction.atomic
def publish(*, work: Work, by: Person | None) -> Work:
    """Make a work public. Raises `NotAllowed` and `CannotPublish`."""
    if not may_publish(by):
        raise NotAllowed
    if work.status == Status.PUBLISHED:
        raise CannotPublish(_("The work is public already."))
    if not work.versions.exists():
        raise CannotPublish(_("The work has no language version with a title yet."))
    if needs_other_eyes(work, by):
        raise CannotPublish(_("Another editor has to look first: send the work to review."))
    work.status = Status.PUBLISHED
    work.published_on = work.published_on or timezone.now().date()
    work.withdrawn_because = ""
    work.save(update_fields=["status", "published_on", "withdrawn_because", "changed_at"])
    record(verb="publish work", about=work, by=by, slug=work.slug)
    show_anew(work)
    return work


@transaction.atomic
def withdraw(*, work: Work, reason: str, by: Person | None) -> Work:
    """Take a work out of the library; its address stays and tells the reason. Raises `NotAllowed`,
    `CannotWithdraw`.
    """
    if not may_publish(by):
        raise NotAllowed
    if work.status != Status.PUBLISHED:
        raise CannotWithdraw(_("Only a published work can be withdrawn."))
    reason = clean_line(reason)
    if not reason or len(reason) > 300:
        raise CannotWithdraw(
            _("Give the reason in one or two sentences, at most 300 characters; readers see it.")
        )
    work.status, work.withdrawn_because = Status.WITHDRAWN, reason
    work.save(update_fields=["status", "withdrawn_because", "changed_at"])
    record(verb="withdraw work", about=work, by=by, slug=work.slug, reason=reason)
    show_anew(work)
    return work


@transaction.atomic
def mark_reviewed_by_peers(*, work: Work, on: datetime.date | None, by: Person | None) -> Work:
    """Set, or with None clear, the day women with lived experience reviewed the work. Raises `NotAllowed`."""
    _let_edit(by)
    work.peer_reviewed_on = on
    work.save(update_fields=["peer_reviewed_on", "changed_at"])
    record(verb="mark peer review", about=work, by=by, on=on.isoformat() if on else None)
    show_anew(work)
    return work


def _let_edit(by: Person | None) -> None:
    if not may_edit(by):
        raise NotAllowed


def _genre(kind: str, genre: str) -> str:
    return mapping.own_words(kind, clean_line(genre))


def _free_slug(title: str) -> str:
    stem = slugify(" ".join(title.split()[:8]))[:100].strip("-")
    stem = stem or f"work-{likeness.title_fingerprint(title, None, '')[:8]}"
    taken = RESERVED_SLUGS.union(Work.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def _refresh_fingerprints(work: Work) -> None:
    author = work.contributions.filter(role="author").first()
    name = (author.literal or author.family) if author else ""
    for version in work.versions.all():
        version.fingerprint = likeness.title_fingerprint(version.title, work.year, name)
        version.save(update_fields=["fingerprint"])
        for link in version.links.all():
            link.fingerprint = likeness.address_fingerprint(link.address)
            link.save(update_fields=["fingerprint"])
