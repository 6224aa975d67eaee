import pytest

from tests.architecture.arrows import upward
from tests.architecture.tree import PACKAGE, files, floors, rooms

FLOORS = [["website"], ["library"], ["people"], ["places", "topics"], ["audit"]]


@pytest.mark.parametrize("room", rooms())
def test_no_relation_points_upwards(room: str) -> None:
    sources = [path.read_text(encoding="utf-8") for path in files(".py", under=PACKAGE / room)]
    assert [fault for source in sources for fault in upward(room, source, floors())] == []


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("places", 'best = models.ForeignKey("library.Work", models.CASCADE)'),
        ("places", 'topic = OneToOneField(to="topics.Topic")'),
        ("audit", "by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)"),
        ("people", 'pages = ParentalManyToManyField("website.HomePage")'),
    ],
)
def test_a_relation_that_points_upwards_is_refused(room: str, source: str) -> None:
    assert len(upward(room, source, FLOORS)) == 1


@pytest.mark.parametrize(
    "source",
    [
        'country = models.ForeignKey("places.Country", models.PROTECT)',
        'page = models.ForeignKey("wagtailcore.Page", models.CASCADE)',
        'other = models.ForeignKey("library.Work", models.CASCADE)',
        'other = models.ForeignKey("self", models.CASCADE)',
    ],
)
def test_a_relation_that_points_down_or_home_is_welcome(source: str) -> None:
    assert upward("library", source, FLOORS) == []


def test_every_room_stands_on_a_floor_of_the_contract() -> None:
    found = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert found == set(rooms())
