"""Goes through a source, page by page, from where the last harvest ended or was cut off."""

import datetime
import hashlib
import time
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from whrin.audit.actions import record
from whrin.kit.edition import advance_on_commit
from whrin.library.harvesting import answers
from whrin.library.harvesting.answers import Answer, ProviderFault
from whrin.library.harvesting.fetching import CannotFetch, fetch
from whrin.library.harvesting.storing import store_page
from whrin.library.imports import running
from whrin.library.imports.faults import AlreadyRunning
from whrin.library.imports.known import Known
from whrin.library.models import ImportRun, Source

#: Seconds that one task harvests for, so that other work gets its turn between.
A_WHILE = 60.0


@dataclass
class _Place:
    """Where a harvest is: when it began, in the provider's words, and the token of the next page."""

    begun: str = ""
    token: str = ""

    def written(self) -> str:
        """Return both as one text; empty when there is no next page."""
        return f"{self.begun} {self.token}" if self.token else ""


def harvest(source: Source, *, seconds: float = A_WHILE) -> bool:
    """Harvest for a while; say whether there is more. A fault is kept on the source, for staff. A source
    that another process harvests is left to it.
    """
    digest = hashlib.sha256(source.address.encode()).hexdigest()
    try:
        with running.held(digest):
            source.refresh_from_db()
            return _harvest(source, digest, time.monotonic() + seconds)
    except AlreadyRunning:
        return False


def _harvest(source: Source, digest: str, end: float) -> bool:
    source.last_tried = timezone.now().date()
    source.fault = ""
    source.save(update_fields=["last_tried", "fault"])
    begun, _space, token = source.token.partition(" ")
    place, run = _Place(begun, token), None
    try:
        while True:
            answer = _next(source, place)
            run = run or _new_run(source, digest)
            place = _kept(source, run, answer, place)
            if not place.token:
                _finish(source, run, place)
                return False
            if time.monotonic() > end:
                _close(run, ImportRun.State.FINISHED)
                return True
    except CannotFetch as fault:
        _fail(source, run, fault)
        return False


def _next(source: Source, place: _Place) -> Answer:
    if place.token:
        return _ask(source, {"verb": "ListRecords", "resumptionToken": place.token})
    asked = {"verb": "ListRecords", "metadataPrefix": source.prefix}
    if source.set_spec:
        asked["set"] = source.set_spec
    if source.harvested_until:
        identity = _ask(source, {"verb": "Identify"})
        is_by_day = identity.granularity == "YYYY-MM-DD"
        form = "%Y-%m-%d" if is_by_day else "%Y-%m-%dT%H:%M:%SZ"
        asked["from"] = source.harvested_until.astimezone(datetime.UTC).strftime(form)
    return _ask(source, asked)


def _ask(source: Source, asked: dict[str, str]) -> Answer:
    try:
        return answers.read(fetch(source.address, asked))
    except ProviderFault as fault:
        if fault.code == "noRecordsMatch":
            now = timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")
            return Answer(now, [], "", "")
        if fault.code == "badResumptionToken" and "resumptionToken" in asked:
            # The next harvest begins where the last whole one ended.
            Source.objects.filter(pk=source.pk).update(token="")
        raise


@transaction.atomic
def _kept(source: Source, run: ImportRun, answer: Answer, place: _Place) -> _Place:
    if answer.token and answer.token == place.token:
        raise CannotFetch(_("The library gives the same page again and again."))
    following = _Place(place.begun or answer.date, answer.token)
    store_page(source, run, answer.records, Known.now())
    if len(following.written()) > 2000:
        raise CannotFetch(_("The library's resumption token is too long."))
    source.token = following.written()
    source.save(update_fields=["token"])
    if run.publish:
        advance_on_commit()
    return following


@transaction.atomic
def _new_run(source: Source, digest: str) -> ImportRun:
    # One that a crash cut off stands open; what it brought in is there.
    ImportRun.objects.open().filter(file_digest=digest).update(state=ImportRun.State.FINISHED)
    run = ImportRun.objects.create(
        file_name=source.name, file_digest=digest, format=source.prefix[:20], publish=source.publish
    )
    record(verb="harvest begun", about=run, source=source.address)
    return run


def _finish(source: Source, run: ImportRun, place: _Place) -> None:
    with transaction.atomic():
        try:
            source.harvested_until = datetime.datetime.fromisoformat(place.begun)
        except ValueError:
            source.harvested_until = timezone.now() - datetime.timedelta(days=1)
        if source.harvested_until.tzinfo is None:
            source.harvested_until = source.harvested_until.replace(tzinfo=datetime.UTC)
        source.save(update_fields=["harvested_until"])
        _close(run, ImportRun.State.FINISHED)


def _fail(source: Source, run: ImportRun | None, fault: CannotFetch) -> None:
    with transaction.atomic():
        Source.objects.filter(pk=source.pk).update(fault=str(fault)[:500])
        if run:
            # What came in stays; the next harvest goes on behind it.
            _close(run, ImportRun.State.FINISHED)


def _close(run: ImportRun, state: ImportRun.State) -> None:
    run.state = state
    run.save(update_fields=["state"])
    record(
        verb=f"harvest {state}", about=run, added=run.added, duplicates=run.duplicates, refused=run.refused
    )
    if not run.done and not run.notes.exists():
        # Nothing new: a run of nothing would only fill the list of imports.
        run.delete()
