"""Files of an answer: expected when the answer speaks of them, kept when they come."""

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext_lazy as _

from whrin.surveys.enums import Traces
from whrin.surveys.instances import Instance, files_named, last_part
from whrin.surveys.keys import mark
from whrin.surveys.models import AnswerEdition, Attachment, AttachmentPart, Version
from whrin.surveys.pictures import is_picture, without_traces_of_cameras
from whrin.surveys.queries import label_of_file
from whrin.surveys.sealing import PART, new_file_key, seal_parts, sealer_of


class FileDiffers(Exception):
    """Another file came under this name before."""

    def __init__(self) -> None:
        super().__init__(_("A different file has come under the same name before. This one was not kept."))


@dataclass(frozen=True)
class SentFile:
    """A file as it came. `content`: at its beginning."""

    name: str
    media_type: str
    content: IO[bytes]


def expect_files(edition: AnswerEdition, version: Version, instance: Instance) -> None:
    """Note which files the answer speaks of. A trail of steps is none, where the form does not keep it."""
    form = version.form
    left_out = {path for path, trace in version.traces.items() if trace not in form.keeps()}
    names = files_named(instance, [path for path in version.uploads if path not in left_out])
    if names:
        Attachment.objects.bulk_create(_missing(edition, version, name) for name in names)


def keep_files(edition: AnswerEdition, version: Version, files: Sequence[SentFile]) -> None:
    """Keep those files that the edition expects. One that is there already changes nothing. Raises
    `FileDiffers`.
    """
    if not files:
        return
    expected = {row.mark: row for row in edition.attachments.all()}
    for file in files:
        row = expected.get(_mark_of_name(edition, version, last_part(file.name)))
        if row is not None:
            _keep(row, version, file)


def _mark_of_name(edition: AnswerEdition, version: Version, name: str) -> str:
    return mark(version.form, f"{edition.mark}\n{name}", purpose="file")


def _missing(edition: AnswerEdition, version: Version, name: str) -> Attachment:
    own = _mark_of_name(edition, version, name)
    return Attachment(edition=edition, mark=own, sealed=_told(version, own, {"name": name}))


def _told(version: Version, own: str, told: dict[str, str]) -> str:
    form = version.form
    return sealer_of(form).seal(form, json.dumps(told), label=label_of_file(own))


def _keep(row: Attachment, version: Version, file: SentFile) -> None:
    digest = mark(version.form, _digest_of(file.content), purpose="bytes")
    if not row.is_missing:
        if row.digest != digest:
            raise FileDiffers
        return
    key, size = new_file_key(), 0
    sealed = seal_parts(base64.b64decode(key), _blocks(file, version), label=label_of_file(row.mark))
    for number, part in enumerate(sealed):
        AttachmentPart.objects.create(attachment=row, number=number, sealed=part)
        size += len(part)
    told = {"name": last_part(file.name), "type": file.media_type[:100], "size": str(size), "key": key}
    row.sealed, row.digest, row.is_missing = _told(version, row.mark, told), digest, False
    row.save(update_fields=["sealed", "digest", "is_missing"])


def _digest_of(content: IO[bytes]) -> bytes:
    content.seek(0)
    digest = hashlib.sha256()
    while block := content.read(PART):
        digest.update(block)
    return digest.digest()


def _blocks(file: SentFile, version: Version) -> Iterator[bytes]:
    """Yield the bytes to keep: a picture without what the camera wrote into it, unless places are kept."""
    file.content.seek(0)
    if is_picture(file.content) and Traces.PLACE not in version.form.keeps():
        picture = without_traces_of_cameras(file.content.read())
        yield from (picture[at : at + PART] for at in range(0, len(picture), PART))
        return
    while block := file.content.read(PART):
        yield block
