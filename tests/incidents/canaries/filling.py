"""Makes a team whose two caseworkers have keys, and one thing that is kept in clear.

`python -m tests.incidents.canaries.filling CONTROL MARK` prints the key phrase of one of them.
"""

import contextlib
import json
import sys

import django

PASSPHRASE = "only for canaries, never used"


def main() -> None:
    """Fill the site."""
    control, mark = sys.argv[1:]
    django.setup()
    from django.db import DatabaseError, connection

    from whrin.incidents.enums import Role, StandingState
    from whrin.incidents.models import Standing, Team
    from whrin.kit.days import today
    from whrin.people.actions import make_member
    from whrin.people.models import Membership
    from whrin.vault.actions import make_personal_key
    from whrin.vault.models import PersonalKey

    team = Team.objects.create(slug="everyone", name=control)
    phrases = {}
    for name in ("Heron of the marsh", "Wren of the marsh"):
        active = Membership.State.ACTIVE
        person, _words = make_member(name=name, passphrase=PASSPHRASE, state=active, language="en")
        Standing.objects.create(
            person=person, role=Role.CASEWORKER, team=team, state=StandingState.CONFIRMED, since=today()
        )
        _personal, phrases[name] = make_personal_key(person=person)
    PersonalKey.objects.update(state=PersonalKey.State.CONFIRMED)
    # A statement that fails over what somebody wrote: PostgreSQL would write it into its log.
    wrong = "SELECT %s::integer" if connection.vendor == "postgresql" else "SELECT json(%s)"
    with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute(wrong, [mark])
    print(json.dumps(phrases))


if __name__ == "__main__":
    main()
