"""What campaigns give to other rooms."""

from whrin.campaigns.actions.campaigning import forget_targets
from whrin.campaigns.actions.duties import remind
from whrin.campaigns.actions.erasing import end_what_is_over
from whrin.campaigns.actions.pressing import KIND as RELEASE
from whrin.campaigns.actions.pressing import forget_press
from whrin.campaigns.citing import notices
from whrin.campaigns.delivering.keys import needs_key, share_calls
from whrin.campaigns.delivering.letters import OUTCOME, THANKS, compose_outcome, compose_thanks
from whrin.campaigns.letters_in.doors import find_door
from whrin.campaigns.letters_in.letters import (
    NOT_SIGNED,
    UNDERSTOOD,
    compose_not_signed,
    compose_understood,
)
from whrin.campaigns.press.letters import compose_release
from whrin.campaigns.publishing.giving import register_publishing
from whrin.campaigns.remarks_by_mail.letters import (
    compose_duty,
    compose_remark,
    compose_review,
    compose_seat,
)
from whrin.campaigns.remarks_by_mail.lists import SOURCE as PAPERS
from whrin.campaigns.reviewing.own import erase, export, forget_review
from whrin.campaigns.rules import may_publish
from whrin.campaigns.signing_by_mail.addresses import NAME as SIGN
from whrin.campaigns.taking.letters import KIND as ASKED
from whrin.campaigns.taking.letters import compose_question
from whrin.campaigns.telling import DUTY, REMARK, REVIEW, SEAT
from whrin.campaigns.writing.entry import entry_for
from whrin.kit.daily import register_daily
from whrin.mailing.letters import register_letters
from whrin.mailing.lists import register_source
from whrin.mailing.open_doors import register_open_doors
from whrin.people.entries import register_entry
from whrin.people.leaving import register_erasure, register_export
from whrin.vault.holders import register_holders, register_upon_opening


def register() -> None:
    """Register; registering twice is the same as once."""
    register_entry("campaigns", entry_for)
    register_holders("campaigns", needs_key, may_confirm_own=may_publish)
    register_upon_opening("campaigns", share_calls)
    register_letters(ASKED, compose_question)
    register_letters(THANKS, compose_thanks)
    register_letters(OUTCOME, compose_outcome)
    register_daily("campaigns_signatures", end_what_is_over)
    register_open_doors(SIGN, find_door)
    register_letters(UNDERSTOOD, compose_understood)
    register_letters(NOT_SIGNED, compose_not_signed)
    register_letters(RELEASE, compose_release)
    register_letters(notices.KIND, notices.compose_notice)
    register_daily("campaigns_evidence", notices.refresh_and_tell)
    register_daily("campaigns_targets", forget_targets)
    register_daily("campaigns_press", forget_press)
    register_source(PAPERS)
    register_letters(SEAT, compose_seat)
    register_letters(REMARK, compose_remark)
    register_letters(REVIEW, compose_review)
    register_letters(DUTY, compose_duty)
    register_daily("campaigns_tasks", remind)
    register_daily("campaigns_review", forget_review)
    register_erasure("campaigns_review", erase)
    register_export("campaigns_review", export)
    register_publishing()
