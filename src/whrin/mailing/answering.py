"""What we write back: rarely, only to members, only to their own address, never to whoever stood in From."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from whrin.mailing.addresses import Target, confirm_address, read_local_part
from whrin.mailing.commands import Asked, command_in
from whrin.mailing.letters import Letter
from whrin.mailing.lists import Fate, Outcome
from whrin.mailing.models import Inbound
from whrin.mailing.queue import enqueue
from whrin.mailing.reading import read_letter
from whrin.mailing.storing import raw_of
from whrin.mailing.tokens import make_token, number_bytes, open_token
from whrin.mailing.turns import take_a_turn
from whrin.people.addresses import language_of
from whrin.people.keys import open_for, seal_for
from whrin.people.models import Person

ANSWER, ASK = "mailing.answer", "mailing.ask"
#: Answers to one person in a day; and questions whether a letter was hers.
MOST_ANSWERS, MOST_QUESTIONS = 50, 5
_CONFIRM = "confirm on the web"


def _may_go(person: Person, kind: str, most: int) -> bool:
    """Count one more of this kind today, and say whether it may still go."""
    return take_a_turn(f"{person.pk} {kind}", most=most)


def answer(row: Inbound, person: Person, words: str) -> None:
    """Queue an answer to a letter. The words wait sealed beside it, under her key."""
    if not words or not _may_go(person, ANSWER, MOST_ANSWERS):
        return
    row.sealed_answer = seal_for(person, words, label=f"mailing.Inbound:{row.pk}")
    enqueue(
        kind=ANSWER,
        key=str(row.pk),
        person=person,
        language=language_of(person),
        stem=f"answer:{row.digest[:40]}",
    )


def with_word_about_files(person: Person, outcome: Outcome, files: int) -> str:
    """Return what is answered, with a sentence about files that were left out, at most once a day."""
    if not files or outcome.fate not in {Fate.PUBLISHED, Fate.HELD} or not _may_go(person, "files", 1):
        return outcome.word
    told = _(
        "Your message went out without the files you sent along. Files can tell who made them, where and "
        "when, so lists never pass them on. If they matter, say in words what they show, or where it can "
        "be found."
    )
    return "\n\n".join(part for part in (outcome.word, told) if part)


def ask_whether(row: Inbound, person: Person) -> None:
    """Queue the question whether a letter was hers, to her own address."""
    if _may_go(person, ASK, MOST_QUESTIONS):
        enqueue(
            kind=ASK,
            key=str(row.pk),
            person=person,
            language=language_of(person),
            stem=f"ask:{row.digest[:40]}",
        )


def confirm_path(row: Inbound) -> str:
    """Return the path of the page on which she confirms a letter."""
    token = make_token(number_bytes(row.pk), purpose=_CONFIRM)
    return reverse("mailing:confirm", args=[token])


def row_to_confirm(token: str) -> Inbound | None:
    """Return the held letter that the page's address stands for, or None."""
    content = open_token(token, purpose=_CONFIRM)
    if content is None:
        return None
    return Inbound.objects.filter(pk=int.from_bytes(content, "big"), state=Inbound.State.HELD).first()


def _list_of(row: Inbound) -> str:
    target = read_local_part(row.recipient)
    return target.name if target else ""


def compose_answer(key: str, person: Person | None) -> Letter | None:
    """Return the answer to the letter with this number, or None when it is there no more."""
    row = Inbound.objects.filter(pk=int(key), person=person).exclude(sealed_answer="").first()
    if row is None or person is None:
        return None
    words = open_for(person, row.sealed_answer, label=f"mailing.Inbound:{row.pk}")
    return Letter(
        subject=_("About your letter"),
        text=words,
        list_name=_list_of(row),
        headers={"Auto-Submitted": "auto-replied"},
    )


def compose_question(key: str, person: Person | None) -> Letter | None:
    """Return the question about the letter with this number, or None when it is answered."""
    row = Inbound.objects.filter(pk=int(key), person=person, state=Inbound.State.HELD).first()
    if row is None:
        return None
    name = _list_of(row)
    if _asks_for_deletion(row):
        return _letter_to_confirm(
            row,
            name,
            _("Delete your account?"),
            _(
                "A letter in your name asks us to delete your account and everything you wrote. This cannot "
                "be undone.\n\nIf you want it, answer this letter. If not, do nothing."
            ),
        )
    text = _(
        "A letter in your name came to %(address)s. We do not know for certain that you wrote it, so nothing "
        "has happened yet.\n\nIf it was you, answer this letter. You need not write anything. Or open this "
        "page:\n%(page)s\n\nIf it was not you, do nothing. The letter will be erased in %(days)s days."
    ) % {
        "address": f"{name}@{settings.WHRIN_MAIL_DOMAIN}",
        "page": f"{settings.WHRIN_ADDRESS}{confirm_path(row)}",
        "days": settings.WHRIN_MAIL_KEPT_DAYS,
    }
    return _letter_to_confirm(row, name, _("Was this you?"), text)


def _asks_for_deletion(row: Inbound) -> bool:
    reading = read_letter(raw_of(row))
    command = command_in(read_local_part(row.recipient) or Target(""), reading.base_subject, reading.body)
    return row.kind == Inbound.Kind.COMMAND and command is not None and command.what is Asked.DELETE


def _letter_to_confirm(row: Inbound, name: str, subject: str, text: str) -> Letter:
    return Letter(
        subject=subject,
        text=text,
        list_name=name,
        headers={"Auto-Submitted": "auto-replied", "Reply-To": confirm_address(name, row.pk)},
    )
