"""The codes a record may name, read once a run."""

from dataclasses import dataclass

from whrin.library.models import Licence
from whrin.places.models import Country, Region
from whrin.topics.models import Topic


@dataclass(frozen=True)
class Known:
    """`topics`: slug by slug and by every label, case folded. `licences`: code by code and by address,
    case folded.
    """

    topics: dict[str, str]
    countries: frozenset[str]
    regions: frozenset[str]
    licences: dict[str, str]

    @classmethod
    def now(cls) -> "Known":
        """Read them from the database."""
        topics: dict[str, str] = {}
        for topic in Topic.objects.prefetch_related("labels"):
            topics.update({label.text.casefold(): topic.slug for label in topic.labels.all()})
        topics.update({slug: slug for slug in Topic.objects.values_list("slug", flat=True)})
        licences: dict[str, str] = {}
        for licence in Licence.objects.all():
            licences[licence.code.casefold()] = licence.code
            if licence.address:
                licences[licence.address.casefold().rstrip("/")] = licence.code
        return cls(
            topics=topics,
            countries=frozenset(Country.objects.values_list("code", flat=True)),
            regions=frozenset(Region.objects.values_list("code", flat=True)),
            licences=licences,
        )
