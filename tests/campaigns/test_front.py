"""Campaigns: written at the desk, shown when there is something to show, acted on without a trace."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.campaigns.making import agreed
from tests.cast import SignedIn
from whrin.campaigns.actions.campaigning import CannotOpen, save_campaign, save_target, set_campaign_state
from whrin.campaigns.enums import CampaignState
from whrin.campaigns.front.cards import wrapped
from whrin.campaigns.models import Campaign, Target
from whrin.events.models import Body, Session
from whrin.kit.days import today

pytestmark = pytest.mark.django_db

TEXT = {"name": "Keep families together", "goal": "No child is taken for drug use alone.", "asks": "One\nTwo"}


def _campaign(state: CampaignState = CampaignState.OPEN, **columns: object) -> Campaign:
    made = save_campaign(campaign=None, language="en", text=TEXT, by=cast.coordinator(), **columns)
    set_campaign_state(campaign=made, state=state, by=None)  # type: ignore[arg-type]  # as a chore would
    made.refresh_from_db()
    return made


def test_an_editor_writes_a_campaign_and_a_moderator_shows_it() -> None:
    editor, moderator = SignedIn(cast.editor()), SignedIn(cast.moderator())
    given = {"language": "en", **TEXT, "summary": "", "results": "", "works": ""}
    answer = editor.post(reverse("campaigns:campaign_new"), given)
    made = Campaign.objects.get()
    assert answer.status_code == 302
    page = reverse("campaigns:campaign", args=[made.slug])
    assert Client().get(page).status_code == 404
    state = reverse("campaigns:campaign_state", args=[made.slug])
    assert editor.post(state, {"state": "open"}).status_code == 403
    assert moderator.post(state, {"state": "open"}).status_code == 302
    shown = Client().get(page).content.decode()
    assert "<li>One</li><li>Two</li>" in shown
    for list_page in ("campaigns:campaigns", "campaigns:campaigns_feed"):
        assert TEXT["name"] in Client().get(reverse(list_page)).content.decode()


def test_a_campaign_without_asks_cannot_be_shown_and_a_shown_one_keeps_them() -> None:
    by = cast.coordinator()
    made = save_campaign(campaign=None, language="en", text={**TEXT, "asks": ""}, by=by)
    with pytest.raises(CannotOpen):
        set_campaign_state(campaign=made, state=CampaignState.OPEN, by=by)
    save_campaign(campaign=made, language="en", text=TEXT, by=by)
    set_campaign_state(campaign=made, state=CampaignState.OPEN, by=by)
    with pytest.raises(CannotOpen):
        save_campaign(campaign=made, language="en", text={**TEXT, "goal": ""}, by=by)
    made.refresh_from_db()
    assert made.texts["en"]["goal"] == TEXT["goal"]


def test_writing_in_one_language_leaves_the_others_alone() -> None:
    made = _campaign()
    save_campaign(campaign=made, language="es", text={**TEXT, "name": "Familias juntas"}, by=cast.editor())
    made.refresh_from_db()
    assert (made.texts["en"]["name"], made.texts["es"]["name"]) == (TEXT["name"], "Familias juntas")
    spanish = Client().get(f"/es/act/campaigns/{made.slug}/").content.decode()
    assert "Familias juntas" in spanish


def test_a_letter_names_the_office_and_its_blanks_and_nothing_is_kept() -> None:
    by = cast.editor()
    target = save_target(target=None, language="en", office="Minister", name="A. Office", by=by)
    Target.objects.filter(pk=target.pk).update(address="minister@gov.example")
    made = _campaign(targets=[target])
    client = SignedIn(by)
    letter = {
        "kind": "letter",
        "language": "en",
        "title": "Write",
        "subject": "Families",
        "text": "I, [name], ask",
    }
    assert client.post(reverse("campaigns:action_new", args=[made.slug]), letter).status_code == 302
    answer = Client().get(reverse("campaigns:do", args=[made.slug, 1]))
    page = answer.content.decode()
    assert "mailto:minister@gov.example?subject=Families" in page
    assert '<bdi lang="en">name</bdi>' in page
    assert not answer.cookies


def test_a_picture_is_drawn_once_and_of_the_right_size() -> None:
    cache.clear()
    made = _campaign()
    SignedIn(cast.editor()).post(
        reverse("campaigns:action_new", args=[made.slug]),
        {"kind": "card", "language": "ar", "title": "x", "subject": "", "text": "لا تؤخذ طفلة من أمها"},
    )
    address = reverse("campaigns:card", args=[made.slug, 1, "ar", "square"])
    answer = Client().get(address)
    assert answer["Content-Type"] == "image/png"
    assert answer.content[16:24] == (1080).to_bytes(4, "big") * 2
    assert Client().get(address).content == answer.content
    assert Client().get(address.replace("square", "round")).status_code == 404


def test_papers_of_a_campaign_stand_on_its_page_when_they_are_public() -> None:
    paper = agreed()
    made = _campaign(papers=[paper])
    page = reverse("campaigns:campaign", args=[made.slug])
    assert "Care, not punishment" not in Client().get(page).content.decode()
    paper.slug, paper.state = "care", "open"
    paper.save()
    assert "Care, not punishment" in Client().get(page).content.decode()


def test_whoever_writes_a_campaign_chooses_papers_by_their_titles() -> None:
    paper = agreed()
    paper.slug, paper.state = "care", "open"
    paper.save()
    page = SignedIn(cast.moderator()).get(reverse("campaigns:campaign_new")).content.decode()
    assert f'<option value="{paper.pk}">Care, not punishment</option>' in page


@pytest.mark.parametrize(("words", "lines"), [("", 0), ("a" * 60, 3), ("one two", 1), ("w " * 400, 7)])
def test_long_words_fit_a_picture(words: str, lines: int) -> None:
    made = wrapped(words)
    assert len(made) == lines
    assert all(len(line) <= 27 for line in made)


def test_what_was_submitted_stands_with_its_session() -> None:
    body = Body.objects.create(slug="committee", names={"en": "Committee"})
    session = Session(
        slug="committee-1", body=body, names={"en": "Session 1"}, state="public", changed_on=today()
    )
    session.save()
    paper = agreed(session=session)
    page = reverse("events:session", args=[session.slug])
    assert "Care, not punishment" not in Client().get(page).content.decode()
    paper.slug, paper.state = "care", "open"
    paper.save()
    assert "Care, not punishment" in Client().get(page).content.decode()
