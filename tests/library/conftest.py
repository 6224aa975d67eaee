"""The library's own small cast of records."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from whrin.topics.models import Label, Topic

WriteRecords = Callable[[Any], Path]


@pytest.fixture
def violence(db: None) -> Topic:
    """A topic with a broader one, labelled in two languages."""
    wider = Topic.objects.create(slug="safety-and-rights")
    topic = Topic.objects.create(slug="violence")
    topic.broader.add(wider)
    Label.objects.create(topic=topic, language="en", text="Violence", is_preferred=True)
    Label.objects.create(topic=topic, language="en", text="Gender-based violence")
    Label.objects.create(topic=topic, language="ru", text="Насилие", is_preferred=True)
    return topic


@pytest.fixture
def write(tmp_path: Path) -> WriteRecords:
    """Write records, or any other JSON, or bytes as they are, into a file and return its path."""

    def write_records(records: Any) -> Path:
        path = tmp_path / "records.json"
        content = records if isinstance(records, bytes) else json.dumps(records, ensure_ascii=False).encode()
        path.write_bytes(content)
        return path

    return write_records
