"""What goes out in any format comes back as it was, as far as the mapping table says it is carried."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whrin.library import actions, mapping
from whrin.library.cards import date_of
from whrin.library.enums import Kind, LinkKind, Role
from whrin.library.exports.bibtex import safe
from whrin.library.exports.formats import FORMATS, export
from whrin.library.exports.sheet import whole_name
from whrin.library.imports.bibtex_record import names_of
from whrin.library.imports.latex import plain
from whrin.library.imports.taking_in import import_file
from whrin.library.models import LanguageVersion, Licence, Link, Work
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db
TEXT_FORMATS = ["ris", "bibtex", "csv", "csl-json"]
COLUMNS = {"csl-json": "csl"}
SCRIPTS = {
    "th": ("ผู้หญิงที่ใช้ยา: คู่มือ", "ใจดี", "สมหญิง", "เครือข่ายผู้หญิง, กรุงเทพฯ"),
    "ar": ("النساء والحد من الأضرار", "الحسيني", "فاطمة", "شبكة النساء"),
    "ru": ("Женщины и снижение вреда — «обзор»", "Иванова", "Анна Петровна", "Евразийская ассоциация"),
    "ne": ("हिंसाबारे सरल भाषामा", "थापा", "सीता", "महिला समूह"),
    "zh": ("女性与减低伤害:指南", "王", "芳", "妇女网络"),
    "fr": ("Réduction des risques & genre : l’été à 50 %", "Lefèvre-Ñandú", "Zoë", "Réseau {des} femmes #1"),
}


@pytest.fixture
def shelf(violence: Topic) -> list[Work]:
    """A work of every kind, each in one of the scripts, with all that a record may say."""
    licence = Licence.objects.get(code="CC-BY-4.0")
    return [_work(number, kind, violence, licence) for number, kind in enumerate(Kind.values)]


def _work(number: int, kind: str, topic: Topic, licence: Licence) -> Work:
    language, (title, family, given, organisation) = list(SCRIPTS.items())[number % len(SCRIPTS)]
    work = actions.add_work(
        title=f"{title} {number}",
        language=language,
        kind=kind,
        slug=f"work-{kind}",
        abstract=f"{title}.\nUS - based; 100% _sure_ ~ $5\n\nA2  - no tag -- really",
        authors=[{"literal": organisation}, {"family": family, "given": given}],
        addresses=[f"https://a.org/{number}?a=1&b=%20#c", f"https://b.org/{number}"],
        topics=[topic],
        countries=["NP"],
        year=2001 + number,
        month=3,
        day=8,
        publisher=organisation,
        container_title=f"{title} (series)",
        volume="3",
        issue="4a",
        pages="12-15",
        doi=f"10.1000/{number}_x",
        isbn="" if kind == Kind.JOURNAL_ARTICLE else f"978{number:09}{_digit(number)}",
        licence=licence,
    )
    version = work.versions.get()
    version.short_title = title[:9].strip()
    version.save()
    Link.objects.create(version=version, address=f"https://c.org/{number}.pdf", kind=LinkKind.FULL_TEXT)
    for role in (Role.EDITOR, Role.TRANSLATOR):
        work.contributions.create(role=role, family=family, given=f"{given} 2", position=9)
    if kind in {Kind.INTERVIEW, Kind.VIDEO}:
        work.contributions.create(role=Role.INTERVIEWER, literal=organisation, position=9)
    actions.keep_changes(work=work, by=None)
    return actions.publish(work=work, by=None)


def _digit(number: int) -> int:
    digits = [9, 7, 8, *(int(sign) for sign in f"{number:09}")]
    return -sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10


VALUES: dict[str, Callable[[Work, LanguageVersion], Any]] = {
    "identifier": lambda work, _own: work.slug,
    "kind": lambda work, _own: work.kind,
    "title": lambda _work, own: own.title,
    "short_title": lambda _work, own: own.short_title,
    "abstract": lambda _work, own: own.abstract,
    "abstract_language": lambda _work, own: own.abstract_language,
    "language": lambda _work, own: own.language,
    **{
        role.value: lambda work, _own, role=role: [
            (whole_name(one), bool(one.literal)) for one in work.contributions.filter(role=role)
        ]
        for role in Role
    },
    "publisher": lambda work, _own: work.publisher,
    "date": lambda work, _own: date_of(work),
    "container_title": lambda work, _own: work.container_title,
    "volume": lambda work, _own: work.volume,
    "issue": lambda work, _own: work.issue,
    "pages": lambda work, _own: work.pages,
    "doi": lambda work, _own: work.doi,
    "isbn": lambda work, _own: work.isbn,
    "address": lambda _work, own: own.links.filter(kind=LinkKind.PAGE).first().address,
    "full_text": lambda _work, own: list(own.links.filter(kind="full-text").values_list("address")),
    "topics": lambda work, _own: [topic.slug for topic in work.topics.all()],
    "countries": lambda work, _own: [country.code for country in work.countries.all()],
    "licence": lambda work, _own: work.licence_id,
}


def snapshot(form: str) -> dict[str, dict[str, Any]]:
    """Return what the format carries of every work, by stable name."""
    carried = [field for field in VALUES if mapping.name_of(field, COLUMNS.get(form, form))]
    assert len(carried) > 15
    works = Work.objects.filter(versions__isnull=False).distinct()
    return {
        work.slug: {field: VALUES[field](work, work.versions.first()) for field in carried} for work in works
    }


def go_round(form: str, tmp_path: Path) -> list[str]:
    """Write all to a file, empty the library, read the file; return what there is to say of records."""
    path = tmp_path / "export"
    path.write_text("".join(export(Work.objects.order_by("pk"), FORMATS[form])), encoding="utf-8", newline="")
    Work.objects.all().delete()
    run = import_file(path=path, publish=True)
    assert run.format == form
    return list(run.notes.values_list("reason", flat=True))


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_every_kind_in_every_script_comes_back(shelf: list[Work], tmp_path: Path, form: str) -> None:
    before = snapshot(form)
    assert {work["kind"] for work in before.values()} == set(Kind.values)
    told = go_round(form, tmp_path)
    assert told == []
    assert snapshot(form) == before


def test_a_table_brings_every_language_back(tmp_path: Path) -> None:
    work = actions.add_work(
        title="=1+1", language="ru", kind="report", slug="x", addresses=["https://a.org/"]
    )
    LanguageVersion.objects.create(work=work, language="ar", title="النساء", abstract="ملخص\n\nثان")
    actions.publish(work=work, by=None)
    assert go_round("csv", tmp_path) == []
    versions = Work.objects.get().versions.values_list("language", "title", "abstract")
    assert list(versions) == [("ru", "=1+1", ""), ("ar", "النساء", "ملخص\n\nثان")]


LINES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="\x85"), max_size=60)


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_bibtex_gives_back_any_line(line: str) -> None:
    assert plain(safe(line)) == line


@given(st.text("ab{}\\\"'`~^_%$#&@,and -é漢", max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_name_breaks_the_reader_of_bibtex(written: str) -> None:
    assert all("literal" in name or "family" in name for name in names_of(written))
