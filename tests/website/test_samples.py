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
    assert made == 35
    assert told[-1] == (35, 35)
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
    assert NewsPage.objects.filter(is_sample=True).count() == 25
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


def test_no_page_names_a_day_that_the_events_file_does_not_know() -> None:
    from whrin.website.sample_events import usual_time

    assert usual_time({"fixed_date": "06-26", "typical_month": "6"}) == "26 June"
    assert usual_time({"fixed_date": "11-25/12-10", "typical_month": "11-12"}) == "25 November to 10 December"
    assert usual_time({"fixed_date": "", "typical_month": "2;6-7;10-11"}) == (
        "February, June to July, October to November"
    )
    assert usual_time({"fixed_date": "", "typical_month": "3"}) == "March"
