from collections.abc import Iterator, Mapping

import pytest

from whrin.topics import figures
from whrin.topics.actions import Words, save_topic
from whrin.topics.models import Topic


@pytest.fixture
def counted() -> Iterator[dict[str, int]]:
    """Register one figure, “works”, and none but it; the test fills in the counts by topic."""
    before = figures._figures._by_name.copy()
    figures._figures._by_name.clear()
    counts: dict[str, int] = {}

    def source() -> Mapping[str, int]:
        return counts

    figures.register_figure("works", "Works", source, lambda slug: f"/en/library/?topic={slug}")
    yield counts
    figures._figures._by_name.clear()
    figures._figures._by_name.update(before)


@pytest.fixture
def health(db: None) -> Topic:
    """A broad topic."""
    words = {"en": Words("Health"), "ar": Words("الصحة"), "es": Words("Salud", ["sanidad"])}
    return save_topic(topic=Topic(slug="health"), words=words, broader=[], by=None)


@pytest.fixture
def therapy(health: Topic) -> Topic:
    """A topic under it, with other words and a note."""
    words = {
        "en": Words("Opioid agonist therapy", ["OAT", "methadone"], "Methadone, buprenorphine."),
        "ru": Words("Опиоидная агонистическая терапия", ["ОАТ", "ОЗТ"]),
        "ar": Words("العلاج بناهضات الأفيون"),
    }
    return save_topic(topic=Topic(slug="oat"), words=words, broader=[health], by=None)
