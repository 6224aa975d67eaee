"""What readers take along: tables and feeds."""

import datetime

from pytest_django.fixtures import Settings

from whrin.design import atom
from whrin.design.tables import table


def test_a_table_opens_in_a_spreadsheet_runs_nothing_there_and_says_its_licence(settings: Settings) -> None:
    answer = table(("name", "n"), iter([("=1+1", "2"), ("a, b", "3")]), "papers")
    assert b"".join(answer).decode() == '\ufeffname,n\r\n\'=1+1,2\r\n"a, b",3\r\n'
    assert settings.WHRIN_DATA_LICENCE_ADDRESS in answer["Link"]
    assert answer["Content-Disposition"].startswith('attachment; filename="papers-2')


def test_a_feed_is_known_by_its_address_and_is_sound_whatever_its_title() -> None:
    made = atom.begun("Papers\x00", page="/papers/", address="/papers/feed/?q=x", language="es")
    made.add_item("One", "/1/", "", updateddate=atom.moment(datetime.date(2026, 11, 23)))
    answer = atom.answer_with(made)
    text = answer.content.decode()
    assert "<title>Papers</title>" in text and 'xml:lang="es"' in text
    assert text.count("/papers/feed/?q=x") == 2 and "2026-11-23T00:00:00+00:00" in text
    assert answer["Content-Type"].startswith("application/atom+xml")
