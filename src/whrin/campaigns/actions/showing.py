"""Makes a public paper visible as it is now: in the search, in the library, and past the page cache."""

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from whrin.campaigns.enums import Block, State
from whrin.campaigns.marks.reading import Cited, MarkReader
from whrin.campaigns.models import Edition, Paper
from whrin.campaigns.queries import readable_papers
from whrin.documents.evidence.facts import fact_from
from whrin.documents.evidence.wording import number_in
from whrin.kit.edition import advance_on_commit
from whrin.library.actions import save_page_as_work, withdraw
from whrin.library.enums import Kind, Status
from whrin.library.models import Work
from whrin.library.rules import RESERVED_SLUGS
from whrin.search.actions import refresh

#: The shelf's name in the search; its keys are `uid.hex`.
SHELF = "papers"
#: Characters of a summary in the library.
_SUMMARY = 1500


def show_paper_anew(paper: Paper) -> None:
    """Let the public see a paper as it is now, or no more; inside the caller's transaction."""
    edition = paper.editions.select_related("version").first()
    if paper.state == State.WITHDRAWN:
        _leave_library(paper)
    elif edition is not None and readable_papers().filter(pk=paper.pk).exists():
        _enter_library(paper, edition)
    refresh(shelf=SHELF, keys=[paper.uid.hex])
    advance_on_commit()


def show_when_its_moment_comes(paper: Paper) -> None:
    """Have a paper shown at the end of its embargo, where that is still to come."""
    if paper.embargo_until and paper.is_embargoed():
        # Tasks stand above actions; this one is known here by name alone.
        import_string("whrin.campaigns.publishing.tasks.release").using(
            run_after=paper.embargo_until
        ).enqueue()


def kind_in_library(paper: Paper) -> Kind:
    """Return what the library calls a paper of this kind."""
    if paper.kind.is_submission:
        return Kind.UN_SUBMISSION
    own = paper.kind.slug
    return Kind(own) if own in Kind.values else Kind.NEWS if own == "press-release" else Kind.STATEMENT


def address_in(paper: Paper, language: str) -> str:
    """Return the whole address at which a paper is read in a language."""
    is_ours = language in dict(settings.LANGUAGES)
    with override(language if is_ours else "en"):
        path = reverse("campaigns:public_paper", args=[paper.slug])
    return f"{settings.WHRIN_ADDRESS}{path}?language={language}"


def _enter_library(paper: Paper, edition: Edition) -> None:
    with override(paper.original_language):
        network = _("Women and Harm Reduction International Network")
    for language, title in _titles(edition).items():
        paper.work = save_page_as_work(
            slug=paper.work.slug if paper.work else _free_slug(paper),
            language=language,
            title=title,
            abstract=_summary(edition, language),
            kind=kind_in_library(paper),
            date=edition.day,
            topics=(),
            address=address_in(paper, language),
            publisher=network,
            countries=[paper.country_id] if paper.country_id else (),
        )
    if paper.work and paper.work.is_sample != paper.is_sample:
        Work.objects.filter(pk=paper.work.pk).update(is_sample=paper.is_sample)
    paper.save(update_fields=["work"])
    # Tasks stand above actions; this one is known here by name alone.
    import_string("whrin.campaigns.publishing.tasks.give_files").enqueue(str(paper.pk))


def _leave_library(paper: Paper) -> None:
    if paper.work and paper.work.status == Status.PUBLISHED:
        withdraw(work=paper.work, reason=paper.withdrawn_because[:300], by=None)


def _titles(edition: Edition) -> dict[str, str]:
    """Return the titles by language, the original's first: the library begins with it."""
    texts = next(part["texts"] for part in edition.version.content if part["kind"] == Block.TITLE)
    own = edition.paper.original_language
    return {tag: texts[tag] for tag in sorted(texts, key=lambda tag: (tag != own, tag))}


def _summary(edition: Edition, language: str) -> str:
    """Return the first paragraph in a language as plain words with its figures; empty where there is none."""
    facts = {int(number): fact_from(told["fact"]) for number, told in edition.facts.items()}
    cites = {
        number: Cited(number_in(fact.value, language) or None, number_in(fact.n, language) or None, "")
        for number, fact in facts.items()
    }
    texts = (part["texts"] for part in edition.version.content if part["kind"] == Block.TEXT)
    first = next((words[language] for words in texts if words.get(language)), "")
    return MarkReader(cites).read(first).words[:_SUMMARY]


def _free_slug(paper: Paper) -> str:
    taken = paper.slug in RESERVED_SLUGS or Work.objects.filter(slug=paper.slug).exists()
    return f"{paper.slug}-{paper.uid.hex[:6]}" if taken else paper.slug
