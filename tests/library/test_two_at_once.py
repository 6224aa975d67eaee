"""Two librarians on one record: neither writes over the other without knowing, and nothing typed is lost."""

import re
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import SignedIn
from whrin.library import actions
from whrin.library.models import LanguageVersion, Licence, Work
from whrin.library.two_at_once import digest_of
from whrin.people.models import Person
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(violence: Topic) -> Work:
    return actions.add_work(
        title="Safer spaces", language="en", kind="report", addresses=["https://a.org/1"],
        topics=[violence], authors=[{"literal": "Women Nest"}], audience=["peers"],
        licence=Licence.objects.get(code="CC-BY-4.0"),
    )  # fmt: skip


def opened(person: Person, work: Work) -> tuple[SignedIn, dict[str, Any]]:
    """Open the form; return the browser and what it would send back."""
    client = SignedIn(person)
    response = client.get(reverse("works:edit", args=[work.pk]))
    form = response.context["form"]
    sent: dict[str, Any] = {"seen": re.search(r'name="seen" value="(\w+)"', response.content.decode())[1]}  # type: ignore[index]  # it is there
    for each in [form, *(row for rows in form.row_sets for row in rows.forms)]:
        for bound in each:
            value = bound.value()
            if value is not None and value is not False and value not in ([], ""):
                sent[bound.html_name] = (
                    [getattr(v, "pk", v) for v in value] if isinstance(value, list) else value
                )
    for rows in form.row_sets:
        sent.update({bound.html_name: bound.value() for bound in rows.management_form})
    return client, sent


def save(client: SignedIn, work: Work, sent: dict[str, Any], **changes: Any) -> Any:
    return client.post(reverse("works:edit", args=[work.pk]), {**sent, **changes})


def test_a_form_that_nobody_overtook_is_saved(work: Work, editor: Person) -> None:
    client, sent = opened(editor, work)
    answer = save(client, work, sent, publisher="A press")
    assert answer.status_code == 302
    assert Work.objects.get().publisher == "A press"
    assert list(Work.objects.get().topics.values_list("slug", flat=True)) == ["violence"]


def test_the_second_to_save_sees_both_versions_and_loses_nothing(
    work: Work, editor: Person, moderator: Person
) -> None:
    lucia, hers = opened(editor, work)
    nino, his = opened(moderator, work)
    assert (
        save(nino, work, his, **{"publisher": "His press", "versions-0-title": "His title"}).status_code
        == 302
    )
    answer = save(
        lucia, work, hers, **{"publisher": "Her press", "versions-0-abstract": "Long hours of work."}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    found = Work.objects.get()
    assert (found.publisher, str(found)) == ("His press", "His title")
    for words in (
        "His press",
        "Her press",
        "His title",
        "Long hours of work.",
        "changed this record meanwhile",
    ):
        assert words in page, words
    assert 'value="Her press"' in page
    again = re.search(r'name="seen" value="(\w+)"', page)
    assert again
    assert save(lucia, work, {**hers, "seen": again[1]}, publisher="Agreed press").status_code == 302
    assert Work.objects.get().publisher == "Agreed press"


def test_a_version_that_somebody_added_meanwhile_is_shown_and_kept(
    work: Work, editor: Person, coordinator: Person
) -> None:
    client, sent = opened(editor, work)
    LanguageVersion.objects.create(work=work, language="es", title="Espacios")
    page = save(client, work, sent, publisher="A press").content.decode()
    assert "Espacios" in page
    assert Work.objects.get().publisher == ""


def test_a_version_that_somebody_removed_does_not_break_the_page(work: Work, editor: Person) -> None:
    client, sent = opened(editor, work)
    work.versions.all().delete()
    answer = save(client, work, sent, **{"versions-0-title": "Words she typed"})
    assert answer.status_code == 200
    assert "Words she typed" in answer.content.decode()


def test_what_the_form_does_not_show_is_no_conflict(work: Work, editor: Person) -> None:
    client, sent = opened(editor, work)
    actions.send_to_review(work=work, by=None)
    actions.keep_changes(work=work, by=None)
    assert save(client, work, sent, publisher="A press").status_code == 302


def test_the_digest_moves_with_every_kind_of_change(work: Work) -> None:
    seen = {digest_of(work)}
    changes = [
        lambda: work.topics.clear(),
        lambda: work.contributions.update(literal="Another"),
        lambda: work.versions.get().links.update(address="https://a.org/2"),
        lambda: Work.objects.update(audience=["women"]),
        lambda: Work.objects.update(licence=None),
    ]
    for number, change in enumerate(changes, start=2):
        change()
        seen.add(digest_of(Work.objects.get()))
        assert len(seen) == number
    assert digest_of(Work.objects.get()) in seen
