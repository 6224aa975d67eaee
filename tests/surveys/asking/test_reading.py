"""What people type, in their digits and their order."""

import pytest

from whrin.surveys.asking.reading import Refused, read
from whrin.surveys.xform.definition import ValueKind

pytestmark = pytest.mark.once

WHOLE, NUMBER, DAY, TIME, POINT = (
    ValueKind.INTEGER,
    ValueKind.DECIMAL,
    ValueKind.DATE,
    ValueKind.TIME,
    ValueKind.POINT,
)


@pytest.mark.parametrize(
    ("typed", "kind", "kept"),
    [
        (" ٣٤ ", WHOLE, "34"),
        ("۱۲", WHOLE, "12"),
        ("१२०", WHOLE, "120"),
        ("1 500", WHOLE, "1500"),
        ("1\u202f500", WHOLE, "1500"),
        ("1,500", WHOLE, "1500"),
        ("1.500.000", WHOLE, "1500000"),
        ("−3", WHOLE, "-3"),
        ("12.0", WHOLE, "12"),
        ("1,5", NUMBER, "1.5"),
        ("١٫٥", NUMBER, "1.5"),
        ("0,125", NUMBER, "0.125"),
        ("1.234,5", NUMBER, "1234.5"),
        ("1,234.5", NUMBER, "1234.5"),
        ("2,5 ", NUMBER, "2.5"),
        ("2026-03-08", DAY, "2026-03-08"),
        ("٨/٣/٢٠٢٦", DAY, "2026-03-08"),
        ("8.3.2026", DAY, "2026-03-08"),
        ("2026/3/8", DAY, "2026-03-08"),
        ("14:30", TIME, "14:30"),
        ("14h30", TIME, "14:30"),
        ("2.30 pm", TIME, "14:30"),
        ("١٤:٣٠", TIME, "14:30"),
        ("9", TIME, "09:00"),
        ("-1.29, 36.82", POINT, "-1.29 36.82 0 0"),
        ("-1,29 36,82", POINT, "-1.29 36.82 0 0"),
        ("-1.29 36.82 1600 5", POINT, "-1.29 36.82 1600 5"),
        ("A\r\nB ", ValueKind.TEXT, "A\nB"),
        ("", WHOLE, ""),
    ],
)
def test_people_write_as_they_do_at_home(typed: str, kind: ValueKind, kept: str) -> None:
    assert read(typed, kind) == kept


@pytest.mark.parametrize(
    ("typed", "kind", "told"),
    [
        ("twelve", WHOLE, "for example 12"),
        ("1.5", WHOLE, "whole number"),
        ("1e999", WHOLE, "for example 12"),
        ("1e999", NUMBER, "for example 2.5"),
        ("9" * 400, NUMBER, "too long"),
        ("1,500", NUMBER, "Write 1500 or 1.500."),
        ("31/2/2026", DAY, "no such day"),
        ("8/3/26", DAY, "day, month and year"),
        ("12/5/1404", DAY, "four digits"),
        ("25:00", TIME, "14:30"),
        ("91 0", POINT, "latitude"),
        ("a\0b", ValueKind.TEXT, "cannot be kept"),
        ("\ud800", ValueKind.TEXT, "cannot be kept"),
        ("x" * 10_001, ValueKind.TEXT, "by 1 letter"),
    ],
)
def test_a_refusal_says_what_to_write(typed: str, kind: ValueKind, told: str) -> None:
    with pytest.raises(Refused, match=told):
        read(typed, kind)
