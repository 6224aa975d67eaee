"""What to do with a letter that was read: count it, obey it, ask about it, or give it to its list.

Runs inside the transaction that marks the row done. It sets the row's fields; the caller saves it.
"""

import datetime
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import Message

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from whrin.mailing import answering, owners
from whrin.mailing.addresses import (
    Reply,
    Target,
    key_of_message_id,
    read_asked_address,
    read_confirm_address,
    read_reply_address,
    read_return_address,
)
from whrin.mailing.bounces import count_return, put_on_hold
from whrin.mailing.commands import command_in, says_mute
from whrin.mailing.known import is_known, key_of_letters, remember
from whrin.mailing.lists import Fate, MailingList, Said, Source, Wish, list_named
from whrin.mailing.models import Inbound
from whrin.mailing.obeying import obey
from whrin.mailing.open_doors import open_door_at
from whrin.mailing.reading import Reading, thread_of
from whrin.mailing.trust import Sender, is_vouched_for, sender_of
from whrin.people.addresses import language_of
from whrin.people.models import Person
from whrin.people.rules import is_active_member

#: Letters of one person in so many minutes; more wait. Counted in memory, for nothing is kept of when.
MOST_LETTERS, MINUTES = 10, 10
#: Letters of one person that may wait for her to confirm them.
MOST_HELD = 20

_recent: dict[int, deque[datetime.datetime]] = {}
_lock = threading.Lock()


@dataclass(frozen=True)
class Arrived:
    """A letter, opened. `kind` is one of `Inbound.Kind`."""

    row: Inbound
    target: Target
    headers: Message
    reading: Reading
    kind: str


def decide(arrived: Arrived) -> None:
    """Do what is to be done, and mark the row."""
    row = arrived.row
    row.kind, row.state, row.lease_until, row.trouble = arrived.kind, Inbound.State.DONE, None, ""
    steps: dict[str, Callable[[Arrived], None]] = {
        Inbound.Kind.BOUNCE: _count,
        Inbound.Kind.COMMAND: _command,
        Inbound.Kind.POST: _post,
    }
    steps.get(arrived.kind, _drop)(arrived)


def _drop(arrived: Arrived) -> None:
    """Keep that it came, and nothing of it."""
    arrived.row.sealed = ""


def _count(arrived: Arrived) -> None:
    number = read_return_address(arrived.target)
    person = Person.objects.filter(pk=number).first() if number else None
    bounce = arrived.reading.bounce
    if person is not None and arrived.headers.get_param("report-type") == "feedback-report":
        put_on_hold(person=person)
    elif person is not None and arrived.reading.is_bounce:
        count_return(person=person, status=bounce.status if bounce else "")
    _drop(arrived)


def _command(arrived: Arrived) -> None:
    if arrived.target.command == "confirm":
        _confirm(arrived)
    elif arrived.target.command == "owner":
        owners.pass_on(arrived.row)
    else:
        _with_sender(arrived, None, _obey)


def _confirm(arrived: Arrived) -> None:
    """Let go on what she was asked about. The answer must come from her own address."""
    found, asked = list_named(arrived.target.name), read_asked_address(arrived.target)
    if found is not None and asked is not None:
        found[0].confirms(found[1], asked, arrived.reading.from_address)
        return _drop(arrived)
    number = read_confirm_address(arrived.target)
    held = Inbound.objects.filter(pk=number or 0, state=Inbound.State.HELD).select_related("person").first()
    sender = sender_of(from_address=arrived.reading.from_address, headers=arrived.headers, reply=None)
    if held is not None and held.person is not None and held.person == sender.person:
        release(held)
    return _drop(arrived)


def release(held: Inbound) -> None:
    """Mark a held letter as confirmed; it is worked on again, from the beginning."""
    held.state, held.person_checked = Inbound.State.WAITING, True
    held.attempts, held.lease_until = 0, None
    held.save()


def _post(arrived: Arrived) -> None:
    target = arrived.target
    take = open_door_at(target.name, token=target.token) if list_named(target.name) is None else None
    if take is not None:
        take(arrived.reading)
        return _drop(arrived)
    return _with_sender(arrived, read_reply_address(arrived.row.recipient), _give_to_list)


def _with_sender(
    arrived: Arrived,
    reply: Reply | None,
    act: Callable[[Arrived, Person, Reply | None, Source, MailingList], None],
) -> None:
    row = arrived.row
    found = list_named(arrived.target.name)
    sender = sender_of(from_address=arrived.reading.from_address, headers=arrived.headers, reply=reply)
    if reply is not None and found is not None and found[0].needs_proof(found[1], reply.key):
        is_vouched = is_vouched_for(arrived.reading.from_address, arrived.headers)
        sender = Sender(sender.person, sender.is_checked and is_vouched)
    if row.person_checked and row.person is not None:
        sender = Sender(row.person, is_checked=True)
    if found is None or sender.person is None or not is_active_member(sender.person):
        # Whoever stands in From may not have written it: no answer, and nothing kept.
        row.kind = Inbound.Kind.UNKNOWN
        return _drop(arrived)
    row.person = sender.person
    if not sender.is_checked:
        return hold(row, sender.person)
    # Only what is certainly hers counts: a forger must not slow her down.
    if _is_too_often(sender.person.pk):
        return _wait(row)
    with translation.override(language_of(sender.person)):
        act(arrived, sender.person, reply, *found)
    return None


def hold(row: Inbound, person: Person) -> None:
    """Keep the letter until she says, from her own address, that she wrote it. Somebody who forges many
    gets no more than `MOST_HELD` of them kept.
    """
    if Inbound.objects.filter(person=person, state=Inbound.State.HELD).count() >= MOST_HELD:
        row.sealed, row.kind = "", Inbound.Kind.UNKNOWN
        return
    row.state = Inbound.State.HELD
    answering.ask_whether(row, person)


def _wait(row: Inbound) -> None:
    row.state = Inbound.State.WAITING
    row.attempts -= 1
    row.lease_until = timezone.now() + datetime.timedelta(minutes=MINUTES)


def _is_too_often(person_id: int) -> bool:
    now = timezone.now()
    with _lock:
        times = _recent.setdefault(person_id, deque())
        while times and now - times[0] > datetime.timedelta(minutes=MINUTES):
            times.popleft()
        if len(times) >= MOST_LETTERS:
            return True
        times.append(now)
        return False


def forget_recent() -> None:
    """Forget who wrote lately."""
    with _lock:
        _recent.clear()


def _obey(arrived: Arrived, person: Person, _reply: Reply | None, source: Source, its: MailingList) -> None:
    command = command_in(arrived.target, arrived.reading.base_subject, arrived.reading.body)
    words = obey(command, row=arrived.row, person=person, source=source, its=its)
    if words is None:
        return hold(arrived.row, person)
    arrived.row.sealed = ""
    return answering.answer(arrived.row, person, words)


def _give_to_list(
    arrived: Arrived, person: Person, reply: Reply | None, source: Source, its: MailingList
) -> None:
    row, reading = arrived.row, arrived.reading
    if not source.participates(its, person):
        return answering.answer(row, person, _("You are not in this list, so your letter went nowhere."))
    if is_known(list_name=its.name, message_id=reading.message_id, body=reading.body):
        return _drop(arrived)
    placed = thread_of(
        token_key=reply.key if reply else "",
        in_reply_to=reading.in_reply_to,
        references=reading.references,
        known=lambda ids: _key_of(its, ids),
        similar=lambda: source.similar(its, person, reading.base_subject),
    )
    thread = source.thread_of(its, placed.answers) if placed.answers else placed.thread
    if placed.answers and says_mute(reading.body):
        return answering.answer(row, person, source.wish(its, person, Wish.MUTE, thread))
    said = Said(
        person=person,
        subject=reading.base_subject or reading.subject,
        body=reading.body,
        trimmed=reading.trimmed,
        language=reading.language,
        answers=placed.answers,
        thread=thread,
        is_checked=True,
        files=reading.files,
        is_answer=_answers_letter_of(source, its, reading, thread),
    )
    outcome = source.receive(its, said)
    remember(list_name=its.name, message_id=reading.message_id, body=reading.body, key=outcome.key)
    if outcome.fate is Fate.OBEYED:
        row.sealed = ""
    return answering.answer(row, person, answering.with_word_about_files(person, outcome, reading.files))


def _answers_letter_of(source: Source, its: MailingList, reading: Reading, thread: str) -> bool:
    """Say whether the programme named a letter of this thread: then it made the subject from that one's."""
    ids = [reading.in_reply_to, *reading.references[-1:]]
    key = _key_of(its, [each for each in ids if each]) if thread else ""
    return bool(key) and source.thread_of(its, key) == thread


def _key_of(its: MailingList, ids: Sequence[str]) -> str:
    """Return the key of the first of these Message-IDs that is one of ours, or known in the list."""
    ours = next((key for each in ids if (key := key_of_message_id(its.name, each))), "")
    return ours or key_of_letters(its.name, ids)
