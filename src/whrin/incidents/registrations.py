"""What incidents give to other rooms."""

from whrin.documents.evidence.sources import register_source
from whrin.incidents.actions.erasing import erase_due, forget_exports
from whrin.incidents.actions.rekeying import upon_opening
from whrin.incidents.actions.standings import take_leave
from whrin.incidents.answers_key import share_answers
from whrin.incidents.caring.doors import entry_for
from whrin.incidents.caring.notices import KIND, compose_notice, tell_caseworkers
from whrin.incidents.counting.chores import shuffle_rows
from whrin.incidents.enums import Role
from whrin.incidents.evidence import ReleasedFigures
from whrin.incidents.figures_key import share_with_analysts
from whrin.incidents.offline.sealer import ForCaseworkers, held_by
from whrin.incidents.rules import has_role, needs_key
from whrin.kit.daily import register_daily
from whrin.mailing.letters import register_letters
from whrin.people.entries import register_entry
from whrin.people.leaving import register_erasure
from whrin.people.models import Person
from whrin.surveys.bearers import register_bearer
from whrin.surveys.sealing import register_sealer
from whrin.vault.holders import register_holders, register_upon_opening


def register() -> None:
    """Register; registering twice is the same as once."""
    register_entry("incidents", entry_for)
    register_holders("incidents", needs_key, may_confirm=_may_confirm)
    register_upon_opening("incidents", upon_opening)
    register_upon_opening("incidents_answers", share_answers)
    register_upon_opening("incidents_counting", share_with_analysts)
    register_sealer(ForCaseworkers())
    register_bearer(held_by)
    register_erasure("incidents", _take_leave)
    register_source(ReleasedFigures())
    register_daily("incidents_counting", shuffle_rows)
    register_letters(KIND, compose_notice)
    register_daily("incidents_notices", tell_caseworkers)
    register_daily("incidents_due", erase_due)
    register_daily("incidents_exports", forget_exports)


def _take_leave(person: Person, keeps_words: bool) -> None:  # noqa: ARG001 -- what she wrote here is no word of hers in public
    take_leave(person=person)


def _may_confirm(person: Person) -> bool:
    return has_role(person, Role.CASEWORKER, Role.COORDINATOR)
