"""Another library is harvested: our own provider, and small servers that misbehave."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from whrin.library import actions
from whrin.library.enums import Kind, Status
from whrin.library.exports.dublin_core import oai_dc_of
from whrin.library.exports.mods import mods_of
from whrin.library.harvest_tasks import harvest_source
from whrin.library.harvesting import fetching, running
from whrin.library.harvesting.crosswalk import record_of
from whrin.library.models import (
    Contribution,
    HarvestedRecord,
    ImportNote,
    ImportRun,
    LanguageVersion,
    Licence,
    Link,
    Source,
    Work,
)
from whrin.library.oai import records as provider
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db
Answer = Callable[[dict[str, str]], str | bytes | tuple[int, dict[str, str]]]
DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">{}</oai_dc:dc>'
)


@pytest.fixture(autouse=True)
def _at_home(settings: Settings) -> None:
    settings.WHRIN_LINKS_HOME = True


@contextmanager
def library(answer: Answer) -> Iterator[str]:
    """Serve answers on loopback and yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            given = answer(asked)
            status, headers = given if isinstance(given, tuple) else (200, {"Content-Type": "text/xml"})
            body = b"" if isinstance(given, tuple) else given.encode() if isinstance(given, str) else given
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/oai"
    finally:
        server.shutdown()
        server.server_close()


def record(number: int, title: str = "", *, deleted: bool = False, stamp: str = "2026-01-01") -> str:
    status = ' status="deleted"' if deleted else ""
    inner = f"<dc:title>{title or f'Paper on topic {number} of many'}</dc:title><dc:language>en</dc:language>"
    metadata = "" if deleted else f"<metadata>{DC.format(inner)}</metadata>"
    header = f"<identifier>oai:x:{number}</identifier><datestamp>{stamp}</datestamp>"
    return f"<record><header{status}>{header}</header>{metadata}</record>"


def listed(*records: str, token: str = "", date: str = "2026-03-01T10:00:00Z") -> str:
    more = f"<resumptionToken>{token}</resumptionToken>" if token else ""
    return page(f"<ListRecords>{''.join(records)}{more}</ListRecords>", date)


def page(inner: str, date: str = "2026-03-01T10:00:00Z") -> str:
    space = "http://www.openarchives.org/OAI/2.0/"
    return f'<OAI-PMH xmlns="{space}"><responseDate>{date}</responseDate><request/>{inner}</OAI-PMH>'


def source(address: str, **fields: object) -> Source:
    return Source.objects.create(address=address, name="Other library", **fields)


def titles() -> list[str]:
    return list(LanguageVersion.objects.order_by("pk").values_list("title", flat=True))


def test_everything_comes_in_page_by_page_as_drafts() -> None:
    pages = {"": listed(record(1), record(2), token="a b|c"), "a b|c": listed(record(3))}
    with library(lambda asked: pages[asked.get("resumptionToken", "")]) as address:
        other = source(address)
        assert running.harvest(other) is False
    assert titles() == [f"Paper on topic {number} of many" for number in (1, 2, 3)]
    assert set(Work.objects.values_list("status", flat=True)) == {Status.DRAFT}
    other.refresh_from_db()
    assert (other.token, other.fault) == ("", "")
    assert other.harvested_until == datetime.datetime(2026, 3, 1, 10, tzinfo=datetime.UTC)
    run = ImportRun.objects.get()
    assert (run.state, run.total, run.done, run.added) == (ImportRun.State.FINISHED, 3, 3, 3)
    kept = HarvestedRecord.objects.values_list("identifier", "work__versions__title")
    assert dict(kept) == {f"oai:x:{number}": f"Paper on topic {number} of many" for number in (1, 2, 3)}


@pytest.mark.parametrize(
    ("granularity", "since"),
    [("YYYY-MM-DD", "2026-02-01"), ("YYYY-MM-DDThh:mm:ssZ", "2026-02-01T05:00:00Z")],
)
def test_the_next_harvest_asks_for_what_changed_since(granularity: str, since: str) -> None:
    asked_for = []

    def answer(asked: dict[str, str]) -> str:
        asked_for.append(asked)
        if asked["verb"] == "Identify":
            return page(f"<Identify><granularity>{granularity}</granularity></Identify>")
        return page('<error code="noRecordsMatch">Nothing.</error>')

    with library(answer) as address:
        until = datetime.datetime(2026, 2, 1, 5, tzinfo=datetime.UTC)
        other = source(address, harvested_until=until, set_spec="papers")
        assert running.harvest(other) is False
    wanted = {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "papers", "from": since}
    assert asked_for[-1] == wanted
    other.refresh_from_db()
    assert other.fault == ""
    assert other.harvested_until is not None
    assert other.harvested_until > until
    assert not ImportRun.objects.exists()


def test_what_changed_at_its_source_is_shown_and_not_made() -> None:
    answers = [listed(record(1, "The first title of it")), listed(record(1, "Another title altogether"))]
    with library(lambda asked: answers.pop(0)) as address:
        other = source(address)
        running.harvest(other)
        Source.objects.update(harvested_until=None)
        running.harvest(other)
    assert titles() == ["The first title of it"]
    note = ImportNote.objects.filter(outcome=ImportNote.Outcome.DUPLICATE).get()
    assert note.work == Work.objects.get()
    assert note.difference["title"]["there"] == "Another title altogether"


def test_what_was_withdrawn_at_its_source_is_told_to_staff() -> None:
    answers = [listed(record(1)), *[listed(record(1, deleted=True), record(9, deleted=True))] * 2]
    with library(lambda asked: answers.pop(0)) as address:
        other = source(address, publish=True)
        for _harvest in range(3):
            running.harvest(other)
            Source.objects.update(harvested_until=None)
    work = Work.objects.get()
    assert work.status == Status.PUBLISHED
    assert work.doubts == ["withdrawn at source"]
    assert [note.reason for note in ImportNote.objects.all()] == ["Its own library has withdrawn it."]
    assert HarvestedRecord.objects.get().is_deleted


def test_a_work_that_is_here_already_is_no_second_one() -> None:
    with library(lambda asked: listed(record(1), record(2, "Paper on topic 1 of many"))) as address:
        running.harvest(source(address))
    assert Work.objects.count() == 1
    assert set(HarvestedRecord.objects.values_list("work", flat=True)) == {Work.objects.get().pk}


def test_a_record_without_a_title_is_refused_and_the_others_come_in() -> None:
    bad = record(2).replace("<dc:title>Paper on topic 2 of many</dc:title>", "")
    with library(lambda asked: listed(record(1), bad, record(3))) as address:
        running.harvest(source(address))
    assert Work.objects.count() == 2
    note = ImportNote.objects.get(outcome=ImportNote.Outcome.REFUSED)
    assert (note.identifier, note.record) == ("oai:x:2", 2)
    assert dict(HarvestedRecord.objects.values_list("identifier", "work__versions__title")) == {
        "oai:x:1": "Paper on topic 1 of many",
        "oai:x:2": None,
        "oai:x:3": "Paper on topic 3 of many",
    }


def test_a_harvest_cut_off_goes_on_where_it_was() -> None:
    state = {"is_broken": True}

    def answer(asked: dict[str, str]) -> str | tuple[int, dict[str, str]]:
        if "resumptionToken" not in asked:
            return listed(record(1), token="more")
        return (
            (503, {"Retry-After": "60"})
            if state["is_broken"]
            else listed(record(2), date="2026-03-09T00:00:00Z")
        )

    with library(answer) as address:
        other = source(address)
        running.harvest(other)
        other.refresh_from_db()
        assert other.fault == "The server answered with 503."
        assert other.harvested_until is None
        assert Work.objects.count() == 1
        state["is_broken"] = False
        running.harvest(other)
    other.refresh_from_db()
    assert Work.objects.count() == 2
    assert other.fault == ""
    # From when the harvest began, not from its last page: what changed in between must be asked for.
    assert other.harvested_until == datetime.datetime(2026, 3, 1, 10, tzinfo=datetime.UTC)


def test_a_token_that_died_begins_the_list_again() -> None:
    def answer(asked: dict[str, str]) -> str:
        if "resumptionToken" in asked:
            return page('<error code="badResumptionToken">Too old.</error>')
        return listed(record(1))

    with library(answer) as address:
        other = source(address, token="2026-01-01T00:00:00Z old")
        running.harvest(other)
        other.refresh_from_db()
        assert "Too old." in other.fault
        assert other.token == ""
        running.harvest(other)
    assert Work.objects.count() == 1


def test_a_while_is_a_while() -> None:
    pages = {"": listed(record(1), token="a"), "a": listed(record(2))}
    with library(lambda asked: pages[asked.get("resumptionToken", "")]) as address:
        other = source(address)
        assert running.harvest(other, seconds=-1) is True
        assert Work.objects.count() == 1
        assert running.harvest(other, seconds=-1) is False
    assert Work.objects.count() == 2


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("<html><body>Hello</body></html>", "There is no OAI-PMH"),
        (listed(record(1))[:-20], "not whole or not XML"),
        ("", "not whole or not XML"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "There is no OAI-PMH"),
        (page('<error code="cannotDisseminateFormat">No.</error>'), "cannotDisseminateFormat"),
        ((302, {"Location": "/oai"}), "on and on"),
        ((302, {"Location": "file:///etc/passwd"}), "private network"),
        ((404, {}), "404"),
    ],
)
def test_a_library_that_answers_badly_is_told_of(answer: str | tuple[int, dict[str, str]], said: str) -> None:
    with library(lambda asked: answer) as address:
        other = source(address)
        assert running.harvest(other) is False
    other.refresh_from_db()
    assert said in other.fault
    assert not Work.objects.exists()
    assert not ImportRun.objects.exists()


def test_the_same_page_for_ever_is_given_up() -> None:
    with library(lambda asked: listed(record(1), token="again")) as address:
        other = source(address)
        assert running.harvest(other) is False
    other.refresh_from_db()
    assert "again and again" in other.fault
    assert Work.objects.count() == 1


def test_an_answer_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    with library(lambda asked: b"x" * 5000) as address:
        other = source(address)
        running.harvest(other)
    other.refresh_from_db()
    assert other.fault == "The answer is too large."


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/oai", "http://[::1]:1/oai", "http://localhost:1/oai"]
)
def test_our_own_network_is_never_asked(address: str, settings: Settings) -> None:
    settings.WHRIN_LINKS_HOME = False
    other = source(address)
    running.harvest(other)
    other.refresh_from_db()
    assert other.fault == "The address leads into a private network."


def test_each_format_of_ours_comes_back_as_it_was(violence: Topic) -> None:
    work = Work.objects.create(
        slug="paper", kind="journal-article", original_language="en", year=2021, month=3, doi="10.1000/x",
        container_title="Journal of Care", volume="7", issue="2", pages="11-19", publisher="Care Press",
        licence=Licence.objects.get(code="CC-BY-4.0"),
    )  # fmt: skip
    version = LanguageVersion.objects.create(
        work=work, language="en", title="Shelter & <safety>", abstract="What we found."
    )
    Link.objects.create(version=version, address="https://a.example/paper")
    Contribution.objects.create(work=work, family="García", given="Ana")
    Contribution.objects.create(work=work, position=1, literal="Network of Women")
    work.topics.add(violence)
    for write in (oai_dc_of, mods_of):
        found = record_of("oai:x:1", etree.fromstring(etree.tostring(write(work))))
        assert found["title"] == "Shelter & <safety>"
        assert found["abstract"] == "What we found."
        assert found["author"] == [{"family": "García", "given": "Ana"}, {"literal": "Network of Women"}]
        assert found["issued"] == {"raw": "2021-03"}
        assert found["DOI"].lower() == "10.1000/x"
        assert found["URL"] == "https://a.example/paper"
        assert found["keyword"] == ["Violence"]
        assert (found["publisher"], found["container-title"]) == ("Care Press", "Journal of Care")
        assert found["custom"]["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (found["volume"], found["issue"], found["page"]) == ("7", "2", "11-19")
    assert found["type"] == "article-journal"
    assert work.kind == Kind.JOURNAL_ARTICLE


def test_the_task_goes_on_until_the_end(tasks_at_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running.harvest, "__kwdefaults__", {"seconds": -1.0})
    pages = {"": listed(record(1), token="a"), "a": listed(record(2))}
    with library(lambda asked: pages[asked.get("resumptionToken", "")]) as address:
        harvest_source.enqueue(source(address).pk)
    assert Work.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("prefix", ["oai_dc", "mods"])
def test_our_own_library_harvested_brings_nothing_new(
    prefix: str, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "PAGE", 2)
    for number in range(5):
        work = actions.add_work(
            title=f"Shelter number {number} of this town", language="ru", kind="report", year=2020 + number,
            authors=[{"family": "García", "given": "Ana"}],
        )  # fmt: skip
        actions.publish(work=work, by=None)
    actions.withdraw(work=work, reason="It was wrong.", by=None)
    other = source(f"{live_server.url}/oai", prefix=prefix)
    assert running.harvest(other) is False
    other.refresh_from_db()
    assert other.fault == ""
    assert Work.objects.count() == 5
    found = {one.identifier: one.work_id for one in HarvestedRecord.objects.all()}
    living = Work.objects.published().values_list("pk", flat=True)
    assert found == {f"oai:localhost:work/{pk}": pk for pk in living}
