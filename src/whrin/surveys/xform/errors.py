"""What can be wrong with a form, and with an answer, by name."""

from enum import StrEnum


class FormFault(StrEnum):
    """What is wrong with a form: a page words it for its author, the developer reads the message."""

    TOO_LARGE = "too-large"
    NOT_XML = "not-xml"
    DOCTYPE = "doctype"
    NO_MODEL = "no-model"
    NO_INSTANCE = "no-instance"
    UNKNOWN_PATH = "unknown-path"
    EXPRESSION = "expression"
    CYCLE = "cycle"
    TOO_DEEP = "too-deep"
    TOO_MANY = "too-many"
    NEVER_SETTLES = "never-settles"


class FormError(ValueError):
    """A form that cannot be used. `path` names the question, `part` which of its columns (`relevant`, …)."""

    def __init__(self, fault: FormFault, message: str, *, path: str = "", part: str = "") -> None:
        place = f" ({part} of {path})" if path and part else f" ({path})" if path else ""
        super().__init__(message + place)
        self.fault = fault
        self.message = message
        self.path = path
        self.part = part


class AnswerFault(StrEnum):
    """What is wrong with an answer."""

    REQUIRED = "required"
    CONSTRAINT = "constraint"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_WHOLE_NUMBER = "not-a-whole-number"
    NOT_A_DATE = "not-a-date"
    NOT_A_TIME = "not-a-time"
    NOT_A_PLACE = "not-a-place"
    NOT_OFFERED = "not-offered"
    READ_ONLY = "read-only"
    TOO_LONG = "too-long"
    EXPRESSION = "expression"


class BadAnswer(ValueError):
    """A text that is no answer of its kind."""

    def __init__(self, fault: AnswerFault) -> None:
        super().__init__(fault.value)
        self.fault = fault
