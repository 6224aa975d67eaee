"""What changes the library, and what each action refuses; a refusal changes nothing."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from whrin.audit.models import Event
from whrin.kit import edition
from whrin.library import actions
from whrin.library.actions.pages import NameTaken
from whrin.library.actions.works import (
    AlreadyHere,
    CannotPublish,
    CannotSendToReview,
    CannotWithdraw,
    NotAllowed,
)
from whrin.library.enums import Status
from whrin.library.models import Contribution, ImportRun, LanguageVersion, Link, StoredFile, Work
from whrin.people.models import Person
from whrin.places.models import Country
from whrin.search.queries import find
from whrin.topics.models import Topic

pytestmark = pytest.mark.django_db


def report(**changes: Any) -> Work:
    plain = {"title": "Safer spaces", "language": "en", "kind": "report"}
    return actions.add_work(**{**plain, **changes})


def state() -> list[tuple[Any, ...]]:
    """Return everything that an action could have changed."""
    return [
        *Work.objects.values_list("pk", "status", "published_on", "withdrawn_because", "peer_reviewed_on"),
        *LanguageVersion.objects.values_list("pk", "title"),
        (Event.objects.count(), edition.current()),
    ]


def outsider() -> Person:
    return Person.objects.create_user("outsider", password="long enough for this", is_staff=True)


def test_a_new_work_is_a_draft_that_nobody_finds(violence: Topic) -> None:
    work = report(
        authors=[{"literal": "Women Nest"}], addresses=["https://a.org"], topics=[violence], countries=["KE"]
    )
    assert (work.status, work.slug, str(work.contributions.get())) == ("draft", "safer-spaces", "Women Nest")
    assert find(shelf="library", text="safer").total == 0
    assert Event.objects.get().verb == "add work"


def test_two_works_of_one_title_get_two_stable_names() -> None:
    assert [report().slug, report().slug] == ["safer-spaces", "safer-spaces-2"]
    assert report(title="نساء").slug.startswith("work-")


def test_a_second_work_with_the_same_doi_is_refused() -> None:
    report(doi="10.1000/x")
    before = state()
    with pytest.raises(AlreadyHere):
        report(doi="10.1000/x", title="Another")
    assert state() == before


def test_whoever_lacks_the_permission_changes_nothing() -> None:
    work, person = report(), outsider()
    before = state()
    for refused in (
        lambda: report(by=person, title="Another"),
        lambda: actions.keep_changes(work=work, by=person),
        lambda: actions.send_to_review(work=work, by=person),
        lambda: actions.take_back(work=work, by=person),
        lambda: actions.publish(work=work, by=person),
        lambda: actions.withdraw(work=work, reason="x", by=person),
        lambda: actions.mark_reviewed_by_peers(work=work, on=None, by=person),
    ):
        with pytest.raises(NotAllowed, match="permission"):
            refused()
    assert state() == before


def test_a_published_work_is_found_by_title_topic_author_country_and_synonym(violence: Topic) -> None:
    work = report(
        authors=[{"family": "ใจดี", "given": "สมหญิง"}],
        topics=[violence],
        countries=[Country.objects.get(code="KE")],
        year=2021,
        month=12,
    )
    before = edition.current()
    actions.publish(work=work, by=None)
    for words in ("safer", "violence", "насилие", "ใจดี", "Kenya"):
        assert find(shelf="library", text=words).total == 1, words
    result = find(shelf="library")
    facets = {name: dict(values) for name, values in result.facets.items()}
    assert facets["topic"] == {"violence": 1, "safety-and-rights": 1}
    assert facets["country"] == {"KE": 1}
    assert "m49-002" in facets["region"] and "m49-001" in facets["region"]
    assert (result.hits[0].card["date"], result.hits[0].card["authors"]) == ("2021-12", ["สมหญิง ใจดี"])
    assert edition.current() == before  # The transaction of this test never commits; see the test below.


@pytest.mark.django_db(transaction=True)
def test_publishing_begins_a_new_edition() -> None:
    work = report()
    before = edition.current()
    actions.publish(work=work, by=None)
    assert edition.current() > before


def test_an_editor_cannot_publish_what_she_changed_last(coordinator: Person, moderator: Person) -> None:
    work = report(by=moderator)
    actions.send_to_review(work=work, by=moderator)
    before = state()
    with pytest.raises(CannotPublish, match="Another editor"):
        actions.publish(work=work, by=moderator)
    assert state() == before
    actions.keep_changes(work=work, by=coordinator)
    assert actions.publish(work=work, by=moderator).status == Status.PUBLISHED


def test_a_moderator_cannot_publish_a_draft_past_review(moderator: Person) -> None:
    work = report()
    with pytest.raises(CannotPublish):
        actions.publish(work=work, by=moderator)
    assert Work.objects.get().status == Status.DRAFT


def test_a_work_is_not_published_twice_or_without_a_title() -> None:
    work = report()
    actions.publish(work=work, by=None)
    empty = Work.objects.create(slug="empty", kind="report", original_language="en")
    before = state()
    for each in (work, empty):
        with pytest.raises(CannotPublish):
            actions.publish(work=each, by=None)
    assert state() == before


def test_a_withdrawn_work_leaves_the_search_and_keeps_its_reason() -> None:
    work = actions.publish(work=report(), by=None)
    actions.withdraw(work=work, reason="Replaced by a newer edition.", by=None)
    assert find(shelf="library").total == 0
    assert Work.objects.addressable().get().withdrawn_because == "Replaced by a newer edition."
    actions.publish(work=work, by=None)
    assert (find(shelf="library").total, Work.objects.get().withdrawn_because) == (1, "")


def test_a_work_is_not_withdrawn_without_a_reason_or_before_it_was_public() -> None:
    draft, public = report(), actions.publish(work=report(), by=None)
    before = state()
    for work, reason in ((draft, "A reason"), (public, " "), (public, "x" * 301)):
        with pytest.raises(CannotWithdraw):
            actions.withdraw(work=work, reason=reason, by=None)
    assert state() == before


def test_a_public_work_cannot_be_sent_to_review() -> None:
    work = actions.publish(work=report(), by=None)
    before = state()
    with pytest.raises(CannotSendToReview):
        actions.send_to_review(work=work, by=None)
    with pytest.raises(CannotSendToReview):
        actions.take_back(work=work, by=None)
    assert state() == before


def test_the_mark_of_peer_review_shows_on_the_card() -> None:
    work = actions.publish(work=report(), by=None)
    actions.mark_reviewed_by_peers(work=work, on=datetime.date(2026, 3, 8), by=None)
    assert find(shelf="library").hits[0].card["peer_reviewed"] == "2026-03-08"


def page(**changes: Any) -> Work:
    plain = {
        "slug": "position-on-custody",
        "language": "en",
        "title": "Position on custody",
        "abstract": "Mothers keep their children.",
        "kind": "position-paper",
        "date": datetime.date(2026, 3, 8),
        "topics": ["violence"],
        "address": "https://whrin.example/en/position-on-custody/",
        "publisher": "Women and Harm Reduction International Network",
    }
    return actions.save_page_as_work(**{**plain, **changes})


def test_a_page_of_the_site_is_one_work_in_two_languages(violence: Topic) -> None:
    page()
    page(title="Position on child custody")
    work = page(language="fr", title="Position sur la garde", address="https://whrin.example/fr/position/")
    assert Work.objects.count() == 1
    assert [version.title for version in work.versions.all()] == [
        "Position on child custody",
        "Position sur la garde",
    ]
    assert (work.status, work.publisher_kind) == ("published", "network")
    assert find(shelf="library", text="garde").total == 1
    actions.withdraw_page(slug=work.slug, language="fr", reason="Unpublished")
    assert (find(shelf="library", text="garde").total, find(shelf="library").total) == (0, 1)
    actions.withdraw_page(slug=work.slug, language="en", reason="Unpublished")
    assert find(shelf="library").total == 0


def test_a_page_does_not_take_over_another_work() -> None:
    report(slug="position-on-custody")
    before = state()
    with pytest.raises(NameTaken):
        page()
    assert state() == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"month": 3},
        {"year": 2020, "month": 13},
        {"year": 2020, "day": 3},
        {"year": 2020, "month": 2, "day": 32},
        {"status": "published"},
        {"status": "withdrawn"},
        {"doi": "10.1000/taken"},
        {"slug": "taken"},
    ],
)
def test_the_database_refuses_a_work_that_cannot_be(wrong: dict[str, Any]) -> None:
    report(slug="taken", doi="10.1000/taken")
    columns = {"slug": "new", "kind": "report", "original_language": "en", **wrong}
    with pytest.raises(IntegrityError), transaction.atomic():
        Work.objects.create(**columns)
    assert Work.objects.count() == 1


def test_the_database_refuses_rows_that_cannot_be() -> None:
    work = report(addresses=["https://a.org"])
    version = work.versions.get()
    StoredFile.objects.create(
        version=version, file="library/a.pdf", name="a", media_type="", size=1, sha256="x"
    )
    impossible = (
        LanguageVersion(work=work, language="en", title="Second"),
        Link(version=version, address="https://a.org"),
        StoredFile(version=version, file="library/b.pdf", name="b", media_type="", size=1, sha256="x"),
        Contribution(work=work, family="Both", literal="Both"),
        Contribution(work=work),
        Contribution(work=work, given="Only"),
        ImportRun(file_name="f", file_digest="d", total=2, done=1),
        ImportRun(file_name="f", file_digest="d", total=1, done=2, added=2),
    )
    for row in impossible:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
