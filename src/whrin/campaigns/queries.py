"""Gates: who asks comes first; what she may not see is not there. And what everybody may read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from whrin.campaigns.enums import Block, Role, State
from whrin.campaigns.models import Paper, Paragraph, Seat, Wording
from whrin.campaigns.rules import may_publish
from whrin.people.models import Person
from whrin.people.rules import is_active_member


@dataclass(frozen=True)
class OnPaper:
    """A paper, and what she who asks does on it. `roles` may be empty for the staff that publishes."""

    paper: Paper
    roles: frozenset[str]


def papers_for(person: Person) -> QuerySet[Paper]:
    """Return the papers that she has a seat on, newest first; of the staff that publishes also what is agreed
    or was public, and what nobody holds any more. What is being written is for those on it.
    """
    found = Paper.objects.select_related("kind", "country", "session")
    hers = Q(pk__in=Seat.objects.filter(person=person).values("paper"))
    if may_publish(person):
        held = Seat.objects.filter(role=Role.HOLDER).values("paper")
        at_work = Q(state__in=[State.WRITING, State.REVIEW], published_on=None, pk__in=held)
        return found.filter(hers | ~at_work)
    return found.filter(hers) if is_active_member(person) else found.none()


def paper_for(person: Person, uid: UUID) -> OnPaper:
    """Return a paper with her roles on it. Raises `Paper.DoesNotExist`: not there, or not for her."""
    paper = papers_for(person).get(pk=uid)
    roles = Seat.objects.filter(paper=paper, person=person).values_list("role", flat=True)
    return OnPaper(paper, frozenset(Role(role).value for role in roles))


def public_papers() -> QuerySet[Paper]:
    """Return what everybody may read now: open for signatures, or published and past its embargo."""
    is_past = Q(embargo_until=None) | Q(embargo_until__lte=timezone.now())
    return Paper.objects.filter(is_past, state__in=[State.OPEN, State.PUBLISHED])


def readable_papers() -> QuerySet[Paper]:
    """Return what has a public page now: what `public_papers` gives, and what was published and is being
    corrected. Of those, words and evidence are read from the last edition alone, never from the paper.
    """
    is_past = Q(embargo_until=None) | Q(embargo_until__lte=timezone.now())
    is_out = Q(state__in=[State.OPEN, State.PUBLISHED]) | Q(published_on__isnull=False)
    return Paper.objects.filter(is_past, is_out).exclude(state=State.WITHDRAWN)


def withdrawn_paper(slug: str) -> Paper | None:
    """Return the paper that was withdrawn from an address. What was under embargo never stood there."""
    paper = Paper.objects.filter(slug=slug, state=State.WITHDRAWN).first()
    return paper if paper and not paper.is_embargoed() else None


def paragraphs_of(paper: Paper) -> Sequence[Paragraph]:
    """Return what stands in a paper, in order, with its wordings at hand; two questions."""
    wordings = Prefetch("wordings", queryset=Wording.objects.order_by("language"))
    return list(paper.paragraphs.filter(is_removed=False).prefetch_related(wordings))


def wordings_of(paragraph: Paragraph) -> Mapping[str, Wording]:
    """Return a paragraph's wordings by language."""
    return {wording.language: wording for wording in paragraph.wordings.all()}


def languages_of(paper: Paper, paragraphs: Sequence[Paragraph]) -> Sequence[str]:
    """Return the languages in which there is anything: the original first, then by their tags."""
    found = {one.language for each in paragraphs for one in each.wordings.all() if one.text}
    return [paper.original_language, *sorted(found - {paper.original_language})]


def title_of(paper: Paper, language: str = "") -> tuple[str, str]:
    """Return a paper's title in a language, else in its own, and the language that is; empty when there is
    none yet.
    """
    return titles_of([paper], language)[paper.pk]


def titles_of(papers: Collection[Paper], language: str = "") -> Mapping[UUID, tuple[str, str]]:
    """Return the same of many papers; one question."""
    rows = Wording.objects.filter(
        paragraph__paper__in=papers, paragraph__kind=Block.TITLE, paragraph__is_removed=False
    )
    texts: dict[UUID, dict[str, str]] = {paper.pk: {} for paper in papers}
    for uid, tag, text in rows.values_list("paragraph__paper", "language", "text"):
        texts[uid][tag] = text
    return {paper.pk: said_in(texts[paper.pk], language, paper.original_language) for paper in papers}


def title_shown(paper: Paper, language: str) -> tuple[str, str]:
    """Return the same of what everybody reads: of what was published, as its last edition says it. What a
    correction will say is not public before it is agreed on.
    """
    edition = paper.editions.select_related("version").first() if paper.published_on else None
    if edition is None:
        return title_of(paper, language)
    titles = (part["texts"] for part in edition.version.content if part["kind"] == Block.TITLE)
    return said_in(next(titles, {}), language, paper.original_language)


def said_in(texts: Mapping[str, str], language: str, original: str) -> tuple[str, str]:
    """Return words in a language, else in the original, else in any, and the language that they are in; both
    empty where there are none.
    """
    chosen = next((one for one in (language, original, *texts) if texts.get(one)), "")
    return texts.get(chosen, ""), chosen
