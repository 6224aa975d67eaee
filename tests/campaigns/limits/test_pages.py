"""Pages of limits: a writer sees how much is left; a wrong file is never made; limits have a source."""

import io
import zipfile

import pytest

from tests import cast
from tests.campaigns.limits.test_checks import ready
from tests.campaigns.making import paper
from whrin.audit.models import Event
from whrin.campaigns.models import PaperKind

pytestmark = pytest.mark.django_db


def test_a_writer_sees_how_many_words_are_left_and_what_is_missing() -> None:
    made = ready(words_single=17, words_coalition=40)
    answer = cast.SignedIn(made.seats.get().person).get(f"/en/write/{made.pk}/limits/")
    page = answer.content.decode()
    # The sheet of these pages is a file of ours: the policy lets it in.
    assert "style-src 'self'" in answer["Content-Security-Policy"]
    assert "18 of 17 words" in page
    assert '<meter aria-hidden="true" min="0" max="18" low="15" high="17" optimum="0" value="18">' in page
    assert "It is 1 word too long." in page
    assert "submission.docx" not in page
    assert "<title>Desk" in page


def test_others_find_neither_page_nor_file() -> None:
    made, other = ready(), cast.member("Grey Wren")
    for path in ("limits/", "submission.docx"):
        assert cast.SignedIn(other).get(f"/en/write/{made.pk}/{path}").status_code == 404


def test_a_wrong_form_is_refused_with_the_reason_and_the_right_one_is_made() -> None:
    made = ready(forms=["docx"])
    browser = cast.SignedIn(made.seats.get().person)
    refused = browser.get(f"/en/write/{made.pk}/submission.pdf")
    assert refused.status_code == 409
    assert "It is not taken as PDF. Only this is taken: DOCX." in refused.content.decode()
    given = browser.get(f"/en/write/{made.pk}/submission.docx")
    assert given["Content-Disposition"] == 'attachment; filename="ready-en.docx"'
    with zipfile.ZipFile(io.BytesIO(given.content)) as archive:
        assert "Two more" in archive.read("word/footnotes.xml").decode()
    assert browser.get(f"/en/write/{made.pk}/submission.exe").status_code == 404


def test_a_paper_that_something_stops_becomes_no_file() -> None:
    made = paper()
    refused = cast.SignedIn(made.seats.get().person).get(f"/en/write/{made.pk}/submission.docx")
    assert refused.status_code == 409
    assert "No DOCX file was made." in refused.content.decode()


def test_an_editor_changes_a_limit_and_says_where_it_is_from() -> None:
    browser, address = cast.SignedIn(cast.editor()), "/en/write/kinds/special-procedures/"
    assert browser.get("/en/write/kinds/").status_code == 200
    assert browser.get(address).status_code == 200
    typed = {"words_single": "1500", "languages": "en fr", "forms": ["docx"], "note": "As the call says"}
    refused = browser.post(address, typed)
    assert refused.status_code == 422
    assert 'value="1500"' in refused.content.decode()
    assert PaperKind.objects.get(slug="special-procedures").words_single is None
    whole = {**typed, "source": "The call, paragraph 3", "checked_on": "2026-11-20"}
    assert browser.post(address, {**whole, "languages": "en xx-nonsense-zz"}).status_code == 422
    assert browser.post(address, whole).status_code == 302
    row = PaperKind.objects.get(slug="special-procedures")
    assert (row.words_single, row.languages, row.forms) == (1500, ["en", "fr"], ["docx"])
    assert Event.objects.filter(verb="set limits").get().detail["changed"][0] == "checked_on"


def test_a_member_cannot_change_limits() -> None:
    browser = cast.SignedIn(cast.member())
    for address in ("/en/write/kinds/", "/en/write/kinds/brief/"):
        assert browser.get(address).status_code == 403
    assert browser.post("/en/write/kinds/brief/", {"words_single": "1"}).status_code == 403
    assert PaperKind.objects.get(slug="brief").words_single is None
