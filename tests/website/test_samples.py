"""The sample network's pages."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from whrin.library.models import Work
from whrin.website.models import HomePage, NewsPage, TextPage
from whrin.website.samples import load

SAMPLE = Path(__file__).resolve().parents[2] / "sample"


@pytest.mark.django_db
def test_the_sample_is_complete_marked_and_loaded_once(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    told: list[tuple[int, int]] = []
    with django_capture_on_commit_callbacks(execute=True):
        made = load(SAMPLE, None, lambda done, total: told.append((done, total)))
    assert made == 10
    assert told[-1] == (10, 10)
    for code, _name in settings.LANGUAGES:
        for address in (
            "",
            "about/",
            "about/values/",
            "about/strategy/",
            "about/governance/",
            "news/",
            "papers/",
        ):
            answer = client.get(f"/{code}/{address}")
            assert answer.status_code == 200, f"/{code}/{address}"
    assert not TextPage.objects.filter(is_sample=False).exists()
    values = client.get("/ar/about/values/").content.decode()
    assert "نسويتنا تقاطعية" in values
    assert "Our feminism" not in values
    assert not NewsPage.objects.exists()
    assert Work.objects.get().is_sample
    assert Work.objects.get().versions.count() == 3

    values = TextPage.objects.get(slug="values", locale__language_code="en")
    values.title = "What we hold dear"
    values.save_revision().publish()
    home = HomePage.objects.get(locale__language_code="fr")
    home.hero = ""
    home.save_revision().publish()
    assert load(SAMPLE, None) == 0
    values.refresh_from_db()
    home.refresh_from_db()
    assert (values.title, home.hero) == ("What we hold dear", "")
