"""Whether a version is agreed, and what is missing.

Nobody is told who said what, nor who has lived experience: of that rule, only met or not met. And that only
when enough people agree, so that no single answer can be read from it. An objection that stops a paper and
one that does not look the same from outside.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from whrin.campaigns.actions.versions import content_of, digest_of
from whrin.campaigns.enums import Role, Verdict, Why
from whrin.campaigns.models import Paper, Seat, SignOff, Version
from whrin.campaigns.rules import may_publish
from whrin.people.models import Person
from whrin.people.rules import has_lived_experience, is_active_member, meets_threshold


@dataclass(frozen=True)
class Agreement:
    """Whether the rule of sign-off is met; `missing`: what is not, in plain sentences."""

    met: bool
    missing: list[str]


def version_in_review(paper: Paper) -> Version | None:
    """Return the version that was sent to review last, or None."""
    return paper.versions.filter(why=Why.REVIEW).first()


def lived_experience_asked(paper: Paper) -> int:
    """Return how many of those who agree must have lived experience; 0: the rule is off."""
    return int(settings.WHRIN_SIGN_OFF_LIVED_EXPERIENCE) if paper.needs_lived_experience else 0


def people_asked(paper: Paper) -> int:
    """Return how many people must agree: at least one besides the holder."""
    return max(int(settings.WHRIN_SIGN_OFF_REVIEWERS), lived_experience_asked(paper), 1)


def who_may_sign_off(paper: Paper) -> Collection[int]:
    """Return the numbers of those whose word counts now: they review or approve, and do not hold it."""
    seats = Seat.objects.filter(paper=paper).values_list("person", "role")
    holders = {person for person, role in seats if role == Role.HOLDER}
    return {person for person, role in seats if role in {Role.REVIEWER, Role.APPROVER}} - holders


def agreed(version: Version) -> Agreement:
    """Say whether a version is agreed. Raises nothing: what is not known counts as missing."""
    paper = version.paper
    missing = []
    if _has_changed(version):
        missing.append(_("The words have changed since they were sent to review. Send them again."))
    agreeing, objecting = _people(version)
    lacking = people_asked(paper) - len(agreeing)
    if lacking > 0:
        told = ngettext("One more person must agree.", "%(count)d more people must agree.", lacking)
        missing.append(told % {"count": lacking})
    elif not _is_lived_experience_heard(paper, agreeing, objecting):
        missing.append(
            _("The rule of lived experience is not met. Talk about it with everybody who reviews this paper.")
        )
    return Agreement(not missing, missing)


def _has_changed(version: Version) -> bool:
    newest = version_in_review(version.paper)
    is_old = newest is None or newest.pk != version.pk
    return is_old or digest_of(content_of(version.paper)) != version.digest


def _people(version: Version) -> tuple[list[Person], list[Person]]:
    """Return those who agree and those who object, as far as their word counts."""
    given = SignOff.objects.filter(version=version, person__in=who_may_sign_off(version.paper))
    rows = list(given.select_related("person__membership", "person__data_key"))
    counting = [row for row in rows if is_active_member(row.person) or may_publish(row.person)]
    agreeing = [row.person for row in counting if row.verdict == Verdict.AGREE]
    return agreeing, [row.person for row in counting if row.verdict == Verdict.OBJECT]


def _is_lived_experience_heard(paper: Paper, agreeing: list[Person], objecting: list[Person]) -> bool:
    asked = lived_experience_asked(paper)
    if not asked:
        return True
    return meets_threshold(agreeing, asked) and not any(has_lived_experience(person) for person in objecting)
