"""Who can open reports, who can open nothing, and whether there is room for another."""

from collections.abc import Iterator

from django.db.models import Count

from whrin.cli.findings import Finding

#: Fewer holders of a role than this, and one accident closes a door for good.
_FEWEST = 2


def holding_found() -> Iterator[Finding]:
    """Look at caseworkers, analysts, the recovery key, people with several roles, and room on the disks."""
    yield from room_found()
    yield from caseworkers_found(_caseworkers())
    yield recovery_found(_has_recovery_key())
    yield from analysts_found(_holders_of_statistics())
    yield from roles_found(_many_roles())


def room_found() -> Iterator[Finding]:
    """Whether reports are taken in, as far as the disks go."""
    from whrin.incidents.room_left import places, room_on

    full = False
    for place in places():
        free, wanted = room_on(place)
        if free < wanted:
            full = True
            yield Finding(
                "wrong",
                f"Reports are not taken in: {free / 1e6:.0f} MB are free at {place}, and "
                f"{wanted / 1e6:.0f} must be. "
                "Make room; the way in opens by itself.",
            )
        elif free < 2 * wanted:
            yield Finding(
                "look",
                f"{free / 1e6:.0f} MB are free at {place}; below {wanted / 1e6:.0f} reports are not taken "
                f"in.",
            )
    if not full:
        yield Finding("well", "There is room for reports.")


def _caseworkers() -> dict[str, int]:
    from whrin.incidents.models import Team
    from whrin.incidents.queries import keys_of

    return {team.name: len(keys_of(team)) for team in Team.objects.all()}


def caseworkers_found(holders: dict[str, int]) -> Iterator[Finding]:
    """Whether what is sent could be read by somebody, and by two. `holders`: confirmed keys by team."""
    if not any(holders.values()):
        yield Finding(
            "look", "Nobody can read reports: no caseworker has a confirmed key. The way in is closed."
        )
        return
    few = [name for name, number in holders.items() if number < _FEWEST]
    for name in few:
        yield Finding(
            "look",
            f"{holders[name]} caseworkers of “{name}” have confirmed keys. With fewer than {_FEWEST}, a "
            f"lost key phrase "
            "closes its reports for good, unless there is a recovery key.",
        )
    if not few:
        yield Finding("well", "Each team has two caseworkers or more with confirmed keys.")


def _has_recovery_key() -> bool:
    from whrin.vault.models import RecoveryKey

    return RecoveryKey.objects.filter(state=RecoveryKey.State.IN_USE).exists()


def recovery_found(is_set: bool) -> Finding:
    """Whether a lost key phrase is the end of what it opened. Neither is wrong: those who report are told."""
    if is_set:
        return Finding(
            "look",
            "The recovery key is set. Where its three shares are, and that two can be brought together, "
            "only people know.",
        )
    return Finding(
        "look",
        "There is no recovery key: when all who hold a report lose their phrases, nobody opens it. See "
        "docs/operator/safety.md.",
    )


def _holders_of_statistics() -> int | None:
    from whrin.incidents.statistics import PURPOSE
    from whrin.vault.models import SharedKey

    keys = SharedKey.objects.filter(purpose=PURPOSE, retired_on=None)
    counted = keys.filter(grants__personal__isnull=False).annotate(holders=Count("grants__personal"))
    return min((key.holders for key in counted), default=None)


def analysts_found(holders: int | None) -> Iterator[Finding]:
    """Whether reports are counted, by two analysts at least. `holders`: None: there is no such key."""
    if holders is None:
        yield Finding("look", "There is no key for statistics: reports are not counted. Name two analysts.")
    elif holders < _FEWEST:
        yield Finding("look", f"{holders} analysts hold the key for statistics. Name another.")
    else:
        yield Finding("well", f"{holders} analysts hold the key for statistics.")


def _many_roles() -> list[int]:
    from whrin.incidents.enums import StandingState
    from whrin.incidents.models import Standing

    confirmed = Standing.objects.filter(state=StandingState.CONFIRMED)
    counted = confirmed.values("person").annotate(number=Count("role"))
    return [each["number"] for each in counted if each["number"] > 1]


def roles_found(numbers: list[int]) -> Iterator[Finding]:
    """Whether duties are apart. `numbers`: how many roles each person holds who holds several."""
    for number in numbers:
        yield Finding(
            "look", f"One person holds {number} roles in the work with reports. Can another take one?"
        )
    if not numbers:
        yield Finding("well", "Nobody holds several roles in the work with reports.")
