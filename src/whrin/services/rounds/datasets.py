"""Published rounds as datasets. What was frozen never changes; a correction makes a new version that tells of
it, beside the old ones.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from whrin.services.models import Round
from whrin.services.opendata.registry import Dataset, Version
from whrin.services.rounds.files import as_csv, as_json
from whrin.services.rounds.published import published_rounds
from whrin.services.rounds.sentences import method_of, suppression_of
from whrin.services.rounds.words import in_language

_TABLE, _JSON = "text/csv; charset=utf-8", "application/json"


def slug_of(one: Round) -> str:
    """Return the address of a round's dataset."""
    return f"round-{one.slug}"


def datasets_of_rounds() -> Iterator[Dataset]:
    """Yield the datasets of all published rounds, texts in English where a round has them."""
    for one in published_rounds():
        title = in_language(one.texts, "en", "title")
        method = in_language(one.texts, "en", "method")
        language = method.language if method else settings.LANGUAGE_CODE
        yield Dataset(
            slug=slug_of(one),
            title=title.text if title else one.title_in("en"),
            language=language,
            method=method.text if method else method_of(one.results, language),
            informants=one.results["n"] or 0,
            suppression=suppression_of(one.results["smallest"], language),
            versions=tuple(reversed(list(_versions(one)))),
            page=reverse("services:round", args=[one.slug]),
        )


def file_of(content: bytes, day: date, name: str, media_type: str) -> Version:
    """Return a file as a version of a dataset."""
    return Version(day, name, media_type, hashlib.sha256(content).hexdigest(), len(content), lambda: content)


def _versions(one: Round) -> Iterator[Version]:
    assert one.published_on  # noqa: S101 -- the database promises it of published rounds
    days = [one.published_on, *(date.fromisoformat(each["day"]) for each in one.corrections)]
    table = as_csv(one.results, "en")
    for number, day in enumerate(days):
        name = f"{one.slug}-v{number + 1}"
        yield file_of(table, day, f"{name}.csv", _TABLE)
        yield file_of(as_json(_whole(one, number)), day, f"{name}.json", _JSON)


def _whole(one: Round, corrections: int) -> dict[str, Any]:
    """Return all that a version tells: its corrections so far, and how it was made."""
    return {
        "round": one.slug,
        "region": one.region.code,
        "year": one.year,
        "is_sample": one.is_sample,
        "opened_on": one.opens_on.isoformat(),
        "closed_on": one.closes_on.isoformat(),
        "texts": one.texts,
        "corrections": one.corrections[:corrections],
        "results": one.results,
    }
