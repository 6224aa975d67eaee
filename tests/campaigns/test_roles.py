"""Every address of papers, signatures, campaigns and press against every role. What is not in the table
fails: whoever makes an address says in `roles.csv` who gets what.
"""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from tests import cast
from tests.campaigns.roles import things
from tests.forum.roles import addresses_in, ask, browser_of, expected

TABLE = Path(__file__).with_name("roles.csv")
ROLES = ("visitor", "member", "holder", "reviewer", "editor", "moderator", "coordinator")


def _status(browser: Any, method: str, path: str) -> int:
    """Return what a role gets; 404 where the address is only tried again with a language."""
    answer = ask(browser, method, path)
    answer.close()
    led = answer.get("Location", "")
    return 404 if led.rstrip("/") == f"/en{path}".rstrip("/") else int(answer.status_code)


@pytest.mark.once
@pytest.mark.django_db
def test_each_role_gets_what_the_table_says() -> None:
    """What is wrong or missing is told as lines of the table, to be judged and then put there."""
    holder, reviewer = cast.member("Heron"), cast.member("Ibis", lived=True)
    people = (AnonymousUser(), cast.member("Wren"), holder, reviewer)
    staff = (cast.editor(), cast.moderator(), cast.coordinator())
    browsers = {role: browser_of(person) for role, person in zip(ROLES, (*people, *staff), strict=True)}
    found = things(holder, reviewer)
    told = {(row.address, row.method): row.statuses for row in expected(TABLE, ROLES)}
    wrong = []
    for address in addresses_in("campaigns"):
        given = {**found[""], **found.get(address.name, {})}
        path = reverse(address.name, kwargs={name: given[name] for name in address.asks_for})
        for method in ("GET", "POST"):
            got = {role: _status(browser, method, path) for role, browser in browsers.items()}
            if got != told.pop((address.name, method), None):
                wrong.append(",".join((address.name, method, *map(str, got.values()))))
    if wrong or told:
        pytest.fail("\n".join([*wrong, "No addresses any more:", *map(str, told)]))
