"""One page tells a librarian with an hour what waits, and every number is true."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import SignedIn
from whrin.library import actions
from whrin.library.gaps import GAPS, counts, works_with
from whrin.library.models import LanguageVersion, Licence, Link, StoredFile, Suggestion, Work
from whrin.people.models import Person
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db


def whole_work(violence: Topic, **changes: Any) -> Work:
    plain = {
        "title": "It lacks nothing at all", "language": "en", "kind": "report", "abstract": "What it says.",
        "authors": [{"literal": "Women Nest"}], "addresses": ["https://a.org/x"], "topics": [violence],
        "countries": ["KE"], "year": 2020, "licence": Licence.objects.get(code="CC-BY-4.0"),
    }  # fmt: skip
    return actions.add_work(**{**plain, **changes})


def numbers_on(page: str) -> dict[str, int]:
    rows = re.findall(r'<a href="([^"]+)">[^<]+</a></td>\s*<td>(?:<b>)?(\d+)', page)
    return {address.replace("&amp;", "&"): int(number) for address, number in rows}


def test_a_record_that_lacks_nothing_is_in_no_list(violence: Topic) -> None:
    whole_work(violence)
    assert set(counts().values()) == {0}


@pytest.mark.parametrize(
    ("gap", "changes"),
    [
        ("summary", {"abstract": ""}),
        ("author", {"authors": []}),
        ("read", {"addresses": []}),
        ("topic", {"topics": []}),
        ("place", {"countries": []}),
        ("date", {"year": None}),
        ("licence", {"licence": None}),
        ("language", {"language": "und"}),
    ],
)
def test_what_a_record_lacks_is_found_and_nothing_else(
    violence: Topic, gap: str, changes: dict[str, Any]
) -> None:
    work = whole_work(violence, **changes)
    assert {name: number for name, number in counts().items() if number} == {gap: 1}
    assert list(works_with(gap)) == [work]
    assert list(works_with(gap, "published")) == []
    Work.objects.update(status="withdrawn", withdrawn_because="-")
    assert list(works_with(gap)) == []


def test_a_region_a_file_or_a_second_summary_fill_their_gap(violence: Topic) -> None:
    work = whole_work(violence, abstract="", addresses=[])
    version = LanguageVersion.objects.create(work=work, language="es", title="Guía", abstract="Dice esto.")
    StoredFile.objects.create(version=version, file="a", name="a", media_type="", size=1, sha256="a")
    assert set(counts().values()) == {0}


def test_the_overview_counts_truly_and_each_number_leads_to_as_many(editor: Person, violence: Topic) -> None:
    Suggestion.objects.create(address="https://a.org/1")
    Suggestion.objects.create(address="https://a.org/2", state="declined")
    works = [whole_work(violence, title=f"Guide of many words number {name}") for name in "abc"]
    whole_work(violence, title="Guide of many words number a")
    actions.send_to_review(work=works[0], by=None)
    for work, state in zip(works, ("broken", "doubtful", "moved"), strict=True):
        Link.objects.filter(version__work=work).update(state=state)
    states = [("damaged", "done"), ("missing", "waiting"), ("whole", "failed")]
    for number, (fixity, extraction) in enumerate(states):
        StoredFile.objects.create(
            version=works[0].versions.get(), file=str(number), name=str(number), media_type="", size=1,
            sha256=str(number), fixity=fixity, extraction=extraction,
        )  # fmt: skip
    client = SignedIn(editor)
    numbers = numbers_on(client.get(reverse("care:index")).content.decode())
    expected = {
        reverse("care:suggestions"): 1,
        f"{reverse('works:index')}?status=in-review": 1,
        **{f"{reverse('care:links')}?state={state}": 1 for state in ("broken", "moved", "doubtful")},
        **{f"{reverse('care:files')}?state={s}": 1 for s in ("damaged", "missing", "failed", "waiting")},
        **{f"{reverse('care:gaps')}?gap={gap}": 0 for gap in GAPS},
    }
    assert numbers.pop(reverse("care:doubles")) >= 1
    assert numbers == expected
    for address in expected:
        assert client.get(address).status_code == 200


def test_a_librarian_goes_from_a_gap_to_the_record(editor: Person, violence: Topic) -> None:
    work = whole_work(violence, topics=[])
    client = SignedIn(editor)
    page = client.get(reverse("care:gaps"), {"gap": "topic"}).content.decode()
    assert reverse("works:edit", args=[work.pk]) in page
    strange = client.get(reverse("care:gaps"), {"gap": "nonsense", "status": "'", "p": "x"})
    assert strange.status_code == 200


def test_the_lists_ask_as_much_for_one_as_for_three(
    editor: Person, violence: Topic, django_assert_num_queries: Any
) -> None:
    client = SignedIn(editor)
    address, overview = f"{reverse('care:gaps')}?gap=topic", reverse("care:index")
    whole_work(violence, topics=[])
    client.get(address), client.get(overview)
    with CaptureQueriesContext(connection) as one:
        client.get(address), client.get(overview)
    for number in range(2):
        whole_work(violence, topics=[], title=f"Something else of length {number}")
    with django_assert_num_queries(len(one)):
        client.get(address), client.get(overview)


def test_who_may_not_edit_finds_no_door() -> None:
    outsider = Person.objects.create_user("outsider", password="long enough for this", is_staff=True)
    client = SignedIn(outsider)
    for name in ("index", "gaps"):
        assert client.get(reverse(f"care:{name}")).status_code in {302, 403}
    assert "Care of the library" not in client.get("/desk/").content.decode()
