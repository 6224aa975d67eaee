"""A correction on its way: it goes to and fro in the page, sealed; nothing is kept until it is saved."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from whrin.people.keys import open_with, own_key_of, seal_with
from whrin.people.sealing import CannotOpenError
from whrin.surveys.models import Answer


class CorrectionLost(Exception):
    """What came back with the page is not what went out with it."""


@dataclass
class Correction:
    """`answers`: texts by place. `standing`: where the answer stood when it was begun, or when somebody was
    told that it stands elsewhere now. `key`: of the page that is shown; "" for all answers.
    """

    answers: Mapping[str, str]
    standing: str
    language: str
    key: str = ""
    reason: str = ""

    def sealed(self, answer: Answer) -> str:
        """Return it for the page: only this site can read it, and only for this answer."""
        return seal_with(own_key_of(answer.form), json.dumps(asdict(self)), label=_label(answer))


def correction_in(sealed: str, answer: Answer) -> Correction:
    """Return the correction that a page brought back. Raises `CorrectionLost`."""
    try:
        return Correction(**json.loads(open_with(own_key_of(answer.form), sealed, label=_label(answer))))
    except (CannotOpenError, ValueError, TypeError):
        raise CorrectionLost from None


def _label(answer: Answer) -> str:
    return f"surveys.correction:{answer.pk}"
