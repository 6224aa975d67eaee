"""Every page at the door: readable, in the frame, without inline script."""

import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.people.conftest import Browser
from whrin.people.models import Person

OPEN = ["account_login", "account_inactive", "account_join",
    "account_recover",
    "account_delete_by_code", "account_reset_password",
        "account_reset_password_done", "account_reset_password_from_key_done"]  # fmt: skip
INSIDE = ["account_logout", "account_reauthenticate", "account_change_password", "mfa_index",
          "mfa_activate_totp", "people_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn"]  # fmt: skip
WITH_APP = ["mfa_deactivate_totp", "mfa_reauthenticate", "mfa_index"]


def check(page: str) -> None:
    assert page.count("<h1") == 1
    assert '<main id="main"' in page
    assert 'content="noindex"' in page
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", page) == []
    assert re.findall(r"\son\w+=|javascript:", page) == []
    labels = set(re.findall(r'<label for="([^"]+)"', page))
    inputs = set(re.findall(r'<input(?=[^>]*type="(?:text|password|email)")[^>]* id="([^"]+)"', page))
    assert inputs <= labels
    described = {name for names in re.findall(r'aria-describedby="([^"]+)"', page) for name in names.split()}
    assert described <= set(re.findall(r'id="([^"]+)"', page))


@pytest.mark.parametrize("name", OPEN)
def test_anyone_reads_the_pages_at_the_door(browser: Browser, db: None, name: str) -> None:
    check(browser.get(reverse(name)).content.decode())


@pytest.mark.parametrize("language", ["ar", "es", "ru"])
def test_the_door_speaks_her_language(browser: Browser, db: None, language: str) -> None:
    page = browser.get(reverse("account_login"), headers={"accept-language": language}).content.decode()
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in page


@pytest.mark.parametrize("name", INSIDE)
def test_an_editor_reads_the_pages_inside(browser: Browser, editor: Person, name: str) -> None:
    browser.sign_in("lucia")
    browser.confirm()
    answer = browser.get(reverse(name))
    assert answer.status_code == 200
    check(answer.content.decode())


@pytest.mark.parametrize("name", WITH_APP)
def test_an_editor_with_an_app_reads_its_pages(browser: Browser, editor: Person, name: str) -> None:
    browser.sign_in("lucia")
    with time_machine.travel(time.time(), tick=False):
        browser.set_up_app()
    check(browser.get(reverse(name)).content.decode())


def test_the_second_step_is_readable_and_works_with_scripts_off(browser: Browser, editor: Person) -> None:
    browser.sign_in("lucia")
    browser.set_up_app()
    again = Browser()
    again.sign_in("lucia")
    page = again.get(reverse("mfa_authenticate")).content.decode()
    check(page)
    assert "<noscript>" in page
    wrong = again.post(reverse("mfa_authenticate"), {"code": "12"}).content.decode()
    assert "The code is not right" in wrong
    check(wrong)


def test_a_mistake_is_named_above_the_form_and_at_its_field(browser: Browser, db: None) -> None:
    page = browser.post(reverse("account_login"), {"login": "", "password": ""}).content.decode()
    check(page)
    assert 'role="alert"' in page
    assert 'href="#id_login"' in page


def test_keys_are_named_and_removed_by_their_owner_alone(
    browser: Browser, editor: Person, moderator: Person
) -> None:
    key = Authenticator.objects.create(
        user=moderator, type=Authenticator.Type.WEBAUTHN, data={"name": "Nino's key", "credential": {}}
    )
    browser.sign_in("lucia")
    browser.confirm()
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        answer = browser.post(reverse(name, args=[key.pk]), {"name": "mine"}, follow=True)
        assert answer.status_code == 404
    assert Authenticator.objects.filter(pk=key.pk, data__name="Nino's key").exists()
