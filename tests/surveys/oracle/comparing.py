"""Whole forms, filled in at random by us and by JavaRosa.

Compared are our own forms (`forms/*.md`) and forms by lot.
"""

import argparse
import random
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from lxml import etree

from tests.surveys.oracle import javarosa
from tests.surveys.oracle.answering import Visit
from tests.surveys.oracle.generating import form_by_lot
from whrin.surveys.sessions import lists_of
from whrin.surveys.xform import Form, Session, read_form
from whrin.surveys.xform.definition import Repeat, controls_of
from whrin.surveys.xform.submitting import submission
from whrin.surveys.xlsform import Sheets, convert_form, read_sheets
from whrin.surveys.xpath import Environment

FORMS = Path(__file__).with_name("forms")
#: A list that a form takes from a file.
TOWNS = "name,label,size\nabu,Abu,50\nbo,Bo,150\ncali,Cali,900\n"


@dataclass(frozen=True)
class Compared:
    """What came of one form: how many visits, and what was different, in words."""

    name: str
    visits: int
    differences: tuple[str, ...]


def sheets_to_compare(by_lot: int) -> Iterator[tuple[str, Sheets]]:
    """Yield every form by its name."""
    for path in sorted(FORMS.glob("*.md")):
        yield path.stem, read_sheets(path.read_bytes())
    for seed in range(by_lot):
        yield f"by lot {seed}", form_by_lot(seed)


def compare(*, by_lot: int, visits: int) -> list[Compared]:
    """Fill in each form so often, and have JavaRosa do the same."""
    asked, ours = [], []
    for name, sheets in sheets_to_compare(by_lot):
        xform = convert_form(sheets).xform
        form = read_form(xform.encode())
        made = [_visit(form, seed) for seed in range(visits)]
        ours.append((name, form, made))
        asked.append(
            {
                "form": xform,
                "repeats": [each.path for each in controls_of(form.body) if isinstance(each, Repeat)],
                "files": {"towns.csv": TOWNS},
                "visits": [{"answers": visit.answers, "added": visit.added} for visit in made],
            }
        )
    with tempfile.TemporaryDirectory() as folder:
        theirs = list(javarosa.fill_in(asked, Path(folder)))
    return [
        Compared(name, len(made), tuple(_differences(form, made, their)))
        for (name, form, made), their in zip(ours, theirs, strict=True)
    ]


def _visit(form: Form, seed: int) -> Visit:
    session = Session(form, Environment(instances=lists_of(form, {"towns.csv": TOWNS.encode()})))
    return Visit(session, random.Random(seed))


def _differences(form: Form, made: list[Visit], their: dict[str, Any]) -> Iterator[str]:
    if "error" in their:
        yield f"JavaRosa: {their['error']}"
        return
    for number, (visit, other) in enumerate(zip(made, their["visits"], strict=True)):
        if visit.refused != other["refused"]:
            yield f"visit {number}: refused by us {visit.refused}, by JavaRosa {other['refused']}"
        mine = leaves(_timeless(submission(form, visit.session.root)))
        yours = leaves(_timeless(other["submission"]))
        counted = [each.path for each in controls_of(form.body) if isinstance(each, Repeat) and each.count]
        for place in sorted(mine.keys() | yours.keys()):
            if place not in mine and _is_within(counted, place):
                # An instance more than the form counts: JavaRosa keeps it, we do not.
                continue
            if mine.get(place) != yours.get(place):
                yield f"visit {number}: {place} is {mine.get(place)!r} here, {yours.get(place)!r} in JavaRosa"


def _is_within(repeats: list[str], place: str) -> bool:
    path = re.sub(r"\[\d+\]", "", place)
    return any(path.startswith(f"{repeat}/") for repeat in repeats)


def leaves(xml: str) -> dict[str, str]:
    """Return what a submission says by place; 7.0, as JavaRosa writes numbers, is 7."""
    found: dict[str, str] = {}
    _gather(etree.fromstring(xml.encode()), "", found)
    return found


def _gather(element: Any, above: str, found: dict[str, str]) -> None:
    name = etree.QName(element).localname
    number = sum(etree.QName(other).localname == name for other in element.itersiblings(preceding=True)) + 1
    place = f"{above}/{name}[{number}]"
    if not len(element):
        found[place] = re.sub(r"(?<!\S)(-?\d+)\.0(?!\S)", r"\1", element.text or "")
    for child in element:
        _gather(child, place, found)


def _timeless(xml: bytes | str) -> str:
    """Return a submission without the moments of this very run, which are others for each."""
    text = xml.decode() if isinstance(xml, bytes) else xml
    text = re.sub(r"<instanceID>.*?</instanceID>", "<instanceID/>", text)
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(?:Z|[+-]\d\d:\d\d)", _now_or_itself, text)


def _now_or_itself(found: re.Match[str]) -> str:
    moment = datetime.fromisoformat(found[0])
    return "now" if abs(datetime.now(UTC) - moment) < timedelta(minutes=30) else found[0]


def main() -> int:
    """Compare, and say what was found; 1 when something is different."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=40, help="forms by lot")
    parser.add_argument("--visits", type=int, default=5, help="visits of each form")
    asked = parser.parse_args()
    if not javarosa.is_there():
        print("Java is not here, or pyxform came without ODK Validate: nothing was compared.")
        return 2
    found = compare(by_lot=asked.forms, visits=asked.visits)
    for each in found:
        for difference in each.differences:
            print(f"{each.name}, {difference}")
    different = sum(bool(each.differences) for each in found)
    print(f"{len(found)} forms, {sum(each.visits for each in found)} visits; {different} forms differ")
    return 1 if different else 0
