"""The command `whrin`: the coordinator's door."""


def main() -> None:
    """Start the command line."""
