"""Days as the room keeps them in clear: weeks and quarters, nothing finer."""

import datetime


def week_of(day: datetime.date) -> str:
    """Return the ISO 8601 week: "2026-W47"."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def quarter_of(day: datetime.date) -> str:
    """Return the quarter: "2026-Q4"."""
    return f"{day.year}-Q{(day.month + 2) // 3}"
