"""A change of anything public begins a new edition; private rows do not."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from whrin.audit.actions import record
from whrin.kit import edition
from whrin.server.editions import is_public
from whrin.topics.models import Topic


@pytest.mark.django_db(transaction=True)
def test_saving_a_public_row_begins_a_new_edition():
    before = edition.current()
    Topic.objects.create(slug="a-topic")
    assert edition.current() > before
    before = edition.current()
    Topic.objects.get(slug="a-topic").delete()
    assert edition.current() > before


@pytest.mark.django_db(transaction=True)
def test_history_and_sessions_do_not_begin_an_edition(coordinator):
    before = edition.current()
    record(verb="looked", about=coordinator)
    Session.objects.create(session_key="k", session_data="d", expire_date=timezone.now())
    assert edition.current() == before


@pytest.mark.django_db(transaction=True)
def test_nothing_begins_until_the_transaction_commits():
    from django.db import transaction

    before = edition.current()
    with transaction.atomic():
        for number in range(50):
            Topic.objects.create(slug=f"topic-{number}")
        assert edition.current() == before
    assert before < edition.current() <= before + 2, "one new edition, not one for each row"


def test_background_work_is_private_and_the_library_is_not():
    from django_tasks_db.models import DBTaskResult

    from whrin.library.models import Work

    assert not is_public(DBTaskResult)
    assert not is_public(Session)
    assert is_public(Work)
