"""Readers take a whole search, or one record, away in the format of their other programs."""

import csv
import io
import json
from typing import Any

import bibtexparser
import pytest
import rispy
from django.test import Client
from lxml import etree

from whrin.library import actions
from whrin.library.enums import Kind
from whrin.library.exports.formats import FORMATS
from whrin.library.models import Work
from whrin.library.rules import RESERVED_SLUGS

pytestmark = pytest.mark.django_db


def add(number: int, **columns: Any) -> Work:
    wanted = {"title": f"On stigma {number}", "language": "en", "kind": "report", **columns}
    return actions.publish(work=actions.add_work(**wanted), by=None)


def body(answer: Any) -> str:
    return b"".join(answer.streaming_content).decode()


def titles(name: str, text: str) -> list[str]:
    """Read the titles with programs that others wrote."""
    if name == "ris":
        return [one["title"] for one in rispy.loads(text)]
    if name == "bibtex":
        return [entry["title"] for entry in bibtexparser.parse_string(text).entries]
    if name == "csl-json":
        return [one["title"] for one in json.loads(text)]
    if name == "csv":
        return [row["title"] for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))]
    root = etree.fromstring(text.encode())
    return [found.text for found in root.iterfind(".//{*}title") if not found.getparent().get("type")]


@pytest.mark.parametrize("name", FORMATS)
def test_a_visitor_takes_every_hit_of_a_search(client: Client, name: str) -> None:
    for number in range(3):
        add(number, year=2020 + number)
    add(4, title="Something else")
    actions.add_work(title="On stigma, a draft", language="en", kind="report")
    answer = client.get(f"/en/library/export/{name}/", {"q": "stigma", "sort": "newest"})
    assert titles(name, body(answer)) == ["On stigma 2", "On stigma 1", "On stigma 0"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert f'filename="library.{FORMATS[name].ending}"' in answer["Content-Disposition"]
    assert answer["Content-Type"].startswith(FORMATS[name].media_type)


@pytest.mark.parametrize("name", FORMATS)
def test_a_visitor_takes_one_record(client: Client, name: str) -> None:
    work = add(1)
    assert titles(name, body(client.get(f"/en/library/{work.slug}/as/{name}/"))) == ["On stigma 1"]


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_search_gives_an_empty_file(client: Client, name: str) -> None:
    assert titles(name, body(client.get(f"/en/library/export/{name}/?q=nothing"))) == []


def test_a_visitor_can_take_no_draft_and_no_format_that_there_is_not(client: Client) -> None:
    draft = actions.add_work(title="A", language="en", kind="report")
    published = add(1)
    assert client.get(f"/en/library/{draft.slug}/as/ris/").status_code == 404
    assert client.get(f"/en/library/{published.slug}/as/docx/").status_code == 404
    assert client.get("/en/library/export/docx/").status_code == 404
    assert client.post("/en/library/export/ris/").status_code == 405


def test_a_withdrawn_work_says_so(client: Client) -> None:
    work = actions.withdraw(work=add(1), reason="A newer one", by=None)
    answer = client.get(f"/en/library/{work.slug}/as/ris/")
    assert (answer.status_code, "A newer one" in answer.content.decode()) == (410, True)


def test_an_organisation_stays_whole_in_every_text_format(client: Client) -> None:
    work = add(1, authors=[{"literal": "Women and Drugs, Nest"}, {"family": "Kurt", "given": "Ann & Bo"}])
    ris = body(client.get(f"/en/library/{work.slug}/as/ris/"))
    assert "AU  - Women and Drugs, Nest,\nAU  - Kurt, Ann & Bo\n" in ris
    bibtex = body(client.get(f"/en/library/{work.slug}/as/bibtex/"))
    assert "author = {{Women and Drugs, Nest} and Kurt, Ann \\& Bo}" in bibtex


def test_a_spreadsheet_runs_nothing(client: Client) -> None:
    work = add(1, title="=HYPERLINK(1)", publisher="@SUM(A1)")
    text = body(client.get(f"/en/library/{work.slug}/as/csv/")).removeprefix("\ufeff")
    row = next(csv.DictReader(io.StringIO(text)))
    assert (row["title"], row["publisher"]) == ("'=HYPERLINK(1)", "'@SUM(A1)")


@pytest.mark.parametrize("name", sorted(RESERVED_SLUGS))
def test_no_work_takes_the_name_of_a_page(name: str) -> None:
    with pytest.raises(actions.works.NameReserved):
        actions.add_work(title="A", language="en", kind="report", slug=name)
    assert not Work.objects.exists()
    assert actions.add_work(title=name, language="en", kind=Kind.REPORT).slug not in RESERVED_SLUGS


def test_a_file_is_taken_in_as_many_questions_for_three_works_as_for_one(
    client: Client, django_assert_num_queries: Any
) -> None:
    for number in (1, 3):
        while Work.objects.count() < number:
            add(Work.objects.count(), authors=[{"literal": "X"}])
        body(client.get("/en/library/export/ris/"))
        with django_assert_num_queries(14):
            body(client.get("/en/library/export/ris/"))
