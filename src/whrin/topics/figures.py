"""Figures by topic, for the pages of the vocabulary. A room above registers what it counts."""

from whrin.kit.figures import Figure, Figures

_figures = Figures()

register_figure = _figures.register


def figures() -> tuple[Figure, ...]:
    """Return every figure by topic, in the order they were registered."""
    return _figures.all()
