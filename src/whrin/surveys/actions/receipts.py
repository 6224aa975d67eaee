"""She who answered corrects or withdraws it, with the receipt that she was given."""

from collections.abc import Mapping
from io import BytesIO

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.people.sealing import CannotOpenError
from whrin.people.tasks import leave_nothing
from whrin.surveys.actions.answers import FormIsClosed
from whrin.surveys.actions.drafts import TooMuch, begin_draft, save_draft
from whrin.surveys.actions.files import SentFile
from whrin.surveys.drafting import Opened, State, receipt_mark
from whrin.surveys.instances import answers_in, read_instance
from whrin.surveys.models import Answer, AnswerEdition, Version
from whrin.surveys.queries import about_file, blocks_of, xml_of
from whrin.surveys.replaying import Replayed, replayed
from whrin.surveys.rules import takes_answers
from whrin.surveys.xform import FormError


class NoSuchReceipt(Exception):
    """No answer has this receipt, or it was withdrawn: nobody is told which."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no answer with this code. Check each sign. It may also be withdrawn, or erased.")
        )


def answer_with_receipt(code: str) -> Answer:
    """Return the answer that a receipt is for. Raises `NoSuchReceipt`."""
    found = Answer.objects.filter(receipt_mark=receipt_mark(code)).select_related("form").first()
    if found is None:
        raise NoSuchReceipt
    return found


@transaction.atomic
def withdraw_answer(*, code: str) -> None:
    """Delete an answer for good, with its editions and files. Raises `NoSuchReceipt`."""
    answer = answer_with_receipt(code)
    # Whoever corrects it in this moment comes before, and that goes too, or after, and finds nothing.
    if not Answer.objects.select_for_update().filter(pk=answer.pk).exists():
        raise NoSuchReceipt
    record(verb="withdraw", about=answer.form)
    answer.delete()
    leave_nothing.enqueue()


@transaction.atomic
def begin_correction(*, code: str, language: str) -> Opened:
    """Begin a draft with what was answered, for the newest version of the form; where the server cannot open
    it, an empty one that will take its place. Raises `NoSuchReceipt`, `FormIsClosed`, `TooManyDrafts`.
    """
    answer = answer_with_receipt(code)
    if not takes_answers(answer.form):
        raise FormIsClosed
    newest = answer.form.versions.defer("sheets").order_by("-id")[0]
    edition = answer.editions.select_related("version", "answer__form")[0]
    try:
        instance = read_instance(xml_of(edition).encode())
    except CannotOpenError:
        return begin_draft(version=newest, state=State(receipt=code, is_told=True), language=language)
    version, moved = _moved(edition.version, newest, answers_in(instance.root))
    state = State(
        answers=moved.answers,
        is_told=True,
        receipt=code,
        replaces=instance.instance_id,
        left_out=moved.left_out,
        new=moved.new,
        is_news=edition.version_id != version.pk,
    )
    opened = begin_draft(version=version, state=state, language=language)
    _bring_files(edition, opened)
    return opened


def _moved(old: Version, newest: Version, answers: Mapping[str, str]) -> tuple[Version, Replayed]:
    """Return the answers for the newest version, or for their own where they cannot be moved."""
    try:
        return newest, replayed(old, newest, answers)
    except FormError:
        return old, Replayed(dict(answers))


def _bring_files(edition: AnswerEdition, opened: Opened) -> None:
    """Bring the files along that fit into a draft; the answers still name the others."""
    for row in edition.attachments.filter(is_missing=False).select_related("edition__answer__form"):
        told = about_file(row)
        content = BytesIO(b"".join(blocks_of(row)))
        try:
            save_draft(opened=opened, files=[SentFile(told["name"], told.get("type", ""), content)])
        except TooMuch:
            continue
