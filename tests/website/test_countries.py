"""Pages of countries, of their parts and of regions: what is known, what is not, and who told."""

import gzip
import io
import re

import brotli
import pikepdf
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.services.making import HIDDEN, HOUSE, claim, service
from tests.surveys import making as surveys
from whrin.documents.printing import Document
from whrin.kit.edition import forget_what_is_kept
from whrin.people.models import Person
from whrin.services.actions import withdraw_service
from whrin.services.models import MappingForm, Term
from whrin.website.countries.areas import country_area
from whrin.website.countries.printed import document_of, in_words_of

pytestmark = pytest.mark.django_db

#: Of these the figures take eight.
QUERIES = 23


def read(reader: Client, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def document_in(language: str, code: str) -> Document:
    with in_words_of(language):
        area = country_area(code, language)
        assert area is not None
        return document_of(area, language)


def test_a_reader_finds_what_is_known_of_a_country_and_what_is_not(reader: Client) -> None:
    service(name="Night shelter", led_by_community="yes", **{"claim:children": claim()})
    service(name="Closed van", types=["oat"], status="closed")
    page = read(reader, "/en/places/ke/")
    assert "<h1>Kenya</h1>" in page
    assert "1 service is known to us." in page
    assert 'href="/en/services/night-shelter/" lang="en" dir="ltr">Night shelter</a>' in page
    assert "Closed van" not in page
    assert '<li class="tag">Opioid agonist therapy</li>' in page
    assert "From 0 reports, and from public sources." in page
    assert "East, West and Southern Africa" in page


def test_a_country_of_which_nothing_is_known_has_a_page_that_says_how_to_add(reader: Client) -> None:
    page = read(reader, "/ar/places/np/")
    assert "نيبال" in page
    assert 'dir="rtl"' in page
    assert "<table" not in page


@pytest.mark.parametrize(
    ("asked", "answer", "leads_to"),
    [
        ("/en/places/KE/", 301, "/en/places/ke/"),
        ("/en/places/US/CA/", 301, "/en/places/us/ca/"),
        ("/en/places/xx/", 404, ""),
        ("/en/places/ken/", 404, ""),
        ("/en/places/us/zz/", 404, ""),
        ("/en/places/ke/ca/", 404, ""),
        ("/en/places/regions/nowhere/", 404, ""),
        ("/en/places/ke/country.xlsx", 404, ""),
    ],
)
def test_an_address_made_by_hand_leads_to_the_page_or_nowhere(
    reader: Client, asked: str, answer: int, leads_to: str
) -> None:
    found = reader.get(asked)
    assert (found.status_code, found.get("Location", "")) == (answer, leads_to)


def test_a_part_of_a_country_has_a_page_of_its_own(reader: Client) -> None:
    service(name="There", country="US", part="US-CA")
    service(name="Elsewhere", country="US")
    page = read(reader, "/en/places/us/ca/")
    assert "<h1>California</h1>" in page
    assert "There</a>" in page
    assert "Elsewhere" not in page
    assert 'href="/en/places/us/ca/"' in read(reader, "/en/places/us/")


def test_a_region_tells_its_countries_and_those_nothing_is_known_of(reader: Client) -> None:
    service()
    page = read(reader, "/en/places/regions/network-east-west-southern-africa/")
    assert '<th scope="row"><a href="/en/places/ke/">Kenya</a></th>' in page
    assert '<li><a href="/en/places/ug/">Uganda</a></li>' in page


def test_nothing_of_a_withdrawn_service_is_left(reader: Client) -> None:
    gone = service(name="Hidden house")
    withdraw_service(service=gone, by=None, source="organisation")
    page = read(reader, "/en/places/ke/")
    assert "Hidden house" not in page
    assert "No service is known to us here." in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_whatever_the_number_of_services(
    reader: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        service(name=f"Service {number}", **{"claim:children": claim()})
    read(reader, "/en/places/ug/")
    with django_assert_num_queries(QUERIES):
        read(reader, "/en/places/ke/")


def test_the_figures_come_as_csv(reader: Client) -> None:
    service()
    answer = reader.get("/en/places/ke/country.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert b"services,,,all,1," in answer.content


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_a_full_page_fits_into_one_flight(reader: Client, language: str) -> None:
    names = [
        "nsp",
        "oat",
        "naloxone",
        "hiv",
        "hepatitis",
        "sti",
        "tb",
        "condoms",
        "srhr",
        "antenatal",
        "legal",
    ]
    for number in range(12):
        service(
            name=f"Service of a long name {number}", types=names[: number + 1], **{"claim:children": claim()}
        )
    forget_what_is_kept()
    page = read(reader, f"/{language}/places/ke/")
    # The outline stands for itself: how heavy a country may be is known to `places`.
    body = re.sub(r"<figure class=.map.*?</figure>", "", page, flags=re.DOTALL).encode()
    assert max(len(gzip.compress(body, 6)), len(brotli.compress(body, quality=5))) <= 13_000


def test_a_place_that_may_be_told_is_a_point_and_a_hidden_one_is_none(reader: Client) -> None:
    service(name="Open house", **{"place:new1": HOUSE})
    service(name="Secret house", **{"place:new1": HIDDEN})
    figure = re.findall(r"<figure class=.map.*?</figure>", read(reader, "/en/places/ke/"), re.DOTALL)[0]
    assert "Open house" in figure
    assert "Secret house" not in figure
    assert "Jacaranda" not in read(reader, "/en/places/ke/")


def test_the_map_of_the_site_names_countries_that_a_service_is_known_of(reader: Client) -> None:
    service()
    content = reader.get("/sitemap.xml").content.decode()
    assert "/en/places/ke/</loc>" in content
    assert "/ar/places/ke/</loc>" in content
    assert "/places/ug/" not in content


def test_the_table_of_places_leads_to_the_pages(reader: Client) -> None:
    service()
    page = read(reader, "/en/places/")
    assert '<a href="/en/places/np/">Nepal</a>' in page
    assert '<td class="number"><a href="/en/places/ke/">1</a></td>' in page


@pytest.mark.once
@pytest.mark.parametrize(("language", "name"), [("ar", "كينيا"), ("th", "เคนยา")])
def test_a_reader_takes_two_pages_with_her_also_in_a_language_the_site_does_not_speak(
    reader: Client, language: str, name: str, tasks_at_once: None
) -> None:
    kinds = list(Term.objects.filter(kind="type").values_list("slug", flat=True))
    attributes = list(Term.objects.filter(kind="attribute").values_list("slug", flat=True))
    for number in range(8):
        told = {f"claim:{slug}": claim() for slug in attributes[number::3]}
        service(name=f"Service {number}", types=kinds[number : number + 9], **told)
    answer = reader.get(f"/en/places/ke/country.pdf?language={language}")
    assert answer["Content-Type"] == "application/pdf"
    content = answer.getvalue()
    answer.close()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 2
        assert str(pdf.Root.Lang) == language
        assert str(pdf.docinfo.Title) == name


def test_the_texts_of_a_document_say_which_language_they_are_in() -> None:
    service(name="Drop-in")
    service(name="A house 🏠 that no font of ours draws")
    document = document_in("th", "KE")
    assert (document.title, document.language) == ("เคนยา", "th")
    assert document.body.startswith('<div lang="en" dir="ltr">')
    assert "2 services are known to us." in document.body
    assert "Drop-in" in document.body
    assert "🏠" not in document.body
    assert "And 1 more, on the web page." in document.body
    assert set(document.pictures) == {"sides.svg", "kinds.svg"}
    assert "Нигерия" in document_in("ru", "NG").title


def test_a_reader_is_led_to_the_mapping_survey_while_anybody_may_answer_it(
    reader: Client, coordinator: Person
) -> None:
    form = surveys.open_form(coordinator)
    form.audience = "anyone"
    form.save()
    assert "/en/surveys/small/" not in read(reader, "/en/places/np/")
    MappingForm.objects.create(form=form)
    assert '<a class="button quiet" href="/en/surveys/small/">' in read(reader, "/en/places/np/")
    form.audience = "members"
    form.save()
    assert "/en/surveys/small/" not in read(reader, "/en/places/np/")


def test_a_country_page_says_what_comes_and_what_it_did_about_what_it_was_told(reader: Client) -> None:
    from tests.events.making import decision, meeting, session
    from whrin.events.actions import keep_record, note_follow_up
    from whrin.events.enums import FollowState
    from whrin.events.models import FollowUp, UnderReview
    from whrin.kit.days import today

    assert 'id="calendar"' not in read(reader, "/en/places/ke/")
    found = session()
    keep_record(row=UnderReview(session=found, country_id="KE"), by=None)
    meeting("in-nairobi", country_id="KE")
    row = FollowUp(decision=decision(found), country_id="KE", state=FollowState.PLANNED, on=today())
    note_follow_up(row=row, by=None)
    page = read(reader, "/en/places/ke/")
    for said in ("Made-up seventh session", "Made-up in-nairobi", "Plant more trees.", "Planned"):
        assert said in page
    assert "Made-up" not in read(reader, "/en/places/np/")
