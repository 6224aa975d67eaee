"""Answers become reports: each once, with its files; then the answer is deleted where it was."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language

from whrin.incidents.actions import Incoming
from whrin.incidents.entering.bringing import CannotReach, bring
from whrin.incidents.offline.reading import is_report, report_in
from whrin.incidents.offline.sealer import Held
from whrin.people.models import Person
from whrin.surveys.actions.reviewing import delete_answer
from whrin.surveys.enums import AnswerState, WhyDeleted
from whrin.surveys.models import Answer, Attachment, Form
from whrin.surveys.queries import about_file, blocks_of
from whrin.surveys.tables import Column, Row, columns_of, join, rows_of
from whrin.surveys.xform import FormError
from whrin.vault.actions import TooManyTries, new_code_number
from whrin.vault.opened import Opened

#: Answers that become reports in one go: each takes a slow derivation.
AT_ONCE = 20
#: Bytes by which each sealed part of a file is longer than it was: nonce and tag.
SEALING = 12 + 16


@dataclass(frozen=True)
class Taken:
    """How many became reports, and how many stay closed to her or wait for somebody else."""

    taken: int
    left: int


def reporting_forms() -> list[Form]:
    """Return the sensitive forms that ask what a report needs."""
    return [form for form in Form.objects.filter(is_sensitive=True).order_by("form_id") if _asks(form)]


def waiting(form: Form) -> QuerySet[Answer]:
    """Return the answers that are whole: a phone may send files after the answer."""
    lacking = Attachment.objects.filter(edition__answer=OuterRef("pk"), is_missing=True)
    found = Answer.objects.filter(form=form).exclude(state=AnswerState.REJECTED)
    return found.exclude(Exists(lacking)).order_by("pk")


def take_reports(*, form: Form, by: Person, opened: Opened, held: Held) -> Taken:
    """Make reports of the oldest answers. Raises `NobodyReads`, `TooBusy`, `TooLarge`: what was taken before
    stays taken, the rest waits.
    """
    numbers = list(waiting(form).values_list("pk", flat=True)[:AT_ONCE])
    answers = Answer.objects.filter(pk__in=numbers).order_by("pk")
    joined = join(form)
    taken = 0
    for row in rows_of(form, bearer=held, answers=answers, joined=joined):
        if row.is_open and _take(form, row, joined.columns, by, opened, held):
            taken += 1
    return Taken(taken, len(numbers) - taken)


def _take(form: Form, row: Row, columns: Sequence[Column], by: Person, opened: Opened, held: Held) -> bool:
    told, consent = report_in(row, columns, get_language() or "en")
    answer = Answer.objects.select_related("form").get(pk=row.pk)
    try:
        bring(
            told=told,
            consent=consent,
            code=new_code_number(),
            once=_once(form, answer),
            by=by,
            files=_files(answer, held),
            opened=opened,
            is_code_hers=False,
        )
    except (CannotReach, TooManyTries):
        # It came before, to another team, and broke off before its files came: that team goes on.
        return False
    delete_answer(answer=answer, why=WhyDeleted.TELLS, by=None)
    return True


def _once(form: Form, answer: Answer) -> str:
    """Return by what an answer is known if it comes again: the mark of its ID, keyed with the form's key."""
    first = answer.editions.order_by("number").values_list("mark", flat=True)[0]
    return f"{form.form_id}/{first}"


def _files(answer: Answer, held: Held) -> list[Incoming]:
    newest = answer.editions.order_by("-number")[0]
    newest.answer = answer
    found = []
    for row in newest.attachments.filter(is_missing=False):
        row.edition = newest
        about = about_file(row, bearer=held)
        size = int(about["size"]) - SEALING * row.parts.count()
        found.append(Incoming(about["name"], about["type"], size, blocks_of(row, bearer=held)))
    return found


def _asks(form: Form) -> bool:
    try:
        return is_report(columns_of(form))
    except FormError:
        return False
