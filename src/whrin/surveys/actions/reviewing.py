"""What the team does with answers: it decides, notes, corrects, deletes. What came stays as it came."""

import io
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.people.residue import cut_back_the_log
from whrin.people.tasks import leave_nothing
from whrin.surveys.actions.answers import draft_of
from whrin.surveys.actions.files import SentFile, expect_files, keep_files
from whrin.surveys.enums import AnswerState, Part, Way, WhyDeleted
from whrin.surveys.instances import Instance, answers_in, read_instance
from whrin.surveys.models import Answer, AnswerEdition, Attachment, Form, Review
from whrin.surveys.queries import about_file, blocks_of, label_of_note, xml_of
from whrin.surveys.rights import demand
from whrin.surveys.sealing import sealer_of
from whrin.surveys.standings import standings_of

#: What a reviewer may set; "edited" comes by itself.
DECISIONS = (AnswerState.RECEIVED, AnswerState.HAS_ISSUES, AnswerState.APPROVED, AnswerState.REJECTED)


class AnswerChanged(Exception):
    """Somebody else was quicker."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody has worked on this answer meanwhile. Nothing was done. Look at it again.")
        )


class NothingSaid(Exception):
    """There is neither a decision nor a note, or nothing is corrected."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was changed."))


class NothingCorrected(NothingSaid):
    """A correction that changes no answer."""


@transaction.atomic
def review_answer(*, answer: Answer, standing: str, by: Person, state: str = "", note: str = "") -> Review:
    """Set the state of an answer (one of `DECISIONS`; empty: leave it), or note something, or both.

    `standing`: as the reviewer saw it. Raises `AnswerChanged`, `NothingSaid`, `NobodyToSealFor`,
    `PermissionDenied`; then nothing is done.
    """
    demand(by, answer.form, Part.REVIEWER)
    if state not in {"", *DECISIONS} or not (state or note):
        raise NothingSaid
    locked = _locked(answer, standing)
    if state:
        locked.state = answer.state = state
        locked.save(update_fields=["state"])
    return _note(answer, state, note, by)


@transaction.atomic
def approve_answers(*, form: Form, standings: Mapping[int, str], by: Person) -> int:
    """Approve those of a form's answers that still stand as they were seen; return how many."""
    demand(by, form, Part.REVIEWER)
    # Locked before it is asked where they stand.
    chosen = list(Answer.objects.filter(form=form, pk__in=list(standings)).select_for_update().order_by("pk"))
    now = standings_of(list(standings))
    approved = [answer for answer in chosen if now.get(answer.pk) == standings[answer.pk]]
    for answer in approved:
        answer.form = form
        answer.state = AnswerState.APPROVED
        answer.save(update_fields=["state"])
        _note(answer, AnswerState.APPROVED, "", by)
    return len(approved)


@transaction.atomic
def correct_answer(
    *,
    answer: Answer,
    standing: str,
    instance: Instance,
    reason: str,
    by: Person,
    bearer: object = None,
) -> AnswerEdition:
    """Put a corrected edition on top of an answer, with the files of the one before that it still speaks of.
    Closed forms can be corrected, too. `reason`: a note for the team.

    Raises `AnswerChanged`, `NothingCorrected`, `NobodyToSealFor`, `CannotOpenError`, `PermissionDenied`.
    """
    demand(by, answer.form, Part.EDITOR)
    locked = _locked(answer, standing)
    before = answer.editions.select_related("version").order_by("-number")[0]
    before.answer, before.version.form = answer, answer.form
    was = read_instance(xml_of(before, bearer=bearer).encode())
    if _said(was) == _said(instance):
        raise NothingCorrected
    edition = draft_of(before.version, instance, Way.DESK)
    edition.answer, edition.number, edition.by = answer, before.number + 1, by
    edition.save(force_insert=True)
    expect_files(edition, before.version, instance)
    keep_files(edition, before.version, _files_of(before, bearer))
    locked.state = answer.state = AnswerState.EDITED
    locked.save(update_fields=["state"])
    _note(answer, AnswerState.EDITED, reason, by)
    return edition


@transaction.atomic
def delete_answer(*, answer: Answer, why: WhyDeleted, by: Person | None) -> None:
    """Delete an answer for good, with all that it was, its files and notes, and what the database keeps.

    `by` None: the site itself, for a room that took the answer over.
    """
    demand(by, answer.form, Part.EDITOR)
    record(verb="delete", about=answer, by=by, why=why.value)
    # Locked first: what is put on top of it in this moment goes too.
    doomed = Answer.objects.select_for_update().filter(pk=answer.pk).values_list("pk", flat=True)
    Answer.objects.filter(pk__in=list(doomed)).delete()
    leave_nothing.enqueue()
    transaction.on_commit(cut_back_the_log)


def _locked(answer: Answer, standing: str) -> Answer:
    """Return the answer, locked, if it still stands as it was seen. Raises `AnswerChanged`."""
    locked = Answer.objects.select_for_update().filter(pk=answer.pk).first()
    if locked is None or standings_of([answer.pk])[answer.pk] != standing:
        raise AnswerChanged
    return locked


def _note(answer: Answer, state: str, note: str, by: Person) -> Review:
    # Sealed for its own row, whose number is known once it is there.
    review = Review.objects.create(answer=answer, state=state, sealed="-" if note else "", by=by, day=today())
    if note:
        review.sealed = sealer_of(answer.form).seal(answer.form, note, label=label_of_note(review.pk))
        review.save(update_fields=["sealed"])
    record(verb="review", about=answer, by=by, state=state)
    return review


def _said(instance: Instance) -> dict[str, str]:
    return {place: text for place, text in answers_in(instance.root).items() if text}


def _files_of(edition: AnswerEdition, bearer: object) -> Sequence[SentFile]:
    """Return the files of an edition, to be kept with the next one."""
    found = list(edition.attachments.filter(is_missing=False))
    for row in found:
        row.edition = edition
    return [_again(row, bearer) for row in found]


def _again(row: Attachment, bearer: object) -> SentFile:
    told = about_file(row, bearer=bearer)
    return SentFile(told["name"], told["type"], io.BytesIO(b"".join(blocks_of(row, bearer=bearer))))
