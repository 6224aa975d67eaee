"""Real harvesters go through everything, page by page."""

from collections.abc import Iterator

import pytest
from django.test import Client
from oaipmh_scythe import Scythe
from pytest_django.live_server_helper import LiveServer
from sickle import Sickle

from tests.library.oai.asking import OAI, ask, texts
from tests.library.oai.conftest import MORNING, Fill
from whrin.library import actions
from whrin.library.models import Work
from whrin.library.oai import names, records


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "PAGE", 5)


def pages(reader: Client, verb: str = "ListRecords") -> Iterator[list[str]]:
    """Yield the identifiers of each page, following tokens; hold that none is empty."""
    root = ask(reader, verb=verb, metadataPrefix="oai_dc")
    while True:
        found = texts(root, "identifier")
        assert found
        yield found
        tokens = list(root.iter(f"{OAI}resumptionToken"))
        if not tokens or not tokens[0].text:
            return
        root = ask(reader, verb=verb, resumptionToken=tokens[0].text)


@pytest.mark.django_db
@pytest.mark.parametrize("sizes", [[1], [5], [5, 1], [5, 5], [5, 5, 1]])
@pytest.mark.parametrize("together", [True, False])
def test_no_page_is_empty_and_none_is_missing(
    sizes: list[int], together: bool, reader: Client, fill: Fill
) -> None:
    works = fill(sum(sizes), together=together)
    found = list(pages(reader))
    assert [len(page) for page in found] == sizes
    assert [each for page in found for each in page] == [names.identifier(work.pk) for work in works]


@pytest.mark.django_db
def test_a_list_on_one_page_has_no_token(reader: Client, fill: Fill) -> None:
    fill(5)
    root = ask(reader, verb="ListRecords", metadataPrefix="oai_dc")
    assert not list(root.iter(f"{OAI}resumptionToken"))


@pytest.mark.django_db
def test_the_last_page_of_a_longer_list_ends_it(reader: Client, fill: Fill) -> None:
    fill(10)
    first = next(ask(reader, verb="ListRecords", metadataPrefix="oai_dc").iter(f"{OAI}resumptionToken"))
    assert (first.get("cursor"), first.get("completeListSize")) == ("0", "10")
    last = next(ask(reader, verb="ListRecords", resumptionToken=first.text).iter(f"{OAI}resumptionToken"))
    assert (last.text, last.get("cursor"), last.get("completeListSize")) == (None, "5", "10")


@pytest.mark.django_db
def test_a_work_that_changes_meanwhile_comes_again_and_pushes_none_out(reader: Client, fill: Fill) -> None:
    works = fill(10)
    harvest = pages(reader)
    seen = next(harvest)
    actions.withdraw(work=works[0], reason="It was wrong.", by=None)
    rest = [each for page in harvest for each in page]
    assert set(seen + rest) == {names.identifier(work.pk) for work in works}
    assert rest[-1] == names.identifier(works[0].pk)


@pytest.mark.django_db
def test_a_token_of_another_verb_or_bent_is_refused(reader: Client, fill: Fill) -> None:
    fill(6)
    token = texts(ask(reader, verb="ListRecords", metadataPrefix="oai_dc"), "resumptionToken")[0]
    for verb, given in [("ListIdentifiers", token), ("ListRecords", f"{token}x"), ("ListRecords", token[3:])]:
        root = ask(reader, verb=verb, resumptionToken=given)
        assert next(root.iter(f"{OAI}error")).get("code") == "badResumptionToken"


@pytest.mark.django_db
def test_a_list_whose_rest_moved_behind_its_end_says_so(reader: Client, fill: Fill) -> None:
    fill(6)
    until = MORNING.date().isoformat()
    root = ask(reader, verb="ListRecords", metadataPrefix="oai_dc", until=until)
    Work.objects.order_by("pk").last().save()  # type: ignore[union-attr]  # there are six
    rest = ask(reader, verb="ListRecords", resumptionToken=texts(root, "resumptionToken")[0])
    assert next(rest.iter(f"{OAI}error")).get("code") == "noRecordsMatch"


@pytest.mark.parametrize("number", [9, 10, 11])
def test_sickle_and_scythe_take_everything(live_server: LiveServer, fill: Fill, number: int) -> None:
    works = fill(number)
    actions.withdraw(work=works[2], reason="It was wrong.", by=None)
    wanted = {names.identifier(work.pk): work is works[2] for work in works}
    with_sickle = Sickle(f"{live_server.url}/oai")
    found = {
        one.header.identifier: one.header.deleted for one in with_sickle.ListRecords(metadataPrefix="oai_dc")
    }
    assert found == wanted
    with Scythe(f"{live_server.url}/oai") as scythe:
        assert {one.header.identifier: one.header.deleted for one in scythe.list_records()} == wanted
        living = list(scythe.list_identifiers(ignore_deleted=True, metadata_prefix="mods"))
        assert len(living) == number - 1
        assert scythe.identify().deletedRecord == "persistent"
        assert {one.metadataPrefix for one in scythe.list_metadata_formats()} == {
            "oai_dc",
            "mods",
            "datacite",
        }
