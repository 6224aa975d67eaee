"""From recommendation to what a country did: a list by country, body and state, and a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.design.pages import page_links
from whrin.design.tables import table
from whrin.events.enums import FollowState
from whrin.events.models import Body, FollowUp
from whrin.events.queries import current_follow_up
from whrin.events.records.gate import page_number
from whrin.events.records.shown import Step, step_of
from whrin.events.wording import text_for
from whrin.kit.languages import direction_of
from whrin.kit.text import clean_line
from whrin.places.figures import country_pages
from whrin.places.queries import names_of_countries

_PER_PAGE, _MOST = 20, 5_000
COLUMNS = (
    *("country", "state", "on", "text", "address", "body", "session", "session_address"),
    *("number", "kind", "decision", "language", "decided_on", "answers_our_ask", "licence"),
)


@dataclass(frozen=True)
class Line:
    """A decision and how far a country is with it."""

    row: FollowUp
    step: Step
    body: str
    session: str
    direction: str


def _asked(request: HttpRequest) -> dict[str, str]:
    given = {name: clean_line(request.GET.get(name, ""))[:60] for name in ("country", "body", "state")}
    given["country"] = given["country"].upper()
    return {name: value for name, value in given.items() if value}


def _found(asked: dict[str, str]) -> QuerySet[FollowUp]:
    columns = {"country": "country", "body": "decision__session__body__slug", "state": "state"}
    return current_follow_up().filter(**{columns[name]: value for name, value in asked.items()})


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show how far countries are with what bodies told them."""
    asked, language = _asked(request), get_language() or "en"
    pages = Paginator(_found(asked), _PER_PAGE)
    number = page_number(request)
    if not 1 <= number <= pages.num_pages:
        raise Http404
    names, page = names_of_countries(language), country_pages()
    there = set(current_follow_up().order_by().values_list("country", flat=True).distinct())
    root, query = reverse("events:follow_up"), urlencode(asked)

    def address(target: int) -> str:
        return f"{root}?{urlencode({**asked, **({'page': target} if target > 1 else {})})}".rstrip("?")

    context = {
        "asked": {"country": "", "body": "", "state": "", **asked},
        "shown": pages.count,
        "lines": [_line(row, names, page(row.country_id), language) for row in pages.page(number)],
        "pages": page_links(number, pages.num_pages, address),
        "query": f"?{query}" if query else "",
        "countries": [(code, name) for code, name in names.items() if code in there],
        "bodies": [(each.slug, each.name_in(language)) for each in Body.objects.all()],
        "states": FollowState.choices,
    }
    return render(request, "events/follow_up.html", context)


def _line(row: FollowUp, names: dict[str, str], page: str, language: str) -> Line:
    session = row.decision.session
    return Line(
        row,
        step_of(row, names, page),
        session.body.name_in(language),
        session.name_in(language),
        direction_of(row.decision.language),
    )


@require_safe
def csv_file(request: HttpRequest) -> StreamingHttpResponse:
    """Give the same as a table."""
    language = get_language() or "en"
    rows = _found(_asked(request))[:_MOST]
    return table(COLUMNS, _rows(list(rows), language), "follow-up")


def _rows(found: Sequence[FollowUp], language: str) -> Iterator[list[str]]:
    for row in found:
        decision = row.decision
        yield [
            row.country_id,
            row.state,
            row.on.isoformat(),
            text_for(row.texts, language),
            row.address,
            decision.session.body.name_in(language),
            decision.session.name_in(language),
            settings.WHRIN_ADDRESS + reverse("events:session", args=[decision.session.slug]),
            decision.number,
            decision.kind,
            decision.text,
            decision.language,
            decision.on.isoformat(),
            "yes" if decision.answers_ask else "no",
            settings.WHRIN_DATA_LICENCE,
        ]
