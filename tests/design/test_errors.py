import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings

from whrin.design import errors

pytestmark = pytest.mark.django_db


def test_a_lost_reader_is_told_so_in_her_language(client: Client) -> None:
    page = client.get("/ar/library/no-such-work/")
    assert page.status_code == 404
    assert '<html lang="ar" dir="rtl">' in page.content.decode()


@pytest.mark.parametrize("language", ["en", "es", "fr", "ru", "ar", "pt", "id"])
def test_an_address_made_by_hand_is_answered_in_the_language_it_names(client: Client, language: str) -> None:
    page = client.get(f"/{language}/nothing/here/%00/../x")
    assert page.status_code == 404
    assert f'<html lang="{language}"' in page.content.decode()


def test_a_wrong_method_gets_a_page_and_the_methods_allowed(client: Client) -> None:
    page = client.delete("/en/library/")
    assert page.status_code == 405
    assert page["Allow"] == "GET, HEAD"
    assert "This address cannot be used that way" in page.content.decode()


def test_a_forged_host_is_refused_without_a_word_about_settings(client: Client) -> None:
    page = client.get("/ru/library/", HTTP_HOST="evil.example")
    assert page.status_code == 400
    assert '<html lang="ru"' in page.content.decode()
    assert "ALLOWED_HOSTS" not in page.content.decode()


def test_a_fault_of_ours_shows_no_trace(rf: RequestFactory) -> None:
    page = errors.server_error(rf.get("/fr/library/"))
    assert page.status_code == 500
    assert '<html lang="fr"' in page.content.decode()
    assert "Traceback" not in page.content.decode()


def test_a_frame_that_cannot_be_made_does_not_cost_the_page(rf: RequestFactory) -> None:
    request = rf.get("/es/library/")
    # A request that met no middleware: whatever the frame of the site asks of it fails.
    del request.META["QUERY_STRING"]
    page = errors.not_found(request)
    assert page.status_code == 404
    assert '<html lang="es"' in page.content.decode()


@pytest.mark.parametrize("status", sorted(errors.WORDS))
def test_each_status_says_what_happened_and_what_to_do(rf: RequestFactory, status: int) -> None:
    page = errors.error_page(rf.get("/en/library/"), status)
    assert page.status_code == status
    heading, advice = errors.WORDS[status]
    assert f"<h1>{heading}</h1>" in page.content.decode()
    assert str(advice) in page.content.decode()


def test_what_an_error_says_is_escaped(rf: RequestFactory) -> None:
    page = errors.error_page(rf.get("/en/"), 410, detail="<script>alert(1)</script>")
    assert "<script>alert" not in page.content.decode()


def test_a_form_whose_token_is_missing_is_refused_in_our_words() -> None:
    def broken(request: HttpRequest) -> str:
        return errors.csrf_failed(request).content.decode()

    with override_settings(DEBUG=False):
        assert "This page is not open to you" in broken(RequestFactory().post("/en/library/"))
