"""Reports as they are sealed (`reports`), who cares for them (`people`), what is counted (`counted`), and the
words they are coded with (`terms`).
"""

from whrin.incidents.models.counted import Counted, Release
from whrin.incidents.models.people import Standing, Team
from whrin.incidents.models.reports import Export, Message, Report, SealedFile, SealedPart
from whrin.incidents.models.terms import Recording, Term, TermVersion

__all__ = [
    "Counted",
    "Export",
    "Message",
    "Recording",
    "Release",
    "Report",
    "SealedFile",
    "SealedPart",
    "Standing",
    "Team",
    "Term",
    "TermVersion",
]
