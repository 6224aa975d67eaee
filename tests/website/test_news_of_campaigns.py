"""The page of a campaign names its news, in the reader's language or in the first one."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.website.conftest import published, spanish
from whrin.campaigns.actions.campaigning import save_campaign, set_campaign_state
from whrin.campaigns.enums import CampaignState
from whrin.campaigns.models import Campaign
from whrin.website.models import NewsIndexPage, NewsPage
from whrin.website.translating import translate_page

pytestmark = pytest.mark.django_db

WORDS = [{"en": "News", "es": "Noticias"}, {"en": "A law was changed", "es": "Cambió una ley"}]


@pytest.fixture
def campaign() -> Campaign:
    text = {"name": "Keep families together", "goal": "No child is taken.", "asks": "One"}
    made = save_campaign(campaign=None, language="en", text=text, by=cast.coordinator())
    set_campaign_state(campaign=made, state=CampaignState.OPEN, by=None)
    return made


def test_news_stand_with_their_campaign_and_with_no_other(
    campaign: Campaign, news_index: NewsIndexPage, django_capture_on_commit_callbacks
) -> None:
    news = published(news_index, NewsPage(title="News", slug="law"))
    page = reverse("campaigns:campaign", args=[campaign.slug])
    assert "A law was changed" not in Client().get(page).content.decode()
    news = NewsPage.objects.get()
    news.title, news.campaign = "A law was changed", campaign
    news.save_revision().publish()
    assert f'<a href="{news.url_path}" lang="en" dir="ltr">A law was changed</a>' in (
        Client().get(page).content.decode()
    )
    for spoken in (news_index, news):
        with django_capture_on_commit_callbacks(execute=True):
            translate_page(page=spoken, locale=spanish(), words=WORDS, by=None)
    in_spanish = Client().get(page.replace("/en/", "/es/")).content.decode()
    assert "Cambió una ley" in in_spanish
    assert "A law was changed" not in in_spanish
    news.unpublish()
    assert "A law was changed" not in Client().get(page).content.decode()
