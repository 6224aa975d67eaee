"""Who may do what with reports. A site's administrators have no part in it unless two others named them."""

from collections.abc import Iterable

from whrin.incidents.enums import Role, StandingState
from whrin.incidents.models import Standing
from whrin.people.models import Person

#: Roles that one person does not hold together: nobody is all.
APART: tuple[frozenset[Role], ...] = (
    *(frozenset({Role.AUDITOR, other}) for other in Role if other != Role.AUDITOR),
    frozenset({Role.ANALYST, Role.CASEWORKER}),
    frozenset({Role.ANALYST, Role.INTAKE}),
)


def roles_of(person: Person) -> frozenset[Role]:
    """Return the roles that two others confirmed for her."""
    if not person.is_active:
        return frozenset()
    confirmed = Standing.objects.filter(person=person, state=StandingState.CONFIRMED)
    return frozenset(Role(role) for role in confirmed.values_list("role", flat=True))


def has_role(person: Person, *roles: Role) -> bool:
    """Say whether she holds one of these roles."""
    return bool(roles_of(person) & set(roles))


def can_hold_together(roles: Iterable[Role]) -> bool:
    """Say whether one person may hold these roles."""
    held = frozenset(roles)
    return not any(pair <= held for pair in APART)


def needs_key(person: Person) -> bool:
    """Say whether what she does here needs a key of her own."""
    return has_role(person, Role.CASEWORKER, Role.ANALYST)


def may_name(person: Person) -> bool:
    """Say whether she may propose and confirm people for roles: a coordinator of reports. Where there is none
    yet, those who may do everything on the site name the first, two of them.
    """
    if has_role(person, Role.COORDINATOR):
        return True
    named = Standing.objects.filter(role=Role.COORDINATOR, state=StandingState.CONFIRMED)
    return person.is_active and person.is_superuser and not named.exists()
