"""The words of a shelf and how many documents use them."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.search.conftest import Bookcase
from whrin.search.models import Word


def test_keeper_finds_words_counted_right_and_in_place(bookcase: Bookcase) -> None:
    bookcase.put("a", "Housing rights")
    with CaptureQueriesContext(connection) as asked:
        bookcase.put("b", "Housing near clinics")
    assert dict(Word.objects.values_list("word", "count")) == {
        "clinics": 1,
        "housing": 2,
        "near": 1,
        "rights": 1,
    }
    said = [query["sql"] for query in asked if "INSERT INTO search_word" in query["sql"]]
    # A statement for each word took PostgreSQL longer than the documents themselves.
    assert len(said) == 1
    assert connection.vendor != "postgresql" or " times: " not in said[0]
    bookcase.put("a", "Rights")
    bookcase.take("b")
    assert dict(Word.objects.values_list("word", "count")) == {"rights": 1}
    # PostgreSQL updates a row in place only where no index reads the column, not even in its condition.
    assert not any(index.condition or "count" in index.fields for index in Word._meta.indexes)
