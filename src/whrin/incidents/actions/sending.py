"""A report arrives: sealed for the caseworkers of its team and for her code, in one transaction."""

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.incidents.content import Care, Consent, Summary, Told
from whrin.incidents.enums import Priority, Want
from whrin.incidents.models import Report, Team
from whrin.incidents.queries import keys_of, team_for
from whrin.incidents.sealed import Column, seal_column
from whrin.incidents.statistics import add_counted
from whrin.incidents.weeks import week_of
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.people.sealing import fingerprint
from whrin.vault.actions import new_shared_key, prepare_code, store_code
from whrin.vault.models import CodeKey, SharedKey

PURPOSE = "report"


class NobodyReads(Exception):
    """No caseworker has a confirmed key: nothing that is sent could be read."""

    def __init__(self) -> None:
        super().__init__(_("Nobody can take reports here at the moment. Nothing was sent."))


def is_open() -> bool:
    """Say whether a report that is sent now could be read by anybody."""
    return team_for("") is not None


def arrived(once: str) -> Report | None:
    """Return the report that a page with this number by lot brought, if it did."""
    return Report.objects.filter(mark=fingerprint(once)).select_related("key").first()


def send_report(
    *, told: Told, consent: Consent, code: str, once: str, by: Person | None = None
) -> tuple[Report, bool]:
    """Take in a report; return it, and whether it is new. The same `once` again changes nothing.

    `code`: the 20 digits that she was shown. `once`: a number by lot of the page, at least 128 bits. `by`:
    who wrote it down for her, if somebody did; what she does herself is in no log. Raises `NobodyReads` and
    `vault.slowly.TooBusy`: nothing was stored.
    """
    if found := arrived(once):
        return found, False
    team = team_for(told.country)
    if team is None:
        raise NobodyReads
    prepared = prepare_code(code)
    try:
        with transaction.atomic():
            code_key = store_code(prepared)
            shared, _pair = new_shared_key(purpose=PURPOSE, holders=keys_of(team), code=code_key)
            report = _store(told, consent, shared=shared, code=code_key, team=team, mark=fingerprint(once))
            if by:
                record(verb="written down", about=report, by=by)
    except IntegrityError:
        if found := arrived(once):
            return found, False
        raise
    return report, True


def _store(
    told: Told, consent: Consent, *, shared: SharedKey, code: CodeKey, team: Team, mark: str
) -> Report:
    uid, public = uuid.uuid4(), bytes(shared.public)
    summary = first_summary(told, counted=add_counted(told, consent))
    contents: dict[Column, Told | Summary | Consent | Care] = {
        "told": told,
        "summary": summary,
        "consent": consent,
        "care": Care(),
    }
    return Report.objects.create(
        uid=uid,
        key=shared,
        code=code,
        mark=mark,
        team=team,
        week=week_of(today()),
        **{column: seal_column(public, content, column, uid, 1) for column, content in contents.items()},
    )


def first_summary(told: Told, *, counted: str = "") -> Summary:
    """Return what the list shows of a report that nobody has looked at yet."""
    return Summary(
        kinds=list(told.kinds),
        actors=list(told.actors),
        country=told.country,
        wants=list(told.wants),
        language=told.language,
        channel=told.channel,
        priority=Priority.URGENT if Want.URGENT in told.wants else Priority.NORMAL,
        counted=counted,
        received=today().isoformat(),
    )
