"""Forms with their versions, who works with them and may send for them, and what came in."""

from whrin.surveys.models.answers import Answer, AnswerEdition, Attachment, AttachmentPart, Review
from whrin.surveys.models.authoring import WorkFile
from whrin.surveys.models.collectors import Collector, Ticket
from whrin.surveys.models.filling import Draft, DraftFile, Invitation
from whrin.surveys.models.forms import Form, Media, Version
from whrin.surveys.models.team import Colleague, Feed

__all__ = [
    "Answer",
    "AnswerEdition",
    "Attachment",
    "AttachmentPart",
    "Colleague",
    "Collector",
    "Draft",
    "DraftFile",
    "Feed",
    "Form",
    "Invitation",
    "Media",
    "Review",
    "Ticket",
    "Version",
    "WorkFile",
]
