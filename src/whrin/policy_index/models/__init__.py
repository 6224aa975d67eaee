"""Rows of the room."""

from whrin.policy_index.models.measures import Change, Measure, MeasureSource
from whrin.policy_index.models.suggestions import Suggestion

__all__ = ["Change", "Measure", "MeasureSource", "Suggestion"]
