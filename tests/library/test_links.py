"""Links are visited politely, judged slowly, and changed by nobody but a librarian."""

import datetime
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.cast import SignedIn
from tests.library.strange_site import strange_site
from whrin.audit.models import Event
from whrin.library import actions
from whrin.library.actions.links import (
    NoNewAddress,
    NotAnAddress,
    keep_archived_copy,
    store_visit,
    use_new_address,
)
from whrin.library.actions.works import NotAllowed
from whrin.library.care_tasks import begin_link_check, check_link, check_links, links_due
from whrin.library.enums import LinkState
from whrin.library.links import Found, Visitor, archive_search, new_client, status_text
from whrin.library.models import Link, Work
from whrin.library.polite import NoSuchHost, NotPublicAddress, PoliteClient
from whrin.people.models import Person

TODAY = datetime.date(2026, 11, 22)
GONE = Found(LinkState.DOUBTFUL, is_gone=True)


@pytest.fixture
def site(settings: Settings) -> Iterator[ThreadingHTTPServer]:
    settings.WHRIN_LINKS_HOME = True
    with strange_site() as server:
        yield server


def at(site: ThreadingHTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{site.server_port}/{path}"


def visit(address: str) -> Found:
    with new_client() as client:
        return Visitor(client).visit(address)


def link_to(*addresses: str, **changes: Any) -> Link:
    work = actions.add_work(title="A guide", language="en", kind="report", addresses=addresses)
    Link.objects.filter(version__work=work).update(**changes)
    return Link.objects.filter(version__work=work)[0]


@pytest.mark.parametrize(
    ("path", "state", "is_gone"),
    [
        ("well/page", LinkState.WORKS, False),
        ("", LinkState.WORKS, False),
        ("file/a.pdf", LinkState.WORKS, False),
        ("lent/x", LinkState.WORKS, False),
        ("shy/page", LinkState.WORKS, False),
        ("lively/a", LinkState.WORKS, False),
        ("moved/x", LinkState.MOVED, False),
        ("soft/page", LinkState.DOUBTFUL, False),
        ("shop/page", LinkState.DOUBTFUL, False),
        ("home/page", LinkState.DOUBTFUL, False),
        ("loop/a", LinkState.DOUBTFUL, False),
        ("far/x", LinkState.DOUBTFUL, False),
        ("refused/x", LinkState.DOUBTFUL, False),
        ("busy/x", LinkState.DOUBTFUL, False),
        ("mail/x", LinkState.DOUBTFUL, False),
        ("well/lost", LinkState.DOUBTFUL, True),
        ("private/x", LinkState.UNCHECKED, False),
    ],
)
def test_a_visit_tells_what_is_there(
    site: ThreadingHTTPServer, path: str, state: LinkState, is_gone: bool
) -> None:
    found = visit(at(site, path))
    assert (found.state, found.is_gone) == (state, is_gone)
    assert found.leads_to == (at(site, "well/page") if state == LinkState.MOVED else "")


def test_a_visit_names_us_and_redirects_come_to_an_end(site: ThreadingHTTPServer, settings: Settings) -> None:
    settings.WHRIN_ADDRESS = "https://whrin.example"
    visit(at(site, "far/x"))
    assert {agent for _m, _p, agent in site.asked} == {"whrin-links/1 (+https://whrin.example)"}  # type: ignore[attr-defined]  # ours
    assert len([path for _m, path, _a in site.asked if path.startswith("/far")]) == 9  # type: ignore[attr-defined]  # ours


def test_a_page_that_robots_may_not_see_is_not_asked_for(site: ThreadingHTTPServer) -> None:
    visit(at(site, "private/x"))
    assert [path for _m, path, _a in site.asked] == ["/robots.txt"]  # type: ignore[attr-defined]  # ours


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x", "http://localhost/x", "http://[::1]/x", "http://10.0.0.1/", "http://169.254.169.254/",
        "http://192.168.1.1/", "http://[fd00::1]/", "http://0.0.0.0/", "ftp://a.org/x", "file:///etc/passwd",
        "http://",
    ],
)  # fmt: skip
def test_private_networks_and_other_protocols_are_never_visited(address: str) -> None:
    assert visit(address) == Found(LinkState.DOUBTFUL, was_reached=False)


def test_a_name_that_leads_home_is_refused_before_anything_is_sent(site: ThreadingHTTPServer) -> None:
    public = PoliteClient(agent="a", pause=0, look_up=lambda _host, _port: ["93.184.215.14", "127.0.0.1"])
    with public, pytest.raises(NotPublicAddress):
        public.ask("GET", f"http://innocent.example:{site.server_port}/well/page")
    assert site.asked == []  # type: ignore[attr-defined]  # ours


def test_a_redirect_into_a_private_network_is_not_followed(site: ThreadingHTTPServer) -> None:
    def look_up(host: str, _port: int) -> list[str]:
        return ["127.0.0.1"] if host == "a.example" else [host]

    class Guarded(PoliteClient):
        """Lets the test's own server stand for a public one."""

        def _number_of(self, url: Any) -> str:
            return "127.0.0.1" if url.host == "a.example" else super()._number_of(url)

    with Guarded(agent="a", pause=0, look_up=look_up) as client:
        found = Visitor(client).visit(f"http://a.example:{site.server_port}/trap/x")
    assert found == Found(LinkState.DOUBTFUL, was_reached=False)


def test_two_requests_to_one_host_keep_a_pause(site: ThreadingHTTPServer) -> None:
    with PoliteClient(agent="a", pause=0.2, may_visit_home=True) as client:
        began = timezone.now()
        for _time in range(3):
            client.ask("HEAD", at(site, "well/page"))
    assert (timezone.now() - began).total_seconds() >= 0.4


def test_a_host_that_does_not_exist_is_gone() -> None:
    def nobody(host: str, _port: int) -> list[str]:
        raise NoSuchHost(host)

    with PoliteClient(agent="a", pause=0, look_up=nobody) as client:
        assert Visitor(client).visit("https://gone.example/x") == Found(
            LinkState.DOUBTFUL, is_gone=True, was_reached=False
        )


# --- What is kept ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_link_is_broken_after_three_days_and_whole_again_after_one() -> None:
    link = link_to("https://a.org/x")
    for day, expected in enumerate(["doubtful", "doubtful", "broken", "broken"]):
        on = TODAY + datetime.timedelta(days=day)
        for _again in range(2):
            stored = store_visit(link_id=link.pk, address=link.address, found=GONE, on=on)
        assert stored and (stored.state, stored.address) == (expected, "https://a.org/x")
    assert status_text(stored)
    stored = store_visit(link_id=link.pk, address=link.address, found=Found(LinkState.WORKS), on=TODAY)
    assert stored and (stored.state, stored.failures, status_text(stored)) == ("works", 0, "")


@pytest.mark.django_db
def test_a_visit_to_an_address_that_was_changed_meanwhile_says_nothing() -> None:
    link = link_to("https://a.org/x")
    assert store_visit(link_id=link.pk, address="https://a.org/old", found=GONE, on=TODAY) is None
    link.refresh_from_db()
    assert (link.state, link.failures) == ("unchecked", 0)


@pytest.mark.django_db
def test_the_daily_check_visits_each_link_once_and_leaves_addresses_alone(
    site: ThreadingHTTPServer, tasks_at_once: None
) -> None:
    paths = ["well/page", "moved/x", "well/lost", *[f"lively/{number}" for number in range(12)]]
    link_to(*[at(site, path) for path in paths])
    Work.objects.create(slug="sample", kind="report", original_language="en", is_sample=True)
    begin_link_check()
    states = dict(Link.objects.values_list("address", "state"))
    assert list(states) == [at(site, path) for path in paths]
    assert [states[at(site, path)] for path in paths[:3]] == ["works", "moved", "doubtful"]
    asked = len(site.asked)  # type: ignore[attr-defined]  # ours
    begin_link_check()
    assert len(site.asked) == asked, "seen today is seen"  # type: ignore[attr-defined]  # ours


@pytest.mark.django_db
def test_no_more_are_visited_than_the_setting_says(
    site: ThreadingHTTPServer, settings: Settings, tasks_at_once: None
) -> None:
    link_to(*[at(site, f"lively/{number}") for number in range(14)])
    settings.WHRIN_LINKS_A_NIGHT = 12
    begin_link_check()
    assert Link.objects.exclude(checked_on=None).count() == 12
    settings.WHRIN_LINKS_A_NIGHT = 0
    begin_link_check()
    assert Link.objects.exclude(checked_on=None).count() == 12


@pytest.mark.django_db
def test_when_our_own_line_is_down_no_link_is_blamed(site: ThreadingHTTPServer, tasks_at_once: None) -> None:
    link_to(at(site, "well/page"), state="works", checked_on=timezone.now().date())
    gone = link_to("http://127.0.0.1:9/x")
    check_links.call(5)
    gone.refresh_from_db()
    assert gone.state == "doubtful", "somebody else answered: the line is up"
    Link.objects.filter(pk=gone.pk).update(state="unchecked", checked_on=None)
    Link.objects.filter(state="works").update(address="http://127.0.0.1:9/y")
    check_links.call(5)
    gone.refresh_from_db()
    assert (gone.state, gone.checked_on) == ("unchecked", None)


@pytest.mark.django_db
def test_failing_links_come_first_and_rested_ones_by_age() -> None:
    today = timezone.now().date()
    days = [today - datetime.timedelta(days=number) for number in (0, 3, 8, 30)]
    seen = [link_to(f"https://a.org/{day}", checked_on=day, state="works") for day in days]
    never = link_to("https://a.org/never")
    assert links_due() == [never, seen[3], seen[2]]
    Link.objects.filter(pk=seen[1].pk).update(failures=1)
    assert links_due() == [seen[1]]
    seen[1].version.work.__class__.objects.update(is_sample=True)
    assert links_due() == []


# --- The desk -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_librarian_uses_the_new_address_and_it_is_written_down(editor: Person) -> None:
    link = link_to("https://a.org/old", state="moved", leads_to="https://a.org/new")
    client = SignedIn(editor)
    page = client.get(reverse("care:links"), {"state": "moved"}).content.decode()
    assert "https://a.org/new" in page and "A guide" in page
    client.post(reverse("care:link-step", args=[link.pk, "new-address"]))
    link.refresh_from_db()
    assert (link.address, link.state, link.leads_to) == ("https://a.org/new", "works", "")
    assert Event.objects.get(verb="use new address").detail == {
        "old": "https://a.org/old",
        "new": link.address,
    }
    with pytest.raises(NoNewAddress):
        use_new_address(link=link, by=editor)


@pytest.mark.django_db
def test_two_links_that_lead_to_one_address_become_one(editor: Person) -> None:
    link = link_to("https://a.org/old", "https://a.org/new")
    Link.objects.filter(pk=link.pk).update(state="moved", leads_to="https://a.org/new")
    use_new_address(link=link, by=editor)
    assert [each.address for each in Link.objects.all()] == ["https://a.org/new"]


@pytest.mark.django_db
def test_a_librarian_keeps_an_archived_copy(editor: Person) -> None:
    link = link_to("https://a.org/x?a=1&b=2", state="broken")
    client = SignedIn(editor)
    page = client.get(reverse("care:links")).content.decode()
    assert "https://web.archive.org/web/2*/https://a.org/x?a=1&amp;b=2" in page
    copy = "https://web.archive.org/web/2020/https://a.org/x"
    client.post(reverse("care:link-step", args=[link.pk, "copy"]), {"address": copy})
    link.refresh_from_db()
    assert link.archived_at == copy
    with pytest.raises(NotAnAddress):
        keep_archived_copy(link=link, address="javascript:alert(1)", by=editor)
    link.refresh_from_db()
    assert link.archived_at == copy
    assert archive_search("https://a.org/a b").endswith("/web/2*/https://a.org/a%20b")


@pytest.mark.django_db
def test_a_librarian_has_a_link_checked_now(
    site: ThreadingHTTPServer, editor: Person, tasks_at_once: None
) -> None:
    link = link_to(at(site, "well/page"), state="broken", failures=3)
    SignedIn(editor).post(reverse("care:link-step", args=[link.pk, "check"]))
    link.refresh_from_db()
    assert (link.state, link.failures) == ("works", 0)
    check_link.call(0)


@pytest.mark.django_db
def test_editing_a_record_keeps_what_is_known_of_its_links(coordinator: Person) -> None:
    link = link_to("https://a.org/1", "https://a.org/2", state="broken", failures=3)
    version, work = link.version, link.version.work
    form = {
        "slug": work.slug, "kind": "report", "publisher_kind": "network", "original_language": "en",
        "versions-TOTAL_FORMS": "1", "versions-INITIAL_FORMS": "1", "versions-0-id": version.pk,
        "versions-0-language": "en", "versions-0-title": "A better guide",
        "versions-0-page_links": "https://a.org/1", "versions-0-full_text_links": "https://a.org/3",
        "contributions-TOTAL_FORMS": "0", "contributions-INITIAL_FORMS": "0",
    }  # fmt: skip
    assert SignedIn(coordinator).post(reverse("works:edit", args=[work.pk]), form).status_code == 302
    kept = {each.address: (each.pk, each.state) for each in Link.objects.all()}
    assert kept["https://a.org/1"] == (link.pk, "broken")
    assert [kept["https://a.org/3"][1], len(kept)] == ["unchecked", 2]


@pytest.mark.django_db
def test_the_list_of_links_asks_as_much_for_one_as_for_three(
    editor: Person, django_assert_num_queries: Any
) -> None:
    client, address = SignedIn(editor), reverse("care:links")
    link_to("https://a.org/1", state="broken")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    link_to("https://a.org/2", "https://a.org/3", state="broken")
    with django_assert_num_queries(len(one)):
        client.get(address)


@pytest.mark.django_db
def test_who_may_not_edit_changes_no_link() -> None:
    outsider = Person.objects.create_user("outsider", password="long enough for this", is_staff=True)
    link = link_to("https://a.org/old", state="moved", leads_to="https://a.org/new")
    assert SignedIn(outsider).get(reverse("care:links")).status_code in {302, 403}
    for refused in (
        lambda: use_new_address(link=link, by=outsider),
        lambda: keep_archived_copy(link=link, address="https://a.org/copy", by=outsider),
    ):
        with pytest.raises(NotAllowed):
            refused()
    link.refresh_from_db()
    assert (link.address, link.archived_at) == ("https://a.org/old", "")
