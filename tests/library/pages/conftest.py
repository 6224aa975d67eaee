"""Works put on the shelf for readers to find."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from pytest_django.fixtures import Settings

from whrin.library.enums import Status
from whrin.library.models import LanguageVersion, StoredFile, Work
from whrin.search.actions import refresh

Shelve = Callable[..., Work]
Attach = Callable[..., StoredFile]


@pytest.fixture
def shelve(db: None) -> Shelve:
    """Put a work on the shelf: `shelve("slug", en="A title", ru="Название", year=2021)`."""

    def put(
        slug: str,
        *,
        abstracts: Mapping[str, str] | None = None,
        status: Status = Status.PUBLISHED,
        **written: Any,
    ) -> Work:
        titles = {name: written.pop(name) for name in list(written) if len(name) == 2}
        titles = titles or {"en": f"The work {slug}"}
        fields = {"kind": "report", "original_language": next(iter(titles)), **written}
        work = Work.objects.create(slug=slug, status=status, published_on=date(2026, 11, 1), **fields)
        for language, title in titles.items():
            abstract = (abstracts or {}).get(language, "")
            LanguageVersion.objects.create(work=work, language=language, title=title, abstract=abstract)
        refresh(shelf="library", keys=[slug])
        return work

    return put


@pytest.fixture
def attach(settings: Settings, tmp_path: Path) -> Attach:
    """Give a work's first version a file: `attach(work, b"bytes", name="a.pdf")`."""
    settings.MEDIA_ROOT = tmp_path

    def put(work: Work, content: bytes, **fields: Any) -> StoredFile:
        known = {"name": "a.pdf", "media_type": "application/pdf", "sha256": "ab" * 32, **fields}
        stored = StoredFile(version=work.versions.all()[0], size=len(content), **known)
        stored.file.save("stored.bin", ContentFile(content))
        refresh(shelf="library", keys=[work.slug])
        return stored

    return put
