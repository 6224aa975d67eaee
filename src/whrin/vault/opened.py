"""What whoever opened her vault can open: for the time of one answer of the server, in memory alone."""

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from whrin.people.models import Person
from whrin.vault.envelopes import CannotOpen, Pair, open_sealed, pair_of
from whrin.vault.labels import grant_label
from whrin.vault.models import Grant, PersonalKey, SharedKey


class NotGranted(Exception):
    """She does not hold this key, or does so no longer."""

    def __init__(self) -> None:
        super().__init__(_("Your key does not open this."))


class Opened:
    """An open vault. Nothing of it can be printed, kept in a session or handed to a task."""

    def __init__(self, personal: PersonalKey, pair: Pair) -> None:
        self.personal = personal
        self._pair = pair

    def __repr__(self) -> str:
        return f"<Opened {self.personal.pk}>"

    def __reduce__(self) -> str:
        message = "An open vault stays in the memory of one request."
        raise TypeError(message)

    @property
    def person(self) -> Person:
        """Return whose vault it is."""
        return self.personal.person

    @property
    def pair(self) -> Pair:
        """Return her own pair: what was sealed to her alone opens with it."""
        return self._pair

    def pair_of(self, shared: SharedKey) -> Pair:
        """Return both halves of a shared key. Raises `NotGranted`."""
        found = self.pairs_of([shared]).get(shared.pk)
        if found is None:
            raise NotGranted
        return found

    def pairs_of(self, shareds: Iterable[SharedKey]) -> dict[uuid.UUID, Pair]:
        """Return those of these keys that she holds, by their uid; one query for all of them.

        A grant that was changed or put elsewhere is none, nor is one whose key was given another public half:
        what she writes would be sealed to whoever put it there.
        """
        asked = {shared.pk: bytes(shared.public) for shared in shareds}
        if not asked:
            return {}
        grants = Grant.objects.filter(personal=self.personal, shared__in=list(asked))
        found = {}
        for uid, sealed in grants.values_list("shared_id", "sealed"):
            secret = open_grant(self._pair, bytes(sealed), shared=uid, holder=self.personal.pk)
            if secret and (pair := pair_of(secret)).public == asked[uid]:
                found[uid] = pair
        return found


def open_grant(holder_pair: Pair, sealed: bytes, *, shared: uuid.UUID, holder: uuid.UUID) -> bytes:
    """Return the secret half that a grant holds; nothing when it does not open here."""
    try:
        return open_sealed(holder_pair, sealed, label=grant_label(shared, holder))
    except CannotOpen:
        return b""
