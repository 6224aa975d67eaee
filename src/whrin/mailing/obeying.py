"""Commands of members to a list."""

from django.utils.translation import gettext as _

from whrin.mailing.commands import Asked, Command
from whrin.mailing.lists import MailingList, Source, Wish
from whrin.mailing.models import Inbound
from whrin.people.models import Person


class WantsToGo(Exception):
    """She confirmed that her account shall be deleted, which is more than one transaction."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.person = person


def help_words(its: MailingList) -> str:
    """Return what can be asked of a list, in the language at hand."""
    return _(
        "Write one of these words as the subject of a letter to this address:\n\n"
        "join – take part in this list\n"
        "leave – leave it\n"
        "each – get each message\n"
        "daily, weekly – get one letter with all of them\n"
        "headlines – get titles without content, each week\n"
        "nothing – get no letters, and read on the web\n"
        "pause 14 – get nothing for 14 days\n"
        "status – see what is set\n"
        "delete me – delete your account and everything of yours\n\n"
        "To hear no more of one topic, answer one of its messages with the word: mute\n\n"
        "List: %(name)s"
    ) % {"name": its.name}


def obey(
    command: Command | None, *, row: Inbound, person: Person, source: Source, its: MailingList
) -> str | None:
    """Do what she asks and return a sentence for her; None: she must confirm it first from her own address.

    What cannot be understood is answered with what can be asked. Raises `WantsToGo`.
    """
    if command is None or command.what is Asked.HELP:
        return help_words(its)
    if command.what in {Wish.JOIN, Asked.DELETE} and not row.person_checked:
        return None
    if command.what is Asked.DELETE:
        raise WantsToGo(person)
    return source.wish(its, person, command.what, command.word) if isinstance(command.what, Wish) else ""
