"""Actions: what follows from a page's being published, taken down or moved."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from whrin.kit.edition import advance_on_commit
from whrin.library.actions import save_page_as_work, show_anew, withdraw_page
from whrin.library.models import Work
from whrin.people.models import Person
from whrin.website.models import PaperPage
from whrin.website.queries import identity


def show_site_anew() -> None:
    """Let every cached page be made again: menus and lists may name what has changed."""
    advance_on_commit()


@transaction.atomic
def put_paper_into_library(*, paper: PaperPage, by: Person | None) -> Work:
    """Make a published paper a work of the library, or bring its language version up to date.

    Kind, day and topics are the first version's: a translation says the same in other words.
    """
    first = PaperPage.objects.filter(translation_key=paper.translation_key).order_by("pk").first() or paper
    paper.library_slug = _library_slug(paper)
    PaperPage.objects.filter(pk=paper.pk).update(library_slug=paper.library_slug)
    work = save_page_as_work(
        slug=paper.library_slug,
        language=paper.language,
        title=paper.title,
        abstract=paper.intro,
        kind=first.kind,
        date=first.date,
        topics=list(first.topics.values_list("slug", flat=True)),
        address=f"{settings.WHRIN_ADDRESS}{paper.url_path}",
        by=by,
        publisher=identity().full_name,
    )
    if work.is_sample != first.is_sample:
        work.is_sample = first.is_sample
        work.save(update_fields=["is_sample"])
        show_anew(work)
    return work


@transaction.atomic
def take_paper_out_of_library(*, paper: PaperPage, by: Person | None = None) -> None:
    """Withdraw the language version of a paper that was taken down; the work goes with its last one."""
    if paper.library_slug:
        reason = _("The network took this page down.")
        withdraw_page(slug=paper.library_slug, language=paper.language, reason=reason, by=by)


def _library_slug(paper: PaperPage) -> str:
    """Return the stable name this paper has in the library, or a free one made from its address."""
    family = PaperPage.objects.filter(translation_key=paper.translation_key).exclude(library_slug="")
    known = paper.library_slug or family.values_list("library_slug", flat=True).first()
    if known:
        return known
    base = paper.slug[:100]
    taken = set(Work.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        name
        for number in range(1, len(taken) + 2)
        if (name := f"{base}-{number}" if number > 1 else base) not in taken
    )
