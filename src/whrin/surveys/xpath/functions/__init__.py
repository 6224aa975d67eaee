"""The functions of ODK forms, by what they are about; each module adds its own to one register."""

from . import chance, dates, logic, numbers, places, repeats, selects, sets, texts
from .register import call, names

__all__ = [
    "call",
    "chance",
    "dates",
    "logic",
    "names",
    "numbers",
    "places",
    "repeats",
    "selects",
    "sets",
    "texts",
]
