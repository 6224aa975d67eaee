"""Every address of the watch, in public and at the desk, against every role. What is not in the table fails:
whoever makes an address says in `roles.csv` who gets what.
"""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from tests import cast
from tests.forum.roles import addresses_in, ask, browser_of, expected
from tests.policy_index.making import measure
from whrin.policy_index.actions import suggest

TABLE = Path(__file__).with_name("roles.csv")
ROLES = ("visitor", "member", "editor", "moderator", "coordinator")


def _status(browser: Any, method: str, path: str) -> int:
    """Return what a role gets: 404 where the address is only tried again with a language, 403 where the desk
    shows its first page instead.
    """
    answer = ask(browser, method, path)
    answer.close()
    led = answer.get("Location", "")
    if led.rstrip("/") == f"/en{path}".rstrip("/"):
        return 404
    return 403 if led == "/desk/" else int(answer.status_code)


@pytest.mark.django_db
def test_each_role_gets_what_the_table_says() -> None:
    """What is wrong or missing is told as lines of the table, to be judged and then put there."""
    people = (AnonymousUser(), cast.member("Wren"), cast.editor(), cast.moderator(), cast.coordinator())
    browsers = {role: browser_of(person) for role, person in zip(ROLES, people, strict=True)}
    found = measure()
    wanted = suggest(text="?", source="", country="KE", measure=None, language="en", pressed="1")
    told = {(row.address, row.method): row.statuses for row in expected(TABLE, ROLES)}
    wrong = []
    for address in addresses_in("policy_index"):
        pk = wanted.pk if address.name == "watch_desk:answer" else found.pk
        things = {"slug": found.slug, "pk": pk, "name": "withdraw"}
        path = reverse(address.name, kwargs={name: things[name] for name in address.asks_for})
        for method in ("GET", "POST"):
            got = {role: _status(browser, method, path) for role, browser in browsers.items()}
            if got != told.pop((address.name, method), None):
                wrong.append(",".join((address.name, method, *map(str, got.values()))))
    if wrong or told:
        pytest.fail("\n".join([*wrong, "No addresses any more:", *map(str, told)]))
