"""Answers are begun on the web, kept from page to page, and thrown away."""

import datetime
import json
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from whrin.kit.days import today
from whrin.people.residue import cut_back_the_log, newest_change, write_anew
from whrin.surveys.actions.files import SentFile
from whrin.surveys.drafting import (
    Opened,
    State,
    key_of,
    label_of_file,
    mark_of_file,
    mark_of_phrase,
    mark_of_secret,
    new_secret,
    new_words,
    seal_address,
    seal_state,
    stretched,
)
from whrin.surveys.models import Draft, DraftFile, Version
from whrin.surveys.sealing import seal_bytes

#: Drafts of everybody together, and files of them: nobody fills the house by beginning and beginning.
MOST_DRAFTS, MOST_FILES = 100_000, 1_000
#: Bytes of one file, and of all that a draft may have; characters of its answers.
LARGEST_FILE, LARGEST_TOGETHER, LONGEST = 5_000_000, 20_000_000, 1_500_000


class TooManyDrafts(Exception):
    """So many have begun that nobody else can."""

    def __init__(self) -> None:
        super().__init__(_("Very many people are writing now. Please try again tomorrow."))


class DraftMoved(Exception):
    """Somebody else wrote into the draft meanwhile."""


class TooMuch(Exception):
    """More than a draft holds."""

    def __init__(self) -> None:
        super().__init__(_("This is more than can be kept here. Write less, or add fewer or smaller files."))


@transaction.atomic
def begin_draft(*, version: Version, state: State, language: str) -> Opened:
    """Begin answers, with a secret address and six words in the language of the page. Raises
    `TooManyDrafts`.
    """
    if Draft.objects.count() >= MOST_DRAFTS:
        raise TooManyDrafts
    secret = new_secret()
    mark = mark_of_secret(secret)
    state.phrase = new_words(language)
    key = stretched(state.phrase)
    draft = Draft.objects.create(
        version=version,
        mark=mark,
        phrase_mark=mark_of_phrase(key),
        sealed_address=seal_address(key, secret, mark=mark),
        sealed=seal_state(secret, state),
        expires_on=_last_day(),
    )
    return Opened(draft, secret, state)


@transaction.atomic
def save_draft(
    *,
    opened: Opened,
    version: Version | None = None,
    files: Sequence[SentFile] = (),
    gone: Sequence[str] = (),
) -> None:
    """Keep a draft as it is now; its time begins anew.

    `version`: to which it has moved. `files`: new ones; `gone`: names of those to be removed. Raises
    `DraftMoved`, `TooMuch`: then nothing was kept.
    """
    if sum(map(len, opened.state.answers.values())) > LONGEST:
        raise TooMuch
    draft = opened.draft
    draft.sealed = seal_state(opened.secret, opened.state)
    changed = Draft.objects.filter(pk=draft.pk, revision=draft.revision).update(
        sealed=draft.sealed,
        version=version or draft.version,
        revision=draft.revision + 1,
        expires_on=_last_day(),
    )
    if not changed:
        raise DraftMoved
    if gone:
        draft.files.filter(mark__in=[mark_of_file(opened.secret, name) for name in gone]).delete()
    for file in files:
        _keep_file(opened, file)
    draft.revision += 1
    draft.version = version or draft.version


def _keep_file(opened: Opened, file: SentFile) -> None:
    """Keep a file of a draft, sealed; one of the same name is replaced. Raises `TooMuch`."""
    file.content.seek(0)
    content = file.content.read(LARGEST_FILE + 1)
    mark = mark_of_file(opened.secret, file.name)
    others = opened.draft.files.exclude(mark=mark).annotate(size=Length("sealed"))
    together = len(content) + (others.aggregate(all=Sum("size"))["all"] or 0)
    if len(content) > LARGEST_FILE or together > LARGEST_TOGETHER or DraftFile.objects.count() >= MOST_FILES:
        raise TooMuch
    told = json.dumps({"name": file.name, "type": file.media_type[:100]})
    key = key_of(opened.secret)
    DraftFile.objects.update_or_create(
        draft=opened.draft,
        mark=mark,
        defaults={
            "sealed_name": seal_bytes(key, told.encode(), label=label_of_file(f"{mark} name")).hex(),
            "sealed": seal_bytes(key, content, label=label_of_file(mark)),
        },
    )


@transaction.atomic
def throw_away(*, opened: Opened) -> None:
    """Delete a draft at once, with its files. What the database may hold of it nobody can open: no row has
    its secret.
    """
    opened.draft.delete()
    transaction.on_commit(cut_back_the_log)


def erase_old_drafts() -> int:
    """Delete the drafts whose time is over, with their files; return how many. Daily."""
    with transaction.atomic():
        _rows, by_model = Draft.objects.filter(expires_on__lt=today()).delete()
    erased = by_model.get(Draft._meta.label, 0)  # noqa: SLF001 -- Django's documented name
    if erased:
        cut_back_the_log()
        write_anew(newest_change())
    return erased


def _last_day() -> datetime.date:
    return today() + datetime.timedelta(days=settings.WHRIN_SURVEY_DRAFT_DAYS)
