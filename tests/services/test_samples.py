"""The sample network's services."""

import csv
import io
import shutil
from pathlib import Path

import pytest
from django.test import Client

from tests.architecture.tree import ROOT
from whrin.people import samples as people
from whrin.services import samples
from whrin.services.enums import Status
from whrin.services.models import Proposal, Reviewer, Round, Service
from whrin.services.rounds.sampling import load_round

_SAMPLE = ROOT / "sample"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample's services of two countries, so that it is quick."""
    shutil.copy(_SAMPLE / "proposals.json", tmp_path)
    with (_SAMPLE / "services.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        text = io.StringIO(newline="")
        kept = csv.DictWriter(text, rows.fieldnames or [])
        kept.writeheader()
        kept.writerows(row for row in rows if row["country"] in {"KE", "PT"})
    (tmp_path / "services.csv").write_text(text.getvalue(), encoding="utf-8")
    return tmp_path


@pytest.mark.once
@pytest.mark.django_db
def test_the_sample_is_marked_never_checked_and_comes_once(folder: Path) -> None:
    people.make("Sample Heron", "one two three four")
    people.make("Sample Wren", "one two three four")
    assert samples.load(folder, None) == 12
    found = Service.objects.all()
    assert {(one.is_sample, one.status, bool(one.source)) for one in found} == {
        (True, Status.UNVERIFIED, True)
    }
    shelter = found.get(name="Peer-led shelter")
    assert (shelter.led_by_community, shelter.places.get().city) == ("yes", "Nairobi")
    assert set(shelter.types.values_list("slug", flat=True)) >= {"shelter", "violence", "childcare"}
    assert shelter.claims.get(term__slug="women_only_space").said_by == "public"
    assert found.filter(name="CRESCER").exists()  # it has no name of its own: the organisation's
    assert {name for name, _region in samples.reviewers()} == {"Sample Heron", "Sample Wren"}
    assert Proposal.objects.count() == 3
    Reviewer.objects.first().delete()  # type: ignore[union-attr]  # there are two
    found.filter(name="CRESCER").update(name="Changed meanwhile")
    assert samples.load(folder, None) == 0
    assert (Service.objects.count(), Reviewer.objects.count(), Proposal.objects.count()) == (12, 1, 3)


@pytest.mark.once
@pytest.mark.django_db
def test_the_sample_round_says_so_and_is_never_open(client: Client) -> None:
    assert (load_round(_SAMPLE, None), load_round(_SAMPLE, None)) == (1, 0)
    one = Round.objects.get()
    assert (one.is_sample, one.state, one.results["n"]) == (True, "published", 36)
    assert any(part["count"] for question in one.results["questions"] for part in question["parts"])
    page = client.get(f"/en/services/rounds/{one.slug}/").content.decode()
    assert "This round is a sample" in page and "made by lot" in page
    assert not Proposal.objects.exists()
