"""Is it she who wrote? A letter's From alone proves nothing.

Certain is: a reply address of hers together with her address in From; or her address in From, and our own
mail server wrote that SPF or DKIM passed for that domain (RFC 8601); or she confirmed it.
"""

import re
from dataclasses import dataclass
from email.message import Message

from django.conf import settings

from whrin.mailing.addresses import Reply
from whrin.people.addresses import person_with_address
from whrin.people.models import Person

_RESULT = re.compile(r"\b(?P<method>dkim|spf|dmarc)\s*=\s*(?P<result>[a-z]+)(?P<rest>[^;]*)", re.IGNORECASE)
_DOMAINS = {"dkim": "header.d", "spf": "smtp.mailfrom", "dmarc": "header.from"}
_COMMENT = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Sender:
    """Whose letter it is said to be (None: nobody we know), and whether that is certain."""

    person: Person | None
    is_checked: bool


def sender_of(*, from_address: str, headers: Message, reply: Reply | None) -> Sender:
    """Say whose letter it is. With a reply address it is that of the member it was made for: she is asked
    when another address stands in From.
    """
    by_address = person_with_address(from_address) if len(headers.get_all("From", [])) == 1 else None
    if reply is None:
        return Sender(by_address, by_address is not None and is_vouched_for(from_address, headers))
    meant = Person.objects.filter(pk=reply.person_id, is_active=True).first()
    return Sender(meant, meant is not None and meant == by_address)


def is_vouched_for(from_address: str, headers: Message) -> bool:
    """Say whether our own mail server found SPF, DKIM or DMARC to pass for the domain of this address.

    Every result of a method that it wrote must be a pass: a header that somebody forged stands beside ours.
    """
    trusted = settings.WHRIN_MAIL_AUTHSERV.lower()
    domain = from_address.rpartition("@")[2].lower()
    if not trusted or not domain:
        return False
    found: dict[str, list[bool]] = {}
    for header in headers.get_all("Authentication-Results", []):
        server, _, results = _COMMENT.sub(" ", str(header)).partition(";")
        if server.split()[:1] != [trusted] and server.strip().lower() != trusted:
            continue
        for match in _RESULT.finditer(results):
            method = match["method"].lower()
            passed = match["result"].lower() == "pass" and _is_aligned(
                _domain_in(match["rest"], method), domain
            )
            found.setdefault(method, []).append(passed)
    return any(all(results) for results in found.values())


def _domain_in(properties: str, method: str) -> str:
    match = re.search(rf"\b{re.escape(_DOMAINS[method])}\s*=\s*\"?([^\s\";]+)", properties, re.IGNORECASE)
    return match[1].rpartition("@")[2].lower().strip("<>.") if match else ""


def _is_aligned(proven: str, claimed: str) -> bool:
    """Say whether two domains are one, or one lies within the other (relaxed, RFC 7489, 3.1)."""
    if "." not in proven:
        return False
    return proven == claimed or claimed.endswith(f".{proven}") or proven.endswith(f".{claimed}")
