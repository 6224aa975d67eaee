from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import Actor, record
from whrin.kit.edition import advance_on_commit
from whrin.kit.text import clean_line
from whrin.organisations.models import JointWork, Organisation, Representative
from whrin.organisations.queries import member_named
from whrin.organisations.rules import RESERVED_SLUGS
from whrin.organisations.signals import organisation_renamed
from whrin.topics.models import Topic


class NameTaken(ValueError):
    """A page of this room has the short name already."""

    message = _("A page of this part of the site has this short name. Choose another.")


class NoSuchMember(ValueError):
    """Nobody has an account of this name."""

    message = _("Nobody has an account of this name.")


@transaction.atomic
def save_organisation(
    *, organisation: Organisation, focus: Iterable[Topic], by: Actor | None
) -> Organisation:
    """Keep an organisation with the topics it works on. Raises `NameTaken`; nothing is kept then."""
    if organisation.slug in RESERVED_SLUGS:
        raise NameTaken(NameTaken.message)
    organisation.name = clean_line(organisation.name)
    known = Organisation.objects.filter(pk=organisation.pk).values_list("name", "language").first()
    organisation.save()
    if known and known != (organisation.name, organisation.language):
        transaction.on_commit(partial(organisation_renamed.send, Organisation, organisation=organisation.pk))
    organisation.focus.set(focus)
    record(verb="save organisation", about=organisation, by=by, slug=organisation.slug)
    advance_on_commit()
    return organisation


@transaction.atomic
def remove_organisation(*, organisation: Organisation, by: Actor | None) -> None:
    """Remove an organisation with its joint work; who represented it is forgotten with it."""
    record(verb="remove organisation", about=organisation, by=by, slug=organisation.slug)
    organisation.delete()
    advance_on_commit()


@transaction.atomic
def save_joint_work(*, work: JointWork, by: Actor | None) -> JointWork:
    """Keep what was done together with an organisation."""
    work.title = clean_line(work.title)
    work.save()
    record(verb="save joint work", about=work.organisation, by=by, title=work.title)
    advance_on_commit()
    return work


@transaction.atomic
def remove_joint_work(*, work: JointWork, by: Actor | None) -> None:
    """Remove what was done together with an organisation."""
    record(verb="remove joint work", about=work.organisation, by=by, title=work.title)
    work.delete()
    advance_on_commit()


@transaction.atomic
def choose_representative(*, organisation: Organisation, name: str, by: Actor | None) -> Representative:
    """Let the member with this account name speak for an organisation; once is enough.

    Raises `NoSuchMember`. The log says that it was done, never who it is.
    """
    person = member_named(name)
    if person is None:
        raise NoSuchMember(NoSuchMember.message)
    chosen, _made = Representative.objects.get_or_create(organisation=organisation, person=person)
    record(verb="choose representative", about=organisation, by=by)
    return chosen


@transaction.atomic
def end_representation(*, representative: Representative, by: Actor) -> None:
    """Let a member no longer speak for an organisation."""
    record(verb="end representation", about=representative.organisation, by=by)
    representative.delete()
