"""A paper as a list of letters: what comes in becomes a remark, a sign-off, or a sentence that says why not.

Keys: `remark:UID` for what was said, `review:NUMBER` for a version that waits for her word.
"""

import re
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.campaigns.actions.remarks import CannotRemark, make_remark
from whrin.campaigns.actions.seats import settle_letters
from whrin.campaigns.actions.signing_off import CannotSignOff, sign_off
from whrin.campaigns.enums import Verdict
from whrin.campaigns.models import Paper, Paragraph, Remark, Seat, Version
from whrin.campaigns.numbering import number_blocks, numbers_of
from whrin.campaigns.queries import paper_for, paragraphs_of
from whrin.campaigns.remarks_by_mail.answers import parts_of, verdict_in, word_for
from whrin.forum.posting_by_mail import scrubbed
from whrin.mailing.lists import Fate, MailingList, Outcome, Said, Source, Wish
from whrin.people.models import Person

REMARK, REVIEW = "remark:", "review:"
_NAME = re.compile(r"paper-([0-9a-f]{16})")
_QUIET = {Wish.LEAVE, Wish.NOTHING, Wish.MUTE, Wish.PAUSE}


class _NoSuchParagraph(Exception):
    """She wrote the number of a paragraph that is not there."""

    def __init__(self, number: int) -> None:
        told = _("There is no paragraph %(number)d, so nothing of your letter was kept. Please look again.")
        super().__init__(told % {"number": number})


def list_name(paper: Paper) -> str:
    """Return the local part at which a paper takes letters: it says nothing of what the paper is."""
    return f"paper-{paper.pk.hex[:16]}"


def find(name: str) -> MailingList | None:
    """Return the paper of a local part, as a list."""
    match = _NAME.fullmatch(name.lower())
    if match is None:
        return None
    first, last = UUID(match[1] + "0" * 16), UUID(match[1] + "f" * 16)
    paper = Paper.objects.filter(pk__gte=first, pk__lte=last).first()
    return None if paper is None else MailingList(str(paper.pk), name.lower(), paper.original_language)


def participates(its: MailingList, person: Person) -> bool:
    """Say whether she has a seat there."""
    return Seat.objects.filter(paper=UUID(its.key), person=person).exists()


def thread_of(its: MailingList, key: str) -> str:
    """Return the key of what an answer goes on with: the remark that began it, or the review."""
    if not key.startswith(REMARK):
        return key
    remark = Remark.objects.filter(paper=UUID(its.key), pk=key.removeprefix(REMARK)).first()
    return f"{REMARK}{remark.answers_id or remark.pk}" if remark else ""


def receive(its: MailingList, said: Said) -> Outcome:
    """Take a letter in: as a sign-off, or as remarks."""
    try:
        on = paper_for(said.person, UUID(its.key))
    except Paper.DoesNotExist:
        return _refused(_("You are not in this list, so your letter went nowhere."))
    if said.answers.startswith(REVIEW):
        version = on.paper.versions.filter(pk=said.answers.removeprefix(REVIEW)).first()
        word = verdict_in(said.body)
        if version is not None and word is not None:
            return _signed(said, version, word.verdict, scrubbed(word.reason))
        return _remarked(on.paper, said, version)
    return _remarked(on.paper, said, None)


def _refused(word: str) -> Outcome:
    return Outcome(Fate.REFUSED, word=word)


def _signed(said: Said, version: Version, verdict: Verdict, reason: str) -> Outcome:
    """Count her word. What she said is not repeated: others may read her mailbox."""
    try:
        sign_off(version=version, verdict=verdict, by=said.person, reason=reason)
    except CannotSignOff as refusal:
        return Outcome(Fate.OBEYED, word=str(refusal))
    told = _("Your answer counts. To change it, answer the same letter again while the paper is in review.")
    return Outcome(Fate.OBEYED, said.answers, told)


def _remarked(paper: Paper, said: Said, version: Version | None) -> Outcome:
    """Make remarks of a letter: all of them, or none. `version`: whose paragraphs she had before her."""
    if not said.body.strip():
        return _refused(_("Your letter had no words of yours, so nothing was kept."))
    try:
        made = _make(paper, said, _paragraphs(paper, version))
    except (CannotRemark, _NoSuchParagraph) as refusal:
        return _refused(str(refusal))
    word = _not_counted() if version is not None else ""
    return Outcome(Fate.PUBLISHED, f"{REMARK}{made[0].pk}" if made else "", word)


def _paragraphs(paper: Paper, version: Version | None) -> Mapping[int, UUID]:
    """Return the paragraphs by the numbers that she read."""
    if version is None:
        return {number: uid for uid, number in numbers_of(paragraphs_of(paper)).items()}
    blocks = [(one["uid"], one["kind"], bool(one["texts"])) for one in version.content]
    return {number: UUID(uid) for uid, number in number_blocks(blocks).items()}


@transaction.atomic
def _make(paper: Paper, said: Said, paragraphs: Mapping[int, UUID]) -> list[Remark]:
    answered = None
    if said.answers.startswith(REMARK):
        answered = Remark.objects.filter(paper=paper, pk=said.answers.removeprefix(REMARK)).first()
    made = []
    for part in parts_of(said.body, len(paragraphs)):
        paragraph = answered.paragraph if answered and not part.number else None
        if part.number:
            paragraph = Paragraph.objects.filter(
                pk=paragraphs.get(part.number, paper.pk), paper=paper
            ).first()
            if paragraph is None:
                raise _NoSuchParagraph(part.number)
        made.append(
            make_remark(
                paper=paper,
                by=said.person,
                text=scrubbed(part.text),
                language=said.language or paper.original_language,
                paragraph=paragraph,
                answers=None if part.number else answered,
            )
        )
    return made


def how_to_answer() -> str:
    """Return how a reviewer answers by letter, in the language at hand; it does not tell what it is about."""
    language = get_language() or "en"
    words = {verdict.value: word_for(verdict, language) for verdict in Verdict}
    told = _(
        "To answer by e-mail, begin your answer with one of these:\n\n%(agree)s\n%(change)s: what should "
        "change\n%(object)s: your reason"
    )
    return told % words


def _not_counted() -> str:
    told = _("Your comments were kept. They were not counted as a yes or a no.")
    return f"{told}\n\n{how_to_answer()}"


def wish(its: MailingList, person: Person, wish: Wish, _word: str) -> str:
    """Stop or begin letters of a paper, and say what is set."""
    paper = Paper.objects.filter(pk=its.key).first()
    if paper is None or not participates(its, person):
        return _("You are not in this list.")
    row = paper.listeners.filter(person=person).first()
    is_neutral = row.is_neutral if row else True
    wants = row.wants_letters if row else True
    if wish in _QUIET or wish is Wish.EACH:
        wants = wish is Wish.EACH
        settle_letters(paper=paper, by=person, wants_letters=wants, is_neutral=is_neutral)
    return _("You get letters of this list.") if wants else _("You get no letters of this list.")


SOURCE = Source(
    find=find,
    receive=receive,
    wish=wish,
    participates=participates,
    thread_of=thread_of,
    needs_proof=lambda _its, key: key.startswith(REVIEW),
)
