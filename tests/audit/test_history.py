import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.cast import SignedIn
from whrin.audit.actions import record
from whrin.audit.csv_safe import safe_cell
from whrin.audit.models import Event, Kept
from whrin.audit.tasks import erase_old_events
from whrin.people.models import Person


def write(by: Person, count: int) -> None:
    for number in range(count):
        record(verb=f"publish {number}", about=by, by=by)


def test_a_coordinator_reads_what_was_done(coordinator: Person, editor: Person) -> None:
    record(verb="publish", about=editor, by=editor)
    record(verb="withdraw", about=editor)
    desk = SignedIn(coordinator)
    page = desk.get(reverse("audit_history")).content.decode()
    assert "<bdi>lucia</bdi>" in page
    assert "2 entries" in page
    narrowed = desk.get(reverse("audit_history"), {"by": "LUCIA", "verb": "publ"}).content.decode()
    assert "1 entry" in narrowed
    assert "withdraw" not in narrowed


def test_an_editor_cannot_read_what_was_done(editor: Person) -> None:
    write(editor, 1)
    desk = SignedIn(editor)
    for name in ("audit_history", "audit_export"):
        answer = desk.get(reverse(name))
        assert answer.status_code in {302, 403}
        assert b"publish" not in b"".join(answer)


@pytest.mark.parametrize("count", [1, 3])
def test_reading_takes_the_same_questions_however_long_the_list(
    coordinator: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    write(coordinator, count)
    with django_assert_num_queries(2):
        from django.core.paginator import Paginator

        page = Paginator(Event.objects.all(), 50).get_page(1)
        assert len(list(page)) == count


def test_a_long_history_has_pages(coordinator: Person) -> None:
    write(coordinator, 51)
    desk = SignedIn(coordinator)
    assert "publish 0<" not in desk.get(reverse("audit_history")).content.decode()
    assert "publish 0<" in desk.get(reverse("audit_history"), {"page": 2}).content.decode()
    assert desk.get(reverse("audit_history"), {"page": "nonsense"}).status_code == 200


def test_a_table_for_a_spreadsheet_never_computes(coordinator: Person) -> None:
    coordinator.username = "@SUM(A1)"
    record(verb="=1+1", about=coordinator, by=coordinator, title="x")
    answer = SignedIn(coordinator).get(reverse("audit_export"))
    table = b"".join(answer).decode()
    assert "'=1+1" in table
    assert ",'@SUM(A1)" in table
    assert answer["Content-Disposition"] == 'attachment; filename="history.csv"'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_begins_like_a_formula_is_marked(start: str) -> None:
    assert safe_cell(f"{start}A1") == f"'{start}A1"
    assert safe_cell("A1") == "A1"


def test_an_event_is_erased_after_two_years(coordinator: Person) -> None:
    today = timezone.now().date()
    write(coordinator, 1)
    Event.objects.create(day=today - datetime.timedelta(days=731), by="amina", verb="old", about="a.B:1")
    assert erase_old_events.call() == 1
    assert Event.objects.count() == 1


def test_nobody_changes_or_deletes_what_stands_in_the_log(coordinator: Person) -> None:
    write(coordinator, 1)
    event = Event.objects.get()
    event.by = "somebody else"
    for attempt in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(by="somebody else"),
        lambda: Event.objects.bulk_update([event], ["by"]),
    ):
        with pytest.raises(Kept):
            attempt()
    assert Event.objects.get().by == coordinator.username
