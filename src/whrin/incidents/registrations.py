"""What incidents give to other rooms."""


def register() -> None:
    """Register; registering twice is the same as once."""
