"""The sample spaces: once, marked as such, and nothing of them in the way of real ones."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.architecture.tree import ROOT
from whrin.forum.models import Participant, Post, Space
from whrin.forum.samples import load
from whrin.forum.sealing import name_in, read_post
from whrin.people import samples as people


@pytest.fixture
def _sample_people(db: None, settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    people.load(ROOT / "sample")


@pytest.mark.usefixtures("_sample_people")
def test_a_second_run_adds_nothing() -> None:
    assert load(ROOT / "sample") == 2
    posts = Post.objects.count()
    assert load(ROOT / "sample") == 0
    assert (Space.objects.count(), Post.objects.count()) == (2, posts)


@pytest.mark.usefixtures("_sample_people")
def test_every_sample_name_and_post_says_so(reader: Client) -> None:
    load(ROOT / "sample")
    assert all("Sample" in name_in(place) for place in Participant.objects.all())
    words = {read_post(post).body for post in Post.objects.all()}
    assert all(any(word in said for word in ("sample", "muestra", "للتجربة")) for said in words)
    assert "The square" in reader.get("/en/forum/").content.decode()
    assert Participant.objects.filter(role=Participant.Role.MODERATOR).count() == 2


def test_without_the_sample_people_the_spaces_are_empty(db: None) -> None:
    assert load(ROOT / "sample") == 2
    assert not Post.objects.exists()
