import time

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import connection
from django.urls import reverse

from tests.cast import PASSWORD, SignedIn
from tests.people.conftest import Browser
from whrin.people.models import Person
from whrin.people.sessions import SessionStore, row_key

CANARY = "203.0.113.77"


def cookie(browser: Browser) -> str:
    return next(morsel.value for name, morsel in browser.cookies.items() if "session" in name)


def test_a_reader_of_the_database_cannot_take_over_a_session(browser: Browser, editor: Person) -> None:
    browser.sign_in("lucia")
    row = Session.objects.get()
    assert row.session_key != cookie(browser)
    assert row.session_key == row_key(cookie(browser))
    thief = Browser()
    thief.cookies = browser.cookies.copy()
    for morsel in thief.cookies.values():
        if morsel.value == cookie(browser):
            morsel.set(morsel.key, row.session_key, row.session_key)
    assert thief.get(reverse("mfa_index")).status_code == 302


def test_a_reader_of_the_database_cannot_read_who_is_here(browser: Browser, editor: Person) -> None:
    browser.sign_in("lucia")
    data = Session.objects.get().session_data
    with pytest.raises(signing.BadSignature):
        signing.loads(data, salt="django.contrib.sessions.SessionStore")
    assert "lucia" not in data
    assert SessionStore("another key of 32 characters ....").decode(data) == {}


def test_a_session_is_found_changed_and_forgotten(db: None) -> None:
    store = SessionStore()
    store["a"] = 1
    store.create()
    key = store.session_key
    assert key is not None
    assert store.exists(key)
    again = SessionStore(key)
    again["b"] = 2
    again.save()
    assert (again.get("a"), SessionStore(key).get("b")) == (None, 2) or SessionStore(key).get("b") == 2
    again.cycle_key()
    assert not store.exists(key)
    assert SessionStore(again.session_key).get("b") == 2
    again.flush()
    assert Session.objects.count() == 0


def test_the_cookie_goes_with_the_browser(browser: Browser, editor: Person) -> None:
    browser.sign_in("lucia")
    morsel = next(morsel for name, morsel in browser.cookies.items() if "session" in name)
    assert (morsel["max-age"], morsel["expires"]) == ("", "")
    assert morsel["httponly"]
    assert morsel["samesite"] == "Lax"


def test_a_session_ends_after_an_hour_without_use(browser: Browser, editor: Person) -> None:
    with time_machine.travel(time.time()) as clock:
        browser.sign_in("lucia")
        clock.shift(50 * 60)
        assert browser.get(reverse("mfa_index")).status_code == 200
        clock.shift(50 * 60)
        assert browser.get(reverse("mfa_index")).status_code == 200
        clock.shift(61 * 60)
        assert browser.get(reverse("mfa_index")).status_code == 302


def test_a_session_ends_after_twelve_hours_however_busy(browser: Browser, editor: Person) -> None:
    with time_machine.travel(time.time()) as clock:
        browser.sign_in("lucia")
        for _half_hour in range(24):
            assert browser.get(reverse("mfa_index")).status_code == 200
            clock.shift(30 * 60)
        clock.shift(60)
        answer = browser.get(reverse("mfa_index"))
        assert answer.status_code == 302
        assert "cookies" in answer["Clear-Site-Data"]


@pytest.mark.parametrize("address", ["/account/logout/", "/desk/logout/"])
def test_signing_out_ends_the_session_and_clears_the_browser(
    browser: Browser, editor: Person, address: str
) -> None:
    browser.sign_in("lucia")
    kept = cookie(browser)
    answer = browser.post(address)
    assert answer.status_code == 302
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not SessionStore().exists(kept)
    assert browser.get(reverse("mfa_index")).status_code == 302


def test_a_link_cannot_sign_her_out(browser: Browser, editor: Person) -> None:
    browser.sign_in("lucia")
    assert browser.get("/desk/logout/").status_code == 405
    assert browser.get("/account/logout/").status_code == 200
    assert browser.get(reverse("mfa_index")).status_code == 200


def test_a_reader_gets_no_cookie_and_no_session(browser: Browser, db: None) -> None:
    browser.get(reverse("design:exit"))
    assert not browser.cookies
    assert Session.objects.count() == 0


def test_no_address_and_no_browser_is_kept(
    editor: Person, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    agent = "CanaryBrowser/9"
    browser = Browser(REMOTE_ADDR=CANARY, HTTP_USER_AGENT=agent)
    browser.sign_in("lucia", "wrong")
    browser.sign_in("lucia", PASSWORD)
    browser.post(reverse("people_recovery_codes"))
    browser.set_up_app()
    browser.post(reverse("people_recovery_codes"))
    everything = whole_database() + caplog.text + "".join(capfd.readouterr())
    assert CANARY not in everything
    assert agent not in everything


def whole_database() -> str:
    """Return every row of every table, with sessions opened as their owner could."""
    rows: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += map(str, cursor.fetchall())
    return "\n".join(rows)


def test_a_session_holds_no_address_even_for_its_owner(editor: Person) -> None:
    browser = Browser(REMOTE_ADDR=CANARY)
    browser.sign_in("lucia", PASSWORD)
    browser.post(reverse("people_recovery_codes"))
    assert CANARY not in str(dict(browser.session.items()))


def test_counters_hold_no_address(editor: Person, settings: object) -> None:
    from pathlib import Path

    from django.conf import settings as current

    browser = Browser(REMOTE_ADDR=CANARY)
    browser.sign_in("lucia", "wrong")
    folder = Path(current.CACHES["default"]["LOCATION"])
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if CANARY.encode() in path.read_bytes()] == []


def test_the_cast_walks_in_when_no_second_factor_is_asked_for(editor: Person, settings: object) -> None:
    from django.test import override_settings

    with override_settings(WHRIN_SECOND_FACTOR=False):
        assert SignedIn(editor).get("/desk/").status_code == 200
