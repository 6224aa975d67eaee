"""The last edition of a paper as PDF in the library, in each language it has."""

import logging

from django.core.files.base import ContentFile

from whrin.campaigns.models import Edition, Paper
from whrin.campaigns.publishing.files import document_of
from whrin.campaigns.publishing.gate import edition_of
from whrin.documents.printing import PrintingFailed, as_pdf
from whrin.library.actions import attach_file, remove_file
from whrin.library.models import LanguageVersion
from whrin.library.refusals import LibraryRefusal

logger = logging.getLogger(__name__)


def attach_last_edition(paper: Paper) -> int:
    """Attach what is not there yet, in place of earlier editions; return how many files came. Doing it twice
    is the same as once.
    """
    edition = edition_of(paper)
    if edition is None or paper.work is None:
        return 0
    return sum(_attach(version, edition) for version in paper.work.versions.all())


def _attach(version: LanguageVersion, edition: Edition) -> bool:
    name = f"{edition.paper.slug}-{edition.number}-{version.language}.pdf"
    if version.files.filter(name=name).exists():
        return False
    earlier = list(version.files.all())
    try:
        made = as_pdf(document_of(edition, version.language, version.language))
        attach_file(version=version, upload=ContentFile(made, name=name), name=name)
    except (PrintingFailed, LibraryRefusal) as failure:
        # The page says the same, and the library leads there; what it says is for anybody, so the log may.
        logger.warning("No file of a paper for the library: %r", failure)
        return False
    for stored in earlier:
        remove_file(stored=stored, by=None)
    return True
