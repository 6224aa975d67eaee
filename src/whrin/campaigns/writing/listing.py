"""Her papers: what each waits for, and by when it has to be in."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.campaigns.due import due_on
from whrin.campaigns.enums import RemarkState, Role, Standing, State
from whrin.campaigns.models import Citation, Duty, Paper, Remark, Seat, SignOff, Version
from whrin.campaigns.queries import papers_for, titles_of
from whrin.campaigns.rules import may_begin
from whrin.kit.languages import direction_of
from whrin.kit.paging import last_page, page_within
from whrin.people.doors import for_person
from whrin.people.models import Person
from whrin.people.rules import keep_membership

PAGE = 25


@dataclass(frozen=True)
class Line:
    """One paper in the list. `waits`: what waits for her, in sentences. `due`: `YYYY-MM-DD`, or empty."""

    paper: Paper
    title: str
    language: str
    direction: str
    waits: Sequence[str]
    due: str


@for_person
@require_safe
def papers_mine(request: HttpRequest, person: Person) -> HttpResponse:
    """List the papers that she has a part in, newest first."""
    keep_membership(person)
    if not may_begin(person):
        raise PermissionDenied
    state = request.GET.get("state", "")
    found = papers_for(person).prefetch_related("session__deadlines")
    if state in State.values:
        found = found.filter(state=state)
    total = found.count()
    last = last_page(total, PAGE)
    page = page_within(request.GET.get("page", "1"), last)
    context = {
        "lines": lines_of(found[(page - 1) * PAGE : page * PAGE], person),
        "total": total,
        "page": page,
        "last": last,
        "state": state,
        "states": State.choices,
    }
    return render(request, "campaigns/writing/list.html", context)


def lines_of(papers: Iterable[Paper], person: Person) -> list[Line]:
    """Return what the list says of papers; the number of questions does not grow with them."""
    found = list(papers)
    language = get_language() or "en"
    titles, waits = titles_of(found, language), _waits(found, person)
    lines = []
    for paper in found:
        title, tongue = titles[paper.pk]
        due = due_on(paper)
        is_due = due is not None and not paper.is_public and paper.state != State.WITHDRAWN
        lines.append(
            Line(
                paper=paper,
                title=title,
                language=tongue or paper.original_language,
                direction=direction_of(tongue or paper.original_language),
                waits=waits.get(paper.pk, ()),
                due=due.isoformat() if due and is_due else "",
            )
        )
    return lines


def _waits(papers: Sequence[Paper], person: Person) -> Mapping[UUID, Sequence[str]]:
    uids = [paper.pk for paper in papers]
    roles: dict[UUID, set[str]] = {}
    for uid, role in Seat.objects.filter(paper__in=uids, person=person).values_list("paper", "role"):
        roles.setdefault(uid, set()).add(role)
    remarks = _counted(Remark.objects.filter(paper__in=uids, state=RemarkState.OPEN, answers=None))
    news = _counted(Citation.objects.filter(paper__in=uids).exclude(state=Standing.FRESH))
    duties = _counted(Duty.objects.filter(paper__in=uids, person=person, done_on=None))
    unsaid = _without_her_word(papers, person)
    told: dict[UUID, list[str]] = {}
    for paper in papers:
        hers, sentences = roles.get(paper.pk, set()), []
        if paper.pk in unsaid and hers & {Role.REVIEWER, Role.APPROVER}:
            sentences.append(_("Your word on this version is waited for."))
        n = duties[paper.pk]
        if n:
            sentences.append(ngettext("%(n)s task", "%(n)s tasks", n) % {"n": n})
        n = news[paper.pk]
        if n and hers & {Role.HOLDER, Role.WRITER}:
            sentences.append(
                ngettext("%(n)s figure changed at its source", "%(n)s figures changed at their source", n)
                % {"n": n}
            )
        n = remarks[paper.pk]
        if n and hers & {Role.HOLDER, Role.WRITER}:
            sentences.append(ngettext("%(n)s open comment", "%(n)s open comments", n) % {"n": n})
        told[paper.pk] = sentences
    return told


def _counted(rows: Any) -> Counter[UUID]:
    return Counter(rows.values_list("paper", flat=True))


def _without_her_word(papers: Sequence[Paper], person: Person) -> set[UUID]:
    """Return the papers in review whose newest version she has said nothing of."""
    in_review = [paper.pk for paper in papers if paper.state == State.REVIEW]
    rows = Version.objects.filter(paper__in=in_review).order_by().values_list("paper")
    newest = set(rows.annotate(last=Max("number")))
    said = SignOff.objects.filter(version__paper__in=in_review, person=person)
    hers = set(said.values_list("version__paper", "version__number"))
    return {uid for uid, _number in newest - hers}
