"""Pages in several languages, side by side."""

import pytest
from django.test import Client
from wagtail_localize.models import StringTranslation, Translation

from tests.cast import SignedIn
from tests.website.conftest import spanish
from whrin.people.models import Person
from whrin.website.models import TextPage
from whrin.website.translating import translate_page

WORDS = [
    {"en": "About us", "es": "Nosotras"},
    {"en": "Our goal", "es": "Nuestro objetivo"},
    {"en": "What we work for.", "es": "Para qué trabajamos."},
    {"en": "Goal", "es": "Objetivo"},
    {"en": "Services that fit her life.", "es": "Servicios <b>para</b> su vida & la nuestra."},
]


@pytest.fixture
def translated(text: TextPage, moderator: Person, django_capture_on_commit_callbacks) -> TextPage:
    with django_capture_on_commit_callbacks(execute=True):
        translate_page(page=text.get_parent().specific, locale=spanish(), words=WORDS, by=moderator)
        translate_page(page=text, locale=spanish(), words=WORDS, by=moderator)
    return TextPage.objects.get(locale=spanish())


def test_a_published_translation_is_read_at_its_own_address(client: Client, translated: TextPage) -> None:
    page = client.get("/es/about/goal/").content.decode()
    assert '<html lang="es" dir="ltr">' in page
    assert "Nuestro objetivo" in page
    assert "Servicios &lt;b&gt;para&lt;/b&gt; su vida &amp; la nuestra." in page
    assert "Our goal" in client.get("/en/about/goal/").content.decode()


def test_the_language_switch_leads_to_the_translation_or_to_the_languages_home(
    client: Client, translated: TextPage
) -> None:
    page = client.get("/en/about/goal/").content.decode()
    assert 'href="/es/about/goal/" lang="es"' in page
    assert 'href="/ar/" lang="ar"' in page


def test_a_page_without_a_translation_is_not_found_in_another_language(
    client: Client, text: TextPage
) -> None:
    assert client.get("/es/about/goal/").status_code == 404


def test_a_link_leads_to_the_page_in_the_readers_language(client: Client, translated: TextPage) -> None:
    from whrin.website.rich_text import with_links

    source = TextPage.objects.get(locale__language_code="en")
    from django.utils import translation

    html = f'<p><a linktype="page" id="{source.pk}">x</a></p>'
    with translation.override("es"):
        assert 'href="/es/about/goal/"' in with_links(html)
    with translation.override("ar"):
        assert 'href="/en/about/goal/"' in with_links(html)


def test_a_moderator_translates_side_by_side_on_the_desk(
    client: Client, translated: TextPage, moderator: Person, django_capture_on_commit_callbacks
) -> None:
    desk = SignedIn(moderator)
    answer = desk.get(f"/desk/pages/{translated.pk}/edit/")
    assert answer.status_code == 200
    assert "Services that fit her life." in answer.content.decode()

    string = StringTranslation.objects.get(data="Nuestro objetivo")
    string.data = "Nuestra meta"
    string.save()
    translation = Translation.objects.get(source__object_id=translated.translation_key)
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(f"/desk/pages/{translated.pk}/edit/", {"action": "publish"})
    assert answer.status_code == 302
    assert translation.get_target_instance().live
    assert "Nuestra meta" in client.get("/es/about/goal/").content.decode()
