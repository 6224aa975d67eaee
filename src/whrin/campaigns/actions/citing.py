"""Citations: evidence taken into a paper, kept as true as its sources while the paper is open."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.campaigns.actions.showing import SHELF
from whrin.campaigns.actions.wording import lock
from whrin.campaigns.enums import Standing, State
from whrin.campaigns.marks.reading import all_cited
from whrin.campaigns.models import Citation, Paper, Wording
from whrin.documents.evidence.facts import Fact, Missing, NoFact, fact_from
from whrin.documents.evidence.reading import read_fact, read_facts
from whrin.kit.days import today
from whrin.kit.edition import advance_on_commit
from whrin.kit.text import clean_line
from whrin.people.models import Person
from whrin.search.actions import refresh

#: While a paper is in one of these, its evidence lives.
ALIVE = frozenset({State.WRITING, State.REVIEW, State.AGREED, State.OPEN})
_MISSING = {Missing.GONE: Standing.GONE, Missing.BARRED: Standing.BARRED}


class CannotCite(Exception):
    """There is nothing to cite, or its rules forbid it."""

    def __init__(self, reason: Missing) -> None:
        gone, barred = _("There is nothing here to cite any more."), _("This figure may not be shown.")
        super().__init__(barred if reason is Missing.BARRED else gone)


class StillUsed(Exception):
    """The text names it. `places`: how many paragraphs do."""

    def __init__(self, places: int) -> None:
        super().__init__(_("The text still uses this evidence. Take its marks out of the text first."))
        self.places = places


@transaction.atomic
def cite(*, paper: Paper, source: str, key: str, by: Person, locator: str = "") -> Citation:
    """Take a fact into a paper; one that is there is given back. Raises `CannotCite`, `PaperLocked`."""
    held = lock(paper)
    there = held.citations.filter(source=source, key=key).first()
    if there is not None:
        return there
    fact = read_fact(source, key)
    if isinstance(fact, NoFact):
        raise CannotCite(fact.reason)
    most = held.citations.aggregate(most=Max("number"))["most"] or 0
    made = Citation.objects.create(
        paper=held,
        number=most + 1,
        source=source,
        key=key,
        locator=clean_line(locator)[:100],
        fact=fact.as_json(),
    )
    record(verb="cite", about=held, by=by, number=made.number, source=source)
    return made


@transaction.atomic
def set_locator(*, citation: Citation, locator: str, by: Person) -> None:
    """Say where in a work it stands: a page, an article. Raises `PaperLocked`."""
    lock(citation.paper)
    citation.locator = clean_line(locator)[:100]
    citation.save(update_fields=["locator"])
    record(verb="set locator", about=citation.paper, by=by, number=citation.number)


@transaction.atomic
def remove_citation(*, citation: Citation, by: Person) -> None:
    """Take evidence out of a paper. Raises `StillUsed`, `PaperLocked`."""
    held = lock(citation.paper)
    rows = Wording.objects.filter(paragraph__paper=held, paragraph__is_removed=False, text__contains="[")
    places = sum(citation.number in all_cited([text]) for text in rows.values_list("text", flat=True))
    if places:
        raise StillUsed(places)
    record(verb="remove citation", about=held, by=by, number=citation.number)
    citation.delete()


@transaction.atomic
def note_seen(*, paper: Paper, by: Person) -> int:
    """Let the new values of a paper count as seen; return how many there were."""
    many = paper.citations.filter(state=Standing.CHANGED).update(state=Standing.FRESH, before=None)
    if many:
        record(verb="see changed figures", about=paper, by=by, many=many)
    return many


def refresh_citations(papers: QuerySet[Paper] | None = None) -> list[Paper]:
    """Compare the evidence of papers with its sources; return the papers in which something changed anew.

    None: every paper whose evidence lives. Reads each source once; writes only what changed, paper by paper,
    so that it may be stopped and run again.
    """
    among = Paper.objects.all() if papers is None else papers
    rows = list(
        Citation.objects.filter(paper__in=among.filter(state__in=ALIVE))
        .select_related("paper")
        .order_by("paper")
    )
    now = read_facts((row.source, row.key) for row in rows)
    changed: dict[UUID, list[Citation]] = {}
    papers_of: dict[UUID, Paper] = {}
    for row in rows:
        if _compare(row, now[row.source, row.key]):
            changed.setdefault(row.paper_id, []).append(row)
            papers_of[row.paper_id] = row.paper
    for uid, some in changed.items():
        _store(some, papers_of[uid])
    unchanged = [row.pk for row in rows if row.read_on != today()]
    Citation.objects.filter(pk__in=unchanged).update(read_on=today())
    return list(papers_of.values())


def _store(rows: Iterable[Citation], paper: Paper) -> None:
    with transaction.atomic():
        Citation.objects.bulk_update(rows, ["fact", "before", "state"])
        if paper.state == State.OPEN:
            # Lists and the search tell the figures too.
            refresh(shelf=SHELF, keys=[paper.uid.hex])
            advance_on_commit()


def _compare(row: Citation, found: Fact | NoFact) -> bool:
    """Put what a source says now into a row; say whether that is news."""
    if isinstance(found, NoFact):
        state = _MISSING[found.reason]
        is_news = row.state != state
        row.state = state
        return is_news
    was = fact_from(row.fact)
    is_back = row.state in _MISSING.values()
    if found.says_what(was):
        row.state = (Standing.CHANGED if row.before else Standing.FRESH) if is_back else Standing(row.state)
        is_later = found.as_json() != row.fact
        row.fact = found.as_json()
        return is_back or is_later
    row.before = row.before or row.fact
    row.fact, row.state = found.as_json(), Standing.CHANGED
    return True
