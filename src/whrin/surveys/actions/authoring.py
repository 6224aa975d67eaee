"""Questions in work: saved, given up, published; and which of them are the same under a new name."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.people.models import Person
from whrin.surveys.actions.publishing import LARGEST_MEDIA, CannotPublish, publish_version
from whrin.surveys.enums import Part
from whrin.surveys.models import Form, Version, WorkFile
from whrin.surveys.rights import demand
from whrin.surveys.work import mark_of_work, with_version
from whrin.surveys.xlsform import Sheets, consent_in
from whrin.surveys.xlsform.sheets import as_json, from_json

#: Bytes of all files of one form that are not published yet.
LARGEST_TOGETHER = 60 * 1024**2


class WorkChanged(Exception):
    """Two people change the questions of one form."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody has changed these questions since you opened them. Look at what is there now.")
        )


class FileTooLarge(Exception):
    """A file for a form has more bytes than one may have, or all together have."""

    def __init__(self) -> None:
        super().__init__(_("A file may have 5 MB, and all files of a form 60 MB together."))


@transaction.atomic
def save_work(*, form: Form, sheets: Sheets, by: Person | None, seen: str | None = None) -> Form:
    """Keep questions that are not published yet, instead of those that were. `seen`: the mark of the work
    that the author had before her; None: whatever there is. Raises `WorkChanged`.
    """
    demand(by, form, Part.AUTHOR)
    now = Form.objects.select_for_update().get(pk=form.pk)
    if seen is not None and seen != mark_of_work(now):
        raise WorkChanged
    form.sheets_in_work = as_json(sheets)
    form.save(update_fields=["sheets_in_work"])
    record(verb="save_work", about=form, by=by)
    return form


@transaction.atomic
def discard_work(*, form: Form, by: Person | None) -> Form:
    """Throw away what is not published, with its files. Versions stay."""
    demand(by, form, Part.AUTHOR)
    _forget_work(form)
    record(verb="discard_work", about=form, by=by)
    return form


@transaction.atomic
def add_work_file(*, form: Form, name: str, content: bytes, by: Person | None) -> WorkFile:
    """Keep a file for the questions in work, instead of one of the same name. Raises `FileTooLarge`."""
    demand(by, form, Part.AUTHOR)
    others = form.work_files.exclude(name=name).aggregate(sum=Sum("size"))["sum"] or 0
    if len(content) > LARGEST_MEDIA or others + len(content) > LARGEST_TOGETHER:
        raise FileTooLarge
    file, _is_new = WorkFile.objects.update_or_create(
        form=form, name=name[:255], defaults={"size": len(content), "content": content}
    )
    record(verb="add_work_file", about=form, by=by, name=file.name)
    return file


@transaction.atomic
def remove_work_file(*, form: Form, name: str, by: Person | None) -> None:
    """Throw a file for the questions in work away."""
    demand(by, form, Part.AUTHOR)
    if form.work_files.filter(name=name).delete()[0]:
        record(verb="remove_work_file", about=form, by=by, name=name)


@transaction.atomic
def set_renames(*, form: Form, renames: Mapping[str, str], by: Person | None) -> Form:
    """Say which questions are the same under another path in a later version: `{old path: new path}`."""
    demand(by, form, Part.AUTHOR)
    form.renames = {old: new for old, new in renames.items() if old and new and old != new}
    form.save(update_fields=["renames"])
    record(verb="set_renames", about=form, by=by, renames=form.renames)
    return form


@transaction.atomic
def publish_work(
    *,
    form: Form,
    by: Person | None,
    name: str | None = None,
    renames: Mapping[str, str] | None = None,
    seen: str | None = None,
) -> Version:
    """Publish the questions in work, with their files. `name`: of the version; "": of the day; None: as the
    sheets say, or of the day. `renames`: questions of before that go on under another path. `seen`: the mark
    of the work that she looked at; None: whatever there is. Raises `FormRefused`, `CannotPublish`,
    `WorkChanged`.
    """
    demand(by, form, Part.AUTHOR)
    # Two who publish at once: the second finds nothing new.
    form.refresh_from_db(
        fields=["sheets_in_work", "is_sensitive", "renames"],
        from_queryset=Form.objects.select_for_update(),
    )
    if form.sheets_in_work is None:
        raise CannotPublish(_("There is nothing new to publish."))
    if seen is not None and seen != mark_of_work(form):
        raise WorkChanged
    sheets = from_json(form.sheets_in_work)
    if name is not None:
        sheets = with_version(sheets, name)
    if form.is_sensitive and not consent_in(sheets):
        raise CannotPublish(
            _("Answers to this form are sensitive. Say what people agree to (settings, consent).")
        )
    files = {file.name: bytes(file.content) for file in form.work_files.all()}
    version = publish_version(form=form, sheets=sheets, by=by, media=files)
    _forget_work(form)
    if renames:
        set_renames(form=form, renames={**form.renames, **renames}, by=by)
    return version


def _forget_work(form: Form) -> None:
    form.sheets_in_work = None
    form.save(update_fields=["sheets_in_work"])
    form.work_files.all().delete()
