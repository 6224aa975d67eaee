"""Services as they are (`records`), as they were (`history`), what is proposed and who decides (`review`),
those who are asked again (`keeping`), surveys that tell of them (`answers`), rounds in which they are mapped
(`rounds`), and the words they are described with (`terms`).
"""

from whrin.services.models.answers import MappingForm
from whrin.services.models.history import Change
from whrin.services.models.imports import Import
from whrin.services.models.keeping import Keeper
from whrin.services.models.records import Claim, Opening, Place, Service
from whrin.services.models.results import PublishedResults
from whrin.services.models.review import Proposal, Reviewer, Verdict
from whrin.services.models.rounds import Round, Seat
from whrin.services.models.terms import Term

__all__ = [
    "Change",
    "Claim",
    "Import",
    "Keeper",
    "MappingForm",
    "Opening",
    "Place",
    "Proposal",
    "PublishedResults",
    "Reviewer",
    "Round",
    "Seat",
    "Service",
    "Term",
    "Verdict",
]
