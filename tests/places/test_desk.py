"""Staff keep countries and regions at the desk."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import SignedIn
from whrin.audit.models import Event
from whrin.people.models import Person
from whrin.places import actions
from whrin.places.models import Country, Part, Region

pytestmark = pytest.mark.django_db


def names(**given: str) -> dict[str, str]:
    return {f"name_{tag}": given.get(tag, "") for tag in ["en", "es", "fr", "ru", "ar", "pt", "id"]}


def test_a_coordinator_can_rename_a_country_in_one_language(coordinator: Person) -> None:
    address = reverse("countries:edit", args=["MM"])
    page = SignedIn(coordinator).get(address).content.decode()
    assert "name_ar" in page
    assert '"{}"' not in page
    answer = SignedIn(coordinator).post(
        address, {**names(en="Burma  (Myanmar)"), "tile_column": "24", "tile_row": "9"}
    )
    assert answer.status_code == 302
    country = Country.objects.get(code="MM")
    assert country.names == {"en": "Burma (Myanmar)"}
    assert country.name_in("fr") == "Myanmar (Birmanie)"
    assert Event.objects.get(about="places.Country:MM").by == "amina"


def test_a_coordinator_cannot_put_two_countries_on_one_tile(coordinator: Person) -> None:
    before = Country.objects.get(code="MM").tile_column
    thailand = Country.objects.get(code="TH")
    answer = SignedIn(coordinator).post(
        reverse("countries:edit", args=["MM"]),
        {**names(), "tile_column": thailand.tile_column, "tile_row": thailand.tile_row},
    )
    assert answer.status_code == 200
    assert Country.objects.get(code="MM").tile_column == before


def test_nobody_can_delete_a_country(coordinator: Person) -> None:
    SignedIn(coordinator).post(reverse("countries:delete", args=["MM"]))
    assert Country.objects.filter(code="MM").exists()


def test_a_coordinator_can_add_a_country_that_is_new_to_the_standard(coordinator: Person) -> None:
    answer = SignedIn(coordinator).post(
        reverse("countries:add"), {**names(en="Newland"), "code": "QN", "tile_column": "", "tile_row": ""}
    )
    assert answer.status_code == 302
    assert Country.objects.get(code="QN").name_in("ar") == "QN"


def test_a_coordinator_can_change_who_belongs_to_a_region(coordinator: Person) -> None:
    region = Region.objects.get(code="hri-north-america")
    page = SignedIn(coordinator).get(reverse("regions:edit", args=[region.pk]))
    assert page.status_code == 200
    answer = SignedIn(coordinator).post(
        reverse("regions:edit", args=[region.pk]),
        {
            **names(en="North America", id="Amerika Utara"),
            "code": region.code,
            "scheme": "hri",
            "parent": "",
            "source": "Agreed at the meeting.",
            "countries": ["CA", "US", "MX"],
        },
    )
    assert answer.status_code == 302
    region.refresh_from_db()
    assert sorted(country.code for country in region.countries.all()) == ["CA", "MX", "US"]
    assert region.names == {"en": "North America", "id": "Amerika Utara"}


@pytest.mark.parametrize(("parent", "scheme"), [("m49-014", "m49"), ("hri-asia", "m49"), ("m49-202", "m49")])
def test_a_coordinator_cannot_put_a_region_within_its_own_part_or_another_scheme(
    coordinator: Person, parent: str, scheme: str
) -> None:
    region = Region.objects.get(code="m49-202")
    answer = SignedIn(coordinator).post(
        reverse("regions:edit", args=[region.pk]),
        {
            **names(),
            "code": region.code,
            "scheme": scheme,
            "parent": Region.objects.get(code=parent).pk,
            "source": region.source,
        },
    )
    assert answer.status_code == 200
    region.refresh_from_db()
    assert region.parent is not None
    assert region.parent.code == "m49-002"
    assert not Event.objects.exists()


def test_the_action_itself_refuses_a_circle() -> None:
    africa = Region.objects.get(code="m49-202")
    africa.parent = Region.objects.get(code="m49-014")
    with pytest.raises(actions.RegionWithinItself):
        actions.save_region(region=africa, names={}, countries=[], by=None)
    africa.refresh_from_db()
    assert africa.parent is not None
    assert africa.parent.code == "m49-002"


def test_a_coordinator_can_remove_an_empty_region_but_not_one_that_holds_others(coordinator: Person) -> None:
    browser = SignedIn(coordinator)
    bloc = Region.objects.get(code="bloc-global-south")
    browser.post(reverse("regions:delete", args=[bloc.pk]))
    assert not Region.objects.filter(code="bloc-global-south").exists()
    assert Event.objects.filter(verb="remove region").count() == 1
    asia = Region.objects.get(code="m49-142")
    browser.post(reverse("regions:delete", args=[asia.pk]))
    assert Region.objects.filter(code="m49-142").exists()


def test_an_editor_without_the_right_cannot_reach_regions(editor: Person) -> None:
    answer = SignedIn(editor).get(reverse("regions:index"))
    assert answer.status_code == 302


@pytest.mark.parametrize("name", ["countries:index", "parts_of_countries:index", "regions:index"])
def test_lists_of_the_desk_open(coordinator: Person, name: str) -> None:
    assert SignedIn(coordinator).get(reverse(name)).status_code == 200


def test_the_form_of_a_region_lists_countries_by_the_alphabet(coordinator: Person) -> None:
    region = Region.objects.get(code="hri-asia")
    form = SignedIn(coordinator).get(reverse("regions:edit", args=[region.pk])).context["form"]
    names = [label for _code, label in form.fields["countries"].choices]
    assert names[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    assert list(form.fields)[-1] == "countries"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_regions_takes_two_queries_for_one_as_for_three(coordinator: Person, number: int) -> None:
    keep = Region.objects.filter(scheme="m49", children=None).values_list("pk", flat=True)[:number]
    Region.objects.exclude(pk__in=list(keep)).filter(children=None).delete()
    browser = SignedIn(coordinator)
    browser.get(reverse("regions:index"))
    with CaptureQueriesContext(connection) as context:
        browser.get(reverse("regions:index"))
    # How many there are, and the regions with their parents.
    assert sum("places_region" in query["sql"] for query in context.captured_queries) == 2


def test_a_coordinator_can_add_a_part_of_a_country_that_needs_it(coordinator: Person) -> None:
    browser = SignedIn(coordinator)
    address = reverse("parts_of_countries:add")
    answer = browser.post(address, {**names(en="Maharashtra", es="Maharashtra (Bombay)"), "code": "in-mh"})
    assert answer.status_code == 302
    part = Part.objects.get(code="IN-MH")
    assert (part.country_id, part.name_in("es"), part.name_in("fr")) == (
        "IN",
        "Maharashtra (Bombay)",
        "Maharashtra",
    )
    assert Event.objects.get(about="places.Part:IN-MH").by == "amina"
    assert "Maharashtra" in browser.get(reverse("parts_of_countries:index")).content.decode()


@pytest.mark.parametrize(
    ("code", "name"), [("QQ-1", "Nowhere"), ("INDIA", "Long"), ("US-CA", "Twice"), ("IN-TN", "")]
)
def test_a_part_without_country_code_or_name_is_refused(coordinator: Person, code: str, name: str) -> None:
    before = Part.objects.count()
    answer = SignedIn(coordinator).post(reverse("parts_of_countries:add"), {**names(en=name), "code": code})
    assert answer.status_code == 200
    assert Part.objects.count() == before
    assert Part.objects.get(code="US-CA").name_in("en") == "California"


def test_the_database_itself_keeps_a_part_with_its_country() -> None:
    with pytest.raises(IntegrityError, match="part_code_of_its_country"), transaction.atomic():
        Part.objects.create(code="CA-XX", country_id="US")


def test_a_coordinator_can_rename_a_part_but_nobody_can_delete_one(coordinator: Person) -> None:
    browser = SignedIn(coordinator)
    browser.post(reverse("parts_of_countries:edit", args=["US-DC"]), names(en="District of Columbia"))
    assert Part.objects.get(code="US-DC").names == {"en": "District of Columbia"}
    browser.post(reverse("parts_of_countries:delete", args=["US-DC"]))
    assert Part.objects.filter(code="US-DC").exists()
