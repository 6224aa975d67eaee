"""What can be wrong with an expression, by name and place."""

from enum import StrEnum


class Code(StrEnum):
    """What went wrong: a page words it for its reader, the developer reads the message beside it."""

    UNREADABLE = "unreadable"
    UNFINISHED = "unfinished"
    UNEXPECTED = "unexpected"
    TOO_LONG = "too-long"
    TOO_DEEP = "too-deep"
    UNKNOWN_FUNCTION = "unknown-function"
    WRONG_COUNT = "wrong-count"
    NOT_SUPPORTED = "not-supported"
    NOT_NODES = "not-nodes"
    NOT_A_DATE = "not-a-date"
    NOT_A_PLACE = "not-a-place"
    BAD_FORMAT = "bad-format"
    BAD_PATTERN = "bad-pattern"
    TOO_SLOW = "too-slow"
    BAD_ARGUMENT = "bad-argument"
    NO_INSTANCE = "no-instance"


class ExpressionError(ValueError):
    """An expression that cannot be read or evaluated.

    `code` says what; `message` says it in plain English for the author of the form; `at` is the place in the
    expression, counted in characters from 0, or None where it is not known. No answer stands in any of them.
    """

    def __init__(self, code: Code, message: str, *, at: int | None = None) -> None:
        super().__init__(message if at is None else f"{message} (at character {at + 1})")
        self.code = code
        self.message = message
        self.at = at

    def placed(self, at: int) -> "ExpressionError":
        """Return the same error with its place, unless it knows a nearer one."""
        return self if self.at is not None else ExpressionError(self.code, self.message, at=at)
