"""The figures of a country are those that one counts by hand."""

import csv
import datetime
import io

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.services.making import claim, content, service
from whrin.kit.days import today
from whrin.kit.edition import forget_what_is_kept
from whrin.places.models import Country
from whrin.services.actions import change_service, create_service, withdraw_service
from whrin.services.actions.records import Origin
from whrin.services.enums import Informant, Source
from whrin.services.figures import counting
from whrin.services.figures.counting import Act, Answers, Freshness
from whrin.services.figures.gathering import ROLES, figures_for, services_by_country
from whrin.services.figures.tables import HEADINGS, rows_of
from whrin.services.models import Change, Service, Term

pytestmark = pytest.mark.django_db

WOMAN, PEER = Informant.WOMAN, Informant.PEER


def told(reference: str, said_by: str = WOMAN, number: int = 1, source: str = Source.SURVEY) -> Act:
    return Act(1, number, said_by, source, reference)


def five_records() -> None:
    """Four in Kenya, of which one is closed and one was never checked, and one in Uganda."""
    shelter = service(name="A", led_by_community="yes", **{"claim:children": claim("yes")})
    needles = service(name="B", types=["nsp", "naloxone"], cost="free", **{"claim:children": claim("partly")})
    service(name="C", types=["nsp"], **{"claim:free": claim("yes"), "claim:children": claim("no")})
    service(name="D", types=["oat"], status="closed", **{"claim:children": claim("yes")})
    service(name="E", country="UG", led_by_community="yes")
    ages = {shelter: 20, needles: 400}
    for each, days in ages.items():
        each.checked_on = today() - datetime.timedelta(days=days)
        each.save()
    forget_what_is_kept()


def test_a_reader_finds_what_one_counts_by_hand() -> None:
    five_records()
    found = figures_for(["KE"])
    assert (found.services, found.closed, found.led_by_community, found.free) == (3, 1, 1, 2)
    assert found.freshness == Freshness(3, 1, 2, 1)
    assert found.last_checked == today() - datetime.timedelta(days=20)
    assert found.kinds["nsp"] == Freshness(2, 0, 1, 1)
    assert found.kinds["oat"] == Freshness(0, 0, 0, 0)
    assert found.attributes["children"] == Answers(1, 1, 1, 0)
    assert found.attributes["discreet"] == Answers(0, 0, 0, 3)
    assert found.saying_yes("children") == 1
    known = {"shelter", "nsp", "naloxone"}
    standard = set(Term.objects.filter(kind="type", is_standard=True).values_list("slug", flat=True))
    assert set(found.gaps) == standard - known
    assert "childcare" not in found.gaps
    accessible = Term.objects.filter(kind="attribute", aaaq="accessibility").count()
    assert found.sides["accessibility"] == Answers(2, 1, 1, 3 * accessible - 4)
    assert {code: row.services for code, row in figures_for(["KE", "UG"]).countries.items()} == {
        "KE": 3,
        "UG": 1,
    }
    assert services_by_country() == {"KE": 3, "UG": 1}


def test_one_answer_is_one_report_however_many_services_it_tells_of() -> None:
    acts = [told("map/7/1"), told("map/7/2"), told("map/8/1"), told("", number=1), told("", number=2)]
    letters = [told("letter", number=3, source=Source.EMAIL), told("letter", number=4, source=Source.EMAIL)]
    found = counting.informants([*acts, *letters], ROLES)
    assert found.total == 5
    assert found.by_role[WOMAN] == 5


def test_a_role_that_fewer_than_three_have_is_hidden_and_no_sum_gives_it_away() -> None:
    acts = [told(f"map/{number}/1") for number in range(6)]
    acts += [told(f"map/{number}/1", PEER) for number in range(10, 12)]
    found = counting.informants(acts, ROLES)
    assert found.total == 8
    assert found.by_role[PEER] is None
    assert found.by_role[WOMAN] is None
    alone = counting.informants(acts[-2:], ROLES)
    assert alone.total == 2
    assert set(alone.by_role.values()) == {None}


def test_a_region_tells_no_roles_that_could_be_taken_from_those_of_its_countries() -> None:
    for country, number in (("KE", 4), ("UG", 1)):
        for each in range(number):
            origin = Origin(source=Source.SURVEY, said_by=WOMAN, reference=f"map/{country}{each}/1")
            made = content(name=f"{country} {each}", country=country)
            create_service(content=made, origin=origin, by=None)
    assert figures_for(["KE"]).informants.by_role[WOMAN] == 4
    both = figures_for(["KE", "UG"]).informants
    assert (both.total, set(both.by_role.values())) == (5, {None})


def test_only_those_who_told_are_informants() -> None:
    def made(name: str, source: str, said_by: str) -> Service:
        origin = Origin(source=source, said_by=said_by)
        return create_service(content=content(name=name), origin=origin, by=None)

    made("From a page", Source.PAGE, Informant.NOT_SAID)
    made("Typed in", Source.DESK, Informant.NOT_SAID)
    made("From a file", Source.IMPORT, Informant.PUBLIC)
    assert figures_for(["KE"]).informants.total == 1


def test_what_changed_since_a_day_is_told_and_what_was_withdrawn_is_in_no_figure() -> None:
    old, shut, gone = service(name="Old"), service(name="Shut"), service(name="Gone")
    service(name="New")
    before = today() - datetime.timedelta(days=500)
    Service.objects.filter(pk__in=[old.pk, shut.pk, gone.pk]).update(created_on=before)
    Change.objects.filter(service__in=[old, shut, gone]).update(day=before)
    desk = Origin(source=Source.DESK)
    change_service(service=old, content={"conditions": "None."}, origin=desk, by=None)
    change_service(service=shut, content={"status": "closed"}, origin=desk, by=None)
    withdraw_service(service=gone, by=None, source=Source.ORGANISATION)
    forget_what_is_kept()
    since = figures_for(["KE"]).since
    assert (since.added, since.changed, since.closed, since.checked) == (1, 2, 1, 0)
    assert figures_for(["KE"]).services == 2


def test_a_part_of_a_country_has_figures_of_its_own() -> None:
    service(name="There", country="US", part="US-CA")
    service(name="Elsewhere", country="US")
    assert figures_for(["US"], part="US-CA").services == 1
    assert figures_for(["US"]).services == 2


@pytest.mark.parametrize("count", [1, 3])
def test_figures_cost_the_same_whatever_the_number_of_records(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        service(name=f"Service {number}", **{"claim:children": claim()})
    forget_what_is_kept()
    with django_assert_num_queries(8):
        assert figures_for(["KE"]).services == count
    with django_assert_num_queries(0):
        figures_for(["KE"])


def test_a_country_of_which_nothing_is_known_has_figures_too() -> None:
    found = figures_for([Country.objects.get(pk="NP").pk])
    assert (found.services, found.informants.total, len(found.gaps)) == (0, 0, found.standard)
    assert set(found.informants.by_role.values()) == {0}


def test_the_figures_as_rows_say_hidden_where_it_is() -> None:
    create_service(content=content(), origin=Origin(source=Source.SURVEY, said_by=WOMAN), by=None)
    terms = {(term.kind, term.slug): term for term in Term.objects.all()}
    written = io.StringIO()
    csv.writer(written).writerows([HEADINGS, *rows_of(figures_for(["KE"]), terms, "fr")])
    lines = csv.DictReader(io.StringIO(written.getvalue()))
    rows = {(line["figure"], line["code"], line["measure"]): line for line in lines}
    assert rows["reports", "", "all"]["count"] == "1"
    assert rows["reports", "woman", "role"]["count"] == "hidden"
    assert rows["kind", "shelter", "all"]["count"] == "1"
    assert rows["kind", "shelter", "all"]["label"] == terms["type", "shelter"].label_in("fr")
