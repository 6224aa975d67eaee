"""A librarian changes many works at once: she sees what changes, does it, and can take it back."""

from typing import Any

import pytest
from django.urls import reverse

from tests.cast import SignedIn
from whrin.audit.models import Event
from whrin.library import actions
from whrin.library.actions.batch import Change, ChangedSince, NothingChosen, change_works, plan, undo_batch
from whrin.library.actions.works import NotAllowed
from whrin.library.models import Licence, Work
from whrin.people.models import Person
from whrin.search.queries import find
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db
KENYA = Change(add_countries=["KE"])


@pytest.fixture
def three(violence: Topic) -> list[Work]:
    """Three public works; the first has a topic and a country."""
    works = [actions.add_work(title=f"Guide {name}", language="en", kind="report") for name in "abc"]
    works[0].topics.add(violence)
    works[0].countries.set(["KE"])
    for work in works:
        actions.publish(work=work, by=None)
        work.refresh_from_db()
    return works


def as_of(works: list[Work]) -> dict[str, Any]:
    return {"keys": [work.pk for work in works], "as_of": {work.pk: work.changed_at for work in works}}


def countries() -> list[list[str]]:
    return [[country.code for country in work.countries.all()] for work in Work.objects.order_by("pk")]


def test_the_plan_names_only_what_changes(three: list[Work]) -> None:
    change = Change(add_topics=["safety-and-rights"], remove_topics=["violence"], add_countries=["KE"])
    planned = plan(works=three, change=change)
    assert planned[0].before == {"topics": ["violence"]}
    assert planned[0].after == {"topics": ["safety-and-rights"]}
    assert planned[1].after == {"topics": ["safety-and-rights"], "countries": ["KE"]}
    assert [each.work for each in plan(works=three, change=KENYA)] == three[1:]


def test_all_are_changed_in_one_step_and_shown_in_the_search(three: list[Work], editor: Person) -> None:
    licence = Licence.objects.get(code="CC-BY-4.0")
    change = Change(
        add_countries=["UG"], licence_id=licence.pk, add_audience=["peers"], publisher_kind="partner"
    )
    change_works(**as_of(three), change=change, by=editor)
    assert countries() == [["KE", "UG"], ["UG"], ["UG"]]
    assert {(work.licence, *work.audience, work.publisher_kind) for work in Work.objects.all()} == {
        (licence, "peers", "partner")
    }
    assert dict(find(shelf="library").facets["country"]) == {"UG": 3, "KE": 1}
    events = Event.objects.filter(verb="change work in batch")
    assert [event.by for event in events] == ["lucia"] * 3
    assert events.last().detail["before"]["countries"] == ["KE"]  # type: ignore[union-attr]  # there are three


def test_one_work_that_changed_meanwhile_stops_the_whole_batch(three: list[Work], editor: Person) -> None:
    seen = as_of(three)
    actions.keep_changes(work=three[2], by=editor)
    with pytest.raises(ChangedSince):
        change_works(**seen, change=KENYA, by=editor)
    assert countries() == [["KE"], [], []]


def test_a_batch_is_undone_where_nobody_has_changed_it_since(three: list[Work], editor: Person) -> None:
    change = Change(add_countries=["UG"], publisher_kind="partner")
    batch = change_works(**as_of(three), change=change, by=editor)
    three[1].countries.set(["NP"])
    assert undo_batch(batch=batch, by=editor) == 3
    assert countries() == [["KE"], ["NP"], []]
    assert set(Work.objects.values_list("publisher_kind", flat=True)) == {"third-party"}
    assert undo_batch(batch=batch, by=editor) == 0


def test_nothing_chosen_or_nobody_allowed_changes_nothing(three: list[Work], editor: Person) -> None:
    outsider = Person.objects.create_user("outsider", password="long enough for this", is_staff=True)
    for keys, change, by, refusal in (
        ([], KENYA, editor, NothingChosen),
        ([three[0].pk], KENYA, editor, NothingChosen),
        ([three[1].pk] * 501, KENYA, editor, NothingChosen),
        ([three[1].pk], KENYA, outsider, NotAllowed),
    ):
        with pytest.raises(refusal):
            change_works(keys=keys, change=change, as_of={}, by=by)
    with pytest.raises(NotAllowed):
        undo_batch(batch="x", by=outsider)
    assert countries() == [["KE"], [], []]
    assert SignedIn(outsider).get(reverse("care:batch")).status_code in {302, 403}


def test_a_librarian_previews_does_and_undoes_in_the_browser(three: list[Work], editor: Person) -> None:
    client = SignedIn(editor)
    listed = client.get(reverse("works:index"), {"q": "Guide", "kind": "report"}).content.decode()
    assert f"{reverse('care:batch')}?q=Guide&amp;kind=report" in listed
    address = reverse("care:batch")
    page = client.get(address, {"gap": "place"}).content.decode()
    assert "Guide b" in page and "Guide a" not in page
    assert "Guide a" not in client.get(address, {"q": "guide c"}).content.decode()
    chosen = {"work": [three[1].pk], "add_countries": ["KE"], "add_topics": ["violence"]}
    preview = client.post(address, chosen)
    page = preview.content.decode()
    assert "<ins>Kenya</ins>" in page and "<ins>Violence</ins>" in page and "Change 1 work" in page
    assert countries() == [["KE"], [], []]
    changed = {f"changed-{three[1].pk}": three[1].changed_at.isoformat(), "do": "yes"}
    answer = client.post(address, {**chosen, **changed}, follow=True)
    assert "1 work is changed" in answer.content.decode()
    assert countries() == [["KE"], ["KE"], []]
    undone = client.post(answer.request["PATH_INFO"], follow=True).content.decode()
    assert "1 work is as it was before" in undone
    assert countries() == [["KE"], [], []]


def test_a_batch_without_a_preview_or_with_nonsense_is_refused(three: list[Work], editor: Person) -> None:
    client, address = SignedIn(editor), reverse("care:batch")
    for written in (
        {"work": [three[1].pk], "add_countries": ["KE"], "do": "yes"},
        {"work": ["x", "9" * 30], "add_countries": ["KE"], "do": "yes"},
        {"work": [three[1].pk], "add_countries": ["Narnia"], "do": "yes"},
        {"work": [three[1].pk]},
    ):
        assert client.post(address, written).status_code == 200
    assert countries() == [["KE"], [], []]
    assert client.get(reverse("care:batch-done", args=["nonsense"])).status_code in {302, 404}
