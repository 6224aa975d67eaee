"""Numbers that come with a request: in an address, in a field of a form."""

#: More digits than this are no number of ours, and a database may not take them.
_DIGITS = 9


def number_in(written: str, otherwise: int = 0) -> int:
    """Return a number written as we write it, with the digits 0 to 9 alone; `otherwise` for all else."""
    is_number = written.isascii() and written.isdecimal() and len(written) <= _DIGITS
    return int(written) if is_number else otherwise
