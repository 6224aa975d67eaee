import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client, TestCase
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.cast import PASSWORD


@pytest.fixture(autouse=True)
def as_on_a_real_site(settings: Settings, tmp_path: Path) -> None:
    """Ask for the second factor, and count attempts in a folder of the test's own."""
    settings.WHRIN_SECOND_FACTOR = True
    settings.CACHES = {
        **settings.CACHES,
        "default": {**settings.CACHES["default"], "LOCATION": str(tmp_path / "cache")},
    }
    cache.clear()
    logging.getLogger("django.request").setLevel(logging.CRITICAL)


def code_now(secret: str) -> str:
    """Return what the app on her telephone shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


class Browser(Client):
    """What she does at the door, as she would do it."""

    def sign_in(self, name: str, passphrase: str = PASSWORD, **extra: str):  # type: ignore[no-untyped-def]  # Django's monkeypatched response
        return self.post(reverse("account_login"), {"login": name, "password": passphrase}, **extra)

    def confirm(self) -> None:
        assert self.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302

    def set_up_app(self) -> str:
        """Set up the app and return its secret."""
        self.confirm()
        page = self.get(reverse("mfa_activate_totp"))
        secret = str(page.context["form"].secret)
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer = self.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
        assert answer.status_code == 302, answer.content.decode()
        return secret


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def another_browser() -> Browser:
    return Browser()


Telephone = Callable[[str], str]


@pytest.fixture
def telephone() -> Telephone:
    """Return the app on her telephone: from a secret to the code of now."""
    return code_now
