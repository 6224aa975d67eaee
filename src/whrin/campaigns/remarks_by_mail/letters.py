"""Letters to those who work on a paper, composed when they go. They say nothing, unless she chose words."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.campaigns.actions.agreement import version_in_review, who_may_sign_off
from whrin.campaigns.enums import State
from whrin.campaigns.models import Duty, Listener, Paper, Remark, Version
from whrin.campaigns.numbering import number_blocks, numbers_of
from whrin.campaigns.queries import OnPaper, paper_for, paragraphs_of, title_of, wordings_of
from whrin.campaigns.remarks_by_mail.lists import REMARK, REVIEW, how_to_answer, list_name
from whrin.campaigns.telling import is_neutral_for
from whrin.campaigns.words import words_of
from whrin.mailing.letters import Letter
from whrin.mailing.reading import sentinel
from whrin.mailing.waiting import please_look
from whrin.people.models import Person
from whrin.people.names import name_of
from whrin.people.sealing import CannotOpenError


def _on(person: Person | None, uid: UUID | str) -> OnPaper | None:
    """Return a paper that she still works on and wants letters of."""
    if person is None:
        return None
    try:
        on = paper_for(person, UUID(str(uid)))
    except Paper.DoesNotExist:
        return None
    is_quiet = Listener.objects.filter(paper=on.paper, person=person, wants_letters=False).exists()
    return on if on.roles and not is_quiet else None


def _above() -> str:
    return sentinel(_("Write your answer above this line"))


def compose_seat(key: str, person: Person | None) -> Letter | None:
    """Return the word to somebody who got a seat; None: she has none any more."""
    on = _on(person, key)
    if on is None:
        return None
    return please_look(reverse("campaigns:people", args=[on.paper.pk]))


def compose_duty(key: str, person: Person | None) -> Letter | None:
    """Return the word that something is due; None: it is done, or not hers any more."""
    duty = Duty.objects.filter(pk=int(key), person=person, done_on=None).first()
    on = _on(person, duty.paper_id) if duty else None
    if on is None:
        return None
    return please_look(reverse("campaigns:tasks", args=[on.paper.pk]))


def compose_remark(key: str, person: Person | None) -> Letter | None:
    """Return the letter that something was said; None: it is not there any more, or she wants no letters."""
    remark = Remark.objects.filter(pk=key).select_related("person", "paragraph", "answers").first()
    on = _on(person, remark.paper_id) if remark else None
    if remark is None or on is None or person is None:
        return None
    begun = remark.answers or remark
    address = settings.WHRIN_ADDRESS + reverse("campaigns:remark", args=[on.paper.pk, begun.number])
    subject = _("New message")
    text = _("There is a new message for you:\n\n%(address)s") % {"address": address}
    if not is_neutral_for(on.paper, person):
        try:
            text = _words(on.paper, remark, address)
        except CannotOpenError:
            return None  # Whoever said it deletes her account this moment.
        subject = title_of(on.paper, get_language() or "")[0] or subject
    return Letter(
        subject=f"Re: {subject}" if remark.answers_id else subject,
        text=text,
        list_name=list_name(on.paper),
        key=f"{REMARK}{remark.pk}",
        reply_key=f"{REMARK}{remark.pk}",
        answers=(f"{REMARK}{begun.pk}",) if remark.answers_id else (),
        archived_at=address,
    )


def _words(paper: Paper, remark: Remark, address: str) -> str:
    """Return a remark as text, with the paragraph it is about."""
    said, parts = words_of(remark), [_above()]
    if remark.paragraph_id:
        paragraph = next((one for one in paragraphs_of(paper) if one.pk == remark.paragraph_id), None)
        number = numbers_of(paragraphs_of(paper)).get(remark.paragraph_id, 0)
        wording = wordings_of(paragraph).get(remark.language) if paragraph else None
        told = wording.text if wording else ""
        parts.append(f"§{number} {told}" if number else told)
    parts += [f"{name_of(remark.person)}:", said.text]
    if said.proposed:
        parts += [_("Other words for this paragraph") + ":", said.proposed]
    parts.append(
        "-- \n"
        + _("To answer, reply to this letter. For another paragraph, begin a line with its number: §3")
        + f"\n{address}"
    )
    return "\n\n".join(part for part in parts if part)


def compose_review(key: str, person: Person | None) -> Letter | None:
    """Return the letter that asks for her word on a version; None: another one is in review, or none."""
    version = Version.objects.filter(pk=int(key)).select_related("paper").first()
    on = _on(person, version.paper_id) if version else None
    if version is None or on is None or person is None or person.pk not in who_may_sign_off(on.paper):
        return None
    newest = version_in_review(on.paper)
    if on.paper.state != State.REVIEW or newest is None or newest.pk != version.pk:
        return None
    neutral = please_look(reverse("campaigns:review", args=[on.paper.pk]))
    parts, subject = [_above(), neutral.text, how_to_answer()], neutral.subject
    if not is_neutral_for(on.paper, person):
        parts += ["―" * 20, *lines_of(version.content, get_language() or "", on.paper.original_language)]
        subject = title_of(on.paper, get_language() or "")[0] or subject
    return Letter(
        subject=subject,
        text="\n\n".join(parts),
        list_name=list_name(on.paper),
        key=f"{REVIEW}{version.pk}",
        reply_key=f"{REVIEW}{version.pk}",
    )


def lines_of(content: Sequence[dict[str, Any]], language: str, original: str) -> list[str]:
    """Return a version as text with the numbers of its paragraphs, in a language, else in its own."""
    numbers = number_blocks((one["uid"], one["kind"], bool(one["texts"])) for one in content)
    lines = []
    for one in content:
        text = one["texts"].get(language) or one["texts"].get(original, "")
        number = numbers.get(one["uid"])
        lines.append(f"§{number} {text}" if number else text)
    return [line for line in lines if line.strip()]
