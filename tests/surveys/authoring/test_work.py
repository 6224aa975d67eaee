"""What an author saves is there until it is published, and then it is the version."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.surveys import making
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.models import Form, Version, WorkFile
from whrin.surveys.work import mark_of_work, work_on
from whrin.surveys.xlsform import Sheets, read_sheets


def _sheets(table: str = making.SMALL, version: str = "") -> Sheets:
    return read_sheets(table.format(version=version).encode())


def _form(by: Person, **wishes: object) -> Form:
    return actions.create_form(form_id="small", by=by, **wishes)  # type: ignore[arg-type]


def test_work_is_published_with_its_files_and_then_gone(coordinator: Person) -> None:
    form = _form(coordinator)
    actions.save_work(form=form, sheets=_sheets(making.VISIT), by=coordinator)
    actions.add_work_file(form=form, name="towns.csv", content=b"name,label\n", by=coordinator)
    actions.add_work_file(form=form, name="towns.csv", content=making.TOWNS, by=coordinator)
    version = actions.publish_work(form=form, by=coordinator, name="first")
    assert (version.name, [bytes(file.content) for file in version.media.all()]) == ("first", [making.TOWNS])
    assert Form.objects.get().sheets_in_work is None and not WorkFile.objects.exists()
    assert "version" not in work_on(form)["settings"].columns


def test_work_that_cannot_be_published_stays(coordinator: Person) -> None:
    form = _form(coordinator)
    actions.save_work(form=form, sheets=_sheets(making.VISIT), by=coordinator)
    with pytest.raises(actions.CannotPublish, match=r"towns\.csv"):
        actions.publish_work(form=form, by=coordinator)
    assert Form.objects.get().sheets_in_work and not Version.objects.exists()
    actions.discard_work(form=form, by=coordinator)
    with pytest.raises(actions.CannotPublish, match="nothing new"):
        actions.publish_work(form=form, by=coordinator)


def test_a_sensitive_form_is_not_published_without_what_people_agree_to(coordinator: Person) -> None:
    form = _form(coordinator, is_sensitive=True)
    actions.save_work(form=form, sheets=_sheets(), by=coordinator)
    with pytest.raises(actions.CannotPublish, match="consent"):
        actions.publish_work(form=form, by=coordinator)
    table = making.SMALL.replace("version |", "version | consent |").replace(
        "{version} |", "{version} | Yes? |"
    )
    actions.save_work(form=form, sheets=_sheets(table), by=coordinator)
    version = actions.publish_work(form=form, by=coordinator)
    assert b"consent_page" in bytes(version.xform)


def test_two_authors_do_not_overwrite_each_other(coordinator: Person) -> None:
    form = _form(coordinator)
    actions.save_work(form=form, sheets=_sheets(), by=coordinator, seen="")
    seen = mark_of_work(Form.objects.get())
    actions.save_work(form=form, sheets=_sheets(making.VISIT), by=coordinator, seen=seen)
    with pytest.raises(actions.WorkChanged):
        actions.save_work(form=form, sheets=_sheets(), by=coordinator, seen=seen)
    assert len(work_on(Form.objects.get())["survey"].rows) > 1


def test_an_editor_of_the_library_cannot_change_questions(coordinator: Person, editor: Person) -> None:
    form = _form(coordinator)
    for change in (
        lambda: actions.save_work(form=form, sheets=_sheets(), by=editor),
        lambda: actions.add_work_file(form=form, name="a", content=b"", by=editor),
        lambda: actions.set_renames(form=form, renames={"/data/a": "/data/b"}, by=editor),
        lambda: actions.publish_work(form=form, by=editor),
        lambda: actions.discard_work(form=form, by=editor),
    ):
        with pytest.raises(PermissionDenied):
            change()
    now = Form.objects.get()
    assert (now.sheets_in_work, now.renames) == (None, {}) and not WorkFile.objects.exists()


def test_a_file_that_is_too_large_is_refused_and_nothing_kept(coordinator: Person) -> None:
    form = _form(coordinator)
    with pytest.raises(actions.FileTooLarge):
        actions.add_work_file(form=form, name="a.png", content=b"x" * (5 * 1024**2 + 1), by=coordinator)
    assert not WorkFile.objects.exists()


def test_a_question_under_a_new_name_is_kept_as_the_same(coordinator: Person) -> None:
    form = making.publish(_form(coordinator), coordinator)
    actions.save_work(
        form=form, sheets=_sheets(making.SMALL.replace("| name | Name", "| called | Name")), by=coordinator
    )
    actions.publish_work(
        form=form, by=coordinator, renames={"/data/name": "/data/called", "/data/x": "/data/x"}
    )
    assert Form.objects.get().renames == {"/data/name": "/data/called"}
