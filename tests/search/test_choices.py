"""What lists offer of a filter."""

from whrin.search.choices import each_name_once, turned

NAMES = {"un-africa": "Africa", "who-africa": "Africa", "asia": "Asia"}
COUNTED = [("un-africa", 4), ("who-africa", 3), ("asia", 1)]


def test_values_that_read_alike_are_offered_once_and_the_chosen_one_stays() -> None:
    assert each_name_once(COUNTED, (), NAMES.__getitem__) == [("un-africa", 4), ("asia", 1)]
    chosen = each_name_once(COUNTED, ("who-africa",), NAMES.__getitem__)
    assert chosen == [("who-africa", 3), ("asia", 1)]


def test_a_value_is_chosen_and_not_chosen_any_more() -> None:
    once = turned({"kind": ("law",)}, "country", "KE")
    assert once == {"kind": ("law",), "country": ("KE",)}
    assert turned(once, "country", "NP") == {"kind": ("law",), "country": ("KE", "NP")}
    assert turned(once, "country", "KE") == {"kind": ("law",)}
