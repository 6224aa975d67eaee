"""Models: works (`works`), where they can be read (`files`), what came in (`imports`, `harvests`), how
they are found (`finding`) and kept well (`care`).
"""

from whrin.library.models.care import DayOfUse, NotDoubles, Suggestion
from whrin.library.models.files import Link, StoredFile
from whrin.library.models.finding import Collection, CollectionItem, CollectionText
from whrin.library.models.harvests import HarvestedRecord, Source
from whrin.library.models.imports import ImportNote, ImportRun
from whrin.library.models.works import Contribution, LanguageVersion, Licence, Work

__all__ = [
    "Collection",
    "CollectionItem",
    "CollectionText",
    "Contribution",
    "DayOfUse",
    "HarvestedRecord",
    "ImportNote",
    "ImportRun",
    "LanguageVersion",
    "Licence",
    "Link",
    "NotDoubles",
    "Source",
    "StoredFile",
    "Suggestion",
    "Work",
]
