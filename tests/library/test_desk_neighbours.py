"""Staff say which works belong together."""

import re

import pytest
from django.urls import reverse

from tests.cast import SignedIn
from tests.library.test_desk import add, form_of
from whrin.library.models import Work
from whrin.people.models import Person

pytestmark = pytest.mark.django_db


def other(slug: str) -> Work:
    return Work.objects.create(slug=slug, kind="report", original_language="en")


def test_an_editor_says_what_replaces_a_work_and_what_to_see_also(editor: Person) -> None:
    newer, one, two = other("newer"), other("one"), other("two")
    assert add(editor, superseded_by="newer", related="one,  two,").status_code == 302
    work = Work.objects.get(slug="a-report")
    assert work.superseded_by == newer
    assert set(work.related.all()) == {one, two}
    page = SignedIn(editor).get(reverse("works:edit", args=[work.pk])).content.decode()
    assert 'name="superseded_by" value="newer"' in page
    assert re.search('name="related" value="(one, two|two, one)"', page)


def test_a_name_that_no_work_has_is_refused(editor: Person) -> None:
    for wrong in ({"superseded_by": "gone"}, {"related": "gone, one"}):
        answer = add(editor, **wrong)
        assert answer.status_code == 200
    assert not Work.objects.exists()


def test_a_work_cannot_replace_itself(editor: Person) -> None:
    add(editor)
    work = Work.objects.get()
    version = work.versions.get()
    answer = SignedIn(editor).post(
        reverse("works:edit", args=[work.pk]),
        form_of(
            **{
                "superseded_by": "a-report",
                "versions-INITIAL_FORMS": "1",
                "versions-0-id": str(version.pk),
                "contributions-INITIAL_FORMS": "1",
                "contributions-0-id": str(work.contributions.get().pk),
            }
        ),
    )
    assert answer.status_code == 200
    work.refresh_from_db()
    assert work.superseded_by is None
