"""A file for Word, opened by LibreOffice: a reader that is not ours finds the same words and footnotes."""

from pathlib import Path

import pytest

from tests.documents.office import needs_office, opened_by_office
from tests.documents.printing.makers import document
from tests.documents.printing.readers import read_docx, read_open_text
from tests.documents.printing.test_footnotes import BODY, NOTES
from whrin.documents.printing import as_docx


@needs_office
@pytest.mark.once
def test_libreoffice_finds_the_same_words_and_footnotes_as_the_file_has(tmp_path: Path) -> None:
    content = as_docx(document(body=BODY))
    ours, theirs = read_docx(content), read_open_text(opened_by_office(content, tmp_path))
    assert theirs.notes == ours.notes == NOTES
    # LibreOffice writes head and foot among its styles, so the text alone is compared.
    assert theirs.words == ours.words
