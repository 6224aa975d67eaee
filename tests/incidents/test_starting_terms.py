"""Our own lists: every entry speaks seven languages and names only articles of named instruments."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.conf import settings

from whrin.incidents.enums import Scheme
from whrin.incidents.lists import starting_lists
from whrin.incidents.models import Term
from whrin.incidents.queries import grouped_terms
from whrin.incidents.starting_terms import load_terms

LANGUAGES = {code for code, _name in settings.LANGUAGES}
#: How many articles each instrument has.
ARTICLES = {"cedaw": 30, "icescr": 31, "iccpr": 53, "cat": 33}


@pytest.mark.once
@pytest.mark.parametrize("name", ["kinds", "actors"])
def test_every_entry_speaks_every_language_of_the_site(name: str) -> None:
    for entry in starting_lists()[name]:
        assert set(entry["labels"]) == set(entry["explains"]) == LANGUAGES
        assert all(entry["labels"].values())
        assert all(len(words.split()) < 25 for words in entry["explains"].values())


@pytest.mark.once
def test_every_article_stands_in_an_instrument_that_is_named() -> None:
    lists: Mapping[str, Any] = starting_lists()
    for entry in (*lists["kinds"], *lists["actors"]):
        assert entry["group"] in lists["groups"]
        for one in entry["articles"]:
            assert one["instrument"] in lists["instruments"]
            assert 0 < int(one["article"]) <= ARTICLES[one["instrument"]]


@pytest.mark.django_db
def test_loading_twice_adds_nothing_and_leaves_what_was_edited() -> None:
    Term.objects.filter(scheme=Scheme.KIND, slug="child-removed").update(labels={"en": "Ours"})
    assert load_terms() == 0
    assert str(Term.objects.get(slug="child-removed").label_in("ru")) == "Ours"


@pytest.mark.django_db
def test_choices_stand_under_their_groups_in_the_order_of_the_list() -> None:
    groups = grouped_terms(Scheme.KIND, "es")
    assert [name for name, _choices in groups][:2] == ["Salud y tratamiento", "Embarazo y parto"]
    assert sum(len(choices) for _name, choices in groups) == len(starting_lists()["kinds"])
