"""The sample network, loaded into the test's own database as `whrin demo` loads it."""

from tests.architecture.tree import ROOT
from whrin.cli.demo import ROOMS, samples_of
from whrin.people.models import Person


def load_sample(by: Person | None = None) -> None:
    """Load every room's part of the sample, in order."""
    for room in ROOMS:
        if samples := samples_of(room):
            samples.load(ROOT / "sample", by, lambda *_arguments: None)
