"""Values of a record, in words."""

import pytest

from tests.services.making import HOUSE, claim
from whrin.services.saying import label_of, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("description", "Beds <b>", "Beds <b>"),
        ("status", "paused", "Paused"),
        ("is_always_open", False, "No"),
        ("hours_note", "", "–"),
        ("languages", ["ar", "sw"], "Arabic and Swahili"),
        ("country", "KE", "Kenya"),
        ("part", "US-CA", "California"),
        ("types", ["nsp", "gone"], "Needles and syringes and gone"),
        (
            "openings",
            [[1, 540, 1020, False], [5, 1320, 1560, True]],
            "Monday 09:00–17:00; Friday 22:00–02:00 (women alone)",
        ),
        ("claim:naloxone", claim(), "Yes · A woman who uses or has used drugs · October 2026 · Sure"),
        ("place:1", HOUSE, "The address · 17 Jacaranda Close, 00999 Nairobi · -1.28333, 36.81667"),
        ("place:1", dict.fromkeys(HOUSE, "") | {"precision": "exact"}, "The address · […]"),
        ("place:1", None, "–"),
        ("unheard_of", 7, "7"),
    ],
)
def test_a_value_is_said_in_words(field: str, value: object, words: str) -> None:
    assert words_of(field, value, "en") == words


def test_fields_have_names_in_the_readers_language() -> None:
    assert label_of("claim:naloxone", "en") == "Naloxone, also given out by peers"
    assert (label_of("place:1", "en"), label_of("unheard_of", "en")) == ("Place", "unheard_of")
    assert words_of("country", "KE", "ru") == "Кения"
