"""Sheets become a version that phones can fetch, and never change again."""

import hashlib
import mimetypes
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.surveys.enums import Part
from whrin.surveys.looking import Looked, look_into, refuse_elsewhere
from whrin.surveys.models import Form, Media, Version
from whrin.surveys.offering import BadList, check_lists
from whrin.surveys.rights import demand
from whrin.surveys.xform import read_form
from whrin.surveys.xlsform import Sheet, Sheets, usable_form
from whrin.surveys.xlsform.sheets import as_json

#: Bytes of one file of a form.
LARGEST_MEDIA = 5 * 1024**2


class CannotPublish(Exception):
    """This version cannot be given out."""


@transaction.atomic
def publish_version(
    *, form: Form, sheets: Sheets, by: Person | None, media: Mapping[str, bytes] | None = None
) -> Version:
    """Publish what is in the sheets, under the form's own name, with a version that no other has.

    `media`: files by name that the form uses; those of the version before need not be given again.
    Raises `FormRefused`, `CannotPublish`.
    """
    demand(by, form, Part.AUTHOR)
    named = _with_names(sheets, form)
    xform = usable_form(named).xform.encode()
    looked = look_into(xform)
    refuse_elsewhere(looked)
    if form.versions.filter(name=looked.version).exists():
        raise CannotPublish(
            _("There is a version %(version)s already. Give this one another name.")
            % {"version": looked.version}
        )
    files = _files_for(form, looked, media or {})
    try:
        check_lists(read_form(xform), {file.name: bytes(file.content) for file in files})
    except BadList as fault:
        raise CannotPublish(str(fault)) from None
    version = Version.objects.create(
        form=form,
        name=looked.version,
        title=(looked.title or form.form_id)[:300],
        sheets=as_json(named),
        xform=xform,
        hash=hashlib.md5(xform, usedforsecurity=False).hexdigest(),
        traces=looked.traces,
        uploads=looked.uploads,
        published_on=today(),
    )
    for file in files:
        file.version = version
    Media.objects.bulk_create(files)
    record(verb="publish", about=form, by=by, version=version.name)
    return version


def _with_names(sheets: Sheets, form: Form) -> dict[str, Sheet]:
    """Return the sheets with the form's own name, and a version where the author gave none."""
    settings = sheets.get("settings", Sheet((), ()))
    row = dict(settings.rows[0]) if settings.rows else {}
    row["form_id"] = form.form_id
    row["version"] = row.get("version", "").strip() or _next_version(form)
    columns = tuple(dict.fromkeys([*settings.columns, "form_id", "version"]))
    return {**sheets, "settings": Sheet(columns, (row,))}


def _next_version(form: Form) -> str:
    """Return the day and a number: `2026112201`."""
    day = f"{today():%Y%m%d}"
    taken = set(form.versions.filter(name__startswith=day).values_list("name", flat=True))
    return next(name for number in range(1, 1000) if (name := f"{day}{number:02}") not in taken)


def _files_for(form: Form, looked: Looked, given: Mapping[str, bytes]) -> list[Media]:
    before = form.versions.first()
    known = {file.name: bytes(file.content) for file in before.media.all()} if before else {}
    files = {**known, **given}
    for name in looked.media:
        if name not in files:
            raise CannotPublish(_("The form uses the file %(name)s. Add it.") % {"name": name})
        if len(files[name]) > LARGEST_MEDIA:
            raise CannotPublish(_("The file %(name)s is larger than 5 MB.") % {"name": name})
    return [_media(name, files[name]) for name in looked.media]


def _media(name: str, content: bytes) -> Media:
    return Media(
        name=name[:255],
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        md5=hashlib.md5(content, usedforsecurity=False).hexdigest(),
        size=len(content),
        content=content,
    )
