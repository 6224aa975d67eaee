"""XForms: what a form asks, read once; and one filling in of it, calculated after each answer.

    form = read_form(xml)
    session = Session(form, environment)
    faults = session.answer(session.at("/data/age"), "34")

Purpose: the form of ODK's XForms specification as pyxform writes it, and the state of one who fills it in:
what is relevant, what is calculated, which choices are offered, which answers are refused. Not its purpose:
authoring (`xlsform`), pages, keeping answers. To remember: pure, like `xpath`; the same form on a phone is
JavaRosa's, which is the norm; nothing here names a respondent, and no error holds an answer.
"""

from .definition import Form
from .errors import FormError, FormFault
from .reading import read_form
from .session import Session

__all__ = ["Form", "FormError", "FormFault", "Session", "read_form"]
