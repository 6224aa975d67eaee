"""What this room tells the room of people: what it holds of a person. Her row goes with her account."""

from whrin.organisations.queries import represented_by
from whrin.people.leaving import register_export


def register() -> None:
    """Register; registering twice is the same as once."""
    register_export("organisations", represented_by)
