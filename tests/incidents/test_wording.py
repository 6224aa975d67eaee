from django.test import Client
from django.urls import reverse

from tests import cast
from tests.cast import SignedIn
from tests.incidents.making import World, standing
from whrin.incidents.enums import Role, Scheme
from whrin.incidents.models import Term, TermVersion


def coordinator() -> SignedIn:
    """Return the browser of a coordinator of reports."""
    kite = cast.member("Kite")
    standing(kite, Role.COORDINATOR)
    return SignedIn(kite)


def term() -> Term:
    """Return one of the kinds."""
    return Term.objects.get(scheme=Scheme.KIND, slug="care-refused")


def written(**values: str) -> dict[str, str]:
    """Return what the form of this term would send."""
    one = term()
    labels = {f"label_{tag}": words for tag, words in one.labels.items()}
    explains = {f"explains_{tag}": words for tag, words in one.explains.items()}
    return {"group": one.group, "articles": "CEDAW 12", "seen": "1", **labels, **explains, **values}


def test_a_coordinator_changes_a_term_and_what_it_was_stays(room: World) -> None:
    browser, before = coordinator(), term()
    address = reverse("incidents:term", args=[before.pk])
    assert browser.get(address).status_code == 200
    assert browser.post(address, written(label_en="Care denied")).status_code == 302
    assert (term().label_in("en"), term().edition) == ("Care denied", 2)
    assert term().articles == [{"instrument": "cedaw", "article": "12"}]
    assert TermVersion.objects.get().was["labels"] == before.labels

    late = browser.post(address, written(label_en="Too late"))
    assert late.status_code == 409
    assert "Too late" in late.content.decode()
    assert term().label_in("en") == "Care denied"
    wrong = browser.post(address, written(articles="CEDAW 12\nMagna Carta"))
    assert wrong.status_code == 422
    assert "Magna Carta" in wrong.content.decode()
    assert term().edition == 2
    assert room.heron.client.get(address).status_code == 404


def test_a_term_is_added_and_taken_out_of_use(room: World) -> None:
    browser = coordinator()
    address = reverse("incidents:term_add", args=["actor"])
    assert room.heron.client.post(address, {"group": "power", "label_en": "Landlord"}).status_code == 404
    answer = browser.post(address, {"group": "power", "label_en": "Landlord"})
    added = Term.objects.get(scheme=Scheme.ACTOR, slug="landlord")
    assert "Landlord" in Client().get(reverse("incidents:lists")).content.decode()
    browser.post(answer["Location"], {"go": "retire", "seen": "1"})
    added.refresh_from_db()
    assert added.retired_on
    assert "Landlord" not in Client().get(reverse("incidents:lists")).content.decode()
    assert "Landlord" in browser.get(reverse("incidents:terms")).content.decode()
    assert browser.get("/en/care/terms/add/nothing/").status_code == 404


def test_everybody_reads_the_lists_with_their_articles(room: World) -> None:
    page = Client().get("/ar/tell/lists/").content.decode()
    assert term().label_in("ar") in page
    assert "ICESCR 12" in page
