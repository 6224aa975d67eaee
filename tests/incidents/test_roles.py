"""Every address of reports and of keys against every role. What is not in the table fails: whoever makes an
address says in `roles.csv` who gets what.
"""

import pytest

from tests.forum.roles import expected
from tests.incidents.roles import ROLES, TABLE, World, addresses

ADDRESSES = {address.name: address for address in addresses()}
METHODS = ("GET", "POST")


def test_the_addresses_are_found() -> None:
    assert {"incidents:care_report", "vault:unlock"} <= set(ADDRESSES)


@pytest.mark.once
@pytest.mark.django_db
def test_each_role_gets_what_the_table_says() -> None:
    """What is wrong or missing is told as lines of the table, to be judged and then put there."""
    world, wrong = World(), []
    told = {(row.address, row.method): row.statuses for row in expected(TABLE, ROLES)}
    for name, address in ADDRESSES.items():
        for method in METHODS:
            path = world.path(address)
            found = world.statuses(method, path)
            if found != told.pop((name, method), None):
                wrong.append(",".join((name, method, *map(str, found.values()))))
    if wrong or told:
        pytest.fail("\n".join([*wrong, "No addresses any more:", *map(str, told)]))
