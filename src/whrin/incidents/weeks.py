"""Days as the room keeps them in clear: weeks and quarters, nothing finer."""

import datetime


def week_of(day: datetime.date) -> str:
    """Return the ISO 8601 week: "2026-W47"."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def quarter_of(day: datetime.date) -> str:
    """Return the quarter: "2026-Q4"."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarter_before(quarter: str) -> str:
    """Return the quarter before one: "2025-Q4" before "2026-Q1"."""
    year, number = int(quarter[:4]), int(quarter[6:])
    return f"{year - 1}-Q4" if number == 1 else f"{year}-Q{number - 1}"
