"""Standings as the page tells them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.incidents.enums import Role, StandingState
from whrin.incidents.models import Standing
from whrin.people.keys import open_keys_of
from whrin.people.models import Person
from whrin.people.names import name_of
from whrin.vault.models import PersonalKey

_NEED_KEYS = {Role.CASEWORKER, Role.ANALYST}
_STATES: dict[str, str | Promise] = {
    "": _("none yet: she makes it on the page Keys"),
    PersonalKey.State.WAITING: _("waits until somebody confirms it"),
    PersonalKey.State.CONFIRMED: _("confirmed"),
}


@dataclass(frozen=True)
class Row:
    """One standing. `key`: in words, where what she does needs one; `fingerprint`: while it waits."""

    standing: Standing
    name: str
    proposed_by: str
    key: str | Promise
    fingerprint: str
    may_end: bool
    may_confirm: bool

    @property
    def is_waiting(self) -> bool:
        """Say whether somebody else has to confirm it."""
        return self.standing.state == StandingState.PROPOSED


def rows_for(person: Person, found: Iterable[Standing], *, names_people: bool) -> list[Row]:
    """Return standings as she sees them; names and keys come with one query each."""
    standings = list(found)
    everybody = [one.person for one in standings] + [one.proposed_by for one in standings if one.proposed_by]
    open_keys_of(everybody)
    in_use = PersonalKey.objects.filter(person__in=everybody).exclude(state=PersonalKey.State.RETIRED)
    keys = {key.person_id: key for key in in_use}
    return [_row(person, one, keys.get(one.person_id), names_people=names_people) for one in standings]


def _row(person: Person, one: Standing, key: PersonalKey | None, *, names_people: bool) -> Row:
    is_hers = one.person_id == person.pk
    return Row(
        standing=one,
        name=name_of(one.person),
        proposed_by=name_of(one.proposed_by) if one.proposed_by else "",
        key=_STATES[key.state if key else ""] if one.role in _NEED_KEYS else "",
        fingerprint=key.fingerprint if key and key.state == PersonalKey.State.WAITING else "",
        may_end=names_people or is_hers,
        may_confirm=names_people and not is_hers and one.proposed_by_id != person.pk,
    )
