"""A coordinator keeps the staff, through the pages she would use."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.cast import PASSWORD, SignedIn
from whrin.people.models import Person
from whrin.people.telephones import looks_like_a_telephone_number


def form(name: str, **more: object) -> dict[str, object]:
    return {"username": name, "email": "", "password1": PASSWORD, "password2": PASSWORD, **more}


def test_a_coordinator_makes_an_account_for_an_editor(coordinator: Person) -> None:
    desk = SignedIn(coordinator)
    group = Group.objects.get(name="Editors")
    page = desk.get(reverse("wagtailusers_users:add")).content.decode()
    assert 'name="username"' in page
    assert "first_name" not in page
    answer = desk.post(reverse("wagtailusers_users:add"), form("zarin", groups=[group.pk]))
    assert answer.status_code == 302, answer.content.decode()
    made = Person.objects.get(username="zarin")
    assert (made.is_staff, made.is_superuser, made.email) == (True, False, "")
    assert list(made.groups.all()) == [group]
    assert made.check_password(PASSWORD)


def test_a_coordinator_changes_and_closes_an_account(coordinator: Person, editor: Person) -> None:
    desk = SignedIn(coordinator)
    address = reverse("wagtailusers_users:edit", args=[editor.pk])
    assert desk.get(address).status_code == 200
    answer = desk.post(
        address, {"username": "lucia-2", "email": "l@example.org", "password1": "", "password2": ""}
    )
    assert answer.status_code == 302, answer.content.decode()
    editor.refresh_from_db()
    assert (editor.username, editor.email, editor.is_active) == ("lucia-2", "l@example.org", False)
    assert editor.check_password(PASSWORD)


@pytest.mark.parametrize("count", [1, 3])
def test_a_coordinator_sees_and_searches_the_staff(coordinator: Person, editor: Person, count: int) -> None:
    for number in range(count):
        Person.objects.create_user(f"someone-{number}", password=None, is_staff=True)
    desk = SignedIn(coordinator)
    page = desk.get(reverse("wagtailusers_users:index")).content.decode()
    assert "lucia" in page
    assert "last_login" not in page
    assert desk.get(reverse("wagtailusers_users:index"), {"q": "luc"}).status_code == 200
    assert desk.get(reverse("wagtailusers_users:index"), {"last_login_from": "2026-01-01"}).status_code == 200


@pytest.mark.parametrize("name", ["+254 712 345 678", "0712345678", "(071) 234-5678", "٠٧١٢٣٤٥٦٧٨"])
def test_a_telephone_number_is_no_name(coordinator: Person, name: str) -> None:
    answer = SignedIn(coordinator).post(reverse("wagtailusers_users:add"), form(name))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "telephone number" in page
    assert Person.objects.count() == 1


@pytest.mark.parametrize("name", ["rosa1234567", "1984", "amina", "a-1-2-3-4-5-6-7"])
def test_a_name_with_figures_is_a_name(name: str) -> None:
    assert not looks_like_a_telephone_number(name)


def test_an_editor_cannot_make_accounts(editor: Person) -> None:
    answer = SignedIn(editor).post(reverse("wagtailusers_users:add"), form("zarin"))
    assert answer.status_code in {302, 403}
    assert not Person.objects.filter(username="zarin").exists()


def test_an_editor_sets_her_language_at_the_desk_and_nothing_about_her_person(editor: Person) -> None:
    desk = SignedIn(editor)
    page = desk.get("/desk/account/").content.decode()
    assert "preferred_language" in page
    assert [name for name in ("first_name", 'name="avatar', "old_password") if name in page] == []
    answer = desk.post(
        "/desk/account/",
        {
            "locale-preferred_language": "es",
            "theme-theme": "system",
            "theme-density": "default",
            "theme-contrast": "system",
            "theme-keyboard_shortcuts": "on",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
