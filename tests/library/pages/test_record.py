from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.library.pages.conftest import Attach, Shelve
from whrin.library.enums import Flag, Status
from whrin.library.models import Contribution, Licence, Link
from whrin.search.actions import refresh
from whrin.topics.models import Topic

HTML = '<script>alert("1")</script>'
TITLES = {"en": "Harm reduction for women", "ar": "الحد من الضرر للنساء", "ru": "Снижение вреда для женщин"}


def read(reader: Client, address: str) -> str:
    response = reader.get(address)
    assert response.status_code == 200
    assert not response.cookies
    return str(response.content.decode())


def test_a_reader_gets_the_version_in_her_language(reader: Client, shelve: Shelve) -> None:
    shelve("guide", **TITLES)
    assert f'<h1 lang="ar" dir="rtl">{TITLES["ar"]}</h1>' in read(reader, "/ar/library/guide/")
    assert f'<h1 lang="en" dir="ltr">{TITLES["en"]}</h1>' in read(reader, "/fr/library/guide/")


def test_each_version_has_an_address_and_leads_to_the_others(reader: Client, shelve: Shelve) -> None:
    shelve("guide", **TITLES)
    page = read(reader, "/en/library/guide/ru/")
    assert f'<h1 lang="ru" dir="ltr">{TITLES["ru"]}</h1>' in page
    assert 'href="/en/library/guide/ar/" lang="ar" dir="rtl" hreflang="ar"' in page
    assert '<link rel="canonical" href="http://localhost:8000/ru/library/guide/ru/">' in page


def test_a_language_that_a_work_does_not_have_is_not_found(reader: Client, shelve: Shelve) -> None:
    shelve("guide", **TITLES)
    assert reader.get("/en/library/guide/th/").status_code == 404


def test_a_record_says_all_that_is_known(
    reader: Client, shelve: Shelve, attach: Attach, violence: Topic
) -> None:
    licence = Licence.objects.create(
        code="LicenseRef-x", name="Free to share", address="https://free.example/"
    )
    work = shelve(
        "guide",
        en="A guide",
        abstracts={"en": "First part.\n\nSecond part."},
        publisher="A publisher",
        container_title="A journal",
        volume="3",
        issue="2",
        pages="10-20",
        year=2021,
        month=12,
        licence=licence,
        audience=["women"],
        doi="10.1000/a(b)",
        peer_reviewed_on=date(2026, 10, 1),
        is_sample=True,
    )
    work.topics.add(violence)
    Contribution.objects.create(work=work, family="Ruiz", given="Ana")
    Contribution.objects.create(work=work, position=1, literal="A network", role="editor")
    Link.objects.create(
        version=work.versions.all()[0], address="https://www.there.example/x?y=1", kind="full-text"
    )
    attach(work, b"x" * 1500, name="guide.pdf", pages=12, has_text_layer=Flag.YES, is_tagged=Flag.NO)
    page = read(reader, "/en/library/guide/")
    for words in (
        "<bdi>Ana Ruiz</bdi>",
        "<bdi>A network</bdi> (Editor)",
        "December 2021",
        "<bdi>A journal, 3(2), 10-20</bdi>",
        'href="/en/library/?topic=violence">Violence</a>',
        "Women who use drugs",
        '<a href="https://free.example/" rel="license noreferrer external">Free to share</a>',
        'href="https://doi.org/10.1000/a%28b%29"',
        "1 October 2026",
        "Sample record",
        "<p>Second part.</p>",
        "Download PDF",
        "2 kB",
        "12 pages",
        "Text can be read aloud",
        "Not tagged for screen readers",
        "<bdi>there.example</bdi>",
    ):
        assert words in page, words


def test_a_plain_language_companion_and_its_paper_lead_to_each_other(reader: Client, shelve: Shelve) -> None:
    paper = shelve("paper", en="A paper")
    shelve("plain", en="The paper in plain words", plain_language_of=paper)
    assert 'href="/en/library/plain/en/"' in read(reader, "/en/library/paper/")
    assert 'href="/en/library/paper/en/"' in read(reader, "/en/library/plain/")


def test_a_companion_that_is_not_public_is_not_shown(reader: Client, shelve: Shelve) -> None:
    paper = shelve("paper", en="A paper")
    shelve("plain", en="Still secret", plain_language_of=paper, status=Status.DRAFT)
    assert "Still secret" not in read(reader, "/en/library/paper/")


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_a_visitor_cannot_read_what_is_not_published(reader: Client, shelve: Shelve, status: Status) -> None:
    shelve("draft", en="Secret", status=status)
    for address in ("/en/library/draft/", "/en/library/draft/en/"):
        response = reader.get(address)
        assert response.status_code == 404
        assert "Secret" not in response.content.decode()
    assert "Secret" not in read(reader, "/en/library/?q=secret")


def test_a_withdrawn_work_says_so_at_its_address(reader: Client, shelve: Shelve) -> None:
    shelve("gone", ru="Старое", status=Status.WITHDRAWN, withdrawn_because=f"Replaced {HTML}")
    response = reader.get("/ru/library/gone/")
    page = response.content.decode()
    assert response.status_code == 410
    assert "Старое" in page
    assert "Replaced" in page
    assert "<script>alert" not in page


def test_an_unknown_work_is_not_found(reader: Client, db: None) -> None:
    assert reader.get("/en/library/nothing/").status_code == 404
    assert reader.get("/en/library/%3Cscript%3E/").status_code == 404


def test_nothing_that_anyone_wrote_becomes_markup(reader: Client, shelve: Shelve, attach: Attach) -> None:
    work = shelve(
        "evil",
        en=HTML,
        publisher=HTML,
        genre=HTML,
        container_title=HTML,
        abstracts={"en": f"{HTML}\n\n{HTML}"},
    )
    Contribution.objects.create(work=work, literal=HTML)
    attach(work, b"x", name=f"{HTML}.pdf")
    page = read(reader, "/en/library/evil/")
    assert "<script>alert" not in page
    assert 'content="<' not in page


def test_an_address_that_would_run_is_no_link(reader: Client, shelve: Shelve) -> None:
    work = shelve("evil", en="A work")
    Link.objects.create(version=work.versions.all()[0], address="javascript:alert(1)")
    assert "javascript:" not in read(reader, "/en/library/evil/")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_record_asks_the_same_few_questions_however_much_it_holds(
    reader: Client,
    shelve: Shelve,
    attach: Attach,
    violence: Topic,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    work = shelve("guide", **dict(list(TITLES.items())[:rows]))
    work.topics.add(violence)
    for number in range(rows):
        Contribution.objects.create(work=work, position=number, literal=f"Author {number}")
        attach(work, b"x", name=f"{number}.pdf", sha256=f"{number}" * 64)
        shelve(f"plain{number}", plain_language_of=work)
    refresh(shelf="library", keys=["guide"])
    read(reader, "/en/library/guide/")
    with django_assert_num_queries(11):
        read(reader, "/en/library/guide/")
