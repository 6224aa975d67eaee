"""The address of each call, to which a letter signs it."""

from django.conf import settings

from whrin.campaigns.models import Call
from whrin.kit.numbers import number_in
from whrin.mailing.addresses import Target, at_domain, read_local_part

#: How these addresses begin; the name alone, with a token, takes answers.
NAME = "sign"
#: Signs of a paper's public name up to which it stands in the address; longer ones are numbers there.
LONGEST = 40


def call_address(call: Call) -> str:
    """Return where a letter signs this call; empty where no letters are taken. Its paper is at hand."""
    return at_domain(local_part_of(call)) if settings.WHRIN_MAIL_DOMAIN else ""


def local_part_of(call: Call) -> str:
    """Return what stands before the @: the paper's public name, or the call's number."""
    named = f"{NAME}-{call.paper.slug}"
    if not call.paper.slug or len(call.paper.slug) > LONGEST or read_local_part(named) != Target(named):
        return f"{NAME}-{call.pk}"
    return named


def call_at(name: str) -> Call | None:
    """Return the call that a local part stands for, open or not; none before the end of an embargo: a letter
    back would tell what it is.
    """
    said = name.removeprefix(f"{NAME}-")
    calls = Call.objects.select_related("paper", "key")
    found = calls.filter(paper__slug=said).first() if said else None
    if found is None and (number := number_in(said)):
        found = calls.filter(pk=number).first()
    is_it = found is not None and local_part_of(found) == name and not found.paper.is_embargoed()
    return found if is_it else None
