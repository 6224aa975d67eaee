"""Whether a signature looks like one of a flood. Such a one is held for a look, never lost.

What is counted is kept in the memory of each process for some minutes, and nowhere else: domains of
addresses, forms that were given out, names. No address of a machine is looked at.
"""

import threading
import time
from collections import Counter
from collections.abc import Hashable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.campaigns.enums import Signer
from whrin.campaigns.models import Call
from whrin.campaigns.taking.domains import is_shared, is_throwaway
from whrin.campaigns.taking.given import Given
from whrin.campaigns.taking.marks import domain_of
from whrin.people.marks import canonical_name

#: Seconds for which is counted.
WINDOW = 600.0
#: So many within them are no flood: of one domain that is not shared, with one form, of one name.
OF_A_DOMAIN, OF_A_FORM, OF_A_NAME = 30, 10, 15
#: Keys that are counted at most; past them counting begins anew.
_MOST = 50_000

#: Why it is held, as `Signature.held_because` has it.
REASONS: dict[str, str | Promise] = {
    "throwaway": _("A mailbox that is thrown away"),
    "domain": _("Many from one domain in a short time"),
    "form": _("Many with one form"),
    "name": _("Many with one name"),
    "burst": _("Many in a short time"),
    "twice": _("The organisation has signed"),
    "desk": _("Held by hand"),
}


class _Recent:
    """Counts what came within the present window."""

    def __init__(self) -> None:
        self._lock, self._counts, self._began = threading.Lock(), Counter[Hashable](), 0.0

    def count(self, *key: Hashable) -> int:
        """Count one more, and return how many came."""
        now = time.monotonic()
        with self._lock:
            if now - self._began > WINDOW or len(self._counts) > _MOST:
                self._counts.clear()
                self._began = now
            self._counts[key] += 1
            return self._counts[key]

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._counts.clear()


_recent = _Recent()


def forget_what_came() -> None:
    """Begin to count anew. For tests."""
    _recent.forget()


def why_held(call: Call, given: Given, *, form: str = "") -> str:
    """Count a signature, and return why it is held, a key of `REASONS`; empty: it is not. `form`: what tells
    the form it came with from others.
    """
    domain = domain_of(given.email)
    if is_throwaway(domain):
        return "throwaway"
    if form and _recent.count("form", form) > OF_A_FORM:
        return "form"
    if not is_shared(domain) and _recent.count(call.pk, "domain", domain) > OF_A_DOMAIN:
        return "domain"
    said = given.organisation if given.kind == Signer.ORGANISATION else given.name
    if _recent.count(call.pk, "name", canonical_name(said)) > OF_A_NAME:
        return "name"
    return ""
