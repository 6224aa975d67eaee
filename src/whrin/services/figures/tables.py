"""Figures as rows of a CSV: one number a line, so that any tool can read it."""

from collections.abc import Iterator

from whrin.kit.cells import safe_cell
from whrin.services.figures.counting import Answers, Figures, Freshness
from whrin.services.models import Term

#: `figure`: what is counted; `code`: of a kind, an attribute, a side, a role or a country; `label`: the same
#: in the reader's language; `measure`: what of it; `count`: the number, or "hidden".
HEADINGS = ("figure", "code", "label", "measure", "count", "counted_on")
HIDDEN = "hidden"

Row = tuple[str, str, str, str, str, str]


def rows_of(figures: Figures, terms: dict[tuple[str, str], Term], language: str) -> Iterator[Row]:
    """Yield every number. `terms`: by kind and slug."""
    for figure, code, measure, count in _numbers(figures):
        term = terms.get(({"kind": "type"}.get(figure, figure), code))
        label = safe_cell(term.label_in(language)) if term else ""
        yield figure, code, label, measure, HIDDEN if count is None else str(count), figures.day.isoformat()


def _numbers(figures: Figures) -> Iterator[tuple[str, str, str, int | None]]:
    yield from (("services", "", name, count) for name, count in _fresh(figures.freshness))
    for name in ("closed", "led_by_community", "free"):
        yield "services", "", name, getattr(figures, name)
    for slug, fresh in figures.kinds.items():
        yield from (("kind", slug, name, count) for name, count in _fresh(fresh))
    for slug, answers in figures.attributes.items():
        yield from (("attribute", slug, name, count) for name, count in _answered(answers))
    for side, answers in figures.sides.items():
        yield from (("side", side, name, count) for name, count in _answered(answers))
    yield "reports", "", "all", figures.informants.total
    for role, told in figures.informants.by_role.items():
        yield "reports", role, "role", told
    for name in ("added", "changed", "closed", "checked"):
        yield f"since {figures.since.day.isoformat()}", "", name, getattr(figures.since, name)


def _fresh(fresh: Freshness) -> list[tuple[str, int]]:
    return [
        ("all", fresh.services),
        ("checked_in_12_months", fresh.within_one),
        ("checked_in_24_months", fresh.within_two),
        ("never_checked", fresh.never),
    ]


def _answered(answers: Answers) -> list[tuple[str, int]]:
    return [
        ("yes", answers.yes),
        ("partly", answers.partly),
        ("no", answers.no),
        ("not_known", answers.unknown),
    ]
