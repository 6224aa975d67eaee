"""What a round's answers say, counted once on the day of publishing and never again.

Everything here is what `surveys.figures` lets be shown of all answers of the round's form: small numbers are
hidden there, with others beside them. Nothing is told of one country but how many informants it had, hidden
in the same way. Words that informants wrote are not in it.

    {"version": 1, "counted_on": ISO day, "smallest": 5, "languages": ["English (en)"], "n": 41 or None,
     "seats": {"countries": 12, "woman": 24, "other": 24}, "informants": {"woman": 22, "other": None, …},
     "countries": {"KE": None}, "before": {"slug", "year", "n", "day"} or None,
     "questions": [{"path", "name", "repeat", "texts": {language: label}, "why", "asked", "answered",
                    "numbers": {"mean": …} or None,
                    "parts": [{"code", "texts", "count", "share", "before"}]}]}

`None` is hidden. `share`, `before` (the share in the round before): percent of those who answered. Of a
question in a repeat it counts in how many answers something was said at least once.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from whrin.kit.days import today
from whrin.places.queries import countries_in
from whrin.services.enums import RoundState, SeatKind, Status
from whrin.services.models import Round
from whrin.services.queries import public_services
from whrin.services.rounds.seats import counts_of
from whrin.surveys.figures.counting import Asks
from whrin.surveys.figures.gathering import Gathered, gather, smallest_of
from whrin.surveys.figures.questions import counted_columns
from whrin.surveys.figures.shaping import Figure, Part
from whrin.surveys.models import Form
from whrin.surveys.tables import Column, Kind, columns_of, languages_of

VERSION = 1
#: Questions that say who tells and of where: they are told by themselves, for they tell of informants.
KIND, COUNTRY = "kind", "country"
_OF_INFORMANTS = frozenset({KIND, COUNTRY, "region"})
_NOT_SAID = "not_said"


def freeze(one: Round) -> dict[str, Any]:
    """Return the figures of a round that has a form, as JSON. Raises `NobodyToSealFor`, `CannotOpenError`:
    its answers cannot be read here.
    """
    assert one.form is not None  # noqa: S101 -- its actions refuse to publish without
    found = gather(one.form)
    previous = before(one)
    told = {
        **_told(one.form, found, _OF_INFORMANTS),
        "seats": _seats(one),
        "informants": _informants(_named(found, KIND)),
        "countries": _countries(_named(found, COUNTRY), countries_in(one.region.code)),
        "before": None,
    }
    return _beside(told, previous) if previous else told


def figures_of(form: Form, *, bearer: object = None) -> dict[str, Any]:
    """Return what may be shown of all answers to any form, as above without what only a round has. Raises as
    `freeze` does.
    """
    return _told(form, gather(form, bearer=bearer), frozenset())


def listing_of(one: Round) -> dict[str, list[str]]:
    """Return the ids of the region's public services by ISO country, each list by name; closed ones are not
    in it.
    """
    rows = (
        public_services()
        .filter(country__in=countries_in(one.region.code))
        .exclude(status=Status.CLOSED)
        .order_by("country", "name", "pk")
        .values_list("country_id", "uid")
    )
    found: dict[str, list[str]] = {}
    for country, uid in rows:
        found.setdefault(country, []).append(str(uid))
    return found


def _told(form: Form, found: Gathered, without: frozenset[str]) -> dict[str, Any]:
    columns = [
        column
        for column in counted_columns(columns_of(form))
        # What is agreed to is no result.
        if column.name not in without and column.kind is not Kind.TICK
    ]
    return {
        "version": VERSION,
        "counted_on": today().isoformat(),
        "smallest": smallest_of(form),
        "languages": list(languages_of(form)),
        "n": found.total,
        "questions": [
            _question(column, found.figures[column.path])
            for column in columns
            if column.path in found.figures and _is_countable(found.figures[column.path])
        ],
    }


def before(one: Round) -> Round | None:
    """Return the last published round of the same region. Samples follow samples alone."""
    earlier = Round.objects.filter(
        region=one.region_id,
        state=RoundState.PUBLISHED,
        year__lt=one.year,
        is_sample=one.is_sample,
    )
    return earlier.order_by("-year").first()


def _is_countable(figure: Figure) -> bool:
    return figure.question.asks in {Asks.ONE, Asks.SEVERAL, Asks.RANK, Asks.NUMBER}


def _question(column: Column, figure: Figure) -> dict[str, Any]:
    texts = {choice.value: dict(choice.texts) for choice in column.choices}
    return {
        "path": column.path,
        "name": column.name,
        "repeat": bool(column.repeat),
        "texts": dict(column.texts),
        "why": str(figure.why),
        "asked": figure.asked,
        "answered": figure.answered,
        "numbers": vars(figure.numbers) if figure.numbers else None,
        "parts": [_part(part, texts) for part in figure.parts],
    }


def _part(part: Part, texts: Mapping[str, dict[str, str]]) -> dict[str, Any]:
    return {"code": part.code, "texts": texts.get(part.code, {}), "count": part.count, "share": part.share}


def _named(found: Gathered, name: str) -> Figure | None:
    return next((one for path, one in found.figures.items() if path.rpartition("/")[2] == name), None)


def _seats(one: Round) -> dict[str, int]:
    """Return how many were invited. How many of one country answered is no number for the public."""
    invited = [country["invited"] for country in counts_of(one).values()]
    return {
        "countries": len(invited),
        **{kind: sum(each[kind] for each in invited) for kind in SeatKind.values},
    }


def _informants(figure: Figure | None) -> dict[str, int | None]:
    """Return women who use drugs, all others, and those who did not say; nothing where all of it is hidden.

    Sums of figures that are shown tell nothing more than these do.
    """
    sums: dict[str, int | None] = {}
    for part in figure.parts if figure else ():
        kind = part.code if part.code in {SeatKind.WOMAN, _NOT_SAID} else str(SeatKind.OTHER)
        sums[kind] = _plus(sums.get(kind, 0), part.count)
    return sums


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _countries(figure: Figure | None, region: frozenset[str]) -> dict[str, int | None]:
    """Return how many informants spoke of each country of the region; none of whom nobody spoke."""
    parts = figure.parts if figure else ()
    return {
        part.code.upper(): part.count for part in parts if part.count != 0 and part.code.upper() in region
    }


def _beside(told: dict[str, Any], previous: Round) -> dict[str, Any]:
    """Put beside each share what it was in the round before, where both may be shown."""
    shares = dict(_shares(previous.results))
    questions = [
        {
            **question,
            "parts": [
                {**part, "before": shares.get((question["name"], part["code"]))}
                if part["share"] is not None
                else part
                for part in question["parts"]
            ],
        }
        for question in told["questions"]
    ]
    earlier = {
        "slug": previous.slug,
        "year": previous.year,
        "n": previous.results.get("n"),
        "day": previous.results.get("counted_on"),
    }
    return {**told, "questions": questions, "before": earlier}


def _shares(results: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], int]]:
    for question in results.get("questions", []):
        for part in question["parts"]:
            if part["share"] is not None:
                yield (question["name"], part["code"]), part["share"]
