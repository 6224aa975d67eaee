"""Other words for a paragraph: a writer takes them over, or says why not."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.campaigns.actions.remarks import (
    CannotRemark,
    NotNow,
    as_it_is,
    close_remark,
    make_remark,
    roles_on,
)
from whrin.campaigns.actions.wording import EditedMeanwhile, write_wording
from whrin.campaigns.enums import RemarkKind, RemarkState
from whrin.campaigns.models import Remark
from whrin.campaigns.queries import wordings_of
from whrin.campaigns.rules import may_write
from whrin.campaigns.words import words_of
from whrin.people.models import Person


class ChangedMeanwhile(CannotRemark):
    """The paragraph says something else than when the suggestion was made."""

    def __init__(self) -> None:
        super().__init__(
            _("The paragraph has changed since this was suggested. Compare the two, then decide.")
        )


@transaction.atomic
def take_over(*, remark: Remark, by: Person, edition: int | None = None) -> None:
    """Put suggested words into the paragraph. `edition`: of the wording that she compared them with; None:
    the one they were suggested for. Raises `ChangedMeanwhile`: it says something else now; `NotNow`.
    """
    now = as_it_is(remark, RemarkState.OPEN)
    if now.kind != RemarkKind.SUGGESTION or now.paragraph is None:
        raise NotNow
    if not may_write(now.paper, roles_on(now.paper, by)):
        raise NotNow
    wording = wordings_of(now.paragraph).get(now.language)
    try:
        write_wording(
            paragraph=now.paragraph,
            language=now.language,
            text=words_of(now).proposed,
            seen=now.edition if edition is None else edition,
            by=by,
            # Better words for a translation do not make it newer than what was translated.
            basis=wording.basis if wording else 0,
        )
    except EditedMeanwhile:
        raise ChangedMeanwhile from None
    close_remark(now, RemarkState.TAKEN, by, "take over suggestion")


@transaction.atomic
def decline(*, remark: Remark, by: Person, reason: str) -> Remark:
    """Say no to a suggestion, with a reason that stands under it. Raises `CannotRemark`."""
    now = as_it_is(remark, RemarkState.OPEN)
    if now.kind != RemarkKind.SUGGESTION or not may_write(now.paper, roles_on(now.paper, by)):
        raise NotNow
    answer = make_remark(
        paper=now.paper,
        by=by,
        text=reason,
        language=now.language,
        paragraph=now.paragraph,
        answers=now,
    )
    close_remark(now, RemarkState.DECLINED, by, "decline suggestion")
    return answer
