import pytest

from whrin.kit.numbers import number_in
from whrin.kit.paging import page_within


@pytest.mark.parametrize(
    ("written", "number"),
    [("7", 7), ("007", 7), ("9" * 9, 999_999_999), ("9" * 5000, 0)],
)
def test_a_number_is_read_as_we_write_it(written: str, number: int) -> None:
    assert number_in(written) == number


@pytest.mark.parametrize("written", ["", "-1", "1.5", "٣", "²", "x"])
def test_nothing_else_is_a_number(written: str) -> None:
    assert (number_in(written), number_in(written, -1)) == (0, -1)


@pytest.mark.parametrize(("written", "page"), [("2", 2), ("0", 1), ("x", 1), ("9", 3), ("9" * 30, 1)])
def test_a_page_that_there_is_not_is_the_nearest_that_there_is(written: str, page: int) -> None:
    assert page_within(written, 3) == page
