"""What is said of a paper while it is written: comments, answers, other words for a paragraph.

Words are sealed under the data key of whoever says them: they go with her account.
"""

import json

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.campaigns.enums import RemarkKind, RemarkState, Role
from whrin.campaigns.models import Paper, Paragraph, Remark, Seat
from whrin.campaigns.queries import wordings_of
from whrin.campaigns.rules import may_remark
from whrin.campaigns.telling import REMARK, people_on, tell
from whrin.campaigns.words import Words
from whrin.kit.text import clean_text
from whrin.people.keys import seal_for
from whrin.people.models import Person

#: Signs in a comment, and in other words for a paragraph.
LONGEST, LONGEST_PROPOSED = 5_000, 20_000
#: Remarks on one paper.
MOST = 5_000


class CannotRemark(Exception):
    """This cannot be; nothing was changed. The message says why, for her."""


class NoWords(CannotRemark):
    """There is nothing in it."""

    def __init__(self) -> None:
        super().__init__(_("Please write something first."))


class TooLong(CannotRemark):
    """It is longer than a comment may be."""

    def __init__(self) -> None:
        super().__init__(_("This is too long. Please shorten it, or split it."))


class NotNow(CannotRemark):
    """She may not do this, or not as the paper stands now."""

    def __init__(self) -> None:
        super().__init__(_("This cannot be done as the paper stands now. Nothing was changed."))


def roles_on(paper: Paper, person: Person) -> set[str]:
    """Return what she does on a paper now."""
    return set(Seat.objects.filter(paper=paper, person=person).values_list("role", flat=True))


def _checked(text: str, most: int) -> str:
    text = clean_text(text)
    if len(text) > most:
        raise TooLong
    return text


@transaction.atomic
def make_remark(
    *,
    paper: Paper,
    by: Person,
    text: str,
    language: str,
    paragraph: Paragraph | None = None,
    answers: Remark | None = None,
    proposed: str = "",
) -> Remark:
    """Say something of a paper, of one of its paragraphs, or in answer. `proposed`: other words for the
    paragraph in `language`, which makes it a suggestion. Others are written to. Raises `CannotRemark`.
    """
    held = Paper.objects.select_for_update().get(pk=paper.pk)
    if not may_remark(held, roles_on(held, by)) or held.remarks.count() >= MOST:
        raise NotNow
    words = Words(_checked(text, LONGEST), _checked(proposed, LONGEST_PROPOSED))
    wording = wordings_of(paragraph).get(language) if paragraph else None
    is_suggestion = bool(words.proposed) and paragraph is not None and answers is None
    if not words.text and not is_suggestion:
        raise NoWords
    if is_suggestion and wording is not None and wording.text == words.proposed:
        raise NoWords
    remark = Remark(
        paper=held,
        number=(held.remarks.aggregate(most=Max("number"))["most"] or 0) + 1,
        paragraph=paragraph,
        answers=(answers.answers or answers) if answers else None,
        person=by,
        kind=RemarkKind.SUGGESTION if is_suggestion else RemarkKind.COMMENT,
        language=language,
        edition=wording.edition if wording else 0,
    )
    said = {"text": words.text, "proposed": words.proposed if is_suggestion else ""}
    remark.sealed = seal_for(by, json.dumps(said, ensure_ascii=False), label=remark.label)
    remark.save(force_insert=True)
    tell(REMARK, str(remark.pk), [one for one in people_on(held) if one.pk != by.pk])
    return remark


def as_it_is(remark: Remark, *states: str) -> Remark:
    """Return a remark as it is now, its paper locked. Raises `NotNow`: it is in no such state any more."""
    Paper.objects.select_for_update().get(pk=remark.paper_id)
    now = Remark.objects.select_related("paper", "paragraph", "person").get(pk=remark.pk)
    if now.state not in states:
        raise NotNow
    return now


def close_remark(remark: Remark, state: RemarkState, by: Person, verb: str) -> None:
    """Set the state of a remark that `as_it_is` returned, and write it down."""
    Remark.objects.filter(pk=remark.pk).update(state=state)
    record(verb=verb, about=remark.paper, by=by, remark=remark.number)


@transaction.atomic
def settle(*, remark: Remark, by: Person) -> None:
    """Mark a comment as dealt with: a writer any, whoever made it her own. Raises `NotNow`."""
    now = as_it_is(remark, RemarkState.OPEN)
    roles = roles_on(now.paper, by)
    if not roles or not (now.person_id == by.pk or {Role.HOLDER, Role.WRITER} & roles):
        raise NotNow
    close_remark(now, RemarkState.SETTLED, by, "settle remark")


@transaction.atomic
def reopen(*, remark: Remark, by: Person) -> None:
    """Open a remark again that was settled or declined. Raises `NotNow`."""
    now = as_it_is(remark, RemarkState.SETTLED, RemarkState.DECLINED)
    if not may_remark(now.paper, roles_on(now.paper, by)):
        raise NotNow
    close_remark(now, RemarkState.OPEN, by, "reopen remark")
