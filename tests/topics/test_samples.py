"""The sample network brings its draft vocabulary."""

import json
from pathlib import Path

import pytest

from whrin.topics import samples
from whrin.topics.actions import TopicUnderItself, Words, save_topic
from whrin.topics.models import Label, Topic

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).parents[2] / "sample"
INTERFACE = ["en", "es", "fr", "ru", "ar", "pt", "id"]


def test_the_sample_loads_whole_with_labels_in_the_seven_languages() -> None:
    told: list[tuple[int, int]] = []
    added = samples.load(SAMPLE, None, lambda done, of: told.append((done, of)))
    assert added == Topic.objects.count() == 22
    assert told[-1] == (22, 22)
    for topic in Topic.objects.all():
        preferred = set(topic.labels.filter(is_preferred=True).values_list("language", flat=True))
        assert preferred == set(INTERFACE), topic.slug


def test_prison_stands_under_rights_and_under_life() -> None:
    samples.load(SAMPLE, None)
    broader = Topic.objects.get(slug="prison").broader.values_list("slug", flat=True)
    assert set(broader) == {"safety-and-rights", "life-situations"}


def test_narrower_and_broader_in_the_file_agree() -> None:
    concepts = json.loads((SAMPLE / "topics.json").read_text())["concepts"]
    down = {(each["id"], narrower) for each in concepts for narrower in each.get("narrower", [])}
    up = {(broader, each["id"]) for each in concepts for broader in each.get("broader", [])}
    assert down == up


def test_the_file_says_that_its_labels_are_drafts() -> None:
    assert "draft" in json.loads((SAMPLE / "topics.json").read_text())["note"]


@pytest.mark.parametrize(
    ("word", "slug"),
    [("OAT", "opioid-agonist-therapy"), ("ОЗТ", "opioid-agonist-therapy"), ("GBV", "violence"),
     ("SRHR", "sexual-and-reproductive-health"), ("naloxona", "overdose"), ("KDRT", "violence")],
)  # fmt: skip
def test_the_fields_own_words_are_there(word: str, slug: str) -> None:
    samples.load(SAMPLE, None)
    assert Label.objects.filter(text=word, topic__slug=slug, is_preferred=False).exists()


def test_a_second_run_adds_nothing_and_keeps_what_staff_changed() -> None:
    samples.load(SAMPLE, None)
    hiv = Topic.objects.get(slug="hiv")
    save_topic(topic=hiv, words={"en": Words("HIV and AIDS")}, broader=[], by=None)
    assert samples.load(SAMPLE, None) == 0
    assert list(hiv.labels.values_list("text", flat=True)) == ["HIV and AIDS"]
    assert not hiv.broader.exists()


def test_a_file_with_a_circle_adds_nothing(tmp_path: Path) -> None:
    concepts = [
        {"id": "a", "prefLabel": {"en": "A"}, "broader": ["b"]},
        {"id": "b", "prefLabel": {"en": "B"}, "broader": ["a"]},
        {"id": "c", "prefLabel": {"en": "C"}},
    ]
    (tmp_path / "topics.json").write_text(json.dumps({"concepts": concepts}))
    with pytest.raises(TopicUnderItself):
        samples.load(tmp_path, None)
    assert not Topic.objects.exists()
