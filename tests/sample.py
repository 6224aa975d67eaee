"""The sample network, loaded into the test's own database as `whrin demo` loads it."""

from importlib import import_module
from importlib.util import find_spec

from tests.architecture.tree import ROOT
from whrin.people.models import Person

ROOMS = ("places", "topics", "people", "library", "website")


def load_sample(by: Person) -> None:
    """Load every room's part of the sample, in order."""
    for room in ROOMS:
        if find_spec(f"whrin.{room}.samples"):
            import_module(f"whrin.{room}.samples").load(ROOT / "sample", by, lambda *_arguments: None)
