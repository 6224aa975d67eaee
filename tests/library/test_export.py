"""What goes out comes in again as it was."""

import json
from pathlib import Path
from typing import Any

import pytest

from whrin.library import actions, mapping
from whrin.library.enums import Kind, LinkKind
from whrin.library.exports.csl import export, record_of
from whrin.library.imports.taking_in import import_file
from whrin.library.models import LanguageVersion, Licence, Link, Work
from whrin.places.models import Region
from whrin.topics.models import Topic
from whrin.topics.samples import load as load_topics

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).parents[2] / "sample"


def snapshot() -> list[dict[str, Any]]:
    """Return all that a reader or a librarian may see of every work, in an order of its own."""
    return [
        {
            **{
                field.name: getattr(work, field.attname)
                for field in Work._meta.concrete_fields
                if field.name not in {"id", "changed_at", "plain_language_of", "is_sample", "arrived_in"}
            },
            "companion": work.plain_language_of.slug if work.plain_language_of else "",
            "topics": sorted(topic.slug for topic in work.topics.all()),
            "countries": sorted(country.code for country in work.countries.all()),
            "regions": sorted(region.code for region in work.regions.all()),
            "names": list(work.contributions.values_list("role", "family", "given", "literal")),
            "versions": [
                (
                    *(version.language, version.title, version.short_title, version.abstract),
                    *(version.abstract_language, version.is_machine_translation, version.fingerprint),
                    list(version.links.values_list("address", "kind")),
                )
                for version in work.versions.all()
            ],
        }
        for work in Work.objects.order_by("slug")
    ]


def go_round(tmp_path: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[str]]:
    """Export all, empty the library, import; return both snapshots and what was not simply added."""
    before = snapshot()
    path = tmp_path / "export.json"
    path.write_text("".join(export(Work.objects.order_by("pk"), for_staff=True)), encoding="utf-8")
    Work.objects.all().delete()
    run = import_file(path=path, publish=True)
    return before, snapshot(), list(run.notes.exclude(outcome="warned").values_list("reason", flat=True))


def test_the_sample_goes_round_without_loss(tmp_path: Path) -> None:
    load_topics(SAMPLE, None)
    import_file(path=SAMPLE / "library.csl.json", publish=True, is_sample=True)
    before, after, told = go_round(tmp_path)
    assert told == []
    assert after == before


def test_a_work_with_everything_goes_round(tmp_path: Path, violence: Topic) -> None:
    original = actions.add_work(title="On violence", language="ne", kind="report", slug="original")
    actions.publish(work=original, by=None)
    work = actions.add_work(
        title="हिंसाबारे सरल भाषामा",
        language="ne",
        kind="information-material",
        slug="plain",
        genre="Leaflet for everyone",
        abstract="A summary\n\nin two paragraphs",
        abstract_language="en",
        authors=[{"family": "ใจดี", "given": "สมหญิง"}, {"literal": "Women Nest"}],
        addresses=["https://a.org/1"],
        topics=[violence],
        countries=["NP"],
        year=2021,
        month=2,
        doi="10.1000/x",
        isbn="9783161484100",
        licence=Licence.objects.get(code="CC-BY-4.0"),
        plain_language_of=original,
        peer_reviewed_on="2026-03-08",
        doubts=["year-inferred"],
        staff_note="Ask again.",
        audience=[],
        extra={"ISSN": "1234-5678", "keyword": "housing", "custom": {"shelf": 3}, "colour": "red"},
    )
    work.regions.add(Region.objects.get(code="m49-034"))
    version = LanguageVersion.objects.create(
        work=work, language="ar", title="عن العنف", is_machine_translation=True, short_title="العنف"
    )
    Link.objects.create(version=version, address="https://a.org/ar", kind=LinkKind.FULL_TEXT)
    Link.objects.create(
        version=work.versions.get(language="ne"), address="https://a.org/2", kind=LinkKind.ARCHIVE
    )
    work.refresh_from_db()
    actions.keep_changes(work=work, by=None)
    actions.publish(work=work, by=None)
    before, after, told = go_round(tmp_path)
    assert told == []
    assert after == before


def test_every_kind_goes_out_and_comes_back(tmp_path: Path) -> None:
    for kind in Kind:
        actions.publish(work=actions.add_work(title=f"A {kind}", language="en", kind=kind), by=None)
    before, after, _told = go_round(tmp_path)
    assert {work["kind"] for work in before} == set(Kind.values)
    assert after == before


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_is_known_by_type_and_genre_alone(kind: str) -> None:
    types = mapping.types_of(kind)
    assert mapping.is_csl_type(types.csl)
    assert mapping.kind_from_csl(types.csl, types.csl_genre) == kind


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_has_a_name_in_every_format(kind: str) -> None:
    types = mapping.types_of(kind)
    assert all((types.csl, types.ris, types.bibtex, types.mods_genre, types.schema, types.datacite, types.dc))


def test_the_public_export_keeps_what_is_for_staff() -> None:
    work = actions.add_work(title="A", language="en", kind="report", doubts=["x"], staff_note="Secret")
    public, internal = json.dumps(record_of(work)), json.dumps(record_of(work, for_staff=True))
    assert "Secret" not in public and "flags" not in public
    assert "Secret" in internal and "flags" in internal


def test_an_empty_library_exports_an_empty_list() -> None:
    assert json.loads("".join(export(Work.objects.all()))) == []


def test_export_asks_the_database_as_often_for_three_works_as_for_one(django_assert_num_queries: Any) -> None:
    for number in (1, 3):
        while Work.objects.count() < number:
            actions.add_work(title="A", language="en", kind="report", authors=[{"literal": "X"}])
        with django_assert_num_queries(7):
            "".join(export(Work.objects.all()))
