import pytest

from whrin.organisations.actions import save_organisation
from whrin.organisations.models import Organisation
from whrin.places.models import Country
from whrin.topics.actions import Words, save_topic
from whrin.topics.models import Topic


def organisation(slug: str, **given: object) -> Organisation:
    """Make a public organisation in Kenya, or as `given` says."""
    country = given.pop("country", "KE")
    made = Organisation(
        **{
            "slug": slug,
            "name": slug.capitalize(),
            "kind": "women",
            "relation": "ally",
            "is_public": True,
            "country": Country.objects.get(pk=country) if country else None,
            **given,
        }
    )
    return save_organisation(organisation=made, focus=[], by=None)


@pytest.fixture
def health(db: None) -> Topic:
    """A topic to work on."""
    return save_topic(
        topic=Topic(slug="health"), words={"en": Words("Health"), "ar": Words("الصحة")}, broader=[], by=None
    )
