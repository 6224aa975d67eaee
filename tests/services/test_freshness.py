"""How old what is known of a service is."""

import datetime

import pytest

from tests.services import making
from whrin.services.freshness import Age, Basis, Freshness, age_of, is_of_age
from whrin.services.models import Service

_ON = datetime.date(2026, 11, 22)
_ROWS = [
    # checked, confirmed, year of the source, level, basis
    (datetime.date(2025, 11, 22), None, 1999, Freshness.FRESH, Basis.PEER),
    (datetime.date(2025, 11, 21), None, 2026, Freshness.AGEING, Basis.PEER),
    (datetime.date(2020, 1, 1), datetime.date(2026, 1, 1), None, Freshness.FRESH, Basis.ORGANISATION),
    (datetime.date(2024, 11, 22), None, None, Freshness.AGEING, Basis.PEER),
    (datetime.date(2024, 11, 21), None, None, Freshness.STALE, Basis.PEER),
    (None, None, 2026, Freshness.FRESH, Basis.SOURCE),
    (None, None, 2025, Freshness.AGEING, Basis.SOURCE),
    (None, None, 2024, Freshness.STALE, Basis.SOURCE),
    (None, None, None, Freshness.STALE, Basis.NOTHING),
]


@pytest.mark.django_db
def test_the_age_of_a_row_and_the_filter_of_the_database_agree() -> None:
    one = making.service()
    for checked, confirmed, year, level, basis in _ROWS:
        Service.objects.update(checked_on=checked, confirmed_on=confirmed, source_year=year)
        one.refresh_from_db()
        age = age_of(one, _ON)
        assert (age.level, age.basis) == (level, basis), (checked, confirmed, year)
        found = [each for each in Freshness if Service.objects.filter(is_of_age(each, _ON)).exists()]
        assert found == [level], (checked, confirmed, year)


def test_what_is_old_says_so_and_what_nobody_checked_says_that() -> None:
    assert Age(Freshness.FRESH, _ON, Basis.PEER).warning == ""
    assert "Ask before you go" in Age(Freshness.STALE, None, Basis.NOTHING).warning
    assert "2024" in Age(Freshness.STALE, datetime.date(2024, 1, 1), Basis.SOURCE).sentence
