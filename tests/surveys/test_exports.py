"""What leaves: every format, read again by others; nothing that should stay."""

import csv
import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
from wagtail.users.models import UserProfile

from tests import cast
from tests.cast import SignedIn
from tests.surveys import making
from tests.surveys.test_tables import HOUSE, take
from whrin.audit.models import Event
from whrin.people.models import Person
from whrin.surveys.actions import SentFile, take_answer
from whrin.surveys.enums import Way
from whrin.surveys.instances import read_instance
from whrin.surveys.models import Answer, Form
from whrin.surveys.tables import Kind, workbooks

PAGE = "/desk/forms/house/exports/"


@pytest.fixture
def house(coordinator: Person) -> Form:
    """A house with rooms and guests, and one answer."""
    form = making.open_form(coordinator, "house", HOUSE, keeps_place=True, keeps_why="To find it.")
    take(form)
    return form


def leave(person: Person, name: str, **asked: str) -> bytes:
    response = SignedIn(person).post(f"{PAGE}file/", {"format": name, "words": "codes", **asked})
    assert response.status_code == 200
    return response.getvalue()


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_csv_has_codes_split_choices_and_the_parts_of_a_place(house: Form, coordinator: Person) -> None:
    (line,) = table(leave(coordinator, "csv", split="on"))
    assert list(line)[:6] == ["answer", "state", "day", "way", "version", "house"]
    assert (line["care-open"], line["care-needs"], line["care-needs/n"]) == ("y", "y n", "1")
    assert (line["place-Latitude"], line["place-Accuracy"], line["town"]) == ("-1.28", "5", "nbo")


def test_csv_speaks_a_language_and_starts_no_formula(house: Form, coordinator: Person) -> None:
    take(house, "=HYPERLINK(1)", number="2")
    first, second = table(leave(coordinator, "csv", words="labels", language="French (fr)"))
    assert (first["Ouverte ?"], first["Besoins"], second["Quelle maison ?"]) == (
        "Oui",
        "Oui; Non",
        "'=HYPERLINK(1)",
    )


@pytest.mark.parametrize("name", ["csv", "xlsx", "tables", "geojson"])
def test_all_of_an_export_speaks_the_language_of_whoever_asked(
    house: Form, coordinator: Person, name: str
) -> None:
    UserProfile.objects.create(user=coordinator, preferred_language="es")
    left = leave(coordinator, name, words="labels", language="French (fr)")
    if zipfile.is_zipfile(io.BytesIO(left)):
        archive = zipfile.ZipFile(io.BytesIO(left))
        left = b"".join(map(archive.read, archive.namelist()))
    told = left.decode()
    assert "Estado" in told and "Recibida" in told and "Received" not in told


def test_a_workbook_has_a_sheet_for_each_repeat_numbers_and_days(house: Form, coordinator: Person) -> None:
    book = openpyxl.load_workbook(io.BytesIO(leave(coordinator, "xlsx")))
    assert book.sheetnames == ["answers", "room", "guest", "codebook"]
    answers, room, guest = (list(book[name].values) for name in ("answers", "room", "guest"))
    line = dict(zip(*answers, strict=True))
    assert line["place-Latitude"] == -1.28 and line["day"].year > 2000
    assert room == [("answer", "room_number", "beds"), (line["answer"], 1, 4), (line["answer"], 2, 2)]
    assert [row[1:] for row in guest[1:]] == [(1, 1, "a"), (1, 2, "b"), (2, 1, "c")]
    assert book["answers"].freeze_panes == "A2"


def test_a_workbook_speaks_a_language_also_in_names_of_sheets(house: Form, coordinator: Person) -> None:
    asked = {"words": "labels", "language": "French (fr)"}
    book = openpyxl.load_workbook(io.BytesIO(leave(coordinator, "xlsx", **asked)))
    assert book.sheetnames == ["Answers", "Pièces", "Invitées", "Codebook"]
    assert next(book["Invitées"].values) == ("Answer", "Pièces", "Invitées", "Ses mots")


def test_all_tables_come_with_a_codebook_that_counts(house: Form, coordinator: Person) -> None:
    archive = zipfile.ZipFile(io.BytesIO(leave(coordinator, "tables")))
    assert archive.testzip() is None
    assert archive.namelist() == ["answers.csv", "room.csv", "guest.csv", "codebook.csv"]
    meant = {line["path"]: line for line in table(archive.read("codebook.csv"))}
    needs = meant["/data/care/needs"]
    assert needs["choices::French (fr)"] == "y = Oui\nn = Non" and needs["relevant"] == "${open} = 'y'"
    assert (needs["versions"], needs["asked"], needs["answered"]) == ("1", "1", "1")


def test_json_nests_repeats(house: Form, coordinator: Person) -> None:
    (answer,) = json.loads(leave(coordinator, "json"))
    inside = answer["answers"]
    assert inside["care"] == {"open": "y", "needs": ["y", "n"]}
    assert inside["room"][0] == {"beds": 4, "guest": [{"said": "a"}, {"said": "b"}]}
    assert inside["place"] == {"type": "Point", "coordinates": [36.82, -1.28]}


def test_geojson_says_how_exact_a_place_is(house: Form, coordinator: Person) -> None:
    (feature,) = json.loads(leave(coordinator, "geojson"))["features"]
    assert feature["geometry"]["coordinates"] == [36.82, -1.28]
    assert feature["properties"]["accuracy"] == 5 and feature["properties"]["care-open"] == "y"
    assert "place-Latitude" not in feature["properties"]
    Form.objects.update(keeps_place=False, keeps_why="")
    refused = SignedIn(coordinator).post(f"{PAGE}file/", {"format": "geojson", "words": "codes"})
    assert refused["Location"] == PAGE
    assert b"36.82" not in leave(coordinator, "json")


def test_files_leave_under_names_that_tell_no_time(coordinator: Person) -> None:
    form = making.open_form(coordinator, "house", making.VISIT)
    xml = (
        '<data id="house" version="1"><house>A</house><room><picture/></room>'
        "<room><picture>1700000000123.PNG</picture></room><voice>1700000000456.amr</voice>"
        "<meta><instanceID>uuid:1</instanceID></meta></data>"
    )
    sent = SentFile("1700000000123.PNG", "image/png", io.BytesIO(b"sample bytes"))
    instance = read_instance(xml.encode())
    take_answer(version=form.versions.get(), instance=instance, way=Way.PHONE, files=[sent])
    archive = zipfile.ZipFile(io.BytesIO(leave(coordinator, "files")))
    answer = Answer.objects.get().pk
    assert archive.namelist() == [f"{answer}-2-picture.png", "missing.csv"]
    assert archive.read(f"{answer}-2-picture.png") == b"sample bytes"
    assert table(archive.read("missing.csv")) == [{"answer": str(answer), "file": f"{answer}-voice.amr"}]
    assert b"1700000000" not in leave(coordinator, "json") + leave(coordinator, "csv")


def test_a_workbook_goes_on_in_another_sheet_and_keeps_what_is_no_number(monkeypatch: Any) -> None:
    monkeypatch.setattr(workbooks, "MOST_LINES", 3)
    kinds = [Kind.INTEGER, Kind.MOMENT, Kind.TIME, Kind.TEXT]
    lines = [
        ["5", "2026-03-08T09:30:00.000+03:00", "23:59:00.000Z", "_x0041_ <b>&\x0b"],
        ["12345678901234567", "soon", "", "x" * 40_000],
        ["-7", "1899-01-01T00:00:00Z", "", "=1+1"],
    ]
    name = "A/B: answers of a form with a long name"
    page = workbooks.Page(name, ["a", "b", "c", "d"], kinds, lambda: lines)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(workbooks.as_workbook([page]))))
    assert book.sheetnames == ["A B  answers of a form with a l", "A B  answers of a form with a 2"]
    first, second = (list(sheet.values) for sheet in book)
    assert first[1][0] == 5 and first[1][1].isoformat() == "2026-03-08T09:30:00" and first[1][2].hour == 23
    # A spreadsheet reads back what was written; this reader leaves its marks in.
    assert first[1][3].replace("_x005F_", "_") == "_x0041_ <b>&"
    assert first[2][:2] == ("12345678901234567", "soon") and len(first[2][3]) == 32_767
    assert second[1] == (-7, "1899-01-01T00:00:00Z", None, "=1+1")


def test_an_export_is_written_down_without_what_was_in_it(house: Form, coordinator: Person) -> None:
    leave(coordinator, "csv")
    (event,) = Event.objects.filter(verb="export")
    assert event.detail == {"format": "csv"} and event.about == f"surveys.Form:{house.pk}"


def test_an_editor_who_is_not_on_the_team_gets_nothing(house: Form) -> None:
    lucia = SignedIn(cast.editor())
    assert lucia.get(PAGE, follow=True).status_code == 404
    asked = {"format": "csv", "words": "codes"}
    assert lucia.post(f"{PAGE}file/", asked, follow=True).status_code == 404
    assert not Event.objects.filter(verb="export").exists()


def test_the_page_says_how_many_answers_leave(house: Form, coordinator: Person) -> None:
    take(house, number="2")
    Answer.objects.filter(pk=Answer.objects.latest("pk").pk).update(state="approved")
    page = SignedIn(coordinator).get(PAGE, {"state": "approved"}).content.decode()
    assert "1 answer leaves." in page and 'name="state" value="approved"' in page
    assert len(table(leave(coordinator, "csv", state="approved"))) == 1


def test_a_sensitive_form_without_its_keys_gives_nothing(house: Form, coordinator: Person) -> None:
    Form.objects.update(is_sensitive=True)
    assert "sealed for named people" in SignedIn(coordinator).get(PAGE).content.decode()
    refused = SignedIn(coordinator).post(f"{PAGE}file/", {"format": "csv", "words": "codes"})
    assert refused["Location"] == PAGE
    assert SignedIn(coordinator).get("/desk/forms/house/feeds/", follow=True).status_code == 404
