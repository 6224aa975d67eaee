"""Every address of surveys, at the desk, in public and for phones, against every role. What is not in the
table fails: whoever makes an address says in `roles.csv` who gets what.
"""

import pytest

from tests.forum.roles import expected
from tests.surveys.roles import ROLES, TABLE, World, addresses

ADDRESSES = {address.name: address for address in addresses()}
METHODS = ("GET", "POST")


def test_every_address_is_in_the_table_and_nothing_else() -> None:
    told = sorted((row.address, row.method) for row in expected(TABLE, ROLES))
    assert told == sorted((name, method) for name in ADDRESSES for method in METHODS)


def test_the_addresses_are_found() -> None:
    assert {"forms:form", "filling:form", "openrosa_list", "openrosa_list with a key"} <= set(ADDRESSES)


@pytest.mark.once
@pytest.mark.django_db
def test_each_role_gets_what_the_table_says() -> None:
    world, wrong = World(), []
    for row in expected(TABLE, ROLES):
        if row.address not in ADDRESSES:
            continue
        path = world.path(ADDRESSES[row.address])
        found = {role: world.status(role, row.method, path) for role in ROLES}
        if found != row.statuses:
            # As a line of the table, to be judged and then put there.
            wrong.append(",".join((row.address, row.method, *map(str, found.values()))))
    assert wrong == []


def test_nobody_gets_anything_of_a_form_at_the_desk_without_a_part_in_it() -> None:
    of_no_form = {"forms:index"}
    for row in expected(TABLE, ROLES):
        if row.address.startswith("forms:") and row.address not in of_no_form:
            assert row.statuses["visitor"] == 302, row.address
            assert row.statuses["member"] == 403, row.address
            assert row.statuses["staff"] in {403, 404, 405}, row.address


def test_a_reader_changes_nothing_at_the_desk() -> None:
    takes_along = {"forms:export"}
    for row in expected(TABLE, ROLES):
        if row.method == "POST" and row.address.startswith("forms:") and row.address not in takes_along:
            assert row.statuses["reader"] in {403, 404, 405}, row.address
