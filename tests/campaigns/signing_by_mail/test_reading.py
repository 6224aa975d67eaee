"""What letters that sign say, however they are written."""

import pytest

from whrin.campaigns.enums import Shows, Signer
from whrin.campaigns.signing_by_mail.reading import Answer, read_answer, read_wish

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize(
    ("body", "name", "country", "shows"),
    [
        ("Name: Ana Alba\nCountry: Kenya\nShow: named", "Ana Alba", "KE", Shows.NAMED),
        ("  * NAME : Ana Alba\n\ncountry - what\nCountry= ke", "Ana Alba", "KE", Shows.COUNTED),
        ("Nombre: Ana Alba\nPaís: España\nMostrar: iniciales", "Ana Alba", "ES", Shows.INITIALS),
        ("Nom : Ana Alba\nPays : Népal\nAfficher : nom", "Ana Alba", "NP", Shows.NAMED),
        ("Имя: Анна\nСтрана: Кения\nПоказать: инициалы", "Анна", "KE", Shows.INITIALS),
        ("الاسم: آنا\nالبلد: كينيا\nعرض: بالاسم", "آنا", "KE", Shows.NAMED),
        ("Nome: Ana\nPaís: Quênia\nMostrar: com nome", "Ana", "KE", Shows.NAMED),
        ("Nama: Ana\nNegara: Kenya\nTampilkan: inisial", "Ana", "KE", Shows.INITIALS),
        ("Ana Alba", "Ana Alba", "", Shows.COUNTED),
        ("\nFirmo\nAna Alba\n\n", "Ana Alba", "", Shows.COUNTED),
    ],
)
def test_a_person_signs_with_lines_in_her_language_or_just_a_name(
    body: str, name: str, country: str, shows: Shows
) -> None:
    wish = read_wish(body)
    assert (wish.kind, wish.name, wish.country, wish.shows) == (Signer.PERSON, name, country, shows)
    assert wish.is_complete


def test_an_organisation_signs_through_somebody() -> None:
    wish = read_wish("Organization: Water Union\nName: Ana Alba\nRole: Chair\nWebsite: https://water.example")
    assert (wish.kind, wish.organisation, wish.name) == (Signer.ORGANISATION, "Water Union", "Ana Alba")
    assert (wish.role, wish.website, wish.shows) == ("Chair", "https://water.example", Shows.NAMED)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Hello, I would like to sign your statement about water please",
        "See https://elsewhere.example",
        "yes",
    ],
)
def test_a_letter_without_a_name_signs_nothing(body: str) -> None:
    assert not read_wish(body).is_complete


def test_what_was_not_understood_is_known() -> None:
    wish = read_wish("Name: Ana\nCountry: Atlantis\nShow: perhaps")
    assert (wish.country, wish.shows, wish.unread) == ("", Shows.COUNTED, ("Atlantis", "perhaps"))


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        ("Yes", Answer.YES), ("yes, I sign.\n", Answer.YES), ("SÍ", Answer.YES), ("Oui !", Answer.YES),
        ("Да.", Answer.YES), ("نعم", Answer.YES), ("Sim", Answer.YES), ("Ya", Answer.YES),
        ("No", Answer.NO), ("\n\nno, it was not me", Answer.NO), ("Нет", Answer.NO), ("لا", Answer.NO),
        ("Não", Answer.NO), ("Tidak", Answer.NO), ("Non", Answer.NO),
        ("", None), ("Nobody told me", None), ("Yesterday", None),
    ],
)  # fmt: skip
def test_yes_and_no_are_understood_in_seven_languages(body: str, meant: Answer | None) -> None:
    assert read_answer(body) is meant
