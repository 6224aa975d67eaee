"""Published rounds, and published figures of surveys, as datasets. What was frozen never changes; a
correction of a round, and each new publishing of a survey, makes a new version beside the old ones.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse

from whrin.services.models import PublishedResults, Round
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


def datasets_of_surveys() -> Iterator[Dataset]:
    """Yield the datasets of surveys whose figures were published; the newest version speaks for all."""
    for _name, versions in groupby(PublishedResults.objects.all(), lambda one: one.form_name):
        found = list(versions)
        newest = found[0]
        # By the number of the first: names of forms hold signs that addresses do not.
        slug = f"survey-{found[-1].pk}"
        yield Dataset(
            slug=slug,
            title=newest.title,
            language=newest.language,
            method=newest.method,
            informants=newest.informants,
            suppression=suppression_of(newest.smallest, newest.language),
            versions=tuple(file for one in found for file in _files(one, slug)),
        )


def _files(one: PublishedResults, slug: str) -> Iterator[Version]:
    name = f"{slug}-v{one.number}"
    yield file_of(one.table.encode(), one.day, f"{name}.csv", _TABLE)
    yield file_of(one.document.encode(), one.day, f"{name}.json", _JSON)


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
