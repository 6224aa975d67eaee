"""Tables that wait at the desk until somebody has looked at them: what was hidden or withdrawn since they
came goes out of their lines, too.
"""

from collections.abc import Callable, Collection
from typing import Any

from whrin.services.content import Content
from whrin.services.models import Import, Service

Row = dict[str, Any]


def strike_lines(services: Collection[Service], strike: Callable[[Content], Content]) -> None:
    """Put what `strike` leaves of its content into each waiting line about one of these records."""
    uids = {service.uid.hex for service in services}

    def struck(row: Row) -> Row:
        return {**row, "content": strike(row["content"])} if _uid(row) in uids else row

    for run in _waiting():
        lines = [struck(row) for row in run.lines]
        if lines != run.lines:
            run.lines = lines
            run.save(update_fields=["lines"])


def pass_over(service: Service) -> None:
    """Take the waiting lines about a record that is withdrawn, or of its name in its country, out of the
    tables; each table says which lines it passed over.
    """
    key = (service.country_id, service.name.casefold())
    uids = {one.uid.hex for one in (service, *service.absorbed.all())}
    for run in _waiting():
        gone = [row["line"] for row in run.lines if _uid(row) in uids or _key(row["content"]) == key]
        if gone:
            run.lines = [row for row in run.lines if row["line"] not in gone]
            run.total = len(run.lines)
            run.passed = {**run.passed, "withdrawn": sorted([*run.passed.get("withdrawn", []), *gone])}
            run.save(update_fields=["lines", "total", "passed"])


def _waiting() -> list[Import]:
    # What is coming in at this moment is locked in the other order, and over in a moment.
    return list(Import.objects.select_for_update().filter(state=Import.State.WAITING).order_by("pk"))


def _uid(row: Row) -> str:
    return str(row["uid"]).replace("-", "").lower()


def _key(content: Content) -> tuple[str, str]:
    return content["country"], content["name"].casefold()
