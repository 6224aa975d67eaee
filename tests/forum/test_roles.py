"""Every address of the forum, of mail, the organisations and people, against every role. What is not in
the table fails: whoever makes an address says in `roles.csv` who gets what.
"""

import pytest

from tests.forum.roles import ROLES, World, addresses, expected

ADDRESSES = {address.name: address for address in addresses()}
METHODS = ("GET", "POST")


def part_of(name: str) -> str:
    """Return the part of the site that an address is in: one test each."""
    return name.partition(":" if ":" in name else "_")[0]


def test_every_address_is_in_the_table_and_nothing_else() -> None:
    told = sorted((row.address, row.method) for row in expected())
    assert told == sorted((name, method) for name in ADDRESSES for method in METHODS)


def test_the_addresses_are_found() -> None:
    assert {"forum:moderate", "organisations:list", "account_me", "representatives:add"} <= set(ADDRESSES)


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("part", sorted({part_of(name) for name in ADDRESSES}))
def test_each_role_gets_what_the_table_says(part: str) -> None:
    world, wrong = World(), []
    for row in expected():
        if part_of(row.address) != part or row.address not in ADDRESSES:
            continue
        path = world.path(ADDRESSES[row.address])
        for role in ROLES:
            status = world.status(role, row.method, path)
            if status != row.statuses[role]:
                wrong.append(f"{row.method} {row.address} as {role}: {status}, not {row.statuses[role]}")
    assert wrong == []


def test_no_visitor_can_do_anything_but_enter() -> None:
    doors = {"account_join", "account_login", "account_recover", "account_delete_by_code"}
    doors |= {"account_reset_password", "account_reset_password_from_key"}
    doors |= {"mailing:confirm"}  # its address was sent to her alone; without that, it changes nothing
    for row in expected():
        if row.method == "POST" and row.address not in doors:
            assert row.statuses["visitor"] in {302, 404, 405, 410}, row.address


def test_no_staff_reads_in_the_forum_by_being_staff() -> None:
    public = {"forum:search", "forum:spaces", "forum:mine", "forum:mine-of"}
    for row in expected():
        if row.address.startswith("forum:") and row.address not in public:
            assert {row.statuses["editor"], row.statuses["coordinator"]} <= {404, 405}, row.address
