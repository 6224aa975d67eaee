"""A file that came to the desk: read, shown with what is wrong, brought in, or turned away."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from whrin.audit.actions import Actor, record
from whrin.kit.days import today
from whrin.people.marks import mark_of
from whrin.services.actions.records import Origin, WrongContent, change_service, create_service
from whrin.services.content import Content, changes_between, content_of
from whrin.services.enums import Informant, Source, State
from whrin.services.imports.reading import Line
from whrin.services.models import Import, Service
from whrin.services.queries import was_withdrawn

#: Lines brought in together; after each part it is written down how far it is.
_PART = 20
#: Days after which the row of a file is erased.
KEPT_DAYS = 30


@transaction.atomic
def receive(*, lines: Sequence[Line], name: str, is_public: bool, by: Actor | None) -> Import:
    """Keep what a file brings until somebody has looked at it. Only of a file without faults."""
    assert not any(line.faults for line in lines)  # noqa: S101 -- the page shows them and keeps nothing
    kept, passed = _sorted(lines)
    run = Import.objects.create(
        name=name[:200], lines=kept, total=len(kept), passed=passed, is_public=is_public, day=today()
    )
    record(verb="receive services", about=run, by=by, lines=len(lines))
    return run


def _sorted(lines: Sequence[Line]) -> tuple[list[dict[str, Any]], dict[str, list[int]]]:
    """Return what comes in, and the numbers of lines that are passed over, by why."""
    services = Service.objects.exclude(name="")
    by_uid = {one.uid.hex: one for one in services.filter(uid__in=[line.uid for line in lines if line.uid])}
    there = services.exclude(state=State.WITHDRAWN).values_list("country_id", "name")
    known = {(country, name.casefold()) for country, name in there}
    gone = set(Service.objects.filter(state=State.WITHDRAWN).values_list("mark", flat=True))
    kept: list[dict[str, Any]] = []
    passed: dict[str, list[int]] = {}
    for line in lines:
        why = _why_passed(line, by_uid.get(line.uid.replace("-", "").lower()), known, gone)
        if why:
            passed.setdefault(why, []).append(line.number)
            continue
        known.add(_key(line.content))
        kept.append({"line": line.number, "uid": line.uid, "content": line.content})
    return kept, passed


def _key(content: Content) -> tuple[str, str]:
    return content["country"], content["name"].casefold()


def _why_passed(line: Line, service: Service | None, known: set[tuple[str, str]], gone: set[str]) -> str:
    if service is not None:
        if service.state == State.WITHDRAWN:
            return "withdrawn"
        return "" if changes_between(content_of(service), line.content) else "same"
    country, name = _key(line.content)
    if mark_of(f"{country} {name}", purpose="withdrawn service") in gone:
        return "withdrawn"
    return "double" if (country, name) in known else ""


@transaction.atomic
def let_in(*, run: Import, by: Actor | None) -> None:
    """Say that somebody has looked at it; the caller lets the background bring it in."""
    Import.objects.filter(pk=run.pk, state=Import.State.WAITING).update(state=Import.State.RUNNING)
    record(verb="let services in", about=run, by=by)


@transaction.atomic
def turn_away(*, run: Import, by: Actor | None) -> None:
    """Let nothing of it in."""
    record(verb="turn services away", about=run, by=by)
    Import.objects.filter(pk=run.pk, state=Import.State.WAITING).delete()


def come_in(run_id: int) -> None:
    """Bring in what was let in, from where it stands. May be done twice."""
    while _bring_part(run_id):
        pass


@transaction.atomic
def _bring_part(run_id: int) -> bool:
    """Bring in the next part; say whether there may be more."""
    run = Import.objects.select_for_update().filter(pk=run_id, state=Import.State.RUNNING).first()
    if run is None:
        return False
    try:
        with transaction.atomic():
            for row in run.lines[run.done : run.done + _PART]:
                _bring(run, row)
    except WrongContent:
        # A word or a country that the file names has gone since it was read.
        run.refresh_from_db()
        run.state, run.lines = Import.State.STOPPED, []
    else:
        run.done = min(run.done + _PART, run.total)
        if run.done == run.total:
            run.state, run.lines = Import.State.DONE, []
    run.save()
    return run.state == Import.State.RUNNING


def _bring(run: Import, row: Mapping[str, Any]) -> None:
    content = row["content"]
    if _was_withdrawn(row):
        run.passed.setdefault("withdrawn", []).append(row["line"])
        return
    origin = Origin(Source.IMPORT, Informant.PUBLIC, content.get("source") or "")
    service = Service.objects.filter(uid=row["uid"]).exclude(name="").first() if row["uid"] else None
    if service is not None:
        run.changed += bool(change_service(service=service, content=content, origin=origin, by=None))
        return
    filled = {name: value for name, value in content.items() if value not in ("", None, [], False)}
    create_service(content=filled, origin=origin, by=None, is_public=run.is_public)
    run.added += 1


def _was_withdrawn(row: Mapping[str, Any]) -> bool:
    """Say whether the record of a line was taken off the map since the table was read."""
    withdrawn = Service.objects.filter(state=State.WITHDRAWN)
    if row["uid"] and withdrawn.filter(uid=row["uid"]).exists():
        return True
    return was_withdrawn(row["content"]["country"], row["content"]["name"])


def forget_imports() -> int:
    """Erase the rows of files that came `KEPT_DAYS` ago; return how many. Daily."""
    due = today() - datetime.timedelta(days=KEPT_DAYS)
    return Import.objects.filter(day__lte=due).delete()[0]
