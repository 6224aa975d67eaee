"""Forms with their versions, who may send for them, and what came in."""

from whrin.surveys.models.answers import Answer, AnswerEdition, Attachment, AttachmentPart
from whrin.surveys.models.collectors import Collector, Ticket
from whrin.surveys.models.forms import Form, Media, Version

__all__ = [
    "Answer",
    "AnswerEdition",
    "Attachment",
    "AttachmentPart",
    "Collector",
    "Form",
    "Media",
    "Ticket",
    "Version",
]
