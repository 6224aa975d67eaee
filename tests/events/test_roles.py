"""Every address of the calendar, in public and at the desk, against every role. What is not in the table
fails: whoever makes an address says in `roles.csv` who gets what.
"""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from tests import cast
from tests.events.making import deadline, meeting, session
from tests.forum.roles import addresses_in, ask, browser_of, expected

TABLE = Path(__file__).with_name("roles.csv")
ROLES = ("visitor", "member", "editor", "moderator", "coordinator")


def _status(browser: Any, method: str, path: str) -> int:
    """Return what a role gets: 403 where the desk shows its first page instead."""
    answer = ask(browser, method, path)
    answer.close()
    return 403 if answer.get("Location", "") == "/desk/" else int(answer.status_code)


@pytest.mark.django_db
def test_each_role_gets_what_the_table_says() -> None:
    """What is wrong or missing is told as lines of the table, to be judged and then put there."""
    people = (AnonymousUser(), cast.member("Wren"), cast.editor(), cast.moderator(), cast.coordinator())
    browsers = {role: browser_of(person) for role, person in zip(ROLES, people, strict=True)}
    hour, found = meeting(), session()
    due = deadline(found)
    told = {(row.address, row.method): row.statuses for row in expected(TABLE, ROLES)}
    wrong = []
    for address in addresses_in("events"):
        slug = {"events:body": "garden"}.get(address.name, hour.slug)
        slug = found.slug if address.name in {"events:session", "events:session_ics", "events:part"} else slug
        pk = hour.pk if address.name == "calendar_desk:recording" else due.pk
        things = {"slug": slug, "pk": pk, "name": "deadlines", "secret": "none"}
        path = reverse(address.name, kwargs={name: things[name] for name in address.asks_for})
        for method in ("GET", "POST"):
            got = {role: _status(browser, method, path) for role, browser in browsers.items()}
            if got != told.pop((address.name, method), None):
                wrong.append(",".join((address.name, method, *map(str, got.values()))))
    if wrong or told:
        pytest.fail("\n".join([*wrong, "No addresses any more:", *map(str, told)]))
