"""What services give to other rooms."""

from whrin.documents.evidence.sources import register_source
from whrin.kit.daily import register_daily, register_hourly
from whrin.mailing.letters import register_letters
from whrin.mailing.open_doors import register_open_door
from whrin.people.entries import register_entry
from whrin.people.leaving import register_erasure, register_export
from whrin.search.shelves import register_shelf
from whrin.services.actions import erase_withdrawn
from whrin.services.actions.keepers import KIND, ask_keepers
from whrin.services.actions.proposals import erase_decided
from whrin.services.answers.taking import take_answers
from whrin.services.evidence import ServicesOnTheMap
from whrin.services.finding import anew
from whrin.services.finding.shelf import shelf
from whrin.services.imports.arriving import forget_imports
from whrin.services.keeping.letters import compose_question
from whrin.services.leaving import erase_reviewer, reviews_of
from whrin.services.opendata import keeping as packages
from whrin.services.opendata.registry import register_datasets
from whrin.services.reviewing import notices
from whrin.services.reviewing.doors import entry_for
from whrin.services.rounds.datasets import datasets_of_rounds, datasets_of_surveys
from whrin.services.rounds.ending import close_overdue_rounds
from whrin.services.rounds.evidence import PublishedFigures
from whrin.services.rounds.seats import follow as follow_invitations
from whrin.services.suggesting import by_mail


def register() -> None:
    """Register; registering twice is the same as once."""
    register_shelf(shelf())
    anew.follow()
    follow_invitations()
    register_letters(KIND, compose_question)
    register_letters(notices.KIND, notices.compose_notice)
    register_erasure("services", erase_reviewer)
    register_export("services", reviews_of)
    register_entry("services", entry_for)
    register_open_door(by_mail.NAME, by_mail.take_letter)
    register_datasets("rounds", datasets_of_rounds)
    register_datasets("surveys", datasets_of_surveys)
    register_source(ServicesOnTheMap())
    register_source(PublishedFigures())
    register_daily("services_withdrawn", erase_withdrawn)
    register_daily("services_keepers", ask_keepers)
    register_daily("services_imports", forget_imports)
    register_daily("services_proposals", erase_decided)
    register_daily("services_packages", packages.sweep)
    register_daily("services_reviewers", notices.tell_reviewers)
    register_daily("services_rounds", close_overdue_rounds)
    register_hourly("services_answers", take_answers)
