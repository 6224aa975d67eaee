"""A quarter's figures: one analyst proposes, somebody else seconds, and they never change again.

Each counted row is in one release and then gone, so that no release can be taken from another.
"""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.incidents.counting.suppressing import RULES, Published, publish
from whrin.incidents.counting.tallying import grid, open_rows, tally
from whrin.incidents.enums import Role
from whrin.incidents.figures_key import forget_empty_keys
from whrin.incidents.models import Counted, Release
from whrin.incidents.rules import has_role
from whrin.incidents.weeks import quarter_before, quarter_of
from whrin.kit.days import today
from whrin.kit.edition import advance_on_commit
from whrin.people.models import Person
from whrin.vault.opened import Opened


class CannotRelease(Exception):
    """The figures of this quarter cannot be released, or not now, or not by her."""


class NotOver(CannotRelease):
    """Only quarters that are over are counted, and none before one that is out."""

    def __init__(self) -> None:
        super().__init__(_("Figures are released for quarters that are over, one after the other."))


class TooFew(CannotRelease):
    """Fewer reports than the smallest count that is ever shown: they wait for the next release."""

    def __init__(self) -> None:
        super().__init__(_("Fewer than 10 reports. They wait, and are counted with the next quarter."))


class NotByHer(CannotRelease):
    """Whoever proposed figures does not second them; nobody without a part in them does either."""

    def __init__(self) -> None:
        super().__init__(_("Another analyst or a coordinator has to second these figures."))


class CountedAnew(CannotRelease):
    """A report was withdrawn or coded anew after the proposal."""

    def __init__(self) -> None:
        super().__init__(_("A report was taken back or changed meanwhile. Please count again."))


def last_released() -> str:
    """Return the latest quarter that is out, or ""."""
    found = Release.objects.filter(state=Release.State.PUBLISHED, is_sample=False)
    return found.order_by("-quarter").values_list("quarter", flat=True).first() or ""


def quarter_to_release() -> str:
    """Return the quarter that ended last, or "" when it is out."""
    ended = quarter_before(quarter_of(today()))
    return ended if ended > last_released() else ""


@transaction.atomic
def propose_release(*, opened: Opened, quarter: str) -> Release:
    """Count what came until the end of a quarter and was in no release; take the place of what was proposed
    before. Raises heirs of `CannotRelease`.
    """
    by = opened.person
    if not has_role(by, Role.ANALYST):
        raise NotByHer
    if not quarter or quarter != quarter_to_release():
        raise NotOver
    rows = {uid: row for uid, row in open_rows(opened).rows.items() if row.quarter <= quarter}
    if len(rows) < RULES.smallest:
        raise TooFew
    published = publish(tally(rows.values(), grid()))
    Release.objects.filter(state=Release.State.PROPOSED).delete()
    # What a sample showed in this place makes room for what is real.
    if Release.objects.filter(quarter=quarter, is_sample=True).delete()[0]:
        advance_on_commit()
    uids = [str(uid) for uid in sorted(rows)]
    release = Release.objects.create(**stated(quarter, published), day=today(), made_by=by, rows=uids)
    record(verb="proposed figures", about=release, by=by, quarter=quarter)
    return release


@transaction.atomic
def second_release(*, release: Release, by: Person) -> None:
    """Publish proposed figures, as they are, and erase the rows that they are made of.

    Raises `NotByHer`, `CountedAnew`, `Release.DoesNotExist` when the proposal is gone.
    """
    proposed = Release.objects.select_for_update().get(pk=release.pk, state=Release.State.PROPOSED)
    if proposed.made_by_id == by.pk or not has_role(by, Role.ANALYST, Role.COORDINATOR):
        raise NotByHer
    rows = Counted.objects.filter(pk__in=proposed.rows)
    if len(rows.select_for_update()) != len(proposed.rows):
        raise CountedAnew
    rows.delete()
    proposed.state, proposed.rows = Release.State.PUBLISHED, []
    proposed.day, proposed.seconded_by = today(), by
    proposed.save()
    forget_empty_keys()
    record(verb="published figures", about=proposed, by=by, quarter=proposed.quarter, digest=proposed.digest)
    advance_on_commit()


@transaction.atomic
def drop_release(*, release: Release, by: Person) -> None:
    """Take a proposal away; the rows stay. What is published stays, too."""
    gone, _rows = Release.objects.filter(pk=release.pk, state=Release.State.PROPOSED).delete()
    if gone:
        record(verb="dropped proposed figures", about=release, by=by)


def stated(quarter: str, published: Published) -> dict[str, Any]:
    """Return a release's quarter, rules and tables, with the digest of these three."""
    told = {
        "quarter": quarter,
        "rules": asdict(RULES),
        "tables": {"total": published.total, **published.tables},
    }
    return {**told, "digest": digest_of(told)}


def digest_of(told: dict[str, Any]) -> str:
    """Return the SHA-256 of JSON with sorted keys, compact, as UTF-8."""
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
