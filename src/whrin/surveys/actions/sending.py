"""What was written on the web is sent: once, with everything that follows from it, or not at all."""

import datetime
from dataclasses import dataclass
from io import BytesIO

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.kit.days import today
from whrin.people.models import Person
from whrin.people.rules import is_active_member
from whrin.people.tasks import leave_nothing
from whrin.surveys.actions.answers import FormIsClosed, take_answer
from whrin.surveys.actions.files import SentFile
from whrin.surveys.actions.invitations import SeatTaken, seat_for, spend
from whrin.surveys.actions.tickets import take_ticket
from whrin.surveys.asking import unfinished
from whrin.surveys.drafting import (
    Opened,
    content_of,
    files_of,
    instance_id_of,
    receipt_mark,
    receipt_of,
)
from whrin.surveys.enums import Audience, Way
from whrin.surveys.instances import files_named
from whrin.surveys.keys import mark
from whrin.surveys.models import Answer, AnswerEdition, Draft, Form
from whrin.surveys.rules import takes_answers
from whrin.surveys.sessions import instance_of, session_for
from whrin.surveys.xform import Session


class NotAMember(Exception):
    """The form asks members, and nobody is signed in who is one."""

    def __init__(self) -> None:
        super().__init__(_("Only members can send this. What you wrote stays here."))


class DraftIsGone(Exception):
    """It was sent already, or thrown away."""


class NothingToCorrect(Exception):
    """The answer that these would correct is not there any more."""

    def __init__(self) -> None:
        super().__init__(_("The answer that you wanted to correct is not here any more."))


class NotComplete(Exception):
    """Something is missing or refused: the review says what."""


@dataclass(frozen=True)
class Sent:
    """`receipt`: the code to be shown. `is_correction`: she has had it before. `is_fresh`: it is of today or
    yesterday, so that whoever finds the address later in a browser is not shown the code.
    """

    receipt: str
    is_correction: bool = False
    is_fresh: bool = True


@transaction.atomic
def send_draft(*, opened: Opened, by: Person | None) -> Sent:
    """Send what a draft holds, and delete the draft. All of it, or nothing.

    `by`: who is signed in, for forms that ask members. Nothing of her is kept with the answer.

    Raises `DraftIsGone`, `NotComplete`, `NotAMember`, `HasAnswered`, `SeatTaken`, `NothingToCorrect`,
    `FormIsClosed`, `NobodyToSealFor`, `NotAnAnswer`.
    """
    draft = Draft.objects.select_for_update().filter(pk=opened.draft.pk).first()
    if draft is None or draft.revision != opened.draft.revision:
        raise DraftIsGone
    state, version = opened.state, opened.draft.version
    session = session_for(version, answers=state.answers, language=state.language)
    if unfinished(session):
        raise NotComplete
    before = _corrected(version.form, state.receipt)
    if before is None:
        _take_seat(opened, by)
    code = state.receipt or receipt_of(opened.secret)
    edition = _take(opened, session)
    if before is not None and edition.answer_id != before.pk:
        before.delete()
        leave_nothing.enqueue()
    Answer.objects.filter(pk=edition.answer_id).update(receipt_mark=receipt_mark(code))
    # What the database may hold of the draft nobody can open: no row has its secret.
    draft.delete()
    return Sent(code, is_correction=before is not None)


def sent_before(form: Form, secret: str) -> Sent | None:
    """Return what was sent under a secret; None: nothing was, or it has been withdrawn."""
    own = mark(form, instance_id_of(secret), purpose="instance")
    edition = AnswerEdition.objects.filter(mark=own, answer__form=form).select_related("answer").first()
    if edition is None:
        return None
    code = receipt_of(secret)
    is_hers = edition.answer.receipt_mark == receipt_mark(code)
    is_fresh = edition.day >= today() - datetime.timedelta(days=1)
    return Sent(code if is_hers else "", is_correction=not is_hers, is_fresh=is_fresh)


def _corrected(form: Form, receipt: str) -> Answer | None:
    """Return the answer that is being corrected, None for a new one. Raises `NothingToCorrect`."""
    if not receipt:
        return None
    found = Answer.objects.select_for_update().filter(form=form, receipt_mark=receipt_mark(receipt)).first()
    if found is None:
        raise NothingToCorrect
    return found


def _take_seat(opened: Opened, by: Person | None) -> None:
    """Let her in who may answer. Raises `NotAMember`, `HasAnswered`, `SeatTaken`."""
    form = opened.draft.version.form
    if form.audience == Audience.INVITED:
        invitation = seat_for(form, opened.state.seat)
        if invitation is None:
            # A form that closes ends its seats, too; what she should know is that it is closed.
            raise SeatTaken if takes_answers(form) else FormIsClosed
        spend(invitation=invitation)
    elif form.audience in {Audience.MEMBERS, Audience.ONCE}:
        if by is None or not is_active_member(by):
            raise NotAMember
        if form.audience == Audience.ONCE:
            take_ticket(form=form, person=by)


def _take(opened: Opened, session: Session) -> AnswerEdition:
    version = opened.draft.version
    instance = instance_of(
        session, instance_id=instance_id_of(opened.secret), deprecated_id=opened.state.replaces
    )
    wanted = files_named(instance, version.uploads)
    files = [
        SentFile(file.name, file.media_type, BytesIO(content_of(opened, file)))
        for name, file in files_of(opened).items()
        if name in wanted
    ]
    return take_answer(version=version, instance=instance, way=Way.WEB, files=files)
