"""Letters of members to a space's list, and those that would go out now, without a server."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from django.utils import translation

from tests import cast
from tests.forum import making
from tests.mailing.letters import bring, letter
from whrin.forum.models import Participant, Space
from whrin.mailing.composing import compose
from whrin.mailing.models import Inbound, Outgoing
from whrin.mailing.pipeline import work_once
from whrin.people.models import Person

HER = "heron@her.example"
PASSED = "mx.lists.test; dkim=pass header.d=her.example"


def listener(space: Space, name: str = "Wild Mint", *, email: str = HER, **fields: object) -> Participant:
    """Make a member with an address who gets each post with its words, unless told otherwise."""
    person = cast.member(f"{name} of home", email=email)
    chosen: dict[str, object] = {"delivery": Participant.Delivery.EACH, "is_neutral": False, **fields}
    return making.participant(person, space, name, **chosen)


def receive(raw: bytes, *, to: str, sender: str = HER) -> Inbound:
    """Bring a letter through the door and the pipeline."""
    row = bring(raw, to=to, sender=sender)
    while work_once():
        pass  # what was confirmed goes on from the beginning
    row.refresh_from_db()
    return row


def write(
    to: str, body: str, subject: str = "Water", sender: str = HER, number: str = "1@her.example"
) -> bytes:
    """Return a letter of hers that our mail server vouched for."""
    return letter(
        to=to, sender=sender, subject=subject, body=body, number=number, Authentication_Results=PASSED
    )


def letters_to(person: Person) -> list[EmailMessage]:
    """Return the letters that would go to a person now, as her programme reads them; and let them go."""
    made = []
    for row in Outgoing.objects.filter(person=person).order_by("id"):
        with translation.override(row.language):
            ready = compose(row)
        row.delete()
        if ready is not None:
            read = message_from_bytes(ready.content, policy=policy.default)
            assert isinstance(read, EmailMessage)
            made.append(read)
    return made
