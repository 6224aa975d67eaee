from tests.architecture.map_of_rooms import PAGE, page, sign, signs
from tests.architecture.tree import floors


def test_the_map_shows_the_rooms_as_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(floors(), signs()), (
        "run: python -m tests.architecture.map_of_rooms"
    )


def test_every_room_has_a_sign_on_its_door() -> None:
    assert [room for room, words in signs().items() if len(words.split()) < 10] == []


def test_a_room_without_a_sign_shows() -> None:
    assert sign("x = 1") == ""
    assert page([["a"], ["b"]], {"a": "A."}) != page([["a"], ["b"]], {"a": "A.", "b": "B."})
