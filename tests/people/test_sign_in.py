import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.cast import PASSWORD
from tests.people.conftest import Browser, Telephone
from whrin.people.models import Person

DESK = "/desk/"


def test_an_editor_without_a_second_factor_cannot_open_the_desk(browser: Browser, editor: Person) -> None:
    answer = browser.sign_in("lucia")
    assert (answer.status_code, answer["Location"]) == (302, DESK)
    desk = browser.get(DESK)
    assert (desk.status_code, desk["Location"]) == (302, reverse("mfa_index"))
    assert "set up a second factor" in browser.get(reverse("mfa_index")).content.decode()
    for address in ("/desk/pages/", "/desk/images/add/", "/desk/account/"):
        assert browser.get(address).status_code == 302


def test_an_editor_with_a_code_from_her_app_opens_the_desk(
    browser: Browser, another_browser: Browser, editor: Person, telephone: Telephone
) -> None:
    browser.sign_in("lucia")
    with time_machine.travel(time.time(), tick=False):
        secret = browser.set_up_app()
    assert browser.get(DESK).status_code == 200
    first = another_browser.sign_in("lucia")
    assert first["Location"] == reverse("mfa_authenticate")
    assert another_browser.get(DESK).status_code == 302
    answer = another_browser.post(reverse("mfa_authenticate"), {"code": telephone(secret)})
    assert (answer.status_code, answer["Location"]) == (302, DESK)
    assert another_browser.get(DESK).status_code == 200


def test_a_code_cannot_be_used_twice(browser: Browser, editor: Person, telephone: Telephone) -> None:
    browser.sign_in("lucia")
    with time_machine.travel(time.time(), tick=False):
        secret = browser.set_up_app()
        code = telephone(secret)
        for expected in (302, 200):
            again = Browser()
            again.sign_in("lucia")
            assert again.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected


def test_a_session_from_before_the_second_factor_stays_outside(
    browser: Browser, another_browser: Browser, editor: Person
) -> None:
    another_browser.sign_in("lucia")
    browser.sign_in("lucia")
    browser.set_up_app()
    assert browser.get(DESK).status_code == 200
    assert another_browser.get(DESK)["Location"] == reverse("mfa_index")


def test_a_woman_who_lost_her_telephone_comes_in_with_a_recovery_code_once(
    browser: Browser, editor: Person
) -> None:
    browser.sign_in("lucia")
    browser.set_up_app()
    page = browser.post(reverse("people_recovery_codes"))
    assert "no-store" in page["Cache-Control"]
    codes = page.context["codes"]
    assert len(codes) == 10
    kept = "".join(code.fingerprint for code in editor.recovery_codes.all())
    assert [code for code in codes if code in kept or code.replace("-", "") in kept] == []
    assert codes[0] not in browser.get(reverse("people_recovery_codes")).content.decode()
    for expected in (302, 200):
        later = Browser()
        later.sign_in("lucia")
        answer = later.post(reverse("mfa_authenticate"), {"code": f" {codes[0].lower()} "})
        assert answer.status_code == expected
    assert editor.recovery_codes.count() == 9


def test_recovery_codes_are_not_made_without_the_passphrase(browser: Browser, editor: Person) -> None:
    browser.sign_in("lucia")
    answer = browser.post(reverse("people_recovery_codes"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert editor.recovery_codes.count() == 0


def test_the_secret_of_the_app_is_sealed_in_the_database(browser: Browser, editor: Person) -> None:
    browser.sign_in("lucia")
    secret = browser.set_up_app()
    kept = str(Authenticator.objects.get().data)
    assert secret not in kept
    assert "v1:" in kept


@pytest.mark.parametrize("name", ["lucia", "nobody-of-this-name"])
def test_ten_wrong_passphrases_are_followed_by_a_clear_stop(
    browser: Browser, editor: Person, name: str
) -> None:
    for _attempt in range(10):
        assert browser.sign_in(name, "wrong").status_code == 200
    stopped = browser.sign_in(name, PASSWORD)
    assert stopped.status_code == 429
    assert "we wait five minutes" in stopped.content.decode()
    assert browser.get(DESK).status_code == 302


def test_others_still_come_in_while_one_name_is_being_guessed(
    browser: Browser, another_browser: Browser, editor: Person, moderator: Person
) -> None:
    for _attempt in range(12):
        browser.sign_in("lucia", "wrong")
    assert another_browser.sign_in("nino").status_code == 302


def test_known_and_unknown_names_get_the_same_answer(browser: Browser, editor: Person) -> None:
    known, unknown = (browser.sign_in(name, "wrong") for name in ("lucia", "zarin"))
    assert known.status_code == unknown.status_code
    pages = [page.content.decode().replace(name, "") for page, name in ((known, "lucia"), (unknown, "zarin"))]
    assert without_tokens(pages[0]) == without_tokens(pages[1])
    assert "The name or the passphrase is not right" in pages[0]


def without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_known_and_unknown_names_take_the_same_work(
    browser: Browser, editor: Person, settings: Settings
) -> None:
    settings.PASSWORD_HASHERS = ["tests.people.counting.CountingHasher"]
    editor.set_password(PASSWORD)
    editor.save()
    from tests.people.counting import CountingHasher

    counts = []
    for name in ("lucia", "zarin"):
        CountingHasher.worked = 0
        browser.sign_in(name, "wrong")
        counts.append(CountingHasher.worked)
    assert counts[0] == counts[1] > 0


def test_the_name_she_typed_is_kept_and_the_passphrase_is_not(browser: Browser, editor: Person) -> None:
    page = browser.sign_in("lucia", "wrong passphrase").content.decode()
    assert 'value="lucia"' in page
    assert "wrong passphrase" not in page


def test_allauths_own_door_leads_to_ours_and_makes_nobody(browser: Browser, db: None) -> None:
    form = {"username": "new", "password1": PASSWORD, "password2": PASSWORD}
    for answer in (browser.get(reverse("account_signup")), browser.post(reverse("account_signup"), form)):
        assert (answer.status_code, answer["Location"]) == (302, reverse("account_join"))
    assert Person.objects.count() == 0


@pytest.mark.parametrize("address", ["/desk/login/", "/desk/login/?next=/desk/pages/"])
def test_wagtails_own_door_leads_to_ours(browser: Browser, db: None, address: str) -> None:
    assert browser.get(address)["Location"].startswith(reverse("account_login"))
    assert browser.get("/desk/password_reset/")["Location"] == reverse("account_reset_password")
    assert browser.get(DESK)["Location"].startswith(reverse("account_login"))


def test_wagtails_own_door_does_not_let_anyone_in(browser: Browser, editor: Person) -> None:
    answer = browser.post("/desk/login/", {"username": "lucia", "password": PASSWORD})
    assert answer.status_code == 302
    assert "_auth_user_id" not in browser.session


def test_a_forgotten_passphrase_is_reset_by_letter_only_where_there_is_an_address(
    browser: Browser, editor: Person
) -> None:
    editor.email = "lucia@example.org"
    editor.save()
    known = browser.post(reverse("account_reset_password"), {"email": "lucia@example.org"})
    wait_for_letters()
    assert len(mail.outbox) == 1
    letter = mail.outbox[0]
    assert (letter.subject, letter.to) == ("Update", ["lucia@example.org"])
    assert "WHRIN" not in letter.subject + letter.body
    unknown = browser.post(reverse("account_reset_password"), {"email": "zarin@example.org"})
    wait_for_letters()
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 1
    link = next(word for word in letter.body.split() if "/account/password/reset/key/" in word)
    page = browser.get(link.partition("testserver")[2], follow=True)
    action = page.context["action_url"]
    done = browser.post(
        action, {"password1": "four words not together", "password2": "four words not together"}
    )
    assert done.status_code == 302
    assert browser.sign_in("lucia", "four words not together").status_code == 302


def wait_for_letters() -> None:
    import threading

    for thread in threading.enumerate():
        if thread.name == "letter":
            thread.join(timeout=10)


def test_a_new_passphrase_signs_her_out_everywhere(
    browser: Browser, another_browser: Browser, editor: Person
) -> None:
    another_browser.sign_in("lucia")
    browser.sign_in("lucia")
    browser.confirm()
    new = "four words not together"
    answer = browser.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert answer.status_code == 302
    for either in (browser, another_browser):
        assert either.get(reverse("mfa_index"))["Location"].startswith(reverse("account_login"))


def test_a_closed_account_cannot_come_in(browser: Browser, editor: Person) -> None:
    editor.is_active = False
    editor.save()
    assert browser.sign_in("lucia").status_code in {200, 302}
    assert "_auth_user_id" not in browser.session
