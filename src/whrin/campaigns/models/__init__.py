"""Papers (`papers`), what is said of them (`review`), their kinds (`kinds`), signatures (`signing`),
campaigns (`front`) and press work (`press`).
"""

from whrin.campaigns.models.front import Action, Campaign, Step, Target
from whrin.campaigns.models.kinds import PaperKind
from whrin.campaigns.models.letters import Listener
from whrin.campaigns.models.papers import (
    Citation,
    Edition,
    Paper,
    Paragraph,
    Revision,
    Seat,
    Version,
    Wording,
)
from whrin.campaigns.models.press import (
    Coverage,
    PressContact,
    PressLetter,
    PressMailing,
    Spokesperson,
)
from whrin.campaigns.models.review import Duty, Remark, SignOff
from whrin.campaigns.models.signing import Call, Kiosk, Signature

__all__ = [
    "Action",
    "Call",
    "Campaign",
    "Citation",
    "Coverage",
    "Duty",
    "Edition",
    "Kiosk",
    "Listener",
    "Paper",
    "PaperKind",
    "Paragraph",
    "PressContact",
    "PressLetter",
    "PressMailing",
    "Remark",
    "Revision",
    "Seat",
    "SignOff",
    "Signature",
    "Spokesperson",
    "Step",
    "Target",
    "Version",
    "Wording",
]
