"""A harvester asks well, and asks badly."""

import datetime

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from tests.library.oai.asking import OAI, ask, fault, texts
from tests.library.oai.conftest import Fill
from whrin.library import actions
from whrin.library.enums import Status
from whrin.library.models import Collection, CollectionItem, CollectionText, LanguageVersion, Work
from whrin.library.oai import names
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db
DC = "{http://purl.org/dc/elements/1.1/}"


def test_a_harvester_learns_who_we_are(reader: Client, fill: Fill) -> None:
    fill(2)
    root = ask(reader, verb="Identify")
    assert texts(root, "repositoryName") == ["WHRIN"]
    assert texts(root, "baseURL") == texts(root, "request") == ["http://localhost:8000/oai"]
    assert texts(root, "earliestDatestamp") == ["2026-03-01T08:00:00Z"]
    assert texts(root, "deletedRecord") == ["persistent"]
    assert texts(root, "granularity") == ["YYYY-MM-DDThh:mm:ssZ"]


def test_a_library_without_works_can_be_asked(reader: Client) -> None:
    assert texts(ask(reader, verb="Identify"), "earliestDatestamp")
    assert fault(ask(reader, verb="ListRecords", metadataPrefix="oai_dc")) == "noRecordsMatch"


@pytest.mark.parametrize(
    ("sender", "address", "shown"),
    [
        ("office@network.example", "https://library.network.example", "office@network.example"),
        ("The office <office@network.example>", "https://x.example", "office@network.example"),
        ("office@localhost", "https://library.network.example", "postmaster@library.network.example"),
        ("office@localhost", "http://localhost:8000", "postmaster@localhost.localdomain"),
    ],
)
def test_a_harvester_can_always_write_to_someone(
    sender: str, address: str, shown: str, settings: Settings
) -> None:
    settings.DEFAULT_FROM_EMAIL, settings.WHRIN_ADDRESS = sender, address
    assert names.admin_address() == shown


def test_only_a_domain_names_the_scheme_of_identifiers(reader: Client, settings: Settings) -> None:
    settings.WHRIN_ADDRESS = "https://library.network.example"
    answer = reader.get("/oai", {"verb": "Identify"}).content.decode()
    assert "<repositoryIdentifier>library.network.example</repositoryIdentifier>" in answer
    settings.WHRIN_ADDRESS = "http://127.0.0.1:8000"
    assert "oai-identifier" not in reader.get("/oai", {"verb": "Identify"}).content.decode()


def test_get_and_post_say_the_same(reader: Client, fill: Fill) -> None:
    fill(3)
    asked = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
    assert texts(ask(reader, **asked), "identifier") == texts(ask(reader, post=True, **asked), "identifier")


def test_a_browser_that_speaks_another_language_changes_nothing(reader: Client, fill: Fill) -> None:
    fill(1)
    answer = reader.get("/oai", {"verb": "ListSets"}, headers={"Accept-Language": "ru"})
    assert "<setName>Report</setName>" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Dance", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=kind.report", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=mods", "badArgument"),
        ("verb=ListRecords&metadataPrefix=", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=%00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-03T25:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-03T10:00:00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-03&until=2026-02-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-03&until=2026-02-04T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=0001-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=9999-12-31", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=kind.poem", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=elsewhere", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a%20b", "badArgument"),
        ("verb=ListRecords&resumptionToken=mine", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=mine&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListSets&resumptionToken=mine", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:work/99999", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:work/01", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=nonsense", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=oai:elsewhere:1", "idDoesNotExist"),
    ],
)
def test_a_bad_question_gets_the_fault_of_its_kind(query: str, code: str, reader: Client, fill: Fill) -> None:
    fill(1)
    root = ask(reader, query)
    assert fault(root) == code


def test_other_methods_are_refused(reader: Client) -> None:
    assert reader.put("/oai").status_code == 405


def test_a_day_holds_all_its_seconds(reader: Client, fill: Fill) -> None:
    fill(1)
    late = datetime.datetime(2026, 3, 1, 23, 59, 59, 900_000, tzinfo=datetime.UTC)
    Work.objects.update(changed_at=late)
    day = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}
    assert texts(ask(reader, **day, from_="2026-03-01", until="2026-03-01"), "identifier")
    second = "2026-03-01T23:59:59Z"
    assert texts(ask(reader, **day, from_=second, until=second), "datestamp") == [second]
    assert fault(ask(reader, **day, from_="2026-03-02")) == "noRecordsMatch"
    assert texts(ask(reader, **day, until="9999-12-31"), "identifier")


def test_one_record_in_every_format(reader: Client, fill: Fill) -> None:
    (work,) = fill(1)
    identifier = f"oai:localhost:work/{work.pk}"
    prefixes = texts(ask(reader, verb="ListMetadataFormats", identifier=identifier), "metadataPrefix")
    assert prefixes == ["oai_dc", "mods", "datacite"]
    for prefix in prefixes:
        root = ask(reader, verb="GetRecord", identifier=identifier, metadataPrefix=prefix)
        (metadata,) = root.iter(f"{OAI}metadata")
        assert "Title of work-0" in "".join(metadata.itertext())


def test_signs_that_xml_cannot_hold_do_not_break_an_answer(reader: Client, fill: Fill) -> None:
    (work,) = fill(1)
    work.versions.update(title="Before\x0bafter\ufffe")
    root = ask(reader, verb="ListRecords", metadataPrefix="oai_dc")
    assert next(root.iter(f"{DC}title")).text == "Beforeafter"


def test_sets_are_kinds_languages_topics_and_collections(reader: Client, fill: Fill, violence: Topic) -> None:
    first, second = fill(2)
    first.topics.add(violence)
    LanguageVersion.objects.create(work=second, language="ru", title="Название")
    shelf = Collection.objects.create(slug="start", is_public=True)
    CollectionText.objects.create(collection=shelf, language="en", title="Start here")
    CollectionItem.objects.create(collection=shelf, work=second)
    Collection.objects.create(slug="search", is_public=True, search="topic=violence")
    Collection.objects.create(slug="secret")
    specs = texts(ask(reader, verb="ListSets"), "setSpec")
    assert {"kind.report", "language.ru", "topic.violence", "collection.start"} <= set(specs)
    assert not {"collection.search", "collection.secret"} & set(specs)
    for spec, work in [("topic.violence", first), ("language.ru", second), ("collection.start", second)]:
        root = ask(reader, verb="ListRecords", metadataPrefix="oai_dc", set=spec)
        assert texts(root, "identifier") == [names.identifier(work.pk)]
        assert spec in texts(root, "setSpec")
    hidden = ask(reader, verb="ListRecords", metadataPrefix="oai_dc", set="collection.secret")
    assert fault(hidden) == "noRecordsMatch"


def test_drafts_are_not_given(reader: Client, fill: Fill) -> None:
    (work,) = fill(1)
    Work.objects.update(status=Status.DRAFT, published_on=None)
    asked = {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": names.identifier(work.pk)}
    assert fault(ask(reader, **asked)) == "idDoesNotExist"


def test_what_was_public_once_stays_in_the_list(reader: Client, fill: Fill) -> None:
    withdrawn, merged, in_work = fill(3)
    actions.withdraw(work=withdrawn, reason="It was wrong.", by=None)
    Work.objects.filter(pk=merged.pk).update(
        status=Status.WITHDRAWN, withdrawn_because="Found twice.", merged_into=in_work
    )
    actions.withdraw(work=in_work, reason="For now.", by=None)
    actions.send_to_review(work=in_work, by=None)
    actions.take_back(work=in_work, by=None)
    assert in_work.status == Status.DRAFT
    root = ask(reader, verb="ListRecords", metadataPrefix="oai_dc")
    headers = list(root.iter(f"{OAI}header"))
    assert [header.get("status") for header in headers] == ["deleted"] * 3
    assert not list(root.iter(f"{OAI}metadata"))
    assert texts(root, "setSpec")


def test_a_withdrawn_work_is_told_as_news(reader: Client, fill: Fill) -> None:
    work, _other = fill(2)
    actions.withdraw(work=work, reason="It was wrong.", by=None)
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    root = ask(reader, verb="ListIdentifiers", metadataPrefix="oai_dc", from_=today)
    assert texts(root, "identifier") == [names.identifier(work.pk)]


def test_a_change_around_a_work_moves_its_date(fill: Fill) -> None:
    (work,) = fill(1)
    before = Work.objects.get().changed_at
    actions.show_anew(work)
    assert Work.objects.get().changed_at > before


@pytest.mark.parametrize(("verb", "questions"), [("ListRecords", 9), ("ListIdentifiers", 5)])
def test_a_page_asks_the_database_as_often_for_three_as_for_one(
    verb: str,
    questions: int,
    reader: Client,
    fill: Fill,
    django_assert_num_queries: DjangoAssertNumQueries,
    violence: Topic,
) -> None:
    for number in (1, 2):
        for work in fill(number):
            work.topics.add(violence)
        ask(reader, verb=verb, metadataPrefix="oai_dc")
        with django_assert_num_queries(questions):
            ask(reader, verb=verb, metadataPrefix="oai_dc")
