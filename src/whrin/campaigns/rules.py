"""Who may do what with papers. A paper's own rules ask for the seats that somebody has on it."""

from collections.abc import Collection

from whrin.campaigns.enums import Role, State
from whrin.campaigns.models import Paper
from whrin.people.models import Person
from whrin.people.rules import is_active_member

#: Public names that are addresses of the room.
RESERVED = frozenset({"csv", "feed", "sign", "badge", "new", "targets"})
#: Once a paper is agreed its words stand: another version begins by taking it back to writing.
_CHANGEABLE = frozenset({State.WRITING, State.REVIEW})


def may_begin(person: object) -> bool:
    """Say whether she may begin a paper: active members, and the staff that publishes."""
    return isinstance(person, Person) and (is_active_member(person) or may_publish(person))


def may_publish(person: object) -> bool:
    """Say whether she publishes and withdraws for the network: moderators, coordinators."""
    return isinstance(person, Person) and person.is_active and person.has_perm("campaigns.publish_paper")


def may_campaign(person: object) -> bool:
    """Say whether she may write campaigns and their targets: editors, moderators, coordinators."""
    return isinstance(person, Person) and person.is_active and person.has_perm("campaigns.change_campaign")


def may_set_kinds(person: object) -> bool:
    """Say whether she may change kinds of papers and their limits."""
    return isinstance(person, Person) and person.is_active and person.has_perm("campaigns.change_paperkind")


def may_write(paper: Paper, roles: Collection[str]) -> bool:
    """Say whether these roles may change its words and evidence, as it stands now."""
    return paper.state in _CHANGEABLE and bool({Role.HOLDER, Role.WRITER} & set(roles))


def may_remark(paper: Paper, roles: Collection[str]) -> bool:
    """Say whether these roles may comment: everybody on the paper, until it is public."""
    return bool(roles) and not paper.is_public and paper.state != State.WITHDRAWN


def may_sign_off(paper: Paper, roles: Collection[str]) -> bool:
    """Say whether these roles may say yes or no to a version in review."""
    return paper.state == State.REVIEW and bool({Role.REVIEWER, Role.APPROVER} & set(roles))


def may_steer(roles: Collection[str]) -> bool:
    """Say whether these roles decide who works on it, send it to review, and see to its signatures."""
    return Role.HOLDER in roles
