"""A public page's first response fits into one flight of packets: at most 13 kB, wished for under 11 kB."""

import gzip

import brotli
import pytest
from django.test import Client
from wagtail.models import Page

from tests.architecture.tree import ROOT
from tests.sample import load_sample
from whrin.library.models import Work
from whrin.people.models import Person
from whrin.topics.models import Topic

MOST = 13_000
WISHED = 11_000
LANGUAGES = ["en", "es", "fr", "ru", "ar", "pt", "id"]


def weight(body: bytes) -> int:
    """Return the bytes of a response as browsers without brotli get it: the heavier of the two."""
    return max(len(gzip.compress(body, 6)), len(brotli.compress(body, quality=5)))


def too_heavy(weights: dict[str, int], most: int) -> list[str]:
    """Return a line for each page over `most` bytes, heaviest first."""
    heavy = sorted(((size, name) for name, size in weights.items() if size > most), reverse=True)
    return [f"{name}: {size} bytes, {most} are the most" for size, name in heavy]


def public_addresses() -> list[str]:
    """Return every kind of public page in every language, with the wordiest record and the fullest topic."""
    works = Work.objects.published().order_by("slug")
    wordy = max(
        works.prefetch_related("versions"), key=lambda work: sum(len(v.abstract) for v in work.versions.all())
    )
    topic = max(Topic.objects.all(), key=lambda topic: topic.works.count())
    every = [
        "/{}/", "/{}/library/", "/{}/library/?q=women", "/{}/library/?topic=" + topic.slug,
        "/{}/library/?q=zqxv", f"/{{}}/library/{wordy.slug}/", "/{}/topics/", f"/{{}}/topics/{topic.slug}/",
        "/{}/library/suggest/",
        "/{}/places/", "/{}/safety/", "/{}/accessibility/", "/{}/not-there/",
        "/{}/library/collections/", "/{}/library/collections/places-to-be-safe/", "/{}/library/new/",
        "/{}/calendar/", "/{}/calendar/follow-up/", "/{}/calendar/sample-webinar/",
        "/{}/calendar/bodies/cnd/", "/{}/act/", "/{}/act/campaigns/", "/{}/act/papers/", "/{}/act/press/",
    ]  # fmt: skip
    editorial = [page.url for page in Page.objects.live().public() if page.depth > 1 and page.url]
    records = [f"/en/library/{slug}/" for slug in works.values_list("slug", flat=True)[:40]]
    wanted = [path.format(language) for path in every for language in LANGUAGES] + editorial + records
    return [*dict.fromkeys(wanted), "/account/login/"]


def report(weights: dict[str, int]) -> None:
    """Keep the weights in `build/page-weights.txt`, heaviest first, starred when over what we wish for."""
    page = ROOT / "build" / "page-weights.txt"
    page.parent.mkdir(exist_ok=True)
    heaviest = sorted(weights.items(), key=lambda item: -item[1])
    page.write_text("".join(f"{size:6} {'*' if size > WISHED else ' '} {name}\n" for name, size in heaviest))


@pytest.mark.once
def test_no_public_page_outgrows_one_flight(coordinator: Person, reader: Client) -> None:
    load_sample(coordinator)
    weights = {}
    for address in public_addresses():
        response = reader.get(address)
        assert response.status_code == (404 if "not-there" in address else 200), address
        weights[address] = weight(response.getvalue())
    report(weights)
    assert too_heavy(weights, MOST) == []


def test_a_page_that_is_too_heavy_is_named() -> None:
    assert too_heavy({"/a/": 13_001, "/b/": 13_000, "/c/": 14_000}, MOST) == [
        "/c/: 14000 bytes, 13000 are the most",
        "/a/: 13001 bytes, 13000 are the most",
    ]
