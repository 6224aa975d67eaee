"""What everybody reads of papers: the list, a page in its languages, figures of today, files."""

import brotli
import pytest
from django.test import Client
from django.utils.translation import gettext, override
from pytest_django import DjangoAssertNumQueries

from tests.campaigns.making import say
from tests.campaigns.publishing.map import a_map, cite
from tests.campaigns.publishing.test_publishing import PAGE, agree_anew, agreed, in_spanish, whole
from tests.campaigns.signed import open_call, sign_as
from tests.vault.making import holder
from whrin.campaigns.actions.publishing import publish_paper
from whrin.campaigns.enums import Signer, State
from whrin.campaigns.models import Paper, Wording
from whrin.campaigns.publishing.attaching import attach_last_edition
from whrin.campaigns.publishing.files import document_of
from whrin.events.models import Body, Session
from whrin.kit.days import today
from whrin.people.models import Person

pytestmark = pytest.mark.django_db
#: What the frame and the words of filters ask is kept for an edition.
LIST_QUERIES = 2
#: Bytes of a page as it travels.
MOST = 13_000


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(
    reader: Client, member: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        publish_paper(paper=agreed(member, title=f"Paper {number}"), by=None)
    whole(reader, "/en/act/papers/?state=published&kind=test-statement")
    with django_assert_num_queries(LIST_QUERIES):
        page = whole(reader, "/en/act/papers/")
    assert page.count('<li class="rec">') == count
    assert reader.get("/en/act/papers/?page=9").status_code == 404


def test_a_reader_finds_papers_in_each_language_and_narrows_by_what_they_are(
    reader: Client, member: Person
) -> None:
    body = Body.objects.create(slug="body", names={"en": "Body"}, kind="treaty")
    session = Session.objects.create(
        slug="body-1", body=body, names={"en": "First"}, state="public", changed_on=today()
    )
    spanish = agreed(member, title="Care", country_id="MX", session=session)
    title = spanish.paragraphs.get(kind="title")
    Wording.objects.create(paragraph=title, language="es", text="Cuidado para todas", basis=1)
    agree_anew(spanish)
    publish_paper(paper=spanish, by=None)
    publish_paper(paper=agreed(member, title="=Other words"), by=None)
    for query in ("q=cuidado", "country=mx", "language=es", "session=body-1"):
        page = whole(reader, f"/en/act/papers/?{query}")
        assert "/en/act/papers/care/" in page
        assert "other-words" not in page
    assert "Nothing is published here yet" in whole(reader, "/en/act/papers/?state=open")
    assert "Cuidado para todas" in whole(reader, "/es/act/papers/feed/?country=MX")
    table = whole(reader, "/en/act/papers/csv/")
    assert table.count("/en/act/papers/care/?language=") == 2
    assert "'=Other words" in table
    assert "/en/act/papers/care/" in whole(reader, "/en/calendar/sessions/body-1/")
    assert "/en/act/papers/care/" in whole(reader, "/sitemap.xml")


def test_a_text_that_is_open_to_be_signed_follows_its_sources(reader: Client) -> None:
    call = open_call(holder())
    paper, world = call.paper, a_map()
    say(paper, "summary", "Only [=1] of [n1] countries have it.")
    citation = cite(paper, world)
    agree_anew(paper)
    Paper.objects.filter(pk=paper.pk).update(state=State.OPEN)
    assert "Only 23 of 74" in whole(reader, PAGE)
    citation.fact = {**citation.fact, "value": 31}
    citation.save()
    page = whole(reader, PAGE)
    assert "Only 31 of 74" in page
    assert "Figures as of today" in page
    assert "/sign/" in page


def test_a_translation_that_is_behind_says_so_and_stands_in_its_own_direction(
    reader: Client, member: Person
) -> None:
    paper = agreed(member)
    title = paper.paragraphs.get(kind="title")
    Wording.objects.create(paragraph=title, language="ar", text="رعاية لا عقاب", basis=0)
    agree_anew(paper)
    publish_paper(paper=paper, by=None)
    page = whole(reader, f"{PAGE}?language=ar")
    assert '<h1 lang="ar" dir="rtl">رعاية لا عقاب</h1>' in page
    assert "This translation is older than the original." in page
    assert "older than the original" not in whole(reader, PAGE)


def test_a_long_report_comes_in_parts_that_are_light_with_notes_numbered_through(
    reader: Client, member: Person
) -> None:
    paper = agreed(member)
    # Words that compress as badly as real ones do.
    words = " ".join(f"{number * 7919 % 99991:x}" for number in range(300))
    for slot in ("summary", "asks"):
        for number in range(12):
            say(paper, slot, f"{number} {words} ^[Note of {slot} {number}]")
    agree_anew(paper)
    publish_paper(paper=paper, by=None)
    answers = [reader.get(f"{PAGE}?part={number}") for number in range(1, 8)]
    pages = [answer.content.decode() for answer in answers if answer.status_code == 200]
    assert 3 <= len(pages) <= 4
    assert answers[-1].status_code == 404
    assert [f'id="note-{number}"' in "".join(pages) for number in (1, 24, 25)] == [True, True, False]
    assert 'id="note-1"' in pages[0]
    assert all(len(brotli.compress(page.encode(), quality=5)) <= MOST for page in pages)


def test_files_say_the_words_of_their_edition_and_who_signed_without_persons(
    reader: Client, tasks_at_once: None
) -> None:
    call = open_call(holder())
    sign_as(call, "Blue Heron")
    sign_as(call, "Care Collective", kind=Signer.ORGANISATION)
    paper = Paper.objects.get(pk=call.paper_id)
    say(paper, "asks", "States fund care.", block="recommendation")
    agree_anew(paper)
    publish_paper(paper=paper, by=None)
    plain = whole(reader, f"{PAGE}1.txt")
    assert "States fund care." in plain
    assert "Care Collective" not in plain
    signed = whole(reader, f"{PAGE}1.txt?signed=1")
    assert "Care Collective" in signed
    assert "Blue Heron" not in signed
    assert reader.get(f"{PAGE}1.exe").status_code == 404
    assert reader.get(f"{PAGE}2.txt").status_code == 404
    assert paper.work is not None
    assert [stored.name for stored in paper.work.versions.get().files.all()] == [
        "care-not-punishment-1-en.pdf"
    ]
    assert attach_last_edition(Paper.objects.select_related("work", "kind").get()) == 0


def test_staff_and_holders_see_what_is_missing_and_take_their_steps(
    sign_in: "type[Client]", member: Person, moderator: Person
) -> None:
    paper = agreed(member)
    hers, staff = sign_in(member), sign_in(moderator)  # type: ignore[call-arg]  # a browser of ours
    address = f"/en/write/{paper.pk}/publish/"
    assert "Ask the staff" in whole(hers, address)
    assert hers.post(address, {"do": "publish"}).status_code == 403
    assert staff.post(address, {"do": "publish"}).status_code == 302
    assert staff.post(address, {"do": "publish"}).status_code == 409
    assert hers.post(address, {"do": "begin"}).status_code == 302
    assert "the sign-off comes first" in whole(hers, address)
    agree_anew(paper)
    refused = staff.post(address, {"do": "correct", "note": ""})
    assert refused.status_code == 422
    assert staff.post(address, {"do": "correct", "note": "A typing error."}).status_code == 302
    refused = staff.post(address, {"do": "withdraw", "reason": "x" * 301})
    assert refused.status_code == 422
    assert "x" * 301 in refused.content.decode()
    assert staff.post(address, {"do": "withdraw", "reason": "Wrong."}).status_code == 302
    assert "Wrong." in whole(hers, address)


def test_a_file_of_a_translation_that_is_behind_says_so(moderator: Person) -> None:
    paper = agreed()
    in_spanish(paper)
    own = Wording.objects.get(paragraph__kind="title", language="en")
    Wording.objects.filter(pk=own.pk).update(edition=own.edition + 1)
    agree_anew(paper)
    edition = publish_paper(paper=paper, by=moderator)
    with override("es"):
        behind = gettext("This translation is older than the original.")
    assert behind in document_of(edition, "es").body
    with override("en"):
        assert "older than" not in document_of(edition, "en").body
        assert "Sample paper" not in document_of(edition, "en").body
        edition.version.paper.is_sample = True
        assert document_of(edition, "en").body.startswith("<p><em>Sample paper: ")
