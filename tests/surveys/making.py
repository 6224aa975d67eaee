"""Forms for tests: our own, about nothing real."""

from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.models import Form
from whrin.surveys.xlsform import read_sheets

SMALL = """
| survey |
| | type | name | label |
| | text | name | Name |
| settings |
| | form_title | form_id | version |
| | Small form | small | {version} |
"""
VISIT = """
| survey |
| | type | name | label |
| | start | begun | |
| | deviceid | phone | |
| | username | who | |
| | audit | audit | |
| | text | house | Which house? |
| | geopoint | place | Where is it? |
| | select_one_from_file towns.csv | town | Which town? |
| | begin_repeat | room | Rooms |
| | image | picture | A picture |
| | end_repeat | | |
| | audio | voice | In her words |
| settings |
| | form_title | form_id | version |
| | A visit | visit | {version} |
"""
TOWNS = b"name,label\nnbo,Nairobi\nkla,Kampala\n"


def publish(form: Form, by: Person, table: str = SMALL, *, version: str = "1") -> Form:
    """Publish a version of a form from a Markdown table."""
    sheets = read_sheets(table.format(version=version).encode())
    actions.publish_version(form=form, sheets=sheets, by=by, media={"towns.csv": TOWNS})
    return form


def open_form(
    by: Person, form_id: str = "small", table: str = SMALL, *, version: str = "1", **wishes: object
) -> Form:
    """Make a form that takes answers."""
    form = actions.create_form(form_id=form_id, by=by, **wishes)  # type: ignore[arg-type]
    return actions.open_form(form=publish(form, by, table, version=version), by=by)


def filled_in(
    name: str = "A", *, number: str = "uuid:1", version: str = "1", form_id: str = "small", replaces: str = ""
) -> bytes:
    """Return an answer to the small form."""
    instead = f"<deprecatedID>{replaces}</deprecatedID>" if replaces else ""
    meta = f"<meta><instanceID>{number}</instanceID>{instead}</meta>"
    return f'<data id="{form_id}" version="{version}"><name>{name}</name>{meta}</data>'.encode()
