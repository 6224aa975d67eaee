"""Editors submit, moderators publish, visitors see."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.cast import SignedIn
from tests.website.conftest import published
from whrin.people.models import Person
from whrin.website.models import HomePage, SectionPage, TextPage


def form(**changes: str) -> dict[str, str]:
    """Return the fields of a page's form as the desk posts them."""
    return {
        "title": "Our goal",
        "slug": "goal",
        "intro": "",
        "body-count": "0",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "0",
        **changes,
    }


def test_an_editor_submits_and_a_moderator_publishes(
    client: Client, section: SectionPage, editor: Person, moderator: Person
) -> None:
    desk = SignedIn(editor)
    add = f"/desk/pages/add/website/textpage/{section.pk}/"
    assert desk.post(add, form(**{"action-submit": "1"})).status_code == 302
    page = TextPage.objects.get(slug="goal")
    assert not page.live
    assert client.get("/en/about/goal/").status_code == 404

    task = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", task.pk))
    desk.post(address, {"comment": ""})
    assert page.current_workflow_task_state == task
    assert not TextPage.objects.get(slug="goal").live

    assert SignedIn(moderator).post(address, {"comment": ""}).status_code == 302
    assert TextPage.objects.get(slug="goal").live
    assert "Our goal" in client.get("/en/about/goal/").content.decode()


def test_an_editor_cannot_publish(client: Client, section: SectionPage, editor: Person) -> None:
    desk = SignedIn(editor)
    add = f"/desk/pages/add/website/textpage/{section.pk}/"
    desk.post(add, form(**{"action-publish": "1"}))
    assert not Page.objects.filter(slug="goal", live=True).exists()
    assert client.get("/en/about/goal/").status_code == 404


def test_an_editors_change_waits_while_visitors_read_the_old_words(
    client: Client, text: TextPage, editor: Person
) -> None:
    answer = SignedIn(editor).post(
        f"/desk/pages/{text.pk}/edit/", form(title="A new goal", **{"action-submit": "1"})
    )
    assert answer.status_code == 302
    assert "A new goal" not in client.get("/en/about/goal/").content.decode()


def test_an_editor_cannot_publish_translations_past_the_review(
    home: HomePage, editor: Person, django_capture_on_commit_callbacks
) -> None:
    from wagtail_localize.models import Translation, TranslationSource

    from tests.website.conftest import spanish

    page = published(home, TextPage(title="Goal", slug="goal"))
    desk = SignedIn(editor)
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(f"/desk/localize/submit/page/{page.pk}/", {"locales": [str(spanish().pk)]})
    assert answer.status_code == 302
    assert not TextPage.objects.get(locale=spanish()).live, "a translation begins as a draft"

    source = TranslationSource.objects.get(translations=Translation.objects.get())
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(f"/desk/localize/update/{source.pk}/", {"publish_translations": "on"})
    assert answer.status_code in (302, 403)
    assert not TextPage.objects.get(locale=spanish()).live


@pytest.mark.parametrize("address", ["/desk/", "/desk/pages/", "/desk/settings/website/identity/"])
def test_a_visitor_is_sent_to_sign_in(db: None, client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_the_desk_opens_for_the_cast(editor: Person, moderator: Person, coordinator: Person) -> None:
    for person in (editor, moderator, coordinator):
        assert SignedIn(person).get("/desk/").status_code == 200
