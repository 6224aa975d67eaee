"""The maker of the outlines: coasts stay whole where the world is cut, and corners stay where they are."""

import pytest

from tests.places import make_outlines as making


def test_a_coast_across_the_antimeridian_is_one_ring_on_one_side() -> None:
    chukotka = [(179.0, 65.0), (-179.0, 65.0), (-171.0, 66.0), (-179.0, 69.0), (179.0, 69.0), (179.0, 65.0)]
    whole = making.unbroken(chukotka)
    assert [x for x, _y in whole] == [179, 181, 189, 181, 179, 179]
    samoa = [(-172.5, -13.5), (-171.5, -13.5), (-172.0, -14.0), (-172.5, -13.5)]
    assert making.box(making.unbroken(samoa))[0] == 187.5
    assert making.unbroken([(x - 20, y) for x, y in chukotka])[0][0] == 159


def test_a_coast_loses_what_nobody_sees_and_keeps_its_corners() -> None:
    coast = [(0.0, 0.0), (5.0, 0.01), (10.0, 0.0), (10.0, 10.0)]
    assert making.simplified(coast, 0.1) == [(0, 0), (10, 0), (10, 10)]
    assert making.simplified(coast, 0.001) == coast


def test_an_island_across_the_sea_is_not_at_home() -> None:
    main = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    near, far = [(x / 10 + 10.5, y / 10) for x, y in main], [(x / 10 + 40, y) for x, y in main]
    assert making.together([main, far, near]) == ([main, near], [far])


@pytest.mark.parametrize(
    ("ring", "written"), [([(0.5, 1.0), (0.501, 1.0), (0.5, 0.999), (0.5, 1.0)], "500 1000 1 0 -1 -1")]
)
def test_a_ring_is_written_in_steps_of_a_thousandth_of_a_degree(ring: making.Ring, written: str) -> None:
    assert making.deltas(ring) == written
