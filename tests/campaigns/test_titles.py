"""What papers are called: in the language of the reader, else their own, else any; many by one question."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.campaigns import making
from whrin.campaigns.models import Wording
from whrin.campaigns.queries import title_of, titles_of

pytestmark = pytest.mark.django_db


def test_many_papers_are_named_by_one_question_each_as_the_reader_reads(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    holder = cast.member()
    care, home, bare = (making.paper(holder, name) for name in ("Care now", "Home now", "No name yet"))
    Wording.objects.create(paragraph=care.paragraphs.get(kind="title"), language="es", text="Cuidado ya")
    Wording.objects.filter(paragraph__paper=bare).update(text="")
    with django_assert_num_queries(1):
        titles = titles_of([care, home, bare], "es")
    assert titles == {care.pk: ("Cuidado ya", "es"), home.pk: ("Home now", "en"), bare.pk: ("", "")}
    assert title_of(care) == ("Care now", "en")
