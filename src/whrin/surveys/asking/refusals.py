"""Why an answer is refused, in words: the form's own where it has some, ours otherwise."""

from django.utils.translation import gettext as _

from whrin.surveys.xform import Session
from whrin.surveys.xform.errors import AnswerFault
from whrin.surveys.xform.session import Fault

from .saying import Said, ours, said


def words_of(session: Session, fault: Fault) -> Said:
    """Return what she is told of a fault."""
    own = said(fault.message, session.language)
    return own or ours(_words(fault.fault))


def _words(fault: AnswerFault) -> str:
    if fault is AnswerFault.REQUIRED:
        return _("Please answer this question.")
    if fault is AnswerFault.NOT_OFFERED:
        return not_offered()
    return _("This answer does not fit. Please check it.")


def not_offered() -> str:
    """Return what is said of a choice that the question does not have."""
    return _("Please choose one of the answers that are offered.")
