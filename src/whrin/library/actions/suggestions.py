"""Suggestions of readers: taken in without knowing who she is, answered by a librarian, then forgotten."""

import datetime
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.text import clean_line, clean_text
from whrin.library import likeness
from whrin.library.actions.files import CannotAttach, attach_file, clean_upload
from whrin.library.actions.works import AlreadyHere, NotAllowed, add_work
from whrin.library.models import Suggestion, Work
from whrin.library.refusals import LibraryRefusal
from whrin.library.rules import may_edit
from whrin.people.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: Suggestions taken in from everyone together, in one hour. Nobody's address is counted.
AN_HOUR = 30
_HOUR = 3600


class TooManySuggestions(LibraryRefusal):
    """This hour's places are taken; in the next there are new ones."""

    def __init__(self) -> None:
        super().__init__(
            _("Many suggestions came in this hour. Please send yours again in an hour; it is not lost yet.")
        )


class AlreadyAnswered(LibraryRefusal):
    """Another librarian was quicker."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has answered this suggestion already."))


class NeedsReason(LibraryRefusal):
    """A suggestion is not declined without a reason."""

    def __init__(self) -> None:
        super().__init__(_("Write the reason in one or two sentences, at most 500 characters."))


@dataclass(frozen=True)
class Wished:
    """What a reader wrote. `work`: the one she needs in another `format`. `language` is of the interface."""

    address: str = ""
    doi: str = ""
    title: str = ""
    note: str = ""
    format: str = ""
    work: Work | None = None
    email: str = ""
    language: str = ""


def suggest(*, wished: Wished, upload: "File[Any] | None" = None) -> Suggestion:
    """Keep a reader's wish, or add it to the one that waits for the same thing. A file is scrubbed first.
    Raises `CannotAttach` and `TooManySuggestions`.
    """
    clean = clean_upload(upload)[0] if upload else None
    try:
        _take_a_place()
        return _keep(wished, clean)
    finally:
        if clean:
            clean.close()


def _take_a_place() -> None:
    hour = int(timezone.now().timestamp() // _HOUR)
    if not any(cache.add(f"suggestion-{hour}-{place}", 1, _HOUR) for place in range(AN_HOUR)):
        raise TooManySuggestions


@transaction.atomic
def _keep(wished: Wished, clean: "File[Any] | None") -> Suggestion:
    waiting = None if clean else _waiting_like(wished)
    suggestion = waiting or Suggestion(
        wish=Suggestion.Wish.FORMAT if wished.work else Suggestion.Wish.RESOURCE,
        work=wished.work,
        format=wished.format,
        address=wished.address,
        doi=wished.doi,
    )
    suggestion.title = suggestion.title or clean_line(wished.title)
    note = clean_text(wished.note)
    if note not in suggestion.note:
        suggestion.note = f"{suggestion.note}\n\n{note}".strip()
    if wished.email:
        suggestion.email, suggestion.email_language = wished.email, wished.language
    if clean:
        ending = str(clean.name).rpartition(".")[2]
        # Her file's own name may be her name.
        suggestion.file.save(f"{secrets.token_hex(8)}.{ending}", clean, save=False)
    try:
        with transaction.atomic():
            suggestion.save()
            record(verb="receive suggestion", about=suggestion, wish=suggestion.wish)
    except BaseException:
        if clean:
            suggestion.file.storage.delete(str(suggestion.file.name))
        raise
    return suggestion


def _waiting_like(wished: Wished) -> Suggestion | None:
    """Return the wish that waits for the same thing, when no second answer would be owed."""
    waiting = Suggestion.objects.select_for_update().filter(state=Suggestion.State.WAITING)
    if wished.email:
        waiting = waiting.filter(email__in=["", wished.email])
    if wished.work:
        return waiting.filter(work=wished.work, format=wished.format).first()
    if wished.doi:
        return waiting.filter(doi=wished.doi).first()
    if not wished.address:
        return None
    plain = likeness.plain_address(wished.address)
    return next(
        (each for each in waiting.exclude(address="") if likeness.plain_address(each.address) == plain), None
    )


def accept(
    *,
    suggestion: Suggestion,
    by: Person,
    title: str = "",
    language: str = "und",
    kind: str = "",
    reply: str = "",
) -> "tuple[Work | None, StrOrPromise]":
    """Take a suggestion up: a missing resource becomes a draft. Returns the work, and a sentence where its
    file could not be kept with it. Raises `NotAllowed`, `AlreadyAnswered` and `AlreadyHere`.
    """
    work = _accept(suggestion, by, title=title, language=language, kind=kind, reply=reply)
    if not suggestion.file or work is None:
        return work, ""
    try:
        with suggestion.file.open("rb") as content:
            attach_file(version=work.versions.all()[0], upload=content, by=by, name=work.slug)
    except CannotAttach as refusal:
        return work, str(refusal)
    return work, ""


@transaction.atomic
def _accept(
    suggestion: Suggestion, by: Person, *, title: str, language: str, kind: str, reply: str
) -> Work | None:
    found = _open(suggestion, by)
    if found.wish == Suggestion.Wish.RESOURCE:
        if found.doi and Work.objects.filter(doi=found.doi).exists():
            raise AlreadyHere
        found.work = add_work(
            title=title or found.title or found.doi or found.address or str(_("Untitled")),
            language=language,
            kind=kind,
            by=by,
            doi=found.doi,
            addresses=[found.address] if found.address else [],
            staff_note=found.note,
        )
    _answer(found, Suggestion.State.ACCEPTED, reply, by)
    return found.work


@transaction.atomic
def decline(*, suggestion: Suggestion, reason: str, by: Person) -> Suggestion:
    """Answer no, and say why. Raises `NotAllowed`, `AlreadyAnswered` and `NeedsReason`."""
    found = _open(suggestion, by)
    if not reason.strip() or len(reason) > 500:
        raise NeedsReason
    return _answer(found, Suggestion.State.DECLINED, reason, by)


def _open(suggestion: Suggestion, by: Person) -> Suggestion:
    if not may_edit(by):
        raise NotAllowed
    found = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if found.state != Suggestion.State.WAITING:
        raise AlreadyAnswered
    return found


def _answer(suggestion: Suggestion, state: str, reason: str, by: Person) -> Suggestion:
    suggestion.state, suggestion.reason = state, clean_line(reason)[:500]
    suggestion.answered_on = timezone.now().date()
    suggestion.save()
    record(verb=f"{state} suggestion", about=suggestion, by=by, reason=suggestion.reason)
    if suggestion.email:
        # Tasks stand above actions; this one is known here by name alone.
        import_string("whrin.library.care_tasks.send_answer").enqueue(suggestion.pk)
    return suggestion


@transaction.atomic
def forget_address(*, suggestion: Suggestion) -> None:
    """Let go of the address for the answer: the answer is sent."""
    Suggestion.objects.filter(pk=suggestion.pk).update(email="", email_language="")


def forget_answered(*, before: datetime.date) -> int:
    """Delete suggestions answered before this day, and their files; return how many."""
    old = list(Suggestion.objects.filter(answered_on__lt=before))
    for suggestion in old:
        name, storage = str(suggestion.file.name or ""), suggestion.file.storage
        suggestion.delete()
        if name:
            storage.delete(name)
    return len(old)
