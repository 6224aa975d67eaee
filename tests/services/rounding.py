"""Rounds with results, for tests. Every answer is made up."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from tests.surveys import making as surveys
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.places.models import Region
from whrin.services.enums import RoundState
from whrin.services.models import Round
from whrin.services.rounds.ending import publish_round
from whrin.services.rounds.results import listing_of
from whrin.surveys.actions import take_answer
from whrin.surveys.enums import Way
from whrin.surveys.instances import read_instance
from whrin.surveys.models import Form

#: Address of a round that lists services and counted no answer.
EMPTY = "sample-empty"
TABLE = """
| survey |
| | type | name | label::English (en) | label::Français (fr) |
| | select_one kind | kind | Who are you? | Qui êtes-vous ? |
| | select_one country | country | Country | Pays |
| | select_one known | known | Are there services? | Y a-t-il des services ? |
| | text | good | What works well? | Qu’est-ce qui marche ? |
| | begin_repeat | service | A service | Un service |
| | text | name | Name | Nom |
| | select_one known | children | Children welcome | Enfants bienvenus |
| | end_repeat | | | |
| choices |
| | list_name | name | label::English (en) | label::Français (fr) |
| | kind | woman | A woman who uses drugs | Une femme |
| | kind | service | From a service | Un service |
| | kind | other | Somebody else | Autre |
| | country | KE | Kenya | Kenya |
| | country | UG | Uganda | Ouganda |
| | known | yes | Yes, some | Oui |
| | known | partly | A few | Quelques-uns |
| | known | no | None at all | Aucun |
| settings |
| | form_title | form_id | version | default_language |
| | A made-up mapping | FORM_ID | {version} | English (en) |
"""
TEXTS = {
    "en": {"title": "Sample results", "key_findings": "Found.", "background": "Why.", "method": "How."},
    "ar": {"title": "نتائج عينة"},
}
Answers = Sequence[Mapping[str, str]]


def form_of(by: Person, form_id: str = "mapping", **wishes: Any) -> Form:
    """Make a mapping survey that is open; a figure of fewer than five is hidden."""
    table = TABLE.replace("FORM_ID", form_id)
    return surveys.open_form(by, form_id, table, **{"smallest_cell": 5, **wishes})


def answer(form: Form, answers: Answers) -> None:
    """Take answers to it."""
    version = form.versions.get()
    for number, told in enumerate(answers, form.answers.count()):
        once = "".join(f"<{name}>{said}</{name}>" for name, said in told.items() if name != "children")
        sheet = f"<service><name>Sample</name><children>{told.get('children', '')}</children></service>"
        meta = f"<meta><instanceID>uuid:{form.form_id}-{number}</instanceID></meta>"
        xml = f'<data id="{form.form_id}" version="1">{once}{sheet}{meta}</data>'
        take_answer(version=version, instance=read_instance(xml.encode()), way=Way.WEB)


def saying(times: int, known: str = "yes", *, kind: str = "woman", country: str = "KE") -> Answers:
    """Return so many answers that all say the same."""
    words = "WordsOfHers"
    return [{"kind": kind, "country": country, "known": known, "good": words, "children": known}] * times


def made_round(form: Form | None, *, year: int = 2026, state: RoundState = RoundState.CLOSED) -> Round:
    """Make a round of a region that Kenya and Uganda lie in."""
    return Round.objects.create(
        slug=f"sample-{year}",
        region=Region.objects.get(code="network-east-west-southern-africa"),
        year=year,
        form=form,
        opens_on=today() - datetime.timedelta(days=30),
        closes_on=today(),
        state=state,
        texts=TEXTS,
    )


def published(by: Person, answers: Answers, *, year: int = 2026) -> Round:
    """Make a round of such answers, and publish it."""
    form = form_of(by, f"mapping{year}")
    answer(form, answers)
    return publish_round(one=made_round(form, year=year), by=by)


def listing_round() -> Round:
    """Make a published round of nobody's answers that lists every service of its region as of now."""
    one = made_round(None)
    one.results = {
        "version": 1,
        "counted_on": today().isoformat(),
        "smallest": 5,
        "languages": [],
        "n": None,
        "seats": {"countries": 0, "woman": 0, "other": 0},
        "informants": {},
        "countries": {},
        "before": None,
        "questions": [],
    }
    one.listing, one.slug = listing_of(one), EMPTY
    one.state, one.published_on = RoundState.PUBLISHED, today()
    one.save()
    return one
