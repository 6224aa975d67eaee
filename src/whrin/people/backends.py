"""Who is at the door: a name that was typed leads to staff by itself, and to members by its stand-in."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Q

from whrin.people.marks import stand_in_for
from whrin.people.models import Person


def person_called(name: str) -> Person | None:
    """Return who signs in with this name. One query, the same for names that nobody has.

    A stand-in is taken as it is: allauth asks with it when she confirms her passphrase.
    """
    typed = name.strip()
    stand_in = typed if typed.startswith("~") else stand_in_for(typed)
    known = Person.objects.filter(Q(username=stand_in) | Q(is_staff=True, username__iexact=typed))
    return known.order_by("-is_staff").first()


class ByName(AuthenticationBackend):
    """Allauth's backend, which works as long for a name that is not there as for one that is."""

    def _authenticate_by_username(self, username: str, password: str) -> Person | None:
        return self._check_password(person_called(username), password) if username else None  # type: ignore[return-value]  # Person is the only kind
