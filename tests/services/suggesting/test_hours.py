import pytest

from whrin.services.suggesting.hours import NoHours, read_hours, written_hours


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        ("", []),
        ("9-17", [(540, 1020)]),
        ("09:00–12:30, 13.30–17h", [(540, 750), (810, 1020)]),
        ("22:00-02:00", [(1320, 1560)]),
        ("00:00–24:00", [(0, 1440)]),
        ("٠٩:٠٠–١٧:٠٠", [(540, 1020)]),
        ("с утра", None),
        ("9", None),
        ("25-26", None),
        ("9-17 maybe", None),
        ("09:75-10", None),
    ],
)
def test_hours_are_read_as_people_type_them(written: str, rows: list[tuple[int, int]] | None) -> None:
    if rows is None:
        with pytest.raises(NoHours):
            read_hours(written)
        return
    assert read_hours(written) == rows
    assert read_hours(written_hours(rows)) == rows
