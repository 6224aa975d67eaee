import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from whrin.design.context_processors import frame
from whrin.design.frame import Frame, MenuItem, default_frame, exit_address_of, tongues


@pytest.fixture
def request_in_russian(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/ru/library/?q=%D0%B2%D1%80%D0%B5%D0%B4&page=2")
    request.LANGUAGE_CODE = "ru"
    return request


def test_a_reader_finds_this_page_in_seven_languages(request_in_russian: HttpRequest) -> None:
    found = tongues(request_in_russian, {})
    assert [tongue.code for tongue in found] == ["en", "es", "fr", "ru", "ar", "pt", "id"]
    assert [tongue.code for tongue in found if tongue.is_current] == ["ru"]
    assert found[4].address == "/ar/library/?q=%D0%B2%D1%80%D0%B5%D0%B4&page=2"
    assert found[4].direction == "rtl"
    assert found[4].name == "العربية"


def test_a_page_with_its_own_addresses_leads_to_them(request_in_russian: HttpRequest) -> None:
    found = tongues(request_in_russian, {"es": "/es/quienes-somos/"})
    assert found[1].address == "/es/quienes-somos/"


def test_a_page_without_a_language_leads_home(rf: RequestFactory) -> None:
    assert tongues(rf.get("/account/login/?next=/desk/"), {})[1].address == "/es/"


def test_the_place_where_the_reader_is_is_marked(
    request_in_russian: HttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whrin.design.frame._sources", [default_frame])
    menu = frame(request_in_russian)["menu"]
    assert [item.address for item in menu if item.is_current] == ["/ru/library/"]


def test_a_room_above_fills_the_frame(
    request_in_russian: HttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Frame(brand="Red", menu=[MenuItem("Uno", "/es/uno/")], colours={"mast": "#102030"})
    monkeypatch.setattr("whrin.design.frame._sources", [default_frame, lambda request: own])
    context = frame(request_in_russian)
    assert context["brand"] == "Red"
    assert context["brand_sheet"] == "@layer utilities{:root{--mast:#102030}}"
    assert request_in_russian.style_hashes[0].startswith("'sha256-")  # type: ignore[attr-defined]  # ours


def test_the_neutral_site_is_the_networks_own_choice_or_the_settings() -> None:
    assert exit_address_of(Frame(exit_address="https://weather.example/")) == "https://weather.example/"
    assert exit_address_of(Frame()) == "https://www.wikipedia.org/"
