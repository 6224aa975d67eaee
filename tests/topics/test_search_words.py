"""Whoever searches for “OAT” finds opioid agonist therapy: labels are synonyms."""

import pytest

from whrin.search.shelves import synonym_groups
from whrin.topics.actions import Words, save_topic
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db


def test_the_search_knows_all_words_for_a_topic_as_one_group(therapy: Topic) -> None:
    group = next(each for each in synonym_groups() if "OAT" in each.get("en", []))
    assert list(group["en"]) == ["Opioid agonist therapy", "OAT", "methadone"]
    assert set(group["ru"]) == {"Опиоидная агонистическая терапия", "ОАТ", "ОЗТ"}


def test_the_search_hears_of_a_new_word(therapy: Topic) -> None:
    save_topic(topic=therapy, words={"en": Words("OAT", ["OST"])}, broader=[], by=None)
    assert any(list(each.get("en", [])) == ["OAT", "OST"] for each in synonym_groups())
