from pathlib import Path

from pytest_django.fixtures import Settings

from tests.people.conftest import Browser
from whrin.people.models import Person
from whrin.people.samples import MEMBERS, load, sign_ins


def test_the_sample_staff_come_in_with_what_was_written_down(
    db: None, settings: Settings, tmp_path: Path, browser: Browser
) -> None:
    settings.VAR = tmp_path
    settings.WHRIN_SECOND_FACTOR = False
    assert sign_ins() == []
    assert load(tmp_path) == 6
    path = tmp_path / "sample-sign-ins.txt"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [name for name, _passphrase, _role in sign_ins()] == [
        "coordinator", "editor", "moderator", "Sample Heron", "Sample Wren", "Sample Ibis"
    ]  # fmt: skip
    for name, passphrase, role in sign_ins():
        assert role
        each = Browser()
        assert each.sign_in(name, passphrase).status_code == 302
        home, closed = ("/account/", "/desk/") if name in MEMBERS else ("/desk/", "/nowhere/")
        assert each.get(home).status_code == 200
        assert each.get(closed, follow=True).status_code in {403, 404}


def test_a_second_run_changes_nobody(db: None, settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    load(tmp_path)
    before = (tmp_path / "sample-sign-ins.txt").read_text()
    editor = Person.objects.get(username="editor")
    editor.set_password("changed by herself")
    editor.save()
    assert load(tmp_path) == 0
    editor.refresh_from_db()
    assert editor.check_password("changed by herself")
    assert (tmp_path / "sample-sign-ins.txt").read_text() == before
    assert Person.objects.count() == 6
