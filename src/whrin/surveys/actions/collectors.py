"""Phones are let in, and out again. One key opens several forms: who deals with it changes them all."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.people.sealing import fingerprint
from whrin.surveys.accounts import new_name, new_password, seal_ha1
from whrin.surveys.enums import Part
from whrin.surveys.models import Collector, Form
from whrin.surveys.rights import demand, demand_coordinator
from whrin.surveys.rules import may_go_to_phones

#: Bytes of chance in an address: 64 letters.
_BYTES = 48


class NotForPhones(Exception):
    """One key serves many, and the form wants to know each."""

    def __init__(self) -> None:
        super().__init__(_("A form that takes one answer of each cannot go to phones: one key serves many."))


@dataclass(frozen=True)
class Admitted:
    """`token`, `password`: shown once; we keep what cannot be turned back into them."""

    collector: Collector
    token: str
    password: str


@transaction.atomic
def admit_collector(
    *, label: str, forms: Sequence[Form], by: Person | None, language: str = "en"
) -> Admitted:
    """Give a phone, or a group of them, an address and a name to fetch and send these forms. Raises
    `NotForPhones`.
    """
    _demand_all(by, forms)
    if not all(map(may_go_to_phones, forms)):
        raise NotForPhones
    token, name, password = secrets.token_urlsafe(_BYTES), new_name(), new_password()
    collector = Collector.objects.create(
        label=label[:100],
        language=language,
        fingerprint=fingerprint(token),
        name=name,
        sealed_ha1=seal_ha1(name, password),
    )
    collector.forms.set(forms)
    record(verb="admit", about=collector, by=by)
    return Admitted(collector, token, password)


@transaction.atomic
def give_forms(*, collector: Collector, forms: Sequence[Form], by: Person | None) -> None:
    """Let the phones of this collector have these forms, and no others. Raises `NotForPhones`."""
    _demand_all(by, [*forms, *collector.forms.all()])
    if not all(map(may_go_to_phones, forms)):
        raise NotForPhones
    collector.forms.set(forms)
    record(verb="edit", about=collector, by=by)


@transaction.atomic
def revoke_collector(*, collector: Collector, by: Person | None) -> None:
    """Let the phones of this collector in no more. What they sent stays."""
    _demand_all(by, collector.forms.all())
    collector.revoked_on = today()
    collector.save(update_fields=["revoked_on"])
    record(verb="revoke", about=collector, by=by)


@transaction.atomic
def remove_collector(*, collector: Collector, by: Person | None) -> None:
    """Forget a collector that was revoked, or revoke and forget it."""
    _demand_all(by, collector.forms.all())
    record(verb="delete", about=collector, by=by)
    collector.delete()


def _demand_all(by: Person | None, forms: Iterable[Form]) -> None:
    """Refuse with `PermissionDenied` who may not change each of them; what has no form is coordinators'."""
    known = list(forms)
    if not known:
        demand_coordinator(by)
    for form in known:
        demand(by, form, Part.AUTHOR)
