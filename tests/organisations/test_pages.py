"""Visitors read the register."""

import csv
import io
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.architecture.tree import ROOT
from tests.organisations.conftest import organisation
from whrin.organisations import samples
from whrin.organisations.actions import save_joint_work, save_organisation
from whrin.organisations.models import JointWork
from whrin.organisations.queries import balance, public_organisations
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db
LIST = "/en/organisations/"


def names(page: str) -> list[str]:
    return re.findall(r"<h2><a [^>]+>([^<]+)</a></h2>", page)


def test_a_visitor_reads_public_organisations_by_name_and_no_others(client: Client) -> None:
    organisation("beta")
    organisation("alpha", country=None)
    organisation("hidden", is_public=False)
    assert names(client.get(LIST).content.decode()) == ["Alpha", "Beta"]
    assert client.get(f"{LIST}hidden/").status_code == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?kind=hiv", ["Alpha"]),
        ("?country=NP", ["Beta"]),
        ("?relation=funder", ["Beta"]),
        ("?led=yes", ["Alpha"]),
        ("?led=no", ["Beta"]),
        ("?led=unknown", ["Gamma"]),
        ("?kind=women&country=KE", ["Gamma"]),
        ("?kind=un", []),
    ],
)
def test_a_visitor_narrows_the_list(client: Client, query: str, expected: list[str]) -> None:
    organisation("alpha", kind="hiv", is_community_led=True)
    organisation("beta", country="NP", relation="funder", is_community_led=False)
    organisation("gamma")
    answer = client.get(LIST + query)
    assert names(answer.content.decode()) == expected
    assert b"noindex" in answer.content


@pytest.mark.parametrize(
    "query",
    ["?kind=x", "?relation=x", "?led=maybe", "?country=KEN", "?page=0", "?page=x", "?page=2", "?page=٣",
     "?page=99999999", "?page=" + "9" * 5000, "?format=pdf"],
)  # fmt: skip
def test_an_address_made_by_hand_is_not_found(client: Client, query: str) -> None:
    organisation("alpha")
    assert client.get(LIST + query).status_code == 404


def test_a_long_list_has_pages(client: Client) -> None:
    for number in range(31):
        organisation(f"o{number:02}")
    first = client.get(LIST).content.decode()
    assert len(names(first)) == 30
    assert "?page=2" in first
    assert names(client.get(LIST + "?page=2").content.decode()) == ["O30"]


def test_a_visitor_takes_the_list_with_her_and_no_cell_is_a_formula(client: Client) -> None:
    organisation("alpha", name="=cmd()", source="https://example.org/")
    organisation("beta", kind="hiv")
    answer = client.get(LIST + "?kind=women&format=csv")
    assert re.search(r'filename="organisations-\d{4}-\d\d-\d\d\.csv"', answer["Content-Disposition"])
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[1:] == [["'=cmd()", "en", "KE", "women", "ally", "unknown", "", "https://example.org/"]]


def test_a_page_says_what_is_known_and_what_is_not(client: Client, health: Topic) -> None:
    made = organisation("alpha", name="ألفا", language="ar", country=None, website="https://alpha.example/")
    save_organisation(organisation=made, focus=[health], by=None)
    work = JointWork(organisation=made, title="Déclaration", language="fr", year=2021)
    save_joint_work(work=work, by=None)
    page = client.get(f"{LIST}alpha/").content.decode()
    assert '<h1 lang="ar" dir="rtl">ألفا</h1>' in page
    assert page.count("not known") == 2
    assert 'href="/en/topics/health/"' in page
    assert 'lang="fr">Déclaration' in page
    assert "(2021)" in page
    assert "Sample record" not in page


def test_the_balance_counts_public_organisations_by_bloc(client: Client) -> None:
    for slug, country in (("a", "KE"), ("b", "NP"), ("c", "ES"), ("d", None)):
        organisation(slug, country=country)
    organisation("hidden", is_public=False)
    found = balance()
    assert [(bar.label, bar.count, bar.percent) for bar in found.bars] == [
        ("Global South", 2, 50),
        ("Elsewhere", 1, 25),
        ("Country not known", 1, 25),
    ]
    page = client.get(f"{LIST}balance/").content.decode()
    assert '<rect width="50%"' in page
    assert "4 organisations. Counted on" in page
    assert "Group of 77" in page
    assert '<rect x="50%" width="50%"' in client.get("/ar/organisations/balance/").content.decode()


def test_the_balance_of_nothing_is_nothing(client: Client) -> None:
    assert [bar.percent for bar in balance().bars] == [0, 0, 0]
    assert client.get(f"{LIST}balance/").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        organisation(f"o{place}")
    client.get(LIST)
    with django_assert_num_queries(3):
        client.get(LIST)


def test_the_sample_is_marked_and_says_nothing_it_does_not_know(client: Client) -> None:
    folder = ROOT / "sample"
    assert samples.load(folder, None) == 10
    assert samples.load(folder, None) == 0
    for row in public_organisations():
        assert row.is_sample
        assert row.source
        assert row.is_community_led is None
        assert "Sample record" in client.get(f"{LIST}{row.slug}/").content.decode()


def test_every_page_leads_to_the_register(client: Client) -> None:
    assert 'href="/en/organisations/"' in client.get("/en/safety/").content.decode()
