"""Which organisation somebody signs for, and whether it is sure that she may.

It is sure where the register has the organisation and its website, and her address is of that website's own
domain; or where she is signed in and represents it. A website that she names herself proves nothing: whoever
has a domain could sign in another's name.
"""

from urllib.parse import urlsplit

from django.db.models import Q

from whrin.campaigns.enums import Authority
from whrin.campaigns.taking.domains import is_shared
from whrin.campaigns.taking.given import Given
from whrin.campaigns.taking.marks import domain_of
from whrin.kit.text import clean_line
from whrin.organisations.models import Organisation, Representative
from whrin.people.models import Person

_MOST = 50


def organisation_for(given: Given) -> Organisation | None:
    """Return the organisation of the register that is meant: by its website, else by its name."""
    host = host_of(given.website)
    if host and not is_shared(host):
        near = Organisation.objects.filter(website__icontains=host).order_by("pk")[:_MOST]
        for found in near:
            if host_of(found.website) == host:
                return found
    name = clean_line(given.organisation)
    return Organisation.objects.filter(name__iexact=name).order_by("pk").first() if name else None


def authority_of(given: Given, organisation: Organisation | None, by: Person | None) -> Authority:
    """Return whether she may sign for it, as far as can be known at once."""
    if organisation is None:
        return Authority.CLAIMED
    if by is not None and Representative.objects.filter(Q(organisation=organisation) & Q(person=by)).exists():
        return Authority.CONFIRMED
    host = host_of(organisation.website)
    is_its_own = bool(host) and host == domain_of(given.email) and not is_shared(host)
    return Authority.CONFIRMED if is_its_own else Authority.CLAIMED


def host_of(website: str) -> str:
    """Return the host of a web address, in small letters, without "www."; empty where there is none."""
    try:
        host = urlsplit(website if "//" in website else f"//{website}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
