"""What is done with forms, and with what came in."""

from whrin.surveys.actions.answers import AnswerDiffers, FileDiffers, FormIsClosed, SentFile, take_answer
from whrin.surveys.actions.collectors import Admitted, NotForPhones, admit_collector, revoke_collector
from whrin.surveys.actions.expiring import erase_old_answers
from whrin.surveys.actions.forms import (
    CannotOpenForm,
    archive_form,
    close_form,
    create_form,
    delete_form,
    open_form,
)
from whrin.surveys.actions.publishing import CannotPublish, publish_version
from whrin.surveys.actions.tickets import HasAnswered, take_ticket

__all__ = [
    "Admitted",
    "AnswerDiffers",
    "CannotOpenForm",
    "CannotPublish",
    "FileDiffers",
    "FormIsClosed",
    "HasAnswered",
    "NotForPhones",
    "SentFile",
    "admit_collector",
    "archive_form",
    "close_form",
    "create_form",
    "delete_form",
    "erase_old_answers",
    "open_form",
    "publish_version",
    "revoke_collector",
    "take_answer",
    "take_ticket",
]
